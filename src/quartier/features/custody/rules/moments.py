"""A moment as somebody types it in a hurry: a time of day, or a day and a time. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CLOCK = re.compile(r"(\d{1,2})[:.h ]?\s?(\d{2})")
DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})[ ,]+(.+)")
AHEAD = timedelta(minutes=2)


class NoMoment(Exception):
    """What was typed names no moment."""


def read(typed: str, *, now: datetime, zone: ZoneInfo, ahead: bool = False) -> datetime:
    """The moment that was meant, in UTC. Raises NoMoment.

    A time alone is the last such time before now, or with `ahead` the next one after it. In the hour that an autumn night
    has twice, a past moment is the later one and a coming moment the earlier one.

    >>> kyiv, now = ZoneInfo("Europe/Kyiv"), datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
    >>> read("9:30", now=now, zone=kyiv).isoformat(), read("23.50", now=now, zone=kyiv).isoformat()
    ('2026-11-19T07:30:00+00:00', '2026-11-18T21:50:00+00:00')
    >>> read("9:30", now=now, zone=kyiv, ahead=True).isoformat()
    '2026-11-20T07:30:00+00:00'
    >>> read("18.11.2026 22:15", now=now, zone=kyiv).isoformat()
    '2026-11-18T20:15:00+00:00'
    """
    text = " ".join(typed.split())
    if "T" in text:
        return _iso(text, zone)
    named = DAY.fullmatch(text)
    if named:
        return _at(_date(named[3], named[2], named[1]), _clock(named[4]), zone, late=not ahead)
    clock, today = _clock(text), now.astimezone(zone).date()
    days = [today + timedelta(days=step) for step in (-1, 0, 1)]
    found = sorted(_at(day, clock, zone, late=not ahead) for day in days)
    if ahead:
        return next(one for one in found if one >= now.astimezone(UTC))
    past = [one for one in found if one <= now.astimezone(UTC) + AHEAD]
    return min(past[-1], now.astimezone(UTC))


def _iso(text: str, zone: ZoneInfo) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise NoMoment from None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _clock(text: str) -> time:
    named = CLOCK.fullmatch(text.strip())
    try:
        if named is None or not text.isascii():
            raise ValueError
        return time(int(named[1]), int(named[2]))
    except ValueError:
        raise NoMoment from None


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NoMoment from None


def _at(day: date, clock: time, zone: ZoneInfo, *, late: bool) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).replace(fold=int(late)).astimezone(UTC)
