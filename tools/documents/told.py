"""What must be mentioned in docs/reference/ because somebody relies on it and no generated page lists it."""

import re
from pathlib import Path

SETTING = re.compile(r'"((?:QUARTIER|DATABASE)_[A-Z_]+)"')
BETWEEN_PROCESSES = {
    "QUARTIER_PARENT",
    "QUARTIER_TEST_WORKER",
}  # set by the command that serves, or the tests, for the processes below
READERS = ("src/quartier/surface/settings", "src/quartier/surface/cli", "src/quartier/demo", "Makefile")


def settings(house: Path) -> set[str]:
    """The names of the environment that the house reads."""
    found = set()
    for reader in READERS:
        path = house / reader
        for file in [path] if path.is_file() else path.rglob("*.py"):
            if "tests" not in file.parts:
                found |= set(SETTING.findall(file.read_text(encoding="utf-8")))
    return found - BETWEEN_PROCESSES


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
