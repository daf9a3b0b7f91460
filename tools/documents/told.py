"""What must be mentioned in docs/reference/ because somebody relies on it and no generated page lists it."""

import re
from pathlib import Path

SETTING = re.compile(r'"((?:QUARTIER|DATABASE)_[A-Z_]+)"')
# Set by the house itself: by the command that serves and by the tests for the processes below, by settings for code.
OWN = {"QUARTIER_PARENT", "QUARTIER_TEST_WORKER", "QUARTIER_SMS_FOLDER", "QUARTIER_LEDGER_STOP_AT"}


def settings(house: Path) -> set[str]:
    """The names of the environment that the house reads."""
    found = set()
    for file in (house / "src" / "quartier").rglob("*.py"):
        if "tests" not in file.parts:
            found |= set(SETTING.findall(file.read_text(encoding="utf-8")))
    return found - OWN


def missing(house: Path) -> list[str]:
    """Settings that docs/reference/settings.md does not name, and packages that architecture.md does not."""
    told = (house / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    lines = [
        f"settings.md: {name} is not told" for name in sorted(settings(house)) if f"`{name}`" not in told
    ]
    architecture = (house / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
    source = house / "src" / "quartier"
    for stratum in ("core", "features", "surface"):
        for package in sorted(path.parent for path in (source / stratum).glob("*/__init__.py")):
            if not re.search(rf"\b{package.name}\b", architecture):
                lines.append(f"architecture.md: {stratum}/{package.name} is not told")
    return lines
