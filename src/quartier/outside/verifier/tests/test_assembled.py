"""The one file: it stands alone, it runs anywhere, and it says what its parts say."""

import ast
import json
import subprocess
import sys
import zipfile

import pytest

from quartier.outside.verifier import assembling
from quartier.outside.verifier.assembling import NotAssembled, verifier_source
from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.tests.case import story
from quartier.outside.verifier.tests.cases import cases

SOURCE = verifier_source(policy=forge.policy(), day="2026-11-21")
TRIED = ("story", "large", "kinds", "unwitnessed", "fresh-key", "file-changed", "one-witness", "rewritten-whole",
         "value-changed", "backdated", "entry-left-out", "since", "since-rewritten", "receipt", "receipt-value",
         "promise-past")  # fmt: skip


@pytest.fixture
def alone(tmp_path):
    """An empty folder with nothing but the program."""
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "verify.py").write_text(SOURCE, encoding="utf-8")

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-I", "verify.py", *arguments],
            cwd=tmp_path / "stick",
            capture_output=True,
            env={"LANG": "C", "PATH": ""},
            check=False,
        )

    return run


def test_it_is_python_3_9_and_imports_the_standard_library_alone():
    tree = ast.parse(SOURCE, feature_version=(3, 9))
    imported = {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {
        each.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for each in node.names
    }
    assert imported <= sys.stdlib_module_names
    assert not imported & {"subprocess", "socket", "urllib", "http", "ssl", "pickle", "ctypes", "importlib"}


def test_the_same_policy_and_day_give_the_same_bytes():
    assert verifier_source(policy=forge.policy(), day="2026-11-21") == SOURCE
    assert verifier_source(policy=forge.policy("none"), day="2026-11-21") != SOURCE


def test_no_name_of_ours_is_left_over_or_left_out():
    assert "quartier.science" not in SOURCE
    names = {node.id for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Name)}
    assert {"sign_note", "cosign"} & names == set()


@pytest.mark.parametrize("name", TRIED)
def test_alone_in_a_folder_it_gives_the_same_verdict(alone, tmp_path, name):
    case = next(case for case in cases() if case.name == name)
    (tmp_path / "policy").write_text(case.policy)
    path = tmp_path / "pack"
    if case.receipt is None:
        forge.write(case.files, path)
    else:
        path.write_bytes(case.receipt)
    since = [] if case.older is None else ["--since", str(forge.write(case.older, tmp_path / "older"))]
    policy = [] if case.policy == forge.policy() else ["--policy", str(tmp_path / "policy")]
    ran = alone(str(path), "--json", *since, *policy)
    said = json.loads(ran.stdout)
    assert (said["verdict"], said["reason"]) == (case.verdict, case.reason)
    assert ran.returncode == (0 if case.verdict == "OK" else 1)


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_it_speaks_whatever_the_terminal_can(alone, tmp_path, language):
    ran = alone(str(forge.write(story(), tmp_path / "pack")), "--language", language)
    text = ran.stdout.decode("utf-8")
    assert text.startswith("OK\n")
    assert "ledger.quartier.test/log" in text
    assert ran.stderr == b""


def test_a_value_cannot_disguise_itself(alone, tmp_path):
    log = forge.Log()
    values = {"note": '"\u202etxt.exe \x1b[2J\u2066"'}
    log.add(record=forge.RECORDS[0], values=values)
    (tmp_path / "receipt").write_bytes(forge.encoded(forge.receipt(log, 0, record=forge.RECORDS[0])))
    text = alone(str(tmp_path / "receipt")).stdout.decode("utf-8")
    assert text.startswith("OK\n")
    assert "\u202e" not in text and "\u2066" not in text and "\x1b" not in text
    assert "\\u202etxt.exe" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere"],
        [".", "--policy", "nowhere"],
        [".", "--policy", "verify.py"],
        ["verify.py", "--since", "."],
        [],
    ],
)
def test_wrong_use_is_neither_ok_nor_not(alone, arguments):
    ran = alone(*arguments)
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert ran.stderr


def test_an_archive_is_to_be_unpacked_first(alone, tmp_path):
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("pack/README.txt", "read me")
    ran = alone(str(tmp_path / "pack.zip"), "--language", "en")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"Unpack" in ran.stderr


def test_a_program_without_a_policy_says_so(tmp_path):
    bare = SOURCE.replace(SOURCE[SOURCE.index("POLICY = (") : SOURCE.index("\nPRINTED")], 'POLICY = ""')
    (tmp_path / "verify.py").write_text(bare, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-I", "verify.py", "."], cwd=tmp_path, capture_output=True, check=False
    )
    assert ran.returncode == 2
    assert b"--policy" in ran.stderr


def test_two_parts_with_one_name_are_refused(monkeypatch):
    taken_apart = assembling._take_apart

    def with_a_twin(module):
        part = taken_apart(module)
        if module.endswith("verifier.folder"):
            part.pieces.append(assembling.Piece("SECOND = 2", frozenset({"SECOND"}), frozenset()))
        return part

    monkeypatch.setattr(assembling, "_take_apart", with_a_twin)
    with pytest.raises(NotAssembled, match="SECOND"):
        verifier_source(policy=forge.policy(), day="2026-11-21")
