"""Clocks that add up intervals within one local day, such as all the questioning of a day."""

from datetime import date, datetime, timedelta

from quartier.science.clocks.limits import LimitType, midnight_after
from quartier.science.clocks.packs import Clock
from quartier.science.clocks.rounds import UNKNOWN, Round, limit_of, row_of
from quartier.science.clocks.situation import Situation

Interval = tuple[datetime, datetime | None]


def day_totals(clock: Clock, situation: Situation) -> list[Round]:
    """A round for each local day with an interval. It counts while an interval lasts, and ends with the day."""
    days: dict[date, list[Interval]] = {}
    for interval in _intervals(clock, situation):
        for day, piece in _by_day(interval, situation):
            days.setdefault(day, []).append(piece)
    return [_round(clock, situation, day, pieces) for day, pieces in sorted(days.items())]


def _intervals(clock: Clock, situation: Situation) -> list[Interval]:
    starts = [trigger for start in clock.starts for trigger in start.earliest]
    found: list[Interval] = []
    begin: datetime | None = None
    for index, event in enumerate(situation.events):
        if begin is None and any(situation.matches(trigger, index) for trigger in starts):
            begin = event.at
        elif begin is not None and any(situation.matches(end.trigger, index) for end in clock.ends):
            found.append((begin, event.at))
            begin = None
    return found if begin is None else [*found, (begin, None)]


def _by_day(interval: Interval, situation: Situation) -> list[tuple[date, Interval]]:
    """The pieces of an interval, each within one local day; the last one stays open if the interval is."""
    begin, end = interval
    found: list[tuple[date, Interval]] = []
    while True:
        day = situation.local_day(begin)
        midnight = midnight_after(day, situation.pack.zone)
        if (end or situation.at) < midnight or end == midnight:
            return [*found, (day, (begin, end))]
        found.append((day, (begin, midnight)))
        begin = midnight


def _round(clock: Clock, situation: Situation, day: date, pieces: list[Interval]) -> Round:
    start, at = pieces[0][0], situation.at
    midnight = midnight_after(day, situation.pack.zone)
    row = row_of(clock, situation, at=start)
    limit = UNKNOWN if row is None else limit_of(row, situation)
    over = midnight if at >= midnight else None
    if row is None or limit.type is not LimitType.HOURS:
        reason = "no_rule_in_force" if row is None else "limit_not_known"
        return Round(start, UNKNOWN, None, over, False, row, None, (reason,))
    left, due = limit.duration, None
    for begin, end in pieces:
        length = (end or at) - begin
        if end is None or length > left:
            due = begin + left
            break
        left -= length
    running = pieces[-1][1] is None
    if due is None and over is not None and left == timedelta(0):
        due = pieces[-1][1]
    last = pieces[-1][1] if due is not None else None
    end = over if over is None or due is None or last is None else last
    return Round(start, limit, due, end, not running, row, None, ())
