"""Find the IMAP server that the tests of the mailbox run against: Debian's Dovecot, where it is allowed installed.

python tools/dovecot.py              print the path of the one that is there; exit 1 if there is none
python tools/dovecot.py --install    install Debian's first if none is there (as root on Debian only)
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("dovecot-imapd",)
BESIDE_THE_PATH = ("/usr/sbin/dovecot", "/usr/local/sbin/dovecot")  # rarely on the path of a person


def find() -> str | None:
    """The program named by DOVECOT, or the first one found."""
    named = os.environ.get("DOVECOT", "")
    if named and Path(named).is_file():
        return named
    return shutil.which("dovecot") or next((path for path in BESIDE_THE_PATH if Path(path).is_file()), None)


def ensure() -> str | None:
    """The path of a Dovecot, installing it if need be and if we may; None if there is none."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet, stdout=sys.stderr)
            command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *PACKAGES]
            subprocess.run(command, check=True, env=quiet, stdout=sys.stderr)
        except subprocess.CalledProcessError as problem:
            print(f"dovecot: {problem}", file=sys.stderr)
    return find()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--install", action="store_true", help="install Debian's if none is there")
    found = ensure() if parser.parse_args().install else find()
    print(found or "no Dovecot")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
