"""What may only shrink: own CSS, own JS; and what the content policy forbids."""

import gzip
import importlib.util
import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[1]
HOUSE = UI.parents[2]
CSS = sorted((UI / "static/ui/css").glob("*.css"))
TEMPLATES = sorted((UI / "templates").rglob("*.html"))


def test_own_css_is_under_30_kilobytes_zipped() -> None:
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in CSS) <= 30_000


def test_own_javascript_is_under_800_lines() -> None:
    assert sum(len(path.read_text().splitlines()) for path in (UI / "static/ui/js").glob("*.js")) <= 800


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_css_names_colours_only_in_tokens(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    if path.name == "tokens.css":
        return
    strangers = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) - {"#few", "#fff", "#000", "#0a0c10a0"}
    assert not strangers


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_css_lives_in_a_layer_and_asks_nobody(path: Path) -> None:
    text = path.read_text()
    assert "@layer" in text
    assert not re.search(r"https?:|@import|@font-face", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(UI)))
def test_template_obeys_the_content_policy(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 120
    assert " style=" not in text
    assert not re.search(r"\son\w+=", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or 'type="application/json"' in script


def test_vendored_files_are_as_registered() -> None:
    spec = importlib.util.spec_from_file_location("vendor", HOUSE / "tools/vendor.py")
    vendor = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(vendor)
    for register in vendor.registers():
        assert vendor.check(register) == []
        for package in vendor.packages(register).values():
            assert package["version"] and package["licence"] and package["why"]
