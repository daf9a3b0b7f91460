"""`quartier law`: without a database, one JSON document, and a reason for whatever cannot be read."""

import io
import json

import pytest
from tests import factories

from quartier.core.accounts.models import Acceptance
from quartier.surface.cli import command

HISTORY = {"facts": {}, "events": [{"kind": "lodged", "at": "2026-01-30T10:00:00+02:00"}]}
CLOCK = {
    "id",
    "article",
    "verified",
    "limit",
    "state",
    "started_at",
    "due_at",
    "ended_at",
    "extended_by",
    "reasons",
}


WEEKS = json.dumps(
    {
        "facts": {"collect": {"type": "weeks", "value": 2}},
        "events": [{"kind": "published", "at": "2026-01-30T10:00:00Z"}],
    }
)
QUESTIONED = json.dumps(
    {"events": [{"kind": "returned_from_hospital", "at": "2026-01-30T10:00:00Z", "questioned": [["a"]]}]}
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "history.json"
    path.write_text(json.dumps(HISTORY), encoding="utf-8")
    return str(path)


def test_a_history_is_evaluated_as_the_interface_says(file, capsys):
    arguments = ["law", "evaluate", "ua.appeals", "--at", "2026-02-28T22:00:00Z", file, "--json"]
    assert command.run(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["pack", "version", "regime", "at", "clocks"]
    answer = found["clocks"][0]
    assert set(answer) == CLOCK
    assert answer == {
        "id": "answer",
        "article": "393/96-ВР 20(1)",
        "verified": True,
        "limit": {"type": "months", "value": 1},
        "state": "running",
        "started_at": "2026-01-30T10:00:00+02:00",
        "due_at": "2026-03-01T00:00:00+02:00",
        "ended_at": None,
        "extended_by": None,
        "reasons": [],
    }


def test_standard_input_and_a_regime_are_taken(monkeypatch, capsys):
    told = {"events": [{"kind": "deprived_of_liberty", "at": "2026-02-10T08:00:00+02:00"}]}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(told)))
    arguments = [
        "law",
        "evaluate",
        "ua.custody",
        "--regime",
        "martial",
        "--at",
        "2026-02-11T08:00:00+02:00",
        "-",
        "--json",
    ]
    assert command.run(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["regime"] == "martial"
    due = {clock["id"]: clock["due_at"] for clock in found["clocks"]}
    assert due["max_without_ruling"] == "2026-02-19T08:00:00+02:00"


def test_the_packs_are_listed(capsys):
    assert command.run(["law", "packs", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"ua.appeals", "ua.custody", "ew.custody"} <= {each["pack"] for each in found}


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_without_json_people_read_a_line_for_each_clock(language, file, capsys, monkeypatch):
    monkeypatch.setenv("QUARTIER_LANGUAGE", language)
    assert command.run(["law", "evaluate", "ua.appeals", "--at", "2026-02-01T10:00:00Z", file]) == 0
    said = capsys.readouterr().out
    assert {"uk": "триває", "fr": "en cours", "en": "under way"}[language] in said


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (["ua.nothing"], "{}", "ua.nothing"),
        (["ua.appeals", "--regime", "war"], "{}", "regime"),
        (["ua.appeals"], "{", "cannot be read"),
        (["ua.appeals"], "[]", "$: This must be an object."),
        (["ua.appeals"], '{"events": [{"kind": "lodgd"}]}', "events[0].kind"),
        (["ua.appeals"], '{"events": [{"kind": "lodged", "at": "2026-01-30T10:00:00"}]}', "events[0].at"),
        (["ua.appeals"], '{"facts": {"competent": "yes"}}', "facts.competent"),
        (
            ["ua.petitions"],
            WEEKS,
            "facts.collect",
        ),
        (
            ["ew.custody"],
            QUESTIONED,
            "events[0].questioned[0]",
        ),
    ],
)
def test_what_cannot_be_read_is_named_and_the_status_is_two(
    arguments, text, said, tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("QUARTIER_LANGUAGE", "en")
    path = tmp_path / "h.json"
    path.write_text(text, encoding="utf-8")
    assert (
        command.run(["law", "evaluate", *arguments, "--at", "2026-02-01T10:00:00Z", str(path), "--json"]) == 2
    )
    heard = capsys.readouterr()
    assert said in heard.err and heard.out == ""


@pytest.mark.django_db
def test_a_pack_is_accepted_in_a_persons_name(capsys, as_fixture, monkeypatch):
    monkeypatch.setattr("quartier.surface.cli.surroundings.django_ready", lambda **how: None)
    with as_fixture():
        council = factories.organisation(slug="council")
        admin = factories.account(organisation=council, email="admin@town.example")
        factories.grant(admin, role="administrator", area=None, organisation=council)
    words = ["law", "accept", "ua.appeals", "--as", "admin@town.example", "--reason", "letter 14-7"]
    assert command.run([*words, "--organisation", "council"]) == 0
    assert Acceptance.objects.get().pack == "ua.appeals"
    assert command.run([*words, "--organisation", "council"]) == 1
    assert command.run([*words, "--organisation", ""]) == 2
    assert "accepted_before" in capsys.readouterr().err
