"""Compact range: all that is needed of a tree in order to append to it and to know its root.

For each set bit of the size, from high to low, the root of that perfect subtree; 30 hashes at a billion entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from quartier.science.merkle.encoding import HASH_BYTES
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import EMPTY_ROOT, node_hash


class CompactRange:
    """The perfect subtrees of a tree of `size` leaves, from the left. Refused `range` when counts or lengths differ."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self._hashes = list(hashes)
        if size < 0 or len(self._hashes) != bin(size).count("1"):
            raise Refused("range", size=size, hashes=len(self._hashes))
        if any(len(value) != HASH_BYTES for value in self._hashes):
            raise Refused("hash_length")

    @property
    def hashes(self) -> tuple[bytes, ...]:
        return tuple(self._hashes)

    def append(self, leaf: bytes) -> None:
        """Add the hash of one leaf."""
        self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add the hashes of leaves, in order. The caller vouches that each has 32 bytes."""
        size, hashes, digest = self.size, list(self._hashes), sha256
        for leaf in leaves:
            size += 1
            full = size
            while not full & 1:  # a carry into the next bit merges two subtrees of one height
                leaf = digest(b"\x01" + hashes.pop() + leaf).digest()
                full >>= 1
            hashes.append(leaf)
        self.size, self._hashes = size, hashes

    def root(self) -> bytes:
        """The root of the tree: the subtrees folded from the right."""
        if not self._hashes:
            return EMPTY_ROOT
        root = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            root = node_hash(left, root)
        return root
