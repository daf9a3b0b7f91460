"""What only shows when all entries are known: chains, corrections, erasures, and the heads that entries had seen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from quartier.outside.verifier.entries import Found
from quartier.outside.verifier.structure import Reader, hashes_of, tiles_on
from quartier.outside.verifier.verdict import Fault
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.tiles import TILE


@dataclass
class Erased:
    """Under which entry an entry, or one field of it, was erased."""

    entries: dict[int, int] = field(default_factory=dict)
    fields: dict[tuple[int, str], int] = field(default_factory=dict)

    def covers(self, index: int, name: str) -> bool:
        return index in self.entries or (index, name) in self.fields


@dataclass
class Resolved:
    """The index of each leaf that was asked for and exists, and the root at each size that was asked for."""

    places: dict[bytes, int] = field(default_factory=dict)
    roots: dict[int, bytes] = field(default_factory=dict)


def resolve(read: Reader, size: int, *, leaves: Collection[bytes], sizes: Collection[int]) -> Resolved:
    """One pass over the hashes of all entries. `sizes` are not above `size`."""
    resolved, so_far, ahead = Resolved(), CompactRange(), sorted(set(sizes), reverse=True)
    if not leaves and not ahead:
        return resolved
    for tile in range(tiles_on(size)):
        start, hashes = tile * TILE, hashes_of(read, size, tile)
        for place, leaf in enumerate(hashes, start):
            if leaf in leaves:
                resolved.places.setdefault(leaf, place)
        while ahead and ahead[-1] <= start + len(hashes):
            here = ahead.pop()
            so_far.extend(hashes[so_far.size - start : here - start])
            resolved.roots[here] = so_far.root()
        if ahead:
            so_far.extend(hashes[so_far.size - start :])
    return resolved


def judge_whole(read: Reader, found: Found) -> Erased:
    """Check what single entries could not show. Returns what was erased, which is neither OK nor NOT."""
    wanted = {leaf for _, erasure in found.erasures for leaf in erasure.leaves}
    wanted |= {leaf for _, leaf in found.corrections}
    wanted |= {leaf for _, leaf, _ in found.links if leaf is not None}
    resolved = resolve(read, found.size, leaves=wanted, sizes={size for size, _ in found.seen})
    erased = _erased(found, resolved)
    for index in found.missing:
        if index not in erased.entries:
            raise Fault("envelope_missing", index=index)
    for index, name in found.unopened:
        if not erased.covers(index, name):
            raise Fault("opening_missing", index=index, field=name)
    _check_chains(found, resolved)
    for index, leaf in found.corrections:
        if resolved.places.get(leaf, index) >= index:
            raise Fault("corrects_unknown", index=index)
    false = [index for (size, root), index in found.seen.items() if resolved.roots[size] != root]
    if false:
        raise Fault("seen_root", index=min(false))
    return erased


def _erased(found: Found, resolved: Resolved) -> Erased:
    erased = Erased()
    for by, erasure in found.erasures:
        for leaf in erasure.leaves:
            index = resolved.places.get(leaf, by)
            if index >= by:
                raise Fault("erasure_unknown", index=by)
            if erasure.field is None:
                erased.entries.setdefault(index, by)
            else:
                erased.fields.setdefault((index, erasure.field), by)
    return erased


def _check_chains(found: Found, resolved: Resolved) -> None:
    """An entry that does not follow the disclosed one before it follows one that lies between and is not disclosed."""
    for index, prev, before in found.links:
        place = None if prev is None else resolved.places.get(prev)
        if place is None or not before < place < index or found.shown[place]:
            raise Fault("chain_broken", index=index)
