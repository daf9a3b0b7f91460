"""Verification of inclusion and consistency (RFC 9162 §2.1.3.2, §2.1.4.2), and of the same for subtrees.

A proof does not authenticate the size: one for index 0 of 3 also passes for 0 of 4. Size and root come from a verified
checkpoint, never from whoever gives the proof.
"""

from __future__ import annotations

from collections.abc import Sequence

from quartier.science.merkle.encoding import HASH_BYTES, MAX_DECIMAL
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import node_hash


def check_inclusion(*, index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> None:
    """The entry with hash `leaf` stands at `index` of the tree of `size` entries with that root.

    Refused `index_beyond_size`, `hash_length`, `inclusion`.
    """
    if not 0 <= index < size <= MAX_DECIMAL:
        raise Refused("index_beyond_size", index=index, size=size)
    _check_lengths([leaf, *path])
    inner = (index ^ (size - 1)).bit_length()  # levels until the path runs along the right edge of the tree
    border = bin(index >> inner).count("1")  # from there on only left neighbours are left
    if len(path) != inner + border:
        raise Refused("inclusion", hashes=len(path))
    known = leaf
    for level, sibling in enumerate(path):
        from_left = level >= inner or index >> level & 1
        known = node_hash(sibling, known) if from_left else node_hash(known, sibling)
    if known != root:
        raise Refused("inclusion")


def check_consistency(*, old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """The tree of `new` entries begins with the tree of `old` entries.

    Nothing is proved about the empty tree: who allows old = 0 handles it before calling. Refused `empty_tree`,
    `subtree_range`, `hash_length`, `consistency`.
    """
    if old == 0:
        raise Refused("empty_tree")
    check_subtree_consistency(start=0, end=old, size=new, subtree_root=old_root, root=new_root, path=path)


def check_subtree(*, start: int, end: int, size: int) -> None:
    """Refused `subtree_range` unless [start, end) is a subtree that trees of `size` entries and more agree on."""
    width = 1 << (end - start - 1).bit_length() if end > start else 0
    if not 0 <= start < end <= size <= MAX_DECIMAL or start % width:
        raise Refused("subtree_range", start=start, end=end, size=size)


def check_subtree_inclusion(
    *, index: int, start: int, end: int, leaf: bytes, path: Sequence[bytes], root: bytes
) -> None:
    """The entry stands at `index` in the subtree [start, end) with that root. Refused as inclusion, `subtree_range`."""
    check_subtree(start=start, end=end, size=end)
    check_inclusion(index=index - start, size=end - start, leaf=leaf, path=path, root=root)


def check_subtree_consistency(
    *, start: int, end: int, size: int, subtree_root: bytes, root: bytes, path: Sequence[bytes]
) -> None:
    """The subtree [start, end) is part of the tree of `size` entries.

    Refused `subtree_range`, `hash_length`, `consistency`.
    """
    check_subtree(start=start, end=end, size=size)
    _check_lengths(path)
    first, last, end_of_tree = start, end - 1, size - 1
    while first != last and (last & 1 or last == end_of_tree):  # up to the node where the path begins
        first, last, end_of_tree = first >> 1, last >> 1, end_of_tree >> 1
    hashes = iter(path)
    sub = whole = subtree_root if first == last else next(hashes, b"")
    for sibling in hashes:
        if end_of_tree == 0:
            raise Refused("consistency")
        if last & 1 or last == end_of_tree:
            if first < last:
                sub = node_hash(sibling, sub)
            whole = node_hash(sibling, whole)
            while not last & 1 and last:
                first, last, end_of_tree = first >> 1, last >> 1, end_of_tree >> 1
        else:
            whole = node_hash(whole, sibling)
        first, last, end_of_tree = first >> 1, last >> 1, end_of_tree >> 1
    if end_of_tree or sub != subtree_root or whole != root:
        raise Refused("consistency")


def _check_lengths(hashes: Sequence[bytes]) -> None:
    if any(len(value) != HASH_BYTES for value in hashes):
        raise Refused("hash_length")
