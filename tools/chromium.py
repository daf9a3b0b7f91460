"""Find a Chromium for the browser tests, or install Debian's where that is allowed.

python tools/chromium.py              print the path of the one that is there; exit 1 if there is none
python tools/chromium.py --install    install Debian's first if none is there (as root on Debian only)
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-core")


def find() -> str | None:
    """The program named by CHROMIUM, or the first one on the path."""
    named = os.environ.get("CHROMIUM", "")
    if named and Path(named).is_file():
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> None:
    """Debian's Chromium, and fonts with Ukrainian letters. Raises CalledProcessError if apt-get cannot."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet, stdout=sys.stderr)
    command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *PACKAGES]
    subprocess.run(command, check=True, env=quiet, stdout=sys.stderr)


def ensure() -> str | None:
    """The path of a Chromium, installing it if need be and if we may; None if there is none."""
    if find() is None and may_install():
        try:
            install()
        except subprocess.CalledProcessError as problem:
            print(f"chromium: {problem}", file=sys.stderr)
    return find()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--install", action="store_true", help="install Debian's if none is there")
    found = ensure() if parser.parse_args().install else find()
    print(found or "no Chromium")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
