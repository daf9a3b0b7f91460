"""The entries that a pack discloses, line by line, and what has to be remembered of them.

Whatever one line can show to be wrong is refused here. What depends on entries that come later, or on the hash of an
entry that is not at hand, is noted in `Found` and judged at the end.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from quartier.outside.verifier.canonical import SECOND, members, read_canonical, text_of, whole_number
from quartier.outside.verifier.claims import Claims
from quartier.outside.verifier.envelopes import (
    ERASED,
    Envelope,
    Erasure,
    Opening,
    check_openings,
    read_envelope,
    read_erasure,
    read_openings,
)
from quartier.outside.verifier.structure import Reader, envelope_path, hashes_of, tiles_on
from quartier.outside.verifier.trust import Head
from quartier.outside.verifier.verdict import Fault
from quartier.science.merkle.commitments import entry_of
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.tiles import TILE, width_at

TOLERANCE = 300 * SECOND  # clocks of honest computers differ
LATE = 3_600 * SECOND  # an entry this long after the event is counted as entered later


@dataclass(frozen=True)
class Line:
    """One disclosed entry as it stands in a file."""

    index: int
    envelope: str
    openings: dict[str, Opening]


@dataclass
class Found:
    """What is left to judge when all lines have been read. Leaves that are only named still need their index.

    `links`: entry, the `prev` it names, and the disclosed entry of its record before it (−1: none).
    `seen`: the lowest entry that names a head of this size and root. `behind`: entries that stand after one that was
    recorded later, beyond the tolerance; a long transaction does that, and so does whoever writes into the past.
    """

    size: int
    shown: bytearray
    count: int = 0
    opened: int = 0
    missing: list[int] = field(default_factory=list)
    unopened: list[tuple[int, str]] = field(default_factory=list)
    erasures: list[tuple[int, Erasure]] = field(default_factory=list)
    corrections: list[tuple[int, bytes]] = field(default_factory=list)
    links: list[tuple[int, bytes | None, int]] = field(default_factory=list)
    seen: dict[tuple[int, bytes], int] = field(default_factory=dict)
    later: int = 0
    longest: int = 0
    ahead: int = 0
    behind: int = 0
    behind_most: int = 0
    behind_first: int = -1
    last: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    indexes: array[int] = field(default_factory=lambda: array("q"))
    newest: array[int] = field(default_factory=lambda: array("q"))

    def newest_below(self, size: int) -> int | None:
        """The latest recording among the disclosed entries below an index; None where there is none."""
        place = bisect_left(self.indexes, size)
        return self.newest[place - 1] if place else None


def read_entries(read: Reader, *, listed: Collection[str], claims: Claims, head: Head) -> Found:
    """Check every disclosed entry on its own, in the order of their indexes."""
    size = head.checkpoint.size
    found = Found(size, bytearray(size))
    for tile in range(tiles_on(size)):
        path, start = envelope_path(tile), tile * TILE
        if path in listed:
            leaves = hashes_of(read, size, tile)
            for line in lines_of(read(path), path=path, start=start, stop=start + len(leaves)):
                _take(found, line, leaf=leaves[line.index - start], claims=claims, head=head)
        if claims.scope == "all":
            stop = start + width_at(size, 0, tile)
            found.missing += [index for index in range(start, stop) if not found.shown[index]]
    return found


def lines_of(data: bytes, *, path: str, start: int, stop: int) -> Iterator[Line]:
    """The lines of one file, their indexes rising within [start, stop)."""
    lines = data.split(b"\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
        ended = True
    else:
        ended = False
    for number, text in enumerate(lines, 1):
        try:
            if number == len(lines) and not ended:
                raise ValueError("no final newline")
            line = _line(text.decode("utf-8"))
            if not start <= line.index < stop:
                raise ValueError("out of order")
        except ValueError as problem:
            raise Fault("lines_form", path=path, line=number) from problem
        start = line.index + 1
        yield line


def _line(text: str) -> Line:
    envelope, index, openings = members(read_canonical(text), "envelope", "index", "openings")
    return Line(whole_number(index), text_of(envelope), read_openings(openings))


def _take(found: Found, line: Line, *, leaf: bytes, claims: Claims, head: Head) -> None:
    index = line.index
    if leaf_hash(entry_of(line.envelope.encode("utf-8"))) != leaf:
        raise Fault("entry_differs", index=index)
    envelope = read_envelope(line.envelope, place=index)
    if not claims.covers(envelope.kind):
        raise Fault("kind_unexpected", index=index, kind=envelope.kind)
    promised = claims.promised(envelope)
    check_openings(envelope, line.openings, place=index, promised=promised)
    if envelope.kind == ERASED:
        found.erasures.append((index, read_erasure(line.openings, place=index)))
    check_seen(envelope, index=index, origin=head.checkpoint.origin)
    check_recorded(envelope, index=index, confirmed=head.confirmed)
    _check_not_backdated(found, envelope, index)
    found.count += 1
    found.opened += len(line.openings)
    found.unopened += [(index, name) for name in sorted(promised - set(line.openings))]
    _remember(found, envelope, index, leaf)


def check_seen(envelope: Envelope, *, index: int, origin: str) -> None:
    """The head it names is of this ledger, and no later than its own place."""
    if envelope.seen is not None and envelope.seen.origin != origin:
        raise Fault("seen_foreign", index=index, origin=envelope.seen.origin)
    if envelope.seen is not None and envelope.seen.size > index:
        raise Fault("seen_later", index=index)


def check_recorded(envelope: Envelope, *, index: int, confirmed: int | None) -> None:
    """Nothing is recorded after the witnesses confirmed the head that holds it. `confirmed`: seconds since 1970."""
    if confirmed is not None and envelope.recorded_at > confirmed * SECOND + TOLERANCE:
        raise Fault("recorded_after", index=index)


def _check_not_backdated(found: Found, envelope: Envelope, index: int) -> None:
    """It knew a head, so it is not older than what that head holds."""
    known = None if envelope.seen is None else found.newest_below(envelope.seen.size)
    if known is None:
        return
    if envelope.recorded_at < known - TOLERANCE:
        raise Fault("recorded_before", index=index)
    if envelope.captured_at is not None and envelope.captured_at < known - TOLERANCE:
        raise Fault("captured_before", index=index)


def _remember(found: Found, envelope: Envelope, index: int, leaf: bytes) -> None:
    newest = max(envelope.recorded_at, found.newest[-1] if found.newest else envelope.recorded_at)
    if newest - envelope.recorded_at > TOLERANCE:
        found.behind += 1
        found.behind_most = max(found.behind_most, newest - envelope.recorded_at)
        found.behind_first = index if found.behind_first < 0 else found.behind_first
    found.shown[index] = 1
    found.indexes.append(index)
    found.newest.append(newest)
    delay = envelope.recorded_at - envelope.occurred_at
    if delay > LATE:
        found.later += 1
        found.longest = max(found.longest, delay)
    if -delay > TOLERANCE:
        found.ahead += 1
    if envelope.corrects is not None:
        found.corrections.append((index, envelope.corrects))
    if envelope.seen is not None:
        found.seen.setdefault((envelope.seen.size, envelope.seen.root), index)
    if envelope.record is not None:
        before, expected = found.last.get(envelope.record, (-1, None))
        if envelope.prev != expected:
            found.links.append((index, envelope.prev, before))
        found.last[envelope.record] = (index, leaf)
