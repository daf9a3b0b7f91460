"""A tree in memory with all its perfect subtrees: for tests, benchmarks and small logs. Large logs read tiles."""

from __future__ import annotations

from collections.abc import Iterable

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import node_hash
from quartier.science.merkle.paths import consistency_path, inclusion_path, root_between, subtree_path


class Tree:
    """The tree over these leaf hashes; each question may be asked of an earlier size. Refused `tree_size` beyond it."""

    def __init__(self, leaf_hashes: Iterable[bytes]) -> None:
        self._levels = [list(leaf_hashes)]
        while len(below := self._levels[-1]) > 1:
            pairs = range(0, len(below) - 1, 2)
            self._levels.append([node_hash(below[at], below[at + 1]) for at in pairs])

    @property
    def size(self) -> int:
        return len(self._levels[0])

    def node(self, level: int, index: int) -> bytes:
        """The root of a perfect subtree of 2^level leaves."""
        return self._levels[level][index]

    def root(self, size: int | None = None) -> bytes:
        return root_between(self.node, 0, self._held(size))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        return inclusion_path(self.node, index, self._held(size))

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        return consistency_path(self.node, old, self._held(size))

    def subtree(self, start: int, end: int, size: int | None = None) -> list[bytes]:
        """The path from the subtree [start, end) to the root."""
        return subtree_path(self.node, start, end, self._held(size))

    def _held(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise Refused("tree_size", size=size, held=self.size)
        return size
