"""Whoever asks for the published ledger gets exactly the files of the publishing folder, and nothing else of the disk."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from quartier.science.merkle.tests.known import VECTORS

PATHS = VECTORS["tile_paths"]
NOTE = "demo.test/log\n1\no4ncuvQSp0Wd1a1c5MbR8dD/gkQxpjYg==\n\n— demo.test/log AAAAAA==\n".encode()
SECRET = b"not for you"


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A publishing folder with one full tile, one bundle and a checkpoint; beside it what nobody may have."""
    held = tmp_path / "log"
    for name, body in {
        "checkpoint": NOTE,
        "tile/0/000": bytes(range(256)) * 32,
        "tile/0/x001/234.p/7": b"7" * 224,
        "tile/entries/000": b"\x00\x01!" * 256,
        "tile/0/data": SECRET,
        "private": SECRET,
        "../keys/log.key": SECRET,
    }.items():
        file = held / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    settings.LEDGER_FOLDER = held
    return held


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    """No database is at hand here: none is needed."""
    yield Client()


def test_the_checkpoint_is_text_that_is_asked_for_anew(client: Client) -> None:
    answer = client.get("/log/checkpoint")
    assert (answer.status_code, answer.content) == (200, NOTE)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert client.get("/log/checkpoint", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", ["tile/0/000", "tile/0/x001/234.p/7", "tile/entries/000"])
def test_a_tile_is_bytes_that_never_change(client: Client, folder: Path, name: str) -> None:
    answer = client.get(f"/log/{name}")
    assert (answer.status_code, answer.content) == (200, (folder / name).read_bytes())
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Length"] == str(len(answer.content))
    assert "immutable" in answer["Cache-Control"] and "public" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_any_origin_may_read_and_no_cookie_or_language_takes_part(client: Client) -> None:
    for name in ("checkpoint", "tile/0/000", "tile/0/001"):
        answer = client.get(f"/log/{name}", headers={"Origin": "https://monitor.example"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Vary" not in answer and not answer.cookies


def test_a_head_says_what_a_get_would(client: Client) -> None:
    asked, looked = client.get("/log/tile/0/000"), client.head("/log/tile/0/000")
    assert looked.status_code == 200 and looked.content == b""
    assert {name: looked[name] for name in ("ETag", "Content-Length")} == {
        name: asked[name] for name in ("ETag", "Content-Length")
    }


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete", "options", "trace"])
def test_nobody_writes_here(client: Client, verb: str) -> None:
    answer = getattr(client, verb)("/log/checkpoint")
    assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("case", PATHS["invalid"], ids=lambda case: case["why"])
def test_no_other_way_to_write_a_name_finds_a_file(client: Client, case: dict[str, Any]) -> None:
    assert client.get(f"/log/{case['path']}").status_code == 404


@pytest.mark.parametrize("case", PATHS["valid"], ids=lambda case: case["path"])
def test_a_good_name_of_a_tile_that_is_not_there_is_404_and_not_kept(
    client: Client, settings: Any, tmp_path: Path, case: dict[str, Any]
) -> None:
    settings.LEDGER_FOLDER = tmp_path  # with nothing in it
    answer = client.get(f"/log/{case['path']}")
    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "private",
        "tile",
        "tile/",
        "tile/0/",
        "tile/0/data",
        "../keys/log.key",
        "tile/../../keys/log.key",
        "tile/0/../../private",
        "%2e%2e/keys/log.key",
        "tile/0/%2e%2e/%2e%2e/private",
        "..%2fkeys%2flog.key",
        "tile/0/000%00",
        "tile/0/000%0a",
        "tile//0/000",
        "/tile/0/000",
        "checkpoint/",
        "Checkpoint",
        "checkpoint%00",
        "tile/0/000/000",
        "tile/0/000.p/1/../../000",
    ],
)
def test_nothing_else_of_the_disk_can_be_asked_for(client: Client, name: str) -> None:
    answer = client.get(f"/log/{name}")
    assert answer.status_code == 404 and SECRET not in answer.content


def test_before_the_first_head_there_is_nothing(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_FOLDER = tmp_path / "not yet"
    assert client.get("/log/checkpoint").status_code == 404
