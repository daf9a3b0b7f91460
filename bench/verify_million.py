"""A pack of a million entries, verified to the root with the standard library alone, beside pymerkle on the same entries.

    python -m bench.verify_million [--entries 1000000] [--runs 5]

Each run in turn: our compact range takes the leaf hashes; the verifier checks a whole pack of scope "structure" on disk
(manifest and every file, signatures, every bundle and tile up to the root, one inclusion proof and one consistency
proof out of the tiles); pymerkle makes its tree of the same entries and its root. Seconds: least, median, greatest.
"""

import argparse
import gc
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pymerkle

from bench import machine
from quartier.outside.verifier.pack import check_pack
from quartier.outside.verifier.trust import Trust, read_trust
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.companions import PACK, companion_name
from quartier.science.merkle.cosignature import cosign
from quartier.science.merkle.edge import TileEdge
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.keys import COSIGNATURE, ED25519
from quartier.science.merkle.manifest import manifest_text, sign_manifest
from quartier.science.merkle.note import sign_note
from quartier.science.merkle.proofs import check_consistency, check_inclusion
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.reader import TileReader
from quartier.science.merkle.signing import SigningKey
from quartier.science.merkle.tiles import TILE, encode_bundle, tiles_at

ORIGIN = "bench.example/log"
LOG = SigningKey.from_seed(ORIGIN, ED25519, b"l" * 32)
PACKING = SigningKey.from_seed(companion_name(ORIGIN, PACK), ED25519, b"p" * 32)
WITNESS = SigningKey.from_seed("witness.example/w", COSIGNATURE, b"w" * 32)
AT = 1_795_000_000
POLICY = (
    f"log {LOG.verifying.text}\nwitness w {WITNESS.verifying.text}\nquorum w\n"
    f"# quartier-pack-key {PACKING.verifying.text}\n"
)
CLAIMS = (
    '{"format":"quartier/pack/v1","kinds":null,"made_at":"2026-11-21T20:00:00.000000Z",'
    '"openings":"none","scope":"structure"}\n'
)


def write_pack(folder: Path, entries: list[bytes], leaves: list[bytes]) -> Checkpoint:
    """Bundles, tiles, head and manifest as an installation writes them."""
    files: dict[str, tuple[bytes, int]] = {}

    def write(path: str, data: bytes) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        files[path] = (hashlib.sha256(data).digest(), len(data))

    edge = TileEdge()
    for name, data in edge.extend(leaves) + edge.partials():
        write(f"log/{name.path}", data)
    for name in tiles_at(len(entries)):
        if name.level == 0:
            start = name.index * TILE
            write(f"log/{name.bundle.path}", encode_bundle(entries[start : start + name.width]))
    head = Checkpoint(ORIGIN, len(entries), edge.root())
    write("log/checkpoint", sign_note(head.text, LOG) + cosign(WITNESS, head.text, AT).encode())
    write("pack.json", CLAIMS.encode())
    (folder / "MANIFEST").write_bytes(sign_manifest(manifest_text(ORIGIN, head, files), PACKING))
    return head


def prove(folder: Path, leaf: bytes, head: Checkpoint) -> None:
    """One entry, and one earlier size, out of the tiles on disk."""
    reader = TileReader(lambda name: (folder / "log" / name.path).read_bytes(), head.size)
    index, old = head.size // 3, head.size * 2 // 3
    check_inclusion(index=index, size=head.size, leaf=leaf, path=reader.inclusion(index), root=head.root)
    check_consistency(
        old=old, new=head.size, old_root=reader.root(old), new_root=head.root, path=reader.consistency(old)
    )


def range_root(leaves: list[bytes]) -> bytes:
    held = CompactRange()
    held.extend(leaves)
    return held.root()


def their_root(entries: list[bytes]) -> bytes:
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    root: bytes = tree.get_root()
    return root


def verify(folder: Path, trust: Trust, leaf: bytes, head: Checkpoint) -> bytes:
    found = check_pack(folder, trust).head.checkpoint
    prove(folder, leaf, found)
    return found.root


def measure(works: dict[str, Callable[[], bytes]], runs: int, root: bytes) -> dict[str, list[float]]:
    """Seconds of each work in each run; every one of them must find the root."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            found: list[bytes] = []
            gc.collect()
            seconds[name].append(machine.timed(lambda work=work, found=found: found.append(work())))
            if found != [root]:
                raise SystemExit(f"{name} found another root")
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    entries = [
        b"\x01" + hashlib.sha256(number.to_bytes(8, "big")).digest() for number in range(given.entries)
    ]
    leaves = [leaf_hash(entry) for entry in entries]
    folder = Path(tempfile.mkdtemp(prefix="quartier-bench-"))
    try:
        head = write_pack(folder, entries, leaves)
        trust = read_trust(POLICY.encode())
        works: dict[str, Callable[[], bytes]] = {
            "compact range": lambda: range_root(leaves),
            "whole pack": lambda: verify(folder, trust, leaves[given.entries // 3], head),
            "pymerkle": lambda: their_root(entries),
        }
        seconds = measure(works, given.runs, head.root)
    finally:
        shutil.rmtree(folder)
    result = {
        "entries": given.entries,
        "seconds": {name: machine.summary(values) for name, values in seconds.items()},
        "leaves_a_second": round(given.entries / min(seconds["compact range"])),
    }
    machine.write("verify_million", versions={"pymerkle": version("pymerkle")}, result=result)


if __name__ == "__main__":
    main()
