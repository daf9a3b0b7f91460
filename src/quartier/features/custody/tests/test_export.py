"""A record carried away proves itself, keeps what is sealed sealed, and gives the same answers again."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.utils import timezone
from tests.ledger_world import ORIGIN, LedgerWorld

from quartier.core.accounts.models import Account
from quartier.core.registry import lock
from quartier.features.custody.tests.conftest import Town, make_town
from quartier.outside.verifier.assembling import verifier_source
from quartier.surface.cli import command, surroundings

pytestmark = [pytest.mark.database, pytest.mark.attack]
FINDING = "abrasion 2 × 1 cm, left cheekbone"


@pytest.fixture
def town(real_logins: Any) -> Town:
    with real_logins.preparing():
        return make_town()


@pytest.fixture
def world(real_logins: Any, settings: Any, tmp_path: Path) -> LedgerWorld:
    held = LedgerWorld.make(tmp_path)
    settings.LEDGER_FOLDER, settings.LEDGER_POLICY = held.folder, held.policy
    settings.LEDGER_KEYS, settings.LEDGER_ORIGIN = held.keys, ORIGIN
    return held


@pytest.fixture
def number(town: Town, world: LedgerWorld, real_logins: Any) -> str:
    """A stay with something in each part, published."""
    opened = town.open(
        about={"name": "Artem Boichak"},
        values={"place": "Зелена, 12", "facts": "at the corner", "ground": "in_the_act"},
    )
    town.record(town.keeper, opened.stay, "arrived_at_station", ago=20)
    town.record(town.doctor, opened.stay, "injury_noted", ago=5, values={"seen": FINDING})
    town.record(town.guard, opened.stay, "check", ago=1, values={"seen": "awake"})
    with real_logins.preparing():
        world.publish(timezone.now())
    return str(opened.number)


@pytest.fixture
def quartier(monkeypatch: Any, capsys: Any) -> Callable[..., Any]:
    """A command of custody in somebody's name: its status and its document."""
    monkeypatch.setattr(surroundings, "django_ready", lambda start=True: None)

    def run(*arguments: Any, who: Any, status: int = 0) -> Any:
        with lock.visit(None):
            address = Account.objects.get(id=who).email
        found = command.run(["custody", *map(str, arguments), "--as", address, "--json"])
        printed = capsys.readouterr()
        assert found == status, printed.err
        return json.loads(printed.out) if printed.out else printed.err

    return run


def read(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "record.json").read_bytes()))


def verified(folder: Path, world: LedgerWorld, file: Path) -> dict[str, Any]:
    """What the standalone program says, alone in a folder of its own."""
    folder.mkdir()
    program = folder / "verify.py"
    program.write_text(verifier_source(policy=world.policy.read_text(), day="2026-11-20"), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-I", str(program), str(file), "--json"],
        capture_output=True,
        check=False,
        cwd=folder,
    )
    return dict(json.loads(ran.stdout))


def test_a_record_proves_itself_far_from_here(town, number, world, quartier, tmp_path):
    told = quartier("export", number, tmp_path / "out", who=town.keeper)
    assert (told["entries"], told["verdicts"], told["contradicts"]) == (4, ["OK"], [])
    record = read(tmp_path / "out")
    schema = json.loads((tmp_path / "out" / "schema.json").read_bytes())
    jsonschema_rs.validator_for(schema).validate(record)
    for language in ("uk", "fr", "en"):
        assert (tmp_path / "out" / f"record-{language}.pdf").read_bytes().startswith(b"%PDF-")
    [receipt] = (tmp_path / "out" / "proofs").glob("*.json")
    said = verified(tmp_path / "stick", world, receipt)
    assert said["verdict"] == "OK"
    proofs = sorted(path.name for path in (tmp_path / "out" / "proofs" / receipt.stem).iterdir())
    assert proofs == [f"{number:04}.tlog-proof" for number in range(1, 5)]
    shown = {item["proof"] for item in json.loads(receipt.read_bytes())["entries"]}
    assert (tmp_path / "out" / "proofs" / receipt.stem / proofs[0]).read_text() in shown


def test_what_one_may_not_read_is_named_and_not_told(town, number, quartier, tmp_path):
    quartier("export", number, tmp_path / "keeper", who=town.keeper)
    quartier("export", number, tmp_path / "guard", who=town.guard)
    keeper, guard = read(tmp_path / "keeper"), read(tmp_path / "guard")
    assert {part["code"]: part["open"] for part in keeper["parts"]} == {
        "file": True,
        "arrest": True,
        "medical": False,
    }
    assert not any(part["open"] for part in guard["parts"])
    for folder, words in (("keeper", [FINDING]), ("guard", [FINDING, "Artem", "at the corner"])):
        for path in (tmp_path / folder).rglob("*"):
            for word in words:
                assert path.is_dir() or word.encode() not in path.read_bytes(), path
    injury = keeper["books"][0]["entries"][2]
    assert injury["sealed"]["open"] is False
    assert len(injury["sealed"]["digest"]) == 64
    assert "content" not in injury
    told = keeper["books"][0]["entries"][0]
    assert told["content"]["facts"] == "at the corner"
    assert told["sealed"]["digest"] == _sealed(told)


def test_a_changed_table_contradicts_its_ledger(town, number, quartier, tmp_path, real_logins):
    """Somebody with full access makes "awake" of "sleeping" in the tables; the ledger kept the digest of what was said."""
    with real_logins.superuser(real_logins.copy_name) as connection, connection.cursor() as cursor:
        cursor.execute("alter table custody_entry disable trigger all")
        cursor.execute("""update custody_entry set "values" = '{"seen": "sleeping"}' where act = 'check'""")
    told = quartier("export", number, tmp_path / "after", who=town.keeper, status=1)
    assert [each["entry"] for each in told["contradicts"]] == [4]


def test_every_evaluation_gives_the_same_again(town, number, quartier):
    told = quartier("rerun", number, who=town.keeper)
    assert len(told) >= 2
    assert all(each["same"] and each["from_kept"] for each in told)


def test_a_stranger_carries_nothing_away(town, number, quartier, tmp_path):
    for verb in (("export", number, tmp_path / "out"), ("rerun", number)):
        quartier(*verb, who=town.stranger, status=1)
    assert not (tmp_path / "out").exists()


def _sealed(entry: dict[str, Any]) -> str:
    """As the readme beside the record says."""
    import hashlib

    text = json.dumps(
        {"salt": entry["salt"], "values": entry["content"]},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()
