"""Opening hours: what a week looks like, which days differ, and whether a door is open now in local time.

Hours are data: {"mon": "08:30-12:30, 13:30-19:00", …} or {"all_days": "00:00-24:00"}, with "reception" for
the hours in which residents are received in person ("tue 10:00-13:00"). An end before its start is on the
next day. Exceptions name a date: {"2026-12-24": "08:00-12:00", "2026-12-25": "closed"}. Hours that nobody
told are not the same as closed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
SPAN = re.compile(r"^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$")
LOOK_AHEAD = 15

Span = tuple[int, int]


class Door(StrEnum):
    """What can be said of a door at an instant."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class BadHours(ValueError):
    """Hours that cannot be read; `text` is the part."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class Hours:
    """A week from Monday, each day with its spans in minutes after midnight; the end may pass 24:00."""

    week: tuple[tuple[Span, ...], ...]
    reception: tuple[tuple[Span, ...], ...]
    exceptions: Mapping[date, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """Open or not, until when (None: no end in sight), and when it opens next (None: not soon, or open)."""

    door: Door
    until: datetime | None = None
    opens: datetime | None = None
    exception: bool = False


def read(weekly: Mapping[str, str] | None, exceptions: Mapping[str, str] | None = None) -> Hours | None:
    """Hours from data; None where nothing was told. Raises BadHours with the part that cannot be read."""
    if not weekly:
        return None
    for key in weekly:
        if key not in (*DAYS, "all_days", "reception"):
            raise BadHours("day_unknown", key)
    everyday = read_spans(weekly.get("all_days", ""))
    week = tuple(read_spans(weekly[day]) if day in weekly else everyday for day in DAYS)
    by_day: dict[str, tuple[Span, ...]] = {}
    for part in filter(None, (each.strip() for each in weekly.get("reception", "").split(";"))):
        day, _, spans = part.partition(" ")
        if day not in DAYS:
            raise BadHours("day_unknown", day)
        by_day[day] = read_spans(spans)
    reception = tuple(by_day.get(day, ()) for day in DAYS)
    return Hours(
        week, reception, {_date(day): read_spans(spans) for day, spans in (exceptions or {}).items()}
    )


def read_spans(text: str) -> tuple[Span, ...]:
    """Spans of one day: "08:30-12:30, 13:30-19:00"; "closed" and "" are none."""
    if text.strip() in ("", "closed"):
        return ()
    spans = []
    for part in text.split(","):
        found = SPAN.match(part.strip())
        if not found:
            raise BadHours("span_unreadable", part.strip())
        h1, m1, h2, m2 = map(int, found.groups())
        if max(m1, m2) > 59 or max(h1, h2) > 24 or (h1 * 60 + m1) >= DAY or h2 * 60 + m2 > DAY:
            raise BadHours("span_unreadable", part.strip())
        start, end = h1 * 60 + m1, h2 * 60 + m2
        spans.append((start, end if end > start else end + DAY))
    return tuple(sorted(spans))


def spans_on(hours: Hours, day: date) -> tuple[Span, ...]:
    """The spans that begin on that day; an exception replaces the whole day."""
    return hours.exceptions.get(day, hours.week[day.weekday()])


def state(hours: Hours | None, *, at: datetime, zone: ZoneInfo) -> State:
    """Whether the door is open at the instant `at`. At the opening minute it is open, at the closing minute
    not.

    Spans are wall time: on the night of a clock change a door that is open from 22:00 to 06:00 is open
    seven or nine hours, and touching spans are one (a door open round the clock never "closes at
    midnight").
    """
    if hours is None:
        return State(Door.UNKNOWN)
    today = at.astimezone(zone).date()
    merged: list[list[datetime]] = []
    for offset in range(-1, LOOK_AHEAD):
        day = today + timedelta(days=offset)
        for start, end in spans_on(hours, day):
            first, last = _instant(day, start, zone, 0), _instant(day, end, zone, 1)
            if merged and first <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], last)
            else:
                merged.append([first, last])
    exception = today in hours.exceptions
    horizon = _instant(today + timedelta(days=LOOK_AHEAD - 1), 0, zone, 0)
    for first, last in merged:
        if first <= at < last:
            return State(Door.OPEN, until=last if last < horizon else None, exception=exception)
        if first > at:
            return State(Door.CLOSED, opens=first, exception=exception)
    return State(Door.CLOSED, exception=exception)


def as_text(spans: tuple[Span, ...]) -> list[tuple[str, str]]:
    """Spans as pairs of "HH:MM"; the end of the day is 24:00, and an end on the next day is its own clock
    time.
    """
    return [(_clock(start), "24:00" if end == DAY else _clock(end % DAY)) for start, end in spans]


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _instant(day: date, minutes: int, zone: ZoneInfo, fold: int) -> datetime:
    """Wall time as an instant: doubled hours count whole (start early, end late), a skipped one begins
    after the gap.
    """
    extra, rest = divmod(minutes, DAY)
    wall = datetime.combine(day + timedelta(days=extra), time(rest // 60, rest % 60), zone).replace(fold=fold)
    utc = wall.astimezone(ZoneInfo("UTC"))
    if utc.astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        utc = wall.replace(fold=0).astimezone(ZoneInfo("UTC"))
    return utc.astimezone(zone)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadHours("date_unreadable", text) from error
