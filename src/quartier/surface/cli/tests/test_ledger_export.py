"""The commands that hand out packs, receipts and the program that checks them; the program run as a visitor runs it."""

import hashlib
import json
import subprocess
import sys

import pytest

from quartier.core.kit.ids import tag
from quartier.core.ledger.tests.conftest import append
from quartier.core.ledger.tests.conftest import log as log
from quartier.core.ledger.tests.test_packs import published as published
from quartier.surface import ledger_verifiers
from quartier.surface.cli import command, surroundings

pytestmark = [pytest.mark.database, pytest.mark.attack]


@pytest.fixture
def quartier(log, published, settings, monkeypatch, capfdbinary):
    """A command of this installation: its status and what it printed."""
    for name in ("folder", "lock", "keys", "policy"):
        setattr(settings, f"LEDGER_{name.upper()}", getattr(log.site, name))
    settings.LEDGER_LENIENT = True
    monkeypatch.setattr(surroundings, "django_ready", lambda start=True: None)
    ledger_verifiers._made.cache_clear()

    def run(*arguments, status=0):
        capfdbinary.readouterr()
        found = command.run(["ledger", *map(str, arguments)])
        printed = capfdbinary.readouterr()
        assert found == status, printed.err.decode()
        return printed.out if status == 0 else printed.err

    return run


@pytest.fixture
def stick(tmp_path):
    """A visitor's computer: an empty folder, and Python without any package."""
    folder = tmp_path / "stick"
    folder.mkdir()

    def check(*arguments):
        ran = subprocess.run(
            [sys.executable, "-I", "verify.py", *map(str, arguments), "--json"],
            cwd=folder,
            capture_output=True,
            check=False,
        )
        return json.loads(ran.stdout)

    check.folder = folder
    return check


def test_what_the_commands_hand_out_verifies_far_from_here(quartier, stick, published, tmp_path):
    record = tag()
    append(record, rows=41)
    published()
    (stick.folder / "verify.py").write_bytes(quartier("verifier"))
    quartier("export", tmp_path / "first")
    append(record, rows=42)
    published()
    told = json.loads(quartier("export", tmp_path / "second", "--purpose", "A visit.", "--json"))
    assert told["verdict"] == "NOT WITNESSED"
    said = stick(tmp_path / "second", "--since", tmp_path / "first")
    assert (said["verdict"], said["reason"]) == ("NOT WITNESSED", None)
    assert {"code": "shown", "count": told["size"]} in said["facts"]
    published()
    quartier("receipt", record, "--out", tmp_path / "receipt", "--field", "rows")
    values = [fact["value"] for fact in stick(tmp_path / "receipt")["facts"] if fact["code"] == "value"]
    assert values == ["41", "42"]


def test_an_export_is_entered_in_the_ledger(quartier, published, tmp_path):
    append()
    published()
    quartier("export", tmp_path / "first", "--purpose", "For the ombudsman.")
    published()
    quartier("export", tmp_path / "second", "--kind", "ledger.pack_exported")
    [line] = (tmp_path / "second/envelopes/000.jsonl").read_text().splitlines()
    openings = json.loads(line)["openings"]
    assert openings["purpose"]["value"] == '"For the ombudsman."'
    assert json.loads(openings["by"]["value"])["kind"] == "machine"


def test_a_pack_that_fails_the_check_is_not_kept(quartier, log, published, tmp_path):
    append()
    published()
    log.tamper(
        "alter table ledger_envelope disable trigger all", "update ledger_envelope set body = body || ' '"
    )
    assert b"entry_differs" in quartier("export", tmp_path / "pack", status=1)
    assert [path.name for path in tmp_path.iterdir() if "pack" in path.name] == []


def test_nothing_is_written_over(quartier, published, tmp_path):
    append()
    published()
    (tmp_path / "pack").mkdir()
    assert b"exists already" in quartier("export", tmp_path / "pack", status=1)
    (tmp_path / "receipt").write_text("mine")
    record = tag()
    append(record)
    published()
    assert b"exists already" in quartier("receipt", record, "--out", tmp_path / "receipt", status=1)
    assert (tmp_path / "receipt").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--kind", "no.such"], 1),
        (["--structure", "--closed"], 2),
        (["--structure", "--kind", "test.counted"], 2),
    ],
)
def test_wrong_wishes_are_refused(quartier, published, tmp_path, arguments, status):
    append()
    published()
    quartier("export", tmp_path / "pack", *arguments, status=status)
    assert not (tmp_path / "pack").exists()


def test_the_command_and_the_page_hand_out_the_same_bytes(quartier, published):
    append()
    published()
    from quartier.surface import ledger_files

    asked = json.loads(quartier("policy", "--json"))
    programs = ledger_verifiers.verifiers(ledger_files.asked())
    assert [one.body for one in programs] == [quartier("verifier"), quartier("verifier", "--page")]
    assert asked["sha256"] == hashlib.sha256(asked["policy"].encode()).hexdigest()


def test_without_a_policy_there_is_no_program(quartier, log):
    log.site.policy.unlink(missing_ok=True)
    assert b"policy" in quartier("verifier", status=1)
