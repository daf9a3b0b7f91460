"""The proofs that take long: run them, or say which results no longer belong to the sources they are about.

    python tools/proofs.py              list stale and missing results (always exits 0: a list, not a verdict)
    python tools/proofs.py --run NAME…  run these, or all

Results lie below proof/, one dated JSON file each with machine, versions, runs, median, and a hash of the sources.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]


BESIDE = {"__pycache__", "tests", "locale"}  # no result depends on them


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`run` is what follows `python -m`; `sources` are files and folders, relative to the house."""

    name: str
    says: str
    run: tuple[str, ...]
    sources: tuple[str, ...]


def listed(house: Path = HOUSE) -> list[Proof]:
    """The proofs of bench/proofs.toml."""
    table = tomllib.loads((house / "bench" / "proofs.toml").read_text(encoding="utf-8"))
    return [
        Proof(name=name, says=row["says"], run=tuple(row["run"]), sources=tuple(row["sources"]))
        for name, row in sorted(table.items())
    ]


def fingerprint(proof: Proof, house: Path = HOUSE) -> str:
    """SHA-256 over names and contents of the sources. Raises FileNotFoundError for a source that is gone."""
    digest = hashlib.sha256()
    for source in sorted(proof.sources):
        path = house / source
        if not path.exists():
            raise FileNotFoundError(f"bench/proofs.toml: {proof.name}: {source} is not there")
        found = [path] if path.is_file() else path.rglob("*")
        for file in sorted(each for each in found if each.is_file() and not BESIDE & set(each.parts)):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{file.relative_to(house).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def stale(house: Path = HOUSE) -> list[str]:
    """One line for each proof without a result, or whose sources have changed since."""
    lines = []
    for proof in listed(house):
        result = house / "proof" / f"{proof.name}.json"
        if not result.exists():
            lines.append(f"{proof.name}: never run here: {proof.says}")
            continue
        kept = json.loads(result.read_text(encoding="utf-8"))
        if kept.get("sources_sha256") != fingerprint(proof, house):
            lines.append(f"{proof.name}: stale, run on {kept['at'][:10]}: {proof.says}")
    return lines


def run(names: list[str]) -> int:
    """Run the chosen proofs one after another; the exit code counts those that failed."""
    failed = 0
    for proof in listed():
        if names and proof.name not in names:
            continue
        print(f"── {proof.name}: {proof.says}", flush=True)
        command = [sys.executable, "-m", *proof.run]
        failed += subprocess.run(command, cwd=HOUSE, check=False, env=environment()).returncode != 0
    return failed


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HOUSE / "src")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", nargs="*", metavar="NAME", help="run these proofs, or all")
    options = parser.parse_args()
    if options.run is not None:
        return run(options.run)
    print("\n".join(stale()) or "proofs: none is stale")
    return 0


if __name__ == "__main__":
    sys.exit(main())
