"""The tree: from every entry to the root that log and witnesses signed.

Nothing is believed because it is in a tile. Leaves are hashed from the entries, each level from the one below, and
what the tiles say is compared with that. Memory: one tile, and one hash for each 256 entries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from quartier.outside.verifier.folder import bytes_of_path
from quartier.outside.verifier.verdict import Fault
from quartier.science.merkle.commitments import ENTRY_BYTES
from quartier.science.merkle.edge import TileEdge
from quartier.science.merkle.encoding import HASH_BYTES
from quartier.science.merkle.tiles import ENTRIES, TILE, TileName, decode_tile, tile_path, tiles_at, width_at

FRAME_BYTES = 2 + ENTRY_BYTES  # a bundle puts the length of each entry in front of it

LOG, ENVELOPES = "log/", "envelopes/"
CHECKPOINT_PATH = LOG + "checkpoint"

Reader = Callable[[str], bytes]


def tiles_on(count: int) -> int:
    return -(-count // TILE)


def log_paths(size: int) -> list[str]:
    """Every tile and bundle that a tree of this size has, below `log/`."""
    return [LOG + name.path for name in tiles_at(size)]


def envelope_path(tile: int) -> str:
    """Where the lines for the 256 entries of a tile stand."""
    groups = tile_path(ENTRIES, tile, TILE).partition("/entries/")[2]
    return f"{ENVELOPES}{groups}.jsonl"


def check_places(listed: Sequence[str], *, size: int, with_envelopes: bool) -> list[str]:
    """Refuse what this head cannot have or must have; returns the other paths, which nobody reads."""
    needed = {CHECKPOINT_PATH, *log_paths(size)}
    allowed = {envelope_path(tile) for tile in range(tiles_on(size))} if with_envelopes else set()
    for path in sorted({*listed, *needed}, key=bytes_of_path):
        if path.startswith((LOG, ENVELOPES)) and path not in needed and path not in allowed:
            raise Fault("file_misplaced", path=path)
    have = set(listed)
    for path in sorted(needed, key=bytes_of_path):
        if path not in have:
            raise Fault("tile_missing", path=path)
    return [path for path in listed if path not in needed and path not in allowed and path != "pack.json"]


def check_structure(read: Reader, *, size: int, root: bytes) -> None:
    """Derive everything from the entries and compare. Raises Fault with the first difference."""
    edge, upper = TileEdge(), []
    for tile in range(tiles_on(size)):
        full = edge.extend(_leaves(read, tile, width_at(size, 0, tile)))
        upper += [(name, hashes) for name, hashes in full if name.level != 0]
    upper += [(name, hashes) for name, hashes in edge.partials() if name.level != 0]
    for name, hashes in sorted(upper, key=lambda each: (int(each[0].level), each[0].index)):
        if _tile(read, name) != hashes:
            raise Fault("tile_differs", path=LOG + name.path)
    if edge.root() != root:
        raise Fault("root_differs")


def _leaves(read: Reader, tile: int, width: int) -> list[bytes]:
    """The leaf hashes of a tile's entries, compared with the tile."""
    path = LOG + tile_path(ENTRIES, tile, width)
    bundle = read(path)
    framed = len(bundle) == FRAME_BYTES * width and (
        bundle[0::FRAME_BYTES] == bytes(width)
        and bundle[1::FRAME_BYTES] == bytes((ENTRY_BYTES,)) * width
        and bundle[2::FRAME_BYTES] == b"\x01" * width
    )
    if not framed:
        raise Fault("bundle_form", path=path)
    leaves = [
        sha256(b"\x00" + bundle[start : start + ENTRY_BYTES]).digest()
        for start in range(2, len(bundle), FRAME_BYTES)
    ]
    told = _tile(read, TileName(0, tile, width))
    if b"".join(leaves) != told:
        first = next(
            place for place, leaf in enumerate(leaves) if told[place * HASH_BYTES :][:HASH_BYTES] != leaf
        )
        raise Fault("leaf_differs", index=tile * TILE + first)
    return leaves


def _tile(read: Reader, name: TileName) -> bytes:
    hashes = read(LOG + name.path)
    if len(hashes) != HASH_BYTES * name.width:
        raise Fault("tile_form", path=LOG + name.path)
    return hashes


def hashes_of(read: Reader, size: int, tile: int) -> list[bytes]:
    """The leaf hashes of one tile, once the structure has been checked."""
    name = TileName(0, tile, width_at(size, 0, tile))
    return decode_tile(_tile(read, name), name.width)
