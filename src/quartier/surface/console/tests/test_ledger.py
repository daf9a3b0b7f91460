"""The ledger in the console: who may see it, and carrying it out, which is itself entered."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests import factories, signing
from tests.ledger_world import ORIGIN, LedgerWorld

from quartier.core.ledger import actions, kinds
from quartier.core.ledger.models import Envelope, Intake

pytestmark = pytest.mark.database
PURPOSE = "For the ombudsman, monthly visit of November"


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Path) -> Iterator[LedgerWorld]:
    """A ledger of which nothing is published yet."""
    kinds.register(kinds.EntryKind(code="test.held", description="Something held.", fields={}, example={}))
    held = LedgerWorld.make(tmp_path)
    settings.LEDGER_FOLDER, settings.LEDGER_POLICY = held.folder, held.policy
    settings.LEDGER_KEYS, settings.LEDGER_ORIGIN = held.keys, ORIGIN
    yield held
    kinds._known.pop("test.held")


class Clerk:
    def describe(self) -> dict[str, Any]:
        return {"kind": "visitor", "account": None}


def signed_in(as_fixture: Any, role: str) -> Client:
    with as_fixture():
        place = factories.area(kind="hromada", lo=0, hi=100)
        who = factories.staff(role=role, area=place, organisation=factories.organisation(area=place))
        signing.add_app(who)
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, who)
    return client


def strict(answer: Any) -> str:
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return str(text)


@pytest.fixture
def auditor(world: LedgerWorld, as_fixture: Any) -> Client:
    return signed_in(as_fixture, "auditor")


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_whoever_may_read_the_ledger_sees_how_it_stands(auditor: Client, language: str) -> None:
    text = strict(auditor.get(f"/console/ledger/?language={language}"))
    assert "/console/ledger/export/" not in text and "verify.py" in text


def test_what_our_own_check_found_stands_there(world: LedgerWorld, auditor: Client) -> None:
    assert "No check has run yet" in strict(auditor.get("/console/ledger/?language=en"))
    file = world.keys.parent / "checked.json"
    said: dict[str, Any] = {"at": "2026-11-20T03:40:00+00:00", "entries": 2, "findings": [], "more": 0}
    file.write_text(json.dumps(said))
    assert "everything fits together" in strict(auditor.get("/console/ledger/?language=en"))
    file.write_text(
        json.dumps(said | {"findings": [{"code": "tile_missing", "at": "tile/0/000.p/2"}], "more": 4})
    )
    text = strict(auditor.get("/console/ledger/?language=en"))
    assert "5 things do not fit" in text and "tile/0/000.p/2" in text
    file.write_text("{}")
    assert "No check has run yet" in strict(auditor.get("/console/ledger/?language=en"))


def test_others_do_not_get_in(world: LedgerWorld, as_fixture: Any) -> None:
    analyst = signed_in(as_fixture, "crime_analyst")
    assert analyst.get("/console/ledger/").status_code == 403
    assert analyst.get("/console/ledger/export/").status_code == 403
    witness = signed_in(as_fixture, "witness_operator")
    assert witness.get("/console/ledger/").status_code == 200
    assert witness.get("/console/ledger/export/").status_code == 403


def test_nothing_is_carried_out_before_anything_is_published(auditor: Client) -> None:
    text = strict(auditor.get("/console/ledger/export/?language=en"))
    assert "No state of the ledger is published yet" in text and "<textarea" not in text
    answer = auditor.post("/console/ledger/export/", {"scope": "all", "purpose": PURPOSE})
    assert answer.status_code != 200 or "attachment" not in answer.headers.get("Content-Disposition", "")


@pytest.fixture
def published(world: LedgerWorld, auditor: Client, as_fixture: Any) -> LedgerWorld:
    """A state over two entries."""
    for _ in range(2):
        with transaction.atomic():
            actions.append(kind="test.held", record=None, fields={}, by=Clerk(), occurred_at=timezone.now())
    with as_fixture():
        world.publish(timezone.now())
    return world


def entered(as_fixture: Any) -> list[Any]:
    with as_fixture():
        return list(Envelope.objects.filter(kind="ledger.pack_exported"))


@pytest.mark.parametrize("purpose", ["", "too short"])
def test_without_a_purpose_nothing_leaves(
    published: Any, auditor: Client, as_fixture: Any, purpose: str
) -> None:
    answer = auditor.post("/console/ledger/export/?language=en", {"scope": "all", "purpose": purpose})
    assert answer.status_code == 422
    assert 'role="alert"' in strict(answer)
    assert entered(as_fixture) == []


@pytest.mark.parametrize("scope", ["all", "structure"])
def test_a_pack_is_entered_and_verifies(
    published: LedgerWorld, auditor: Client, as_fixture: Any, tmp_path: Path, scope: str
) -> None:
    answer = auditor.post("/console/ledger/export/", {"scope": scope, "purpose": PURPOSE})
    with as_fixture():
        size = Intake.objects.count() - 1
    assert len(entered(as_fixture)) == 1
    assert f'filename="pack-{size}.zip"' in answer["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    archive.extractall(tmp_path)
    assert any("envelopes/" in name for name in archive.namelist()) == (scope == "all")
    verdict(tmp_path, f"pack-{size}")


def test_anybody_may_take_the_structure(published: LedgerWorld, tmp_path: Path, as_fixture: Any) -> None:
    answer = Client().get("/ledger/pack.zip")
    zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).extractall(tmp_path)
    [folder] = [path.name for path in tmp_path.glob("pack-*")]
    assert not (tmp_path / folder / "envelopes").exists()
    assert entered(as_fixture) == []
    verdict(tmp_path, folder)


def test_without_the_key_for_packs_none_is_offered(published: LedgerWorld, auditor: Client) -> None:
    (published.keys / "pack.key").unlink()
    assert Client().get("/ledger/pack.zip").status_code == 404
    assert "/ledger/pack.zip" not in strict(Client().get("/en/ledger/"))
    assert "<textarea" not in strict(auditor.get("/console/ledger/export/"))


def verdict(folder: Path, pack: str) -> None:
    """The verifier that the public page hands out says OK to it."""
    (folder / "verify.py").write_bytes(Client().get("/ledger/verify.py").content)
    command = [sys.executable, "-I", "verify.py", pack, "--language", "en"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()[0]) == (0, "OK"), done.stdout + done.stderr
