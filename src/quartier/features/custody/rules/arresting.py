"""What an arresting officer tells on one page, turned into the entries that it is: one moment, several acts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

FIRST = "deprived_of_liberty"
DAY = timedelta(days=1)
# The clock of a telephone and the clock of the server differ: so much ahead counts as now.
AHEAD = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One entry to be made: its act, when it happened, what it says."""

    act: str
    occurred_at: datetime
    values: Mapping[str, Any] = field(default_factory=dict)


def latest(typed: time, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The last moment at which the wall clock showed this, not after now: 23:50 typed at 00:10 is yesterday's.

    A moment up to two minutes ahead is now. In the hour that an autumn night has twice, the later one that is past.
    """
    today = now.astimezone(zone).date()
    tries = [
        datetime.combine(day, typed, tzinfo=zone).replace(fold=fold)
        for day in (today + DAY, today, today - DAY)
        for fold in (1, 0)
    ]
    past = max(one for one in tries if one.timestamp() <= (now + AHEAD).timestamp())
    return min(past, now.astimezone(zone), key=lambda one: one.timestamp())


def said(
    given: Mapping[str, Mapping[str, Any]], at: Mapping[str, datetime], *, moment: datetime
) -> list[Said]:
    """The entries in the order in which they happened; the loss of liberty first, whatever else has the same minute.

    given: the values by act, already read; an act of which nothing was said makes no entry. at: when each happened, the
    moment of detention where it is not said.
    """
    answered = {act: kept_of(values) for act, values in given.items()}
    found = [
        Said(act=act, occurred_at=at.get(act, moment), values=values)
        for act, values in answered.items()
        if values or act == FIRST
    ]
    return sorted(found, key=lambda one: (one.act != FIRST, one.occurred_at))


def kept_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered at all: `no` is an answer, nothing is none."""
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}


def label_of(given: str, family: str, born: str) -> str:
    """How a person stands on screens that others pass by: initials and year. "" where nothing is known yet.

    >>> label_of("Артем", "Бойчак", "1994"), label_of("", "", "2009"), label_of("", "", "")
    ('А. Б., 1994', '2009', '')
    """
    initials = " ".join(f"{name.strip()[0].upper()}." for name in (given, family) if name.strip())
    return ", ".join(part for part in (initials, born.strip()) if part)
