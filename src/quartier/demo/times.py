"""Times of the town's texts, relative to the day on which it wakes. Pure: `now` comes in.

Forms: `D-9 21:14` calendar days, `B+10` working days, `Tue-1 10:40` weekdays, `A+60:00` hours from an anchor.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from quartier.ui import words

WAKES = datetime(2026, 11, 20, 14, 32, tzinfo=ZoneInfo("Europe/Kyiv"))
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_FORM = re.compile(rf"(?P<unit>D|B|{'|'.join(WEEKDAYS)})(?P<count>[+-]\d+|0)(?: (?P<clock>\d\d:\d\d))?\Z")
ELAPSED_FORM = re.compile(r"A(?P<sign>[+-])(?P<hours>\d+):(?P<minutes>[0-5]\d)\Z")
TOKEN = re.compile(r"\{(?P<kind>date|time):(?P<form>[^}]*)\}")
WEEK_LENGTH = 7


class UnknownForm(ValueError):
    """The town's data names a time in a form that nobody taught it."""


def resolve(form: str, *, zone: ZoneInfo, now: datetime, anchor: datetime | None = None) -> datetime | date:
    """The instant that `form` means in `zone`, or the date if it names no time of day.

    `A` forms count on the UTC line from `anchor`: a change of clocks shifts the wall time, not the count.
    Raises UnknownForm for any other text, and for an `A` form without an anchor.
    """
    if elapsed := ELAPSED_FORM.match(form):
        if anchor is None:
            raise UnknownForm(form)
        return _elapsed(elapsed, anchor).astimezone(zone)
    found = DAY_FORM.match(form)
    if not found:
        raise UnknownForm(form)
    day = day_of(found["unit"], int(found["count"]), today=now.astimezone(zone).date())
    if not found["clock"]:
        return day
    # A time that the clocks skip is read on the UTC line: it exists, an hour later on the wall.
    return datetime.combine(day, time.fromisoformat(found["clock"]), zone).astimezone(UTC).astimezone(zone)


def instant(form: str, *, zone: ZoneInfo, now: datetime, anchor: datetime | None = None) -> datetime:
    """As `resolve`, with the start of the day where the form names a date."""
    found = resolve(form, zone=zone, now=now, anchor=anchor)
    return found if isinstance(found, datetime) else datetime.combine(found, time(), zone)


def _elapsed(form: re.Match[str], anchor: datetime) -> datetime:
    length = timedelta(hours=int(form["hours"]), minutes=int(form["minutes"]))
    return anchor.astimezone(UTC) + (length if form["sign"] == "+" else -length)


def day_of(unit: str, count: int, *, today: date) -> date:
    """The day `count` units from `today`: D calendar days, B working days, else the n-th such weekday."""
    if unit == "D":
        return today + timedelta(count)
    if unit == "B":
        return _working_day(count, today)
    if count == 0:
        raise UnknownForm(f"{unit}0")
    weekday = WEEKDAYS.index(unit)
    if count < 0:
        back = (today.weekday() - weekday - 1) % WEEK_LENGTH + 1
        return today - timedelta(back + WEEK_LENGTH * (-count - 1))
    ahead = (weekday - today.weekday() - 1) % WEEK_LENGTH + 1
    return today + timedelta(ahead + WEEK_LENGTH * (count - 1))


def _working_day(count: int, today: date) -> date:
    day = _skip_weekend(today, -1)
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        day = _skip_weekend(day + timedelta(step), step)
    return day


def _skip_weekend(day: date, step: int) -> date:
    while day.weekday() >= WEEKDAYS.index("Sat"):
        day += timedelta(step)
    return day


def long_date(day: date, language: str) -> str:
    """A date as the texts read it: Ukrainian in the genitive and without a weekday, French without «le»."""
    month = words.MONTHS[language][day.month - 1]
    if language == "uk":
        return f"{day.day} {month} {day.year} року"
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{words.WEEKDAYS[language][day.weekday()]} {number} {month} {day.year}"


def clock_time(at: datetime, language: str) -> str:
    """The time of day on 24 hours, in the reader's habit."""
    return f"{at.hour} h {at.minute:02}" if language == "fr" else f"{at.hour:02}:{at.minute:02}"


def render(text: str, *, language: str, zone: ZoneInfo, now: datetime, anchor: datetime | None = None) -> str:
    """`text` with its `{date:…}` and `{time:…}` tokens put into words."""

    def words(token: re.Match[str]) -> str:
        if token["kind"] == "date":
            found = resolve(token["form"], zone=zone, now=now, anchor=anchor)
            return long_date(found.date() if isinstance(found, datetime) else found, language)
        return clock_time(instant(token["form"], zone=zone, now=now, anchor=anchor), language)

    return TOKEN.sub(words, text)
