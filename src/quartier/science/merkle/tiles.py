"""Tiles (C2SP tlog-tiles): a tree cut into files of 256 hashes that never change once they are full.

Hash i of tile (L, N) is the root of the entries [(256·N + i)·256^L, (256·N + i + 1)·256^L). A hash at level L + 1
stands for one full tile at level L: partial tiles are never hashed upward.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quartier.science.merkle.encoding import HASH_BYTES, MAX_DECIMAL
from quartier.science.merkle.errors import Refused

TILE = 256
MAX_LEVEL = 63
ENTRIES = "entries"
MAX_ENTRY_BYTES = 0xFFFF
TILE_PATH = re.compile(
    r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True)
class TileName:
    """A hash tile, or with the level "entries" a bundle. Refused `tile_name` outside the format's bounds."""

    level: int | str
    index: int
    width: int = TILE

    def __post_init__(self) -> None:
        level_is_right = self.level == ENTRIES or (
            isinstance(self.level, int) and 0 <= self.level <= MAX_LEVEL
        )
        if not level_is_right or not 0 <= self.index <= MAX_DECIMAL or not 1 <= self.width <= TILE:
            raise Refused("tile_name", level=self.level, index=self.index, width=self.width)

    @property
    def path(self) -> str:
        """Below the log's prefix. Groups of three digits, all but the last after an x, so that folders stay small."""
        groups = [f"{self.index % 1000:03}"]
        rest = self.index // 1000
        while rest:
            groups.insert(0, f"x{rest % 1000:03}")
            rest //= 1000
        partial = "" if self.width == TILE else f".p/{self.width}"
        return f"tile/{self.level}/{'/'.join(groups)}{partial}"

    @property
    def full(self) -> TileName:
        """The tile that a partial one becomes; its front part is the partial's bytes."""
        return TileName(self.level, self.index)

    @property
    def bundle(self) -> TileName:
        """The entries below a tile of level 0."""
        return TileName(ENTRIES, self.index, self.width)


def tile_path(level: int | str, index: int, width: int = TILE) -> str:
    """The path of a tile. Refused `tile_name`."""
    return TileName(level, index, width).path


def parse_tile_path(path: str) -> TileName:
    """Read a path back; only the one form that we write is taken, so no two paths name one tile. Refused `tile_path`."""
    found = TILE_PATH.fullmatch(path)
    if not found:
        raise Refused("tile_path")
    level, groups, width = found.groups()
    try:
        name = TileName(
            level if level == ENTRIES else int(level),
            int(groups.replace("x", "").replace("/", "")),
            int(width or TILE),
        )
    except Refused as problem:
        raise Refused("tile_path") from problem
    if name.path != path:
        raise Refused("tile_path")
    return name


def tiles_at(size: int) -> Iterator[TileName]:
    """Every file of a tree of that size: levels and indexes ascending, each tile of level 0 followed by its bundle."""
    return growth(0, size)


def growth(old: int, new: int) -> Iterator[TileName]:
    """The files that a tree of `new` entries has and one of `old` has not, in the order of tiles_at."""
    level, before, after = 0, old, new
    while before != after:
        for index in range(before // TILE, -(-after // TILE)):
            name = TileName(level, index, min(TILE, after - index * TILE))
            yield name
            if level == 0:
                yield name.bundle
        level, before, after = level + 1, before // TILE, after // TILE


def width_at(size: int, level: int, index: int) -> int:
    """How many hashes tile (level, index) holds in a tree of that size: 0 where it has none of that name."""
    return max(0, min(TILE, (size >> 8 * level) - index * TILE))


def decode_tile(data: bytes, width: int) -> list[bytes]:
    """The hashes of a tile. Refused `tile_length`, before anything is hashed."""
    if len(data) != width * HASH_BYTES:
        raise Refused("tile_length", bytes=len(data), width=width)
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """For each entry its length in two bytes, big-endian, and its bytes. Refused `bundle_width`, `entry_too_long`."""
    if not 1 <= len(entries) <= TILE:
        raise Refused("bundle_width", width=len(entries))
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise Refused("entry_too_long", most=MAX_ENTRY_BYTES)
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_bundle(data: bytes, width: int) -> list[bytes]:
    """The entries of a bundle, exactly `width` of them and no byte left over. Refused `bundle`."""
    entries: list[bytes] = []
    at = 0
    while at < len(data) and len(entries) < width:
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        entries.append(data[start:at])
    if at != len(data) or len(entries) != width:
        raise Refused("bundle", width=width)
    return entries
