"""A reader of the log: checks every file that a checkpoint implies, as a mirror would. A process of its own.

python -m quartier.demo.attacks.reading FOLDER POLICY
"""

import json
import sys
from pathlib import Path

from quartier.science.merkle.edge import perfect_root
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.policy import judge, parse_policy
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.signing import fast_verify
from quartier.science.merkle.tiles import ENTRIES, TILE, TileName, decode_bundle, tile_path


def read(folder: Path, policy: bytes) -> int:
    """The size of the log, once everything below its head is there and leads to its root. Raises Refused."""
    head = judge(parse_policy(policy), (folder / "checkpoint").read_bytes(), verify=fast_verify).checkpoint
    hashes: list[bytes] = []
    for index in range(0, head.size, TILE):
        width = min(TILE, head.size - index)
        entries = decode_bundle(_fetch(folder, TileName(ENTRIES, index // TILE, width)), width)
        hashes += map(leaf_hash, entries)
    tree = CompactRange()
    tree.extend(hashes)
    level = 0
    while hashes:
        for start in range(0, len(hashes), TILE):
            row = hashes[start : start + TILE]
            if _fetch(folder, TileName(level, start // TILE, len(row))) != b"".join(row):
                raise Refused("tile_differs" if level else "leaf_differs", level=level, tile=start // TILE)
        full = range(0, len(hashes) - len(hashes) % TILE, TILE)
        hashes, level = [perfect_root(hashes[at : at + TILE]) for at in full], level + 1
    if tree.root() != head.root:
        raise Refused("root_differs")
    return head.size


def _fetch(folder: Path, name: TileName) -> bytes:
    """A partial file may be cut from the full one."""
    path = folder / tile_path(name.level, name.index, name.width)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("tile_missing", path=str(path.relative_to(folder))) from None


def main(folder: str, policy: str) -> None:
    try:
        said: dict[str, object] = {"verdict": "OK", "size": read(Path(folder), Path(policy).read_bytes())}
    except Refused as problem:
        said = {"verdict": "NOT", "reason": problem.code, "details": problem.details}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
