"""Who was held in the town's two suites, as a list of what was done when, in the order in which it was entered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zlib import crc32

import numpy as np

from .. import world
from ..times import WAKES, instant
from .custody_brief import usual

OPENS, BEAT = "open", timedelta(minutes=30)
WORDS = {
    "uk": {
        "sleeping": ("Спить, дихає рівно.", "Спить на боці, дихання рівне."),
        "awake": ("Сидить, читає, скарг немає.", "Не спить, відповідає, попросив води; воду дано.", "Ходить, спокійний."),
    },
    "en": {
        "sleeping": ("Asleep on left side, breathing evenly.", "Asleep, chest rising evenly."),
        "awake": ("Sitting, reading, no complaints.", "Awake, answers, asked for water; given.", "Pacing, calm."),
    },
}  # fmt: skip
NIGHT = (22, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry: what it is about (a stay by its id here), who enters it, when it happened and when it is entered."""

    noted: datetime
    stay: str
    act: str
    by: str
    at: datetime
    values: dict[str, Any] = field(default_factory=dict)
    done_by: str = ""
    late_reason: str = ""
    signed: tuple[str, ...] = ()
    concerned: tuple[str, ...] = ()
    name: str = ""
    suite: str = ""
    opening: dict[str, Any] = field(default_factory=dict)


def suites() -> list[dict[str, Any]]:
    return world.read("custody")["suites"]


@cache
def steps() -> list[Step]:
    """Everything, in the order in which it was entered."""
    told = world.read("custody")
    stays = [*told["stays"], *(usual(number, row) for number, row in enumerate(told["briefly"], start=1))]
    found = [step for stay in stays for step in _of_stay(stay)]
    found += [_of_book(row) for row in told["books"]]
    return sorted((step for step in found if step.noted <= WAKES), key=lambda step: (step.noted, step.at))


@cache
def _suites_by_stay() -> dict[str, dict[str, Any]]:
    by_code = {row["code"]: row for row in suites()}
    return {step.stay: by_code[step.opening["suite"]] for step in steps() if step.act == OPENS}


def suite_of(stay: str) -> dict[str, Any]:
    """The suite in which a stay of the town was opened, as the file tells it."""
    return _suites_by_stay()[stay]


def numbers() -> dict[str, str]:
    """The number that each stay gets: they are counted by suite in the order in which they are opened."""
    counted: Counter[str] = Counter()
    found = {}
    for step in steps():
        if step.act == OPENS:
            suite = suite_of(step.stay)
            counted[suite["code"]] += 1
            month = step.noted.astimezone(world.zone(suite["home"])).strftime("%Y-%m")
            found[step.stay] = f"{suite['mark']}-{month}-{counted[suite['code']]:04}"
    return found


def watched() -> list[datetime]:
    """When the programs of the suites look: each half hour, and at the minutes at which alarms fall due."""
    told = world.read("custody")
    first, found = begins(), []
    while first <= WAKES:
        found.append(first)
        first += BEAT
    for stay in told["stays"]:
        zone = world.zone(home(stay["suite"]))
        anchor = instant(stay["anchor"], zone=zone, now=WAKES)
        found += [instant(form, zone=zone, now=WAKES, anchor=anchor) for form in stay.get("watched", [])]
    return sorted(found)


def begins() -> datetime:
    """A full hour before the first entry: where the town's clock is set while its suites fill."""
    return (steps()[0].noted - timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)


def home(suite: str) -> str:
    return next(str(row["home"]) for row in suites() if row["code"] == suite)


def _of_book(row: dict[str, Any]) -> Step:
    """An entry in the book of a suite; `stay` is empty, `suite` says which."""
    zone = world.zone(home(row["suite"]))

    def when(form: str) -> datetime:
        return instant(form, zone=zone, now=WAKES)

    at = when(row["at"])
    values = _moments(row["values"], when)
    return Step(
        noted=at + timedelta(minutes=1),
        stay="",
        suite=row["suite"],
        act=row["act"],
        by=row["by"],
        at=at,
        values=values,
    )


def _of_stay(stay: dict[str, Any]) -> Iterator[Step]:
    zone = world.zone(home(stay["suite"]))
    anchor = instant(stay["anchor"], zone=zone, now=WAKES)

    def when(form: str) -> datetime:
        return instant(form, zone=zone, now=WAKES, anchor=anchor)

    def noted(at: datetime, form: Any) -> datetime:
        return at + timedelta(minutes=int(form)) if str(form).lstrip("+").isdigit() else when(form)

    at, entered, by = stay["opened"]
    yield Step(
        noted=noted(when(at), entered),
        stay=stay["id"],
        act="open",
        by=by,
        at=when(at),
        values=_moments(stay["values"], when),
        done_by=stay.get("done_by", ""),
        opening={
            **{name: stay[name] for name in ("suite", "language", "kind", "minor", "facts") if name in stay},
            "also": [(act, _moments(values, when), when(told)) for told, act, values in stay.get("also", [])],
        },
    )
    for row in stay["entries"]:
        at, entered, act, by, values = row[:5]
        more = row[5] if len(row) > 5 else {}
        yield Step(
            noted=noted(when(at), entered),
            stay=stay["id"],
            act=act,
            by=by,
            at=when(at),
            values=_moments(values, when),
            done_by=more.get("done_by", ""),
            late_reason=more.get("late_reason", ""),
            signed=tuple(more.get("signed", ())),
            concerned=tuple(more.get("concerned", ())),
            name=more.get("id", ""),
        )
    yield from _rounds(stay, when)


def _rounds(stay: dict[str, Any], when: Any) -> Iterator[Step]:
    """Checks at about every so many minutes, as a person makes them: a little before the hour is over."""
    draw = np.random.default_rng(crc32(f"rounds/{stay['id']}".encode()))
    place = home(stay["suite"])
    zone = world.zone(place)
    for since, until, minutes, by in stay.get("rounds", []):
        at, end = when(since), when(until)
        while at <= end:
            hour = at.astimezone(zone).hour
            seen = "sleeping" if hour >= NIGHT[0] or hour < NIGHT[1] else "awake"
            said = WORDS[place][seen]
            yield Step(
                noted=at + timedelta(minutes=1),
                stay=stay["id"],
                act="check",
                by=by,
                at=at,
                values={"seen": seen, "words": said[int(draw.integers(len(said)))]},
            )
            at += timedelta(minutes=int(minutes) - int(draw.integers(0, 4)))


def _moments(values: Any, when: Any) -> Any:
    """`{at: FORM}` is an instant."""
    if isinstance(values, dict):
        if set(values) == {"at"}:
            return when(values["at"])
        return {name: _moments(each, when) for name, each in values.items()}
    return [_moments(each, when) for each in values] if isinstance(values, list) else values
