"""Which instant a time of the day means, by the suite's own clock: the last one that it showed, or the next."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def past(typed: time | None, *, now: datetime) -> datetime:
    """The last instant at which the clock showed this time; now, where nothing was typed. In the zone that is set."""
    found = _today(typed, now=now)
    return found if found <= now else found - timedelta(days=1)


def coming(typed: time | None, *, now: datetime) -> datetime | None:
    """The next instant at which the clock will show it; None where nothing was typed."""
    if typed is None:
        return None
    found = _today(typed, now=now)
    return found if found > now else found + timedelta(days=1)


def _today(typed: time | None, *, now: datetime) -> datetime:
    if typed is None:
        return now
    return timezone.localtime(now).replace(hour=typed.hour, minute=typed.minute, second=0, microsecond=0)
