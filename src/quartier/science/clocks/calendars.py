"""Calendars of working days: dated data with a source, for the years that they cover and no other."""

from dataclasses import dataclass
from datetime import date, timedelta


class OutsideCalendar(LookupError):
    """A day before or after the years that a calendar covers: what it is there is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which days are working days. `weekend`: weekdays off, Monday is 0. `days_off`: each other day off.

    verified: whether whoever made it has read the law that names the days. Known from `first` to `last`, both
    included; any other day raises OutsideCalendar, since an unknown day is not a working day.

    >>> easter = Calendar(code="x", weekend=frozenset({5, 6}), days_off=frozenset({date(2026, 4, 13)}),
    ...                   first=date(2026, 1, 1), last=date(2026, 12, 31))
    >>> easter.is_working(date(2026, 4, 13)), easter.is_working(date(2026, 4, 14))
    (False, True)
    >>> easter.after(date(2026, 4, 7), 5)
    datetime.date(2026, 4, 15)
    """

    code: str
    weekend: frozenset[int]
    days_off: frozenset[date]
    first: date
    last: date
    verified: bool = False

    def is_working(self, day: date) -> bool:
        """Whether offices are open. Raises OutsideCalendar."""
        if not self.first <= day <= self.last:
            raise OutsideCalendar(day.isoformat())
        return day.weekday() not in self.weekend and day not in self.days_off

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself is not counted. Raises OutsideCalendar."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day
