"""A pack, a regime and a history as known at one instant; what conditions and triggers find in it."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quartier.science.clocks.cited import Condition
from quartier.science.clocks.errors import Unreadable
from quartier.science.clocks.histories import Event, History, read_day, read_instant
from quartier.science.clocks.limits import midnight_after
from quartier.science.clocks.packs import Pack, Trigger

# After each of these, a person's liberty is no longer what it was.
CHANGES_OF_LIBERTY = frozenset({"deprived_of_liberty", "rearrested", "released", "released_on_bail"})
ADULT = 18


@dataclass(frozen=True, slots=True)
class Begun:
    """From where a clock counts, and the number of the event that made it: later events are those after it.

    assumes: the code of what is assumed by counting from there; empty if nothing.
    """

    at: datetime
    index: int
    assumes: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that an evaluation depends on. `history` ends at `at`; `places` holds the events' numbers by kind."""

    pack: Pack
    regime: str
    history: History
    at: datetime
    places: Mapping[str, list[int]]

    @property
    def events(self) -> tuple[Event, ...]:
        return self.history.events

    def fact(self, name: str) -> Any:
        return self.history.facts.get(name)

    def local_day(self, at: datetime) -> date:
        return at.astimezone(self.pack.zone).date()

    def minor(self, at: datetime) -> bool:
        """Whether the person is under 18 on that local day. Where the age is in doubt: yes (2016/800, art. 3)."""
        told = self.fact("minor")
        if self.fact("age_uncertain") is True or isinstance(told, bool):
            return bool(told) or self.fact("age_uncertain") is True
        born = self.fact("born")
        if born is None:
            return False
        day, birth = self.local_day(at), read_day(born, where="facts.born")
        had_birthday = (day.month, day.day) >= (birth.month, birth.day)
        return day.year - birth.year - (not had_birthday) < ADULT

    def holds(self, condition: Condition, *, at: datetime, round: int = 1) -> bool:
        """Whether a condition holds for a clock that counts from `at`."""
        return (
            all(self.fact(name) == value for name, value in condition.facts.items())
            and not any(self.fact(name) == value for name, value in condition.unless.items())
            and all(self.fact(name) is not None for name in condition.stated)
            and condition.minor in (None, self.minor(at))
            and condition.round in (None, "first" if round == 1 else "later")
        )

    def matches(self, trigger: Trigger, index: int, *, after: int = -1) -> bool:
        """Whether an event is the one that a trigger means."""
        event = self.events[index]
        return (
            event.kind == trigger.event
            and all(self._says(event, name, value) for name, value in trigger.where.items())
            and not any(self._says(event, name, value) for name, value in trigger.where_not.items())
            and self._preceded(trigger, index)
            and self._follows(trigger, index, after)
        )

    def _says(self, event: Event, name: str, value: Any) -> bool:
        if isinstance(value, str) and value.startswith("$"):
            value = self.fact(value[1:])
            return value is not None and event.said.get(name) == value
        return event.said.get(name) == value

    def _preceded(self, trigger: Trigger, index: int) -> bool:
        wanted = trigger.preceded_by or trigger.not_preceded_by
        if not wanted:
            return True
        newest = next(
            (
                event.kind
                for event in reversed(self.events[:index])
                if event.kind in wanted or event.kind in CHANGES_OF_LIBERTY
            ),
            None,
        )
        return (newest in wanted) == bool(trigger.preceded_by)

    def _follows(self, trigger: Trigger, index: int, after: int) -> bool:
        if not trigger.follows:
            return True
        marks = trigger.follows | {"released"}
        before = (event.kind for event in reversed(self.events[after + 1 : index]) if event.kind in marks)
        newest = next(before, None)
        if newest is not None:
            return newest in trigger.follows
        marks = trigger.follows | CHANGES_OF_LIBERTY | {"detention_authorised"}
        later = (event.kind for event in self.events[index + 1 :] if event.kind in marks)
        return next(later, None) not in trigger.follows

    def first(self, trigger: Trigger, *, after: int) -> int | None:
        """The number of the first event after another one that a trigger means."""
        places = self.places.get(trigger.event or "", [])
        for index in places[bisect_right(places, after) :]:
            if self.matches(trigger, index, after=after):
                return index
        return None

    def begun(self, trigger: Trigger, *, after: int) -> Begun | None:
        """From where a trigger makes a clock count; None if nothing of the kind has happened."""
        if trigger.fact is not None:
            told = self.fact(trigger.fact)
            if told is None or after >= 0:
                return None
            instant = read_instant(told, where=f"facts.{trigger.fact}")
            return Begun(instant + timedelta(hours=trigger.plus_hours), -1)
        index = self.first(trigger, after=after)
        if index is None:
            return None
        at = self.events[index].at + timedelta(hours=trigger.plus_hours)
        if trigger.next_day_after is None:
            return Begun(at, index, trigger.assumes)
        anchor = self._newest(trigger.next_day_after, before=index)
        return (
            None if anchor is None else Begun(midnight_after(self.local_day(anchor), self.pack.zone), index)
        )

    def _newest(self, kind: str, *, before: int) -> datetime | None:
        return next((event.at for event in reversed(self.events[:before]) if event.kind == kind), None)


