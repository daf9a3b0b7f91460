"""The rules of the house beyond imports, and for each of them a sample that it refuses."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from tools import house, names

TEXT = {".py", ".md", ".toml", ".yml", ".yaml", ".html", ".css", ".js", ".txt", ".csv", ".json", ".lock", ""}


def texts() -> list[tuple[Path, str]]:
    """Every tracked text file of ours: the licence and vendored files are other people's words."""
    found = []
    for path in house.tracked():
        if path.suffix in TEXT and "vendor" not in path.parts and path.name != "LICENSE":
            found.append((path, path.read_text(encoding="utf-8")))
    return found


def source() -> list[Path]:
    return house.python_files()


def every_python_file() -> list[Path]:
    return [path for path in house.tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def test_files_and_functions_stay_short():
    assert [line for path in every_python_file() for line in house.too_long(path, house.FILE_LINES)] == []
    assert [line for path in every_python_file() for line in house.long_functions(path)] == []


def test_templates_stay_short():
    templates = [path for path in house.SOURCE.rglob("*.html") if "templates" in path.parts]
    assert [line for path in templates for line in house.too_long(path, house.TEMPLATE_LINES)] == []


def test_style_sheets_and_scripts_stay_small():
    assert house.css_bytes() <= house.CSS_BYTES
    assert house.script_lines() <= house.SCRIPT_LINES
    assert house.script_lines(programs=True) <= house.PROGRAM_LINES


def test_names_say_something():
    assert [line for path in source() for line in house.vague_names(path.relative_to(house.HOUSE))] == []


def test_package_inits_hold_a_docstring_only():
    inits = [path for path in source() if path.name == "__init__.py" and path.parent.name != "settings"]
    assert [line for path in inits for line in house.busy_init(path)] == []


def test_relations_point_down_by_name_and_leave_no_trace():
    files = house.python_files(tests=False)
    assert [line for path in files for line in house.relations(path.read_text(), house.name_of(path))] == []


def test_nobody_uses_a_back_door():
    files = house.python_files(tests=False)
    assert [line for path in files for line in house.back_doors(path.read_text(), house.name_of(path))] == []


def test_rules_take_what_they_need_as_arguments():
    rules = [path for path in house.python_files(tests=False) if "rules" in (path.stem, path.parent.name)]
    rules += [path for path in house.python_files(house.SOURCE / "science", tests=False)]
    assert [line for path in rules for line in house.ambient(path.read_text(), house.name_of(path))] == []


def test_features_do_not_link_to_each_other():
    files = [path for path in house.SOURCE.rglob("*") if path.suffix in (".py", ".html")]
    assert [line for path in files for line in house.sibling_links(path)] == []


def test_nothing_is_left_for_later():
    code = [(path, text) for path, text in texts() if path.suffix in (".py", ".html", ".css", ".js")]
    assert [line for path, text in code for line in house.loose_ends(text, house.name_of(path))] == []


def test_no_test_is_left_out_in_silence():
    tests = [path for path in every_python_file() if path.name.startswith(("test_", "conftest"))]
    assert [
        line for path in tests for line in house.silent_skips(path.read_text(), house.name_of(path))
    ] == []


def test_no_machine_and_no_registry_is_named():
    assert [line for path, text in texts() for line in house.addresses(text, house.name_of(path))] == []


def test_each_dependency_says_why_it_is_there():
    block = (house.HOUSE / "pyproject.toml").read_text().split("\ndependencies = [")[1].split("\n]")[0]
    lines = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert len(lines) >= 20
    assert [line for line in lines if len(line.partition("# ")[2]) < 10] == []


def test_vendored_files_are_what_they_were():
    for listing in sorted(house.SOURCE.rglob("VENDOR.toml")):
        listed = {}
        for name, package in tomllib.loads(listing.read_text())["package"].items():
            assert package["version"] and package["licence"] and package["why"], name
            listed |= {f"{name}/{Path(path).name}": digest for path, digest in package["files"].items()}
        found = {
            path.relative_to(listing.parent).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in listing.parent.rglob("*")
            if path.is_file() and path != listing
        }
        assert found == listed


def test_files_of_others_lie_below_a_list():
    strange = [path for path in house.SOURCE.rglob("*.min.js")] + list(house.SOURCE.rglob("vendor/*/*"))
    assert [path for path in strange if not any((up / "VENDOR.toml").exists() for up in path.parents)] == []


LONG = "def long():\n" + "    act()\n" * 45
VIEW = "def page(request):\n" + "    act()\n" * 25
REFUSED = [
    (house.relations, 'models.ForeignKey("accounts.Account", on_delete=CASCADE)'),
    (house.relations, 'models.ForeignKey(Account, related_name="+")'),
    (house.back_doors, 'apps.get_model("accounts", "Account")'),
    (house.back_doors, "from django.db.models.signals import post_save"),
    (house.back_doors, "import django.dispatch"),
    (house.ambient, "due = datetime.now()"),
    (house.ambient, "token = secrets.token_bytes(8)"),
    (house.loose_ends, "# TO" + "DO: later"),
    (house.silent_skips, "@pytest.mark.skip\ndef test_it(): ..."),
    (house.silent_skips, "@pytest.mark.skipif(windy)\ndef test_it(): ..."),
    (house.loose_ends, "value = 1  # no" + "qa"),
    (house.addresses, "see /wo" + "rk/notes.md"),
    (house.addresses, "python = '/ro" + "ot/x'"),
    (house.addresses, "--index-u" + "rl https://example.test"),
]


@pytest.mark.parametrize(("rule", "sample"), REFUSED)
def test_each_rule_refuses_its_sample(rule, sample):
    assert rule(sample, "sample")


@pytest.mark.parametrize(
    ("rule", "sample"),
    [
        (house.relations, 'models.ForeignKey("accounts.Account", on_delete=CASCADE, related_name="+")'),
        (house.silent_skips, 'pytest.mark.skipif(\n    windy(),\n    reason="needs calm",\n)'),
        (house.silent_skips, 'pytest.skip("no scanner here")'),
        (house.loose_ends, "value = 1  # noqa: E501"),
        (house.addresses, 'path("network/", view)'),
    ],
)
def test_each_rule_lets_the_right_form_pass(rule, sample):
    assert rule(sample, "sample") == []


def test_length_counts_neither_docstring_nor_decorator(tmp_path):
    path = tmp_path / "web" / "public.py"
    path.parent.mkdir()
    path.write_text(LONG + "\n\n" + VIEW)
    assert [line.split(": ")[1] for line in house.long_functions(path)] == ["long", "page"]
    docstring = '    """' + "\n    words" * 40 + '"""\n'
    path.write_text("def short():\n" + docstring + "    act()\n")
    assert house.long_functions(path) == []


def test_a_busy_init_and_a_vague_name_are_refused(tmp_path):
    path = tmp_path / "__init__.py"
    path.write_text('"""A package."""\n\nfrom quartier.core.kit import ids\n')
    assert house.busy_init(path)
    assert house.vague_names(Path("quartier/core/utils.py"))


def test_a_thing_has_one_name():
    assert [line for path in source() for line in names.strays(path.read_text(), path)] == []


@pytest.mark.parametrize(
    "sample", ["class ProblemReport: ...", "def lodge(problem_report): ...", "problem_report = 1"]
)
def test_another_name_is_refused(sample):
    [line] = names.strays(sample, Path("sample.py"))
    assert line.endswith("place_report")
