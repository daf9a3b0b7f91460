"""The import contracts: each holds for the house, and each has been seen to break on a toy house."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
ROOMS = ("core.incidents", "core.publication", "core.registry", "core.accounts", "core.ledger")
TOY = ["science.merkle", "ui.charts", "core.kit.ids", "core.kit.server", "journeys.arrest", "surface.urls"]
TOY += [
    "outside.witness.store",
    "demo.town",
    "features.custody.web.staff",
    "features.custody.api",
    "features.dispatch.actions",
]
TOY += [f"{room}.{part}" for room in ROOMS for part in ("actions", "queries", "models", "rules")]
TOY += [f"features.custody.{part}" for part in ("actions", "queries", "models", "rules")]


def build(root: Path, *imports: tuple[str, str]) -> None:
    """Write the toy house below `root`, each (module, statement) of `imports` added to it."""
    package = root / "quartier"
    for name in TOY:
        path = package / f"{name.replace('.', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('"""A module of the toy house."""\n')
    for folder in [package, *(path for path in package.rglob("*") if path.is_dir())]:
        (folder / "__init__.py").write_text('"""A package of the toy house."""\n')
    for name, statement in imports:
        with (package / f"{name.replace('.', '/')}.py").open("a") as stream:
            stream.write(f"{statement}\n")


def lint(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the house's own contracts over the package below `root`."""
    chosen = [part for name in contracts for part in ("--contract", name)]
    command = [
        "-c",
        "from importlinter.cli import lint_imports_command as go; go()",
        "--no-cache",
        "--no-logo",
    ]
    return subprocess.run(
        [sys.executable, *command, "--config", str(HOUSE / "pyproject.toml"), *chosen],
        cwd=root,
        env={"PYTHONPATH": f"{root}:{HOUSE}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


BREACHES = [
    ("strata", "core.kit.ids", "from quartier.features.custody import rules"),
    ("strata", "ui.charts", "import quartier.core.kit.ids"),
    ("strata", "surface.urls", "import quartier.demo.town"),
    ("strata", "science.merkle", "import quartier.core.kit.ids"),
    ("strata", "outside.witness.store", "import quartier.core.kit.ids"),
    ("strata", "core.kit.ids", "import quartier.outside.witness.store"),
    ("tiers", "core.accounts.queries", "import quartier.core.registry.queries"),
    ("tiers", "core.incidents.actions", "import quartier.core.publication.actions"),
    ("tiers", "core.kit.ids", "import quartier.core.ledger.queries"),
    ("features", "features.dispatch.actions", "import quartier.features.custody.queries"),
    ("inside", "core.incidents.models", "import quartier.core.incidents.queries"),
    ("inside", "features.custody.actions", "import quartier.features.custody.web.staff"),
    ("inside", "features.custody.rules", "import quartier.features.custody.models"),
    ("pure", "science.merkle", "import django"),
    ("pure", "outside.witness.store", "import django"),
    ("pure", "features.custody.rules", "from django.utils import timezone"),
    ("pure", "core.kit.ids", "import psycopg"),
    ("models", "surface.urls", "from quartier.core.incidents import models"),
    ("models", "features.custody.queries", "from quartier.core.registry.models import Subject"),
    ("cycles", "core.kit.ids", "import quartier.core.kit.server\nimport quartier.science.merkle"),
]


def test_the_house_keeps_its_contracts():
    result = lint(HOUSE / "src")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_toy_house_keeps_them_as_it_is_built(tmp_path):
    build(tmp_path)
    result = lint(tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "module", "statement"), BREACHES)
def test_a_breach_is_seen(tmp_path, contract, module, statement):
    build(tmp_path, (module, statement), ("core.kit.server", "import quartier.core.kit.ids"))
    result = lint(tmp_path, contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def test_each_contract_was_seen_to_break():
    assert {name for name, _, _ in BREACHES} == {contract["id"] for contract in CONTRACTS}


def test_an_undeclared_stratum_or_room_is_seen(tmp_path):
    build(tmp_path)
    for folder in ("attic", "core/attic"):
        (tmp_path / "quartier" / folder).mkdir()
        (tmp_path / "quartier" / folder / "__init__.py").write_text('"""Nobody planned it."""\n')
    result = lint(tmp_path, "strata", "tiers")
    assert "quartier.attic" in result.stdout
    assert "quartier.core.attic" in result.stdout


def test_the_wrapper_over_the_server_may_speak_to_it(tmp_path):
    build(tmp_path, ("core.kit.server", "import psycopg"))
    assert lint(tmp_path, "pure").returncode == 0
