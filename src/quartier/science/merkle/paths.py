"""Making of proofs, from whatever knows the perfect subtrees: a tree in memory, or tiles.

`node(level, index)` is the root of the entries [index · 2^level, (index + 1) · 2^level).
"""

from __future__ import annotations

from collections.abc import Callable

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import EMPTY_ROOT, node_hash
from quartier.science.merkle.proofs import check_subtree

Node = Callable[[int, int], bytes]


def root_between(node: Node, start: int, end: int) -> bytes:
    """The root of the entries [start, end), a valid subtree or nothing: its perfect parts folded from the right."""
    root = b""
    while start < end:
        level = ((end - start) & (start - end)).bit_length() - 1  # the lowest set bit is the rightmost part
        end -= 1 << level
        part = node(level, end >> level)
        root = node_hash(part, root) if root else part
    return root or EMPTY_ROOT


def inclusion_path(node: Node, index: int, size: int) -> list[bytes]:
    """Sibling of the leaf first, child of the root last. Refused `index_beyond_size`."""
    if not 0 <= index < size:
        raise Refused("index_beyond_size", index=index, size=size)
    return _siblings(node, index, 0, size)


def consistency_path(node: Node, old: int, new: int) -> list[bytes]:
    """The hashes that lead from the old root to the new. Refused `empty_tree`, `subtree_range`."""
    if old == 0:
        raise Refused("empty_tree")
    return subtree_path(node, 0, old, new)


def subtree_path(node: Node, start: int, end: int, size: int) -> list[bytes]:
    """The hashes that lead from the root of [start, end) to that of the tree. Refused `subtree_range`."""
    check_subtree(start=start, end=end, size=size)
    return _beside(node, (start, end), (0, size), known=True)


def _split(start: int, end: int) -> int:
    """Where a tree of these entries has its left part end: after the largest power of two below their number."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def _siblings(node: Node, index: int, start: int, end: int) -> list[bytes]:
    if end - start == 1:
        return []
    middle = _split(start, end)
    if index < middle:
        return [*_siblings(node, index, start, middle), root_between(node, middle, end)]
    return [*_siblings(node, index, middle, end), root_between(node, start, middle)]


def _beside(node: Node, part: tuple[int, int], whole: tuple[int, int], *, known: bool) -> list[bytes]:
    """The nodes beside `part` on its way up to `whole`; `known` while the checker holds the part's own root."""
    if part == whole:
        return [] if known else [root_between(node, *part)]
    (start, end), middle = part, _split(*whole)
    left, right = (whole[0], middle), (middle, whole[1])
    if end <= middle:
        return [*_beside(node, part, left, known=known), root_between(node, *right)]
    if start >= middle:
        return [*_beside(node, part, right, known=known), root_between(node, *left)]
    return [*_beside(node, (middle, end), right, known=False), root_between(node, *left)]
