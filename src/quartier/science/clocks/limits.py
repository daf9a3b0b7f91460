"""Limits of seven types that are never mixed, and the instants at which they end."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from quartier.science.clocks.calendars import Calendar, OutsideCalendar


class LimitType(StrEnum):
    """`at_once` has no number and is not 0 hours; `none` is no limit; `unknown` is a limit that is not known."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    AT_ONCE = "at_once"
    NONE = "none"
    UNKNOWN = "unknown"


NUMBERED = frozenset({LimitType.HOURS, LimitType.DAYS, LimitType.WORKING_DAYS, LimitType.MONTHS})
BY_DATE = NUMBERED - {LimitType.HOURS}


@dataclass(frozen=True, slots=True)
class Limit:
    """A type and, for the four types that have one, a number above 0. Only hours may be broken.

    >>> Limit(LimitType.HOURS, 36).value
    36
    >>> Limit(LimitType.AT_ONCE, 0)
    Traceback (most recent call last):
    ValueError: at_once has no number
    """

    type: LimitType
    value: int | float | None = None

    def __post_init__(self) -> None:
        if self.type not in NUMBERED:
            if self.value is not None:
                raise ValueError(f"{self.type} has no number")
        elif isinstance(self.value, bool) or not isinstance(self.value, int | float) or self.value <= 0:
            raise ValueError(f"{self.type} needs a number above 0")
        elif self.type is not LimitType.HOURS and not isinstance(self.value, int):
            raise ValueError(f"{self.type} needs a whole number")

    @property
    def duration(self) -> timedelta:
        """Of a limit in hours, exactly. ValueError for every other type."""
        if self.type is not LimitType.HOURS or self.value is None:
            raise ValueError(f"{self.type} is no number of hours")
        return timedelta(microseconds=round(Fraction(self.value) * 3_600_000_000))


def hours(duration: timedelta) -> Limit:
    """A limit of so many hours: a whole number where it is one.

    >>> hours(timedelta(hours=71, minutes=45)), hours(timedelta(hours=36)).value
    (Limit(type=<LimitType.HOURS: 'hours'>, value=71.75), 36)
    """
    micro = duration // timedelta(microseconds=1)
    whole, rest = divmod(micro, 3_600_000_000)
    return Limit(LimitType.HOURS, whole if not rest else micro / 3_600_000_000)


def midnight_after(day: date, zone: ZoneInfo) -> datetime:
    """24:00 of a local day, which is the first instant of the next one, in UTC.

    Where summer time skips that midnight, the first instant that exists.

    >>> midnight_after(date(2026, 2, 28), ZoneInfo("Europe/Kyiv")).isoformat()
    '2026-02-28T22:00:00+00:00'
    """
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone).astimezone(UTC)


def months_after(day: date, count: int) -> date:
    """The same number `count` months later, or the last day of a shorter month (CPC of Ukraine, art. 115).

    >>> months_after(date(2026, 1, 30), 1), months_after(date(2028, 1, 31), 1)
    (datetime.date(2026, 2, 28), datetime.date(2028, 2, 29))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_beginning_with(day: date, count: int) -> date:
    """The last day of a period of `count` months whose first day is `day` (England and Wales).

    The day before the same number; the last day of a month that has no such number.

    >>> months_beginning_with(date(2026, 2, 1), 3), months_beginning_with(date(2026, 8, 31), 3)
    (datetime.date(2026, 4, 30), datetime.date(2026, 11, 30))
    """
    same = months_after(day, count)
    return same - timedelta(days=1) if same.day == day.day else same


def last_day(limit: Limit, start: date, *, calendar: Calendar | None, counts_start: bool) -> date:
    """The day at whose end a limit in days, working days or months is over.

    counts_start: whether the starting day is the first of the period; usually it is not counted. Raises
    OutsideCalendar where working days are not known, ValueError for a limit that does not end with a day.

    >>> last_day(Limit(LimitType.DAYS, 15), date(2026, 3, 20), calendar=None, counts_start=False)
    datetime.date(2026, 4, 4)
    """
    if limit.type not in BY_DATE or not isinstance(limit.value, int):
        raise ValueError(f"{limit.type} does not end with a day")
    count = limit.value
    if limit.type is LimitType.MONTHS:
        return months_beginning_with(start, count) if counts_start else months_after(start, count)
    before = start - timedelta(days=1) if counts_start else start
    if limit.type is LimitType.DAYS:
        return before + timedelta(days=count)
    if calendar is None:
        raise OutsideCalendar("no calendar")
    return calendar.after(before, count)
