"""The town's ledger and the program that the town hands out, on a computer where Quartier never was."""

import io
import json
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.browser.server import Server


@pytest.fixture
def stick(server: Server, tmp_path: Path) -> Path:
    """An empty folder with nothing but the program, as the public page gives it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "verify.py").write_bytes(taken(server, "/ledger/verify.py"))
    return folder


def taken(server: Server, path: str) -> bytes:
    with urllib.request.urlopen(f"{server.url}{path}", timeout=60) as answer:
        return answer.read()


def said(stick: Path, *arguments: str) -> dict[str, Any]:
    """What the program says, with a Python that sees no package and no network setting."""
    ran = subprocess.run(
        [sys.executable, "-I", "verify.py", *arguments, "--json"],
        cwd=stick,
        env={},
        capture_output=True,
        check=False,
    )
    return json.loads(ran.stdout)


def test_everything_that_the_town_entered_verifies(server: Server, stick: Path, tmp_path: Path) -> None:
    server.run("ledger", "export", str(tmp_path / "first"))
    report = said(stick, str(tmp_path / "first"))
    assert (report["verdict"], report["reason"]) == ("OK", None)
    # The town lived for some days before anybody kept its ledger: what was entered then was placed late, and it says so.
    assert [each["code"] for each in report["warnings"]] == ["placed_late"]
    facts = {fact["code"]: fact for fact in report["facts"]}
    assert facts["shown"]["count"] == facts["head"]["size"] > 10
    assert sum(fact["code"] == "witness" for fact in report["facts"]) >= 2
    server.run("ledger", "export", str(tmp_path / "second"), "--closed")
    later = said(stick, str(tmp_path / "second"), "--since", str(tmp_path / "first"))
    assert (later["verdict"], later["reason"]) == ("OK", None)


def test_a_receipt_of_the_town_verifies(server: Server, stick: Path, tmp_path: Path) -> None:
    server.run("ledger", "export", str(tmp_path / "pack"))
    lines = (tmp_path / "pack/envelopes/000.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(json.loads(line)["envelope"])["record"] for line in lines]
    record = next(tag for tag in records if tag)
    server.run("ledger", "receipt", record, "--out", str(tmp_path / "receipt"))
    assert said(stick, str(tmp_path / "receipt"))["verdict"] == "OK"


def test_the_structure_that_anybody_can_take_away_verifies(
    server: Server, stick: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(taken(server, "/ledger/pack.zip"))) as archive:
        archive.extractall(tmp_path / "zip")
    [folder] = (tmp_path / "zip").iterdir()
    assert said(stick, str(folder))["verdict"] == "OK"


def test_the_command_prints_what_the_page_hands_out(server: Server, stick: Path) -> None:
    assert server.run("ledger", "verifier").encode() == (stick / "verify.py").read_bytes()
