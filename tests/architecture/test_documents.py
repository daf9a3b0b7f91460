"""The documents' own tools: dead links, pages nobody reaches, settings nobody is told of."""

import ast

import pytest

from tools.documents import links, pages, told


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "index.md").write_text(
        "# Start\n\n[first](a.md) · [part](a.md#two-words) · [far](https://example.test/x)\n"
    )
    (tmp_path / "a.md").write_text("# A\n\n## Two `words`\n\n```\n[not a link](nowhere.md)\n```\n")
    return tmp_path


def pages_of(shelf):
    return sorted(shelf.glob("*.md"))


def test_good_links_pass(shelf):
    assert links.broken(pages_of(shelf), shelf) == []
    assert links.unreachable(pages_of(shelf), shelf / "index.md", shelf) == []


@pytest.mark.parametrize("link", ["[x](gone.md)", "[x](a.md#gone)", "![x](gone.png)", "[x](../outside.md)"])
def test_a_dead_link_is_found(shelf, link):
    (shelf / "b.md").write_text(f"# B\n\n{link}\n")
    [line] = links.broken(pages_of(shelf), shelf)
    assert line.startswith("b.md: no such")
    assert links.unreachable(pages_of(shelf), shelf / "index.md", shelf) == ["b.md: nothing links to it"]


def test_a_cell_cannot_break_its_table():
    assert pages.table(["a"], [["x|y\nz"]]).splitlines()[-1] == "| x\\|y z |"


def test_settings_are_read_from_the_source(tmp_path):
    source = tmp_path / "src/quartier"
    (source / "surface/settings").mkdir(parents=True)
    (source / "surface/settings/env.py").write_text('read("QUARTIER_TOLD")\nread("QUARTIER_SILENT")\n')
    (source / "core/attic").mkdir(parents=True)
    (source / "core/attic/__init__.py").write_text('"""Nobody was told."""\n')
    for name in ("reference/settings.md", "explanation/architecture.md"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True)
        (tmp_path / "docs" / name).write_text("# T\n\n`QUARTIER_TOLD`\n")
    assert told.missing(tmp_path) == [
        "settings.md: QUARTIER_SILENT is not told",
        "architecture.md: core/attic is not told",
    ]


def test_a_refusal_s_code_is_found_wherever_it_stands():
    samples = ['raise NotFound("no_such")', 'Problem(field="a", code="too_long")', "raise NotFound(code)"]
    calls = [node for each in samples for node in ast.walk(ast.parse(each)) if isinstance(node, ast.Call)]
    found = [pages.refused(call) for call in calls]
    assert found == [("NotFound", "no_such"), ("Problem", "too_long"), ("", "")]
