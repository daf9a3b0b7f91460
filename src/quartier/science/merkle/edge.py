"""The right edge of a tiled tree: all that is needed to write the next tiles, and to derive a whole log again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.paths import root_between
from quartier.science.merkle.tiles import TILE, TileName, decode_tile, width_at


class TileEdge:
    """The unfinished tile of each level. State for a billion entries: four lists of at most 255 hashes.

    `fetch` gives the bytes of the partial tiles of a tree of `size` entries. Refused `tile_length`, `tile_missing`.
    """

    def __init__(self, size: int = 0, fetch: Callable[[TileName], bytes] | None = None) -> None:
        self.size = size
        self._edges: list[list[bytes]] = []
        while size >> 8 * len(self._edges):
            level = len(self._edges)
            index = size >> 8 * (level + 1)
            width = width_at(size, level, index)
            if fetch is None:
                raise Refused("tile_missing", level=level, index=index)
            self._edges.append(decode_tile(fetch(TileName(level, index, width)), width) if width else [])

    def extend(self, leaves: Iterable[bytes]) -> list[tuple[TileName, bytes]]:
        """Add leaf hashes of 32 bytes; gives the hash tiles that have become full, those of level 0 first."""
        full: list[tuple[TileName, bytes]] = []
        level, count, news = 0, self.size, list(leaves)
        self.size += len(news)
        while news:
            if level == len(self._edges):
                self._edges.append([])
            held = self._edges[level] + news
            index, news = count // TILE, []
            for start in range(0, len(held) - TILE + 1, TILE):
                tile = held[start : start + TILE]
                full.append((TileName(level, index + len(news)), b"".join(tile)))
                news.append(perfect_root(tile))
            self._edges[level] = held[len(news) * TILE :]
            level, count = level + 1, count // TILE
        return full

    def partials(self) -> list[tuple[TileName, bytes]]:
        """The partial hash tiles of the present size, level 0 first; an empty tile is none."""
        return [
            (TileName(level, self.size >> 8 * (level + 1), len(held)), b"".join(held))
            for level, held in enumerate(self._edges)
            if held
        ]

    def root(self) -> bytes:
        """The root of the tree of the present size."""
        return root_between(self._node, 0, self.size)

    def _node(self, level: int, index: int) -> bytes:
        step = 1 << level % 8
        start = (index * step) % TILE
        return perfect_root(self._edges[level // 8][start : start + step])


def perfect_root(hashes: list[bytes]) -> bytes:
    """The root over a power of two of hashes; written out, as nearly all time of a large log is spent here."""
    while len(hashes) > 1:
        halves = iter(hashes)
        hashes = [sha256(b"\x01" + left + next(halves)).digest() for left in halves]
    return hashes[0]
