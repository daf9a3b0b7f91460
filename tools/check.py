"""All that `make check` and CI run, as one list with times. The first argument chooses steps by their names.

    python tools/check.py            everything
    python tools/check.py tests      only the steps whose name contains “tests”

The browser tests use the Chromium that is there, install Debian's where that is allowed, and are otherwise left out
loudly; with CI=1 they must run.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HOUSE)]

from tools import chromium, dovecot

PYTHON = [sys.executable]
MODULE = [*PYTHON, "-m"]
TYPED = ["src/quartier/core/kit", "src/quartier/science", "src/quartier/outside"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list. `shows` says how many of its last lines are worth showing when all is well."""

    name: str
    command: list[str]
    shows: int = 0
    ready: Callable[[], str] = str  # why it is left out; nothing if it can run


def typed() -> list[str]:
    """What mypy checks strictly: kit, the science, what runs outside and every rules module."""
    rooms = [HOUSE / "src/quartier" / stratum for stratum in ("core", "features")]
    rules = [path for room in rooms for path in (*room.glob("*/rules.py"), *room.glob("*/rules/__init__.py"))]
    packages = {path.parent if path.name == "__init__.py" else path for path in rules}
    return TYPED + sorted(str(path.relative_to(HOUSE)) for path in packages)


def no_browser() -> str:
    """Chromium is looked for, and installed, when its step comes up."""
    return "" if chromium.ensure() else "no Chromium here, and it may not be installed: run as root on Debian"


def no_post() -> str:
    """The same with the IMAP server."""
    return "" if dovecot.ensure() else "no Dovecot here, and it may not be installed: run as root on Debian"


STEPS = [
    Step("style: format", [*MODULE, "ruff", "format", "--check", "-q", "."]),
    Step("style: lint", [*MODULE, "ruff", "check", "-q", "."]),
    Step(
        "imports: contracts", [*PYTHON, "-c", "from importlinter.cli import lint_imports_command as go; go()"]
    ),
    Step("types: kit, science, outside, rules", [*MODULE, "mypy", *typed()]),
    # Without system checks: allauth holds an address to be obligatory, where ours may be an address or a telephone.
    Step(
        "database: migrations complete",
        [*MODULE, "django", "makemigrations", "--check", "--dry-run", "--skip-checks"],
    ),
    Step("words: translations", [*PYTHON, "tools/messages.py", "--check"]),
    Step("words: documents", [*PYTHON, "tools/docs.py", "--check"]),
    Step(
        "tests: units and integration", [*MODULE, "pytest", "-n", "2", "-m", "not browser and not mailbox"], 1
    ),
    Step("tests: mailbox", [*MODULE, "pytest", "-m", "mailbox"], 1, no_post),
    Step(
        "tests: browser",
        [*MODULE, "pytest", "-n", "2", "-m", "browser", "tests/browser"],
        1,
        no_browser,
    ),
    Step("proofs: results that are stale", [*PYTHON, "tools/proofs.py"], 99),
]


def environment() -> dict[str, str]:
    found = chromium.find()
    extra = {"CHROMIUM": found} if found else {}
    path = os.pathsep.join([str(HOUSE / "src"), str(HOUSE)])
    settings = {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "quartier.surface.settings.test"}
    return {**os.environ, **settings, **extra}


def run(step: Step) -> tuple[bool, float]:
    """Run one step and print its line; what it said is shown if it failed, or as far as `shows` asks."""
    start = time.monotonic()
    reason = step.ready()
    if reason:
        return left_out(step, reason), 0.0
    result = subprocess.run(
        step.command,
        cwd=HOUSE,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    taken = time.monotonic() - start
    good = result.returncode == 0
    print(f"{'ok  ' if good else 'FAIL'}  {taken:6.1f} s  {step.name}", flush=True)
    lines = result.stdout.strip().splitlines()
    for line in lines if not good else lines[len(lines) - min(step.shows, len(lines)) :]:
        print(f"                {line}", flush=True)
    return good, taken


def left_out(step: Step, reason: str) -> bool:
    """Say it so that nobody overlooks it; on CI that is a failure."""
    on_ci = os.environ.get("CI", "") not in ("", "0", "false")
    print("!" * 100)
    print(f"{'FAIL' if on_ci else 'LEFT OUT'}: {step.name}: {reason}")
    print("!" * 100, flush=True)
    return not on_ci


def main() -> int:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    results = [(step, *run(step)) for step in STEPS if wanted in step.name]
    failed = [step.name for step, good, _ in results if not good]
    total = sum(taken for _, _, taken in results)
    print(f"{'FAIL' if failed else 'ok  '}  {total:6.1f} s  {', '.join(failed) or 'all of it'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
