"""Proofs out of tiles, fetched when they are needed.

Fetched bytes are suspect: a wrong tile gives a wrong root or a proof that nobody accepts, never a false acceptance,
as long as the root is compared with a verified checkpoint and proofs are checked where they arrive.
"""

from __future__ import annotations

from collections.abc import Callable

from quartier.science.merkle.edge import perfect_root
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.paths import consistency_path, inclusion_path, root_between
from quartier.science.merkle.tiles import TILE, TileName, decode_tile, width_at

KEPT_TILES = 64


class TileReader:
    """The tree of `size` entries behind `fetch`, which gives the bytes of a tile or bundle by its name.

    Answers for sizes up to its own. Refused `tree_size`, `index_beyond_size`, `tile_length`; errors of fetch pass.
    """

    def __init__(self, fetch: Callable[[TileName], bytes], size: int) -> None:
        self._fetch = fetch
        self._kept: dict[TileName, list[bytes]] = {}
        self.size = size

    def leaf(self, index: int) -> bytes:
        """The hash of one entry, as the tile of level 0 has it."""
        if not 0 <= index < self.size:
            raise Refused("index_beyond_size", index=index, size=self.size)
        return self._node(0, index)

    def root(self, size: int | None = None) -> bytes:
        return root_between(self._node, 0, self._held(size))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        return inclusion_path(self._node, index, self._held(size))

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        return consistency_path(self._node, old, self._held(new))

    def _held(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise Refused("tree_size", size=size, held=self.size)
        return size

    def _node(self, level: int, index: int) -> bytes:
        """A perfect subtree: a run of hashes in the tile of the level of eights below it."""
        step = 1 << level % 8
        tile, start = divmod(index * step, TILE)
        return perfect_root(self._tile(level // 8, tile)[start : start + step])

    def _tile(self, level: int, index: int) -> list[bytes]:
        name = TileName(level, index, width_at(self.size, level, index))
        if name not in self._kept:
            if len(self._kept) >= KEPT_TILES:
                self._kept.pop(next(iter(self._kept)))
            self._kept[name] = decode_tile(self._fetch(name), name.width)
        return self._kept[name]
