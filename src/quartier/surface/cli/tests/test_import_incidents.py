"""`quartier import incidents` without an account: the dry run, its document, its exit statuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from quartier.surface.cli import command, surroundings

pytestmark = pytest.mark.django_db
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
GOOD = "a,2018-10,Police,Police,-0.33,51.23,On or near High Street,E01,Area,Burglary,,\n"


@pytest.fixture(autouse=True)
def stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "django_ready", lambda **given: None)
    monkeypatch.setenv("QUARTIER_LANGUAGE", "en")


def run(capsys: Any, *arguments: str) -> tuple[int, str, str]:
    status = command.run(["import", "incidents", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def file(folder: Path, text: str | bytes) -> str:
    path = folder / "rows.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_a_dry_run_answers_with_exactly_one_document(db: None, capsys: Any, tmp_path: Path) -> None:
    path = file(tmp_path, HEADER + GOOD + GOOD.replace("2018-10", "Oct"))
    status, out, _err = run(capsys, path, "--mapping", "uk-police", "--dry-run", "--json")
    assert status == 1
    assert json.loads(out) == {
        "rows": 2,
        "accepted": 1,
        "refused": 1,
        "duplicates": 0,
        "dropped": [{"line": 3, "column": "Month", "value": "Oct", "reason": "time_format"}],
    }


def test_several_files_name_the_file_of_each_row(db: None, capsys: Any, tmp_path: Path) -> None:
    path = file(tmp_path, HEADER + GOOD.replace("51.23", "north"))
    status, out, _err = run(capsys, path, path, "--mapping", "uk-police", "--dry-run", "--json")
    assert status == 1
    assert {bad["file"] for bad in json.loads(out)["dropped"]} == {"rows.csv"}


def test_words_for_people(db: None, capsys: Any, tmp_path: Path) -> None:
    status, out, err = run(capsys, file(tmp_path, HEADER + GOOD), "--mapping", "uk-police", "--dry-run")
    assert status == 0
    assert "rows: 1, accepted: 1, refused: 0, duplicates: 0" in out
    assert "nothing was written" in err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04", "This is a spreadsheet"),
        (b"a,b\n1,2\n", "The file lacks columns"),
        (b"", "The file is empty"),
    ],
)
def test_an_unreadable_file_is_two_and_prints_no_document(
    db: None, capsys: Any, tmp_path: Path, content: bytes, sentence: str
) -> None:
    status, out, err = run(capsys, file(tmp_path, content), "--mapping", "uk-police", "--dry-run", "--json")
    assert (status, out) == (2, "")
    assert sentence in err


def test_used_wrongly_is_two(db: None, capsys: Any, tmp_path: Path) -> None:
    path = file(tmp_path, HEADER + GOOD)
    assert run(capsys, path, "--mapping", "no-such", "--dry-run")[0] == 2
    assert run(capsys, str(tmp_path / "absent.csv"), "--mapping", "uk-police", "--dry-run")[0] == 2
    assert run(capsys, path, "--mapping", "uk-police")[0] == 2
