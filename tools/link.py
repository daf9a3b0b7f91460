"""Make `quartier` runnable from this checkout in the environment that runs this: a path and a command.

What `pip install --editable` does, without fetching a builder that no lock file names.
"""

import shutil
import stat
import sys
import sysconfig
import tomllib
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
# sh reads “exec python this-file”, Python reads a string: a `#!` line can hold neither blanks nor a long path.
SCRIPT = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from quartier.surface.cli.command import main

sys.exit(main())
"""


def declare(packages: Path) -> None:
    """Tell `importlib.metadata` the version, which is all of an installation that anything reads."""
    project = tomllib.loads((SOURCE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for old in packages.glob("quartier-*.dist-info"):
        shutil.rmtree(old)
    folder = packages / f"quartier-{project['version']}.dist-info"
    folder.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: quartier\nVersion: {project['version']}\n"
    (folder / "METADATA").write_text(metadata, encoding="utf-8")


def main() -> None:
    packages = Path(sysconfig.get_path("purelib"))
    (packages / "quartier.pth").write_text(f"{SOURCE}\n", encoding="utf-8")
    declare(packages)
    command = Path(sysconfig.get_path("scripts"), "quartier")
    command.write_text(SCRIPT.format(python=sys.executable), encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    main()
