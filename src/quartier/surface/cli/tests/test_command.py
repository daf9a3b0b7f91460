"""The command line itself: quick help, one JSON document, status codes."""

import errno
import json
import subprocess
import sys
import types
from typing import Any

import pytest
import typer

from quartier.core.kit.errors import Conflict, Invalid, Problem, Surroundings
from quartier.surface.cli import command, options, output


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A command `trial` that raises or prints what the test wants."""

    def plug(act: Any) -> None:
        module = types.ModuleType("quartier_trial")
        module.app = options.verb()  # type: ignore[attr-defined]
        module.app.command()(act)
        module.__spec__ = types.SimpleNamespace(name="quartier_trial")  # type: ignore[assignment]
        monkeypatch.setitem(sys.modules, "quartier_trial", module)
        monkeypatch.setattr(command, "entries", lambda: {"trial": command.Entry("quartier_trial", "a trial")})

    return plug


def raising(error: Exception) -> Any:
    def act() -> None:
        raise error

    return act


class OperationalError(Exception):
    """Stands for psycopg's and Django's, which are recognised by name."""


def chained() -> Exception:
    outer = RuntimeError("wrapped")
    outer.__cause__ = OperationalError("connection refused")
    return outer


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (Conflict("somebody_was_faster"), 1, "somebody_was_faster"),
        (Invalid([Problem(field="area", code="unknown")]), 1, "area: unknown"),
        (Surroundings("folder_not_writable", folder="/x", reason="read only"), 3, "/x cannot be written"),
        (OSError(errno.ENOSPC, "No space left on device"), 3, "disk is full"),
        (chained(), 3, "does not answer"),
        (typer.BadParameter("no such day"), 2, "no such day"),
        (typer.Exit(1), 1, ""),
    ],
)
def test_what_a_command_raises_becomes_a_status(
    plugged: Any, capsys: pytest.CaptureFixture[str], error: Exception, status: int, words: str
) -> None:
    plugged(raising(error))
    assert command.run(["trial"]) == status
    said = capsys.readouterr()
    assert words in " ".join(said.err.split())
    assert said.out == ""


def test_an_unknown_command_is_used_wrongly(plugged: Any) -> None:
    plugged(lambda: None)
    assert command.run(["nothing"]) == 2
    assert command.run(["trial", "--nothing"]) == 2
    assert command.run(["trial"]) == 0


def test_an_answer_is_one_document(plugged: Any, capsys: pytest.CaptureFixture[str]) -> None:
    def act() -> None:
        output.say("working")
        output.answer({"name": "Липівська", "n": 1.5})

    plugged(act)
    assert command.run(["trial"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"name": "Липівська", "n": 1.5}
    assert "Липівська" in said.out
    assert said.err == "working\n"


def test_help_loads_neither_django_nor_a_database() -> None:
    code = (
        "import sys; from quartier.surface.cli.command import run; run(['--help']);"
        "sys.exit(', '.join(sorted({'django', 'psycopg', 'numpy'} & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False,
                          env={"PYTHONPATH": ":".join(sys.path), "QUARTIER_LANGUAGE": "en"})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "database" in done.stdout


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """Walk the whole tree: what an outsider tries first must not fail."""
    for path in _paths(typer.main.get_command(command.root), ()):
        assert command.run([*path, "--help"]) == 0, path
        assert "quartier" in capsys.readouterr().out
        assert path == () or _help(path).count("Example:") == 1, path


def _paths(found: Any, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    paths = [path]
    if hasattr(found, "list_commands"):
        for name in found.list_commands(None):
            paths += _paths(found.get_command(None, name), (*path, name))
    return paths


def _help(path: tuple[str, ...]) -> str:
    found: Any = typer.main.get_command(command.root)
    for name in path:
        found = found.get_command(None, name)
    return found.help or ""
