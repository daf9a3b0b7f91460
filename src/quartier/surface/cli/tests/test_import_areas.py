"""`quartier import areas|places`: one document for programs, sentences for people, statuses as promised."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from quartier.core.territory import queries
from quartier.core.territory.tests.test_import import MAPPING, commune, encode
from quartier.surface.cli import area_findings, command, surroundings

pytestmark = pytest.mark.database


@pytest.fixture
def shell(db: None, as_fixture: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any) -> Any:
    """Runs a command on the test's own connection; gives status, standard output and standard error."""
    monkeypatch.setattr(surroundings, "django_ready", lambda **_: None)
    monkeypatch.setenv("QUARTIER_LANGUAGE", "en")
    (tmp_path / "mapping.yaml").write_text(json.dumps(MAPPING), encoding="utf-8")

    def run(data: bytes, *more: str, mapping: str = str(tmp_path / "mapping.yaml")) -> tuple[int, str, str]:
        (tmp_path / "areas.geojson").write_bytes(data)
        with as_fixture():
            status = command.run(
                ["import", "areas", str(tmp_path / "areas.geojson"), "--mapping", mapping, *more]
            )
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_one_document_with_counts(shell):
    status, out, _err = shell(encode(commune("1"), commune("2")), "--json")
    told = json.loads(out)
    assert (status, told["done"], told["features"], len(told["added"])) == (0, True, 2, 3)
    status, out, _err = shell(encode(commune("1"), commune("2")), "--json")
    assert (status, json.loads(out)["unchanged"]) == (0, 3)


def test_a_dry_run_stores_nothing(shell):
    status, out, _err = shell(encode(commune("1")), "--dry-run")
    assert (status, out.startswith("Dry run")) == (0, True)
    assert queries.homes() == []


def test_what_is_refused_is_said_with_its_line(shell):
    status, out, err = shell(encode(commune("1"), commune("1")))
    assert (status, out) == (1, "Nothing was stored. To be mended in the file: 1.\n")
    assert re.search(r"Line \d+, feature 2: The code 1 stands in the file already, at line \d+\.", err)


def test_half_a_file_is_status_1_and_stores_nothing(shell):
    status, _out, err = shell(encode(commune("1"))[:-40])
    assert (status, "The file ends in the middle" in err) == (1, True)


def test_a_mapping_or_file_that_is_not_there_is_used_wrongly(shell, tmp_path):
    status, _out, err = shell(b"{}", mapping="nothing")
    assert (status, "uk-surrey-wards" in err) == (2, True)
    (tmp_path / "broken.yaml").write_text("home: {slug: x}", encoding="utf-8")
    assert shell(b"{}", mapping=str(tmp_path / "broken.yaml"))[0] == 2
    assert command.run(["import", "areas", str(tmp_path / "absent"), "--mapping", "uk-surrey-wards"]) == 2
    assert (
        command.run(["import", "places", str(tmp_path / "absent"), "--mapping", "nothing", "--home", "x"])
        == 2
    )


def test_every_reason_has_a_sentence():
    rules = files("quartier.core.territory").joinpath("rules")
    text = "".join(each.read_text("utf-8") for each in rules.iterdir() if each.name.endswith(".py"))
    text += files("quartier.core.territory").joinpath("imports.py").read_text("utf-8")
    codes = set(re.findall(r'reason="(\w+)"', text)) | set(re.findall(r'_at\(feature, "(\w+)"', text))
    codes |= set(re.findall(r'_told\("(\w+)"', text)) | {
        "half_a_file",
        "axes_swapped",
        "far_away",
        "coordinates_in_metres",
    }
    assert codes - set(area_findings.reasons()) == set()
