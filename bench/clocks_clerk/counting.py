"""Counting as a clerk counts: minutes one by one, days one by one on the wall, working days with a pencil."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
Pauses = Sequence[tuple[datetime, datetime]]

# Only the days off that the law notes name; war makes them ordinary working days.
PEACE_DAYS_OFF = (date(2026, 4, 13), date(2026, 8, 24))


def after_hours(start: datetime, hours: int, pauses: Pauses = ()) -> datetime:
    """The minute at which so many hours have been used up; minutes inside a pause are not crossed off."""
    left, now = hours * 60, start
    while left:
        if not any(begin <= now < end for begin, end in pauses):
            left -= 1
        now += MINUTE
    return now


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """24:00 of a day: the midnight that follows, as UTC."""
    return datetime.combine(day + DAY, time(), zone).astimezone(UTC)


def after_days(start: datetime, days: int, zone: ZoneInfo) -> datetime:
    """24:00 of the last of so many calendar days; the day of the event is not counted."""
    day = start.astimezone(zone).date()
    for _ in range(days):
        day += DAY
    return end_of(day, zone)


def after_working_days(start: datetime, days: int, zone: ZoneInfo, off: Sequence[date]) -> datetime:
    """The same, crossing off only days that are neither Saturday, Sunday nor a day off."""
    day, left = start.astimezone(zone).date(), days
    while left:
        day += DAY
        if day.strftime("%a") not in ("Sat", "Sun") and day not in off:
            left -= 1
    return end_of(day, zone)


def same_number(day: date, months: int) -> tuple[date, bool]:
    """The same number so many months later, or the last day of a shorter month; and whether the number exists."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return date(year, month, number), number == day.day
        except ValueError:
            number -= 1


def after_months(start: datetime, months: int, zone: ZoneInfo) -> datetime:
    """24:00 of the same number in a later month."""
    return end_of(same_number(start.astimezone(zone).date(), months)[0], zone)


def months_beginning_with(first: date, months: int, zone: ZoneInfo) -> datetime:
    """End of a period that begins with a day: the day before the same number, or a shorter month's last day."""
    last, exists = same_number(first, months)
    return end_of(last - DAY if exists else last, zone)