def in_its_zone(pack: Pack, facts: Mapping[str, Any]) -> Pack:
    """The pack in the zone that a fact names, where it lets one. Raises Unreadable."""
    told = facts.get(pack.zone_fact) if pack.zone_fact else None
    return pack if told is None else replace(pack, zone=read_zone(told, where=f"facts.{pack.zone_fact}"))


def read_zone(value: object, *, where: str) -> ZoneInfo:
    """A time zone by its IANA name. Raises Unreadable.

    >>> read_zone("Europe/Brussels", where="facts.time_zone").key
    'Europe/Brussels'
    """
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Unreadable("zone_unknown", where=where, found=value) from None


def situation(pack: Pack, history: History, *, at: datetime, regime: str) -> Situation:
    """What was known of a history at an instant."""
    known = History(history.facts, _freed_between(history.until(at).events))
    places: dict[str, list[int]] = {}
    for index, event in enumerate(known.events):
        places.setdefault(event.kind, []).append(index)
    return Situation(pack, regime, known, at, places)


def _freed_between(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Events without each loss of liberty of somebody who had not been released from the one before.

    Detention counts from its factual moment (CPC 209); saying it once more begins no term anew.
    """
    found, held = [], False
    for event in events:
        if event.kind == "deprived_of_liberty" and held:
            continue
        if event.kind in CHANGES_OF_LIBERTY:
            held = event.kind in {"deprived_of_liberty", "rearrested"}
        found.append(event)
    return tuple(found)


READERS: Mapping[str, Any] = {
    "boolean": lambda value, where: _typed(value, bool, where),
    "date": lambda value, where: read_day(value, where=where),
    "instant": lambda value, where: read_instant(value, where=where),
    "number": lambda value, where: _typed(value, (int, float), where),
    "text": lambda value, where: _typed(value, str, where),
    "limit": lambda value, where: _typed(value, Mapping, where),
    "days": lambda value, where: _typed(value, int, where),
    "working_days": lambda value, where: _typed(value, int, where),
    "zone": lambda value, where: read_zone(value, where=where),
}


def check_facts(pack: Pack, facts: Mapping[str, Any]) -> None:
    """Raise Unreadable where a fact that the pack asks for is of another type. Other facts are nobody's business."""
    for name, fact in pack.facts.items():
        if facts.get(name) is not None:
            READERS[fact.type](facts[name], f"facts.{name}")


def _typed(value: object, wanted: Any, where: str) -> None:
    if not isinstance(value, wanted) or (wanted is not bool and isinstance(value, bool)):
        raise Unreadable("fact_of_another_type", where=where, found=value)
