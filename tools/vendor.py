"""Bring vendored files of others in as whole files, and say what they are.

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

SOURCE = Path(__file__).resolve().parents[1] / "src" / "quartier"


def registers() -> list[Path]:
    return sorted(SOURCE.rglob("VENDOR.toml"))


def packages(register: Path) -> dict[str, dict]:
    return tomllib.loads(register.read_text())["package"]


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check(register: Path) -> list[str]:
    """What is wrong: a file that differs, lacks, or is not in the register."""
    problems, known, home = [], {register}, register.parent
    for name, package in packages(register).items():
        for file, expected in package["files"].items():
            path = home / name / Path(file).name
            known.add(path)
            if not path.exists():
                problems.append(f"{name}: {path.name} is missing")
            elif checksum(path) != expected:
                problems.append(f"{name}: {path.name} is not what the register says")
    strangers = {path for path in home.rglob("*") if path.is_file()} - known
    return problems + [f"not in the register: {path.relative_to(home)}" for path in sorted(strangers)]


def bring(folder: Path, register: Path) -> None:
    """Copy each registered file and write its checksum into the register."""
    text = register.read_text()
    for name, package in packages(register).items():
        for file in package["files"]:
            source = folder / "node_modules" / name / file
            target = register.parent / name / Path(file).name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            text = re.sub(rf'("{re.escape(file)}" = )"[0-9a-f]*"', rf'\1"{checksum(target)}"', text)
            print(f"{name} {package['version']}: {target.name}, {target.stat().st_size:,} bytes")
    register.write_text(text)


def main() -> int:
    if sys.argv[1:] == ["--check"]:
        problems = [problem for register in registers() for problem in check(register)]
        print("\n".join(problems) or "vendored files: all as registered")
        return bool(problems)
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    for register in registers():
        bring(Path(sys.argv[1]), register)
    return 0


if __name__ == "__main__":
    sys.exit(main())
