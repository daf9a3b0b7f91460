"""Time that counts and time that does not: gaps in a stretch of time, and when an allowance is used up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Time that does not count; `end` is None while it lasts."""

    begin: datetime
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.begin <= at and (self.end is None or at < self.end)


def merged(gaps: Iterable[Gap]) -> list[Gap]:
    """The same time in gaps that neither touch nor overlap, in order."""
    found: list[Gap] = []
    for gap in sorted(gaps, key=lambda gap: gap.begin):
        last = found[-1] if found else None
        if last is None or (last.end is not None and gap.begin > last.end):
            found.append(gap)
        elif last.end is not None and (gap.end is None or gap.end > last.end):
            found[-1] = Gap(last.begin, gap.end)
    return found


def without(gap: Gap, intervals: Iterable[tuple[datetime, datetime]]) -> list[Gap]:
    """A closed gap less some intervals, which count after all."""
    found, begin = [], gap.begin
    for start, end in sorted(intervals):
        if gap.end is None or end <= begin or start >= gap.end:
            continue
        if start > begin:
            found.append(Gap(begin, start))
        begin = max(begin, min(end, gap.end))
    if gap.end is None or begin < gap.end:
        found.append(Gap(begin, gap.end))
    return found


def counted(start: datetime, at: datetime, gaps: Iterable[Gap]) -> timedelta:
    """How much of the time from `start` to `at` counts; nothing before the start.

    >>> from datetime import UTC
    >>> day = lambda hour, minute=0: datetime(2026, 2, 3, hour, minute, tzinfo=UTC)
    >>> str(counted(day(10), day(20), [Gap(day(12, 30), day(17, 10))]))
    '5:20:00'
    """
    total = max(at - start, timedelta(0))
    for gap in merged(gaps):
        begin, end = max(gap.begin, start), min(gap.end or at, at)
        total -= max(end - begin, timedelta(0))
    return total


def used_up(start: datetime, allowance: timedelta, gaps: Iterable[Gap]) -> datetime | None:
    """When the allowance has counted in full; None while a gap keeps it open. A gap that begins then opens nothing.

    >>> from datetime import UTC
    >>> day = lambda hour, minute=0: datetime(2026, 2, 3, hour, minute, tzinfo=UTC)
    >>> used_up(day(10), timedelta(hours=4), [Gap(day(12, 30), day(17, 10))]).isoformat()
    '2026-02-03T18:40:00+00:00'
    >>> used_up(day(10), timedelta(hours=4), [Gap(day(12, 30))]) is None
    True
    """
    cursor = start
    for gap in merged(gaps):
        if gap.end is not None and gap.end <= cursor:
            continue
        run = max(gap.begin - cursor, timedelta(0))
        if allowance <= run:
            break
        if gap.end is None:
            return None
        allowance -= run
        cursor = gap.end
    return cursor + allowance
