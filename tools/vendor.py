"""Bring vendored front-end files in as whole files, and say what they are.

    python tools/vendor.py FOLDER    copy from FOLDER, where the packages named in VENDOR.toml were installed
    python tools/vendor.py --check   recompute every checksum; exit 1 if one differs

FOLDER is whatever an ordinary package client filled elsewhere (it holds `node_modules`). Nothing is fetched here.
"""

import hashlib
import re
import shutil
import sys
import tomllib
from pathlib import Path

HOME = Path(__file__).resolve().parents[1] / "src" / "quartier" / "ui" / "static" / "ui" / "vendor"
REGISTER = HOME / "VENDOR.toml"


def packages() -> dict[str, dict]:
    return tomllib.loads(REGISTER.read_text())["package"]


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check() -> list[str]:
    """What is wrong: a file that differs, lacks, or is not in the register."""
    problems, known = [], {REGISTER}
    for name, package in packages().items():
        for file, expected in package["files"].items():
            path = HOME / name / Path(file).name
            known.add(path)
            if not path.exists():
                problems.append(f"{name}: {path.name} is missing")
            elif checksum(path) != expected:
                problems.append(f"{name}: {path.name} is not what the register says")
    strangers = {path for path in HOME.rglob("*") if path.is_file()} - known
    return problems + [f"not in the register: {path.relative_to(HOME)}" for path in sorted(strangers)]


def bring(folder: Path) -> None:
    """Copy each registered file and write its checksum into the register."""
    register = REGISTER.read_text()
    for name, package in packages().items():
        for file in package["files"]:
            source = folder / "node_modules" / name / file
            target = HOME / name / Path(file).name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            register = re.sub(rf'("{re.escape(file)}" = )"[0-9a-f]*"', rf'\1"{checksum(target)}"', register)
            print(f"{name} {package['version']}: {target.name}, {target.stat().st_size:,} bytes")
    REGISTER.write_text(register)


def main() -> int:
    if sys.argv[1:] == ["--check"]:
        problems = check()
        print("\n".join(problems) or "vendored files: all as registered")
        return bool(problems)
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    bring(Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
