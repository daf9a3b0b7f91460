"""An attack is told whole, in the reader's language, and as one document."""

import json
import os
from pathlib import Path

import pytest

from quartier.core.ledger.lockstore import LockStore
from quartier.core.ledger.site import Site
from quartier.demo.attacks import listing, showing, telling
from quartier.demo.attacks.arena import copy_sqlite
from quartier.demo.attacks.evidence import Evidence, Scene
from quartier.outside.verifier.baked import WORDS
from quartier.surface.cli import command

LANGUAGES = ("uk", "fr", "en")


def answers():
    found = [each for attack in listing.attacks() for each in attack.found]
    found += [attack.later for attack in listing.attacks() if attack.later]
    return sorted({each.answer for each in found})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", answers())
def test_every_answer_has_words(monkeypatch, language, answer):
    monkeypatch.setenv("QUARTIER_LANGUAGE", language)
    known = telling.facts() | telling.statuses() | telling.halts()
    assert answer in known or language in WORDS["reasons"][answer]
    if answer in known:
        evidence = Evidence(by="monitor", data="fresh_pack", answer=answer)
        assert telling.answer(evidence) == known[answer]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_attack_is_told_from_beginning_to_end(monkeypatch, language):
    monkeypatch.setenv("QUARTIER_LANGUAGE", language)
    scene = Scene()
    scene.did("update   ledger_envelope\n set …")
    scene.strikes()
    scene.finds("witness", "own_state", "status 422", "bar: 422 fork")
    for attack in listing.attacks():
        lines = list(telling.opening(attack, entries=45, witnesses=3, needed=2))
        lines += telling.findings(attack, scene)
        text = "\n".join(lines)
        assert attack.title[language] in text
        assert attack.does[language] in text
        assert (attack.nobody or {}).get(language, "") in text
        assert "%(" not in text
    said = telling.document(listing.attack("rewrite"), scene)
    assert said["steps"] == ["update ledger_envelope set …"]
    assert said["found"][0]["answer"] == "status 422"
    assert json.loads(json.dumps(said)) == said


def test_the_list_is_printed_and_an_unknown_name_is_used_wrongly(capsys, monkeypatch):
    for name in (
        "QUARTIER_HTTPS",
        "QUARTIER_SETTINGS",
        "DJANGO_SETTINGS_MODULE",
    ):  # the demo's command sets them
        monkeypatch.setenv(name, os.environ.get(name, ""))
    assert command.run(["demo", "attack", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in listed] == [attack.id for attack in listing.attacks()]
    assert command.run(["demo", "attack"]) == 0
    assert capsys.readouterr().out.startswith("update ")
    assert command.run(["demo", "attack", "no-such"]) == 2


def test_files_of_the_town_are_copied_and_left_alone(tmp_path: Path):
    site = Site(
        origin="demo.quartier.example/log",
        folder=tmp_path / "log",
        lock=tmp_path / "lock.sqlite",
        keys=tmp_path / "keys",
        policy=tmp_path / "policy",
        witness_every=1.0,
        lenient=True,
    )
    for name in (
        "log/.staging/half",
        "log/checkpoint",
        "keys/log.key",
        "witnesses/bar/witness.sqlite.key.mark",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    LockStore(site.lock, site.origin).swap(None, b"head")
    copy_sqlite(site.lock, tmp_path / "witnesses" / "bar" / "witness.sqlite")
    showing._copy_files(site, tmp_path / "witnesses", tmp_path / "arena")
    copied = sorted(
        str(p.relative_to(tmp_path / "arena")) for p in (tmp_path / "arena").rglob("*") if p.is_file()
    )
    assert copied == [
        "keys/log.key",
        "lock.sqlite",
        "log/checkpoint",
        "witnesses/bar/witness.sqlite",
        "witnesses/bar/witness.sqlite.key.mark",
    ]
    assert LockStore(tmp_path / "arena" / "lock.sqlite", site.origin).head() == b"head"
