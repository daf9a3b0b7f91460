"""What happened: facts that do not change, and events of the universal vocabulary with their instants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from quartier.science.clocks.errors import Unreadable
from quartier.science.clocks.limits import LimitType
from quartier.science.clocks.order import in_order

OF_DETENTION = (
    *("deprived_of_liberty", "arrived_at_station", "detention_authorised", "rights_told", "lawyer_requested"),
    *("lawyer_contacted", "lawyer_arrived", "lawyer_talk_started", "lawyer_talk_ended"),
    *("third_person_requested", "third_person_informed", "medical_requested", "medically_examined"),
    *("interview_started", "interview_ended", "review_done", "review_postponed", "extension_granted"),
    *("extension_refused", "suspicion_notified", "decision_notified", "decision_served", "charged"),
    *("warrant_issued", "court_ruling", "brought_before_judge", "left_for_hospital"),
    *("returned_from_hospital", "released", "released_on_bail", "surrendered_to_bail", "rearrested"),
    *("transferred", "arrived_after_transfer"),
)
OF_APPEALS = (
    *("lodged", "registered", "forwarded", "extension_notified", "information_asked", "information_given"),
    *("answered", "reopened"),
)
OF_PETITIONS = ("published", "signed", "threshold_reached", "consideration_started", "closed")
KINDS = frozenset((*OF_DETENTION, *OF_APPEALS, *OF_PETITIONS))


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of the vocabulary at one instant (UTC), with whatever else was said of it."""

    kind: str
    at: datetime
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class History:
    """Events in the order of time; those of one instant as they naturally follow, however they were given."""

    facts: Mapping[str, Any]
    events: tuple[Event, ...]

    def until(self, at: datetime) -> "History":
        """What had happened by an instant, that instant included."""
        return History(self.facts, tuple(event for event in self.events if event.at <= at))


def read_instant(value: object, *, where: str) -> datetime:
    """An RFC 3339 instant as UTC. Raises Unreadable: an instant without an offset is none.

    >>> read_instant("2026-03-10T14:20:00+02:00", where="at").isoformat()
    '2026-03-10T12:20:00+00:00'
    >>> read_instant("2026-03-10T14:20:00", where="at")
    Traceback (most recent call last):
    quartier.science.clocks.errors.Unreadable: at: instant_without_offset: 2026-03-10T14:20:00
    """
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise Unreadable("instant_unreadable", where=where, found=value) from None
    if found.utcoffset() is None:
        raise Unreadable("instant_without_offset", where=where, found=value)
    return found.astimezone(UTC)


def read_day(value: object, *, where: str) -> date:
    """An ISO 8601 date. Raises Unreadable."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Unreadable("date_unreadable", where=where, found=value) from None


def read_history(document: object) -> History:
    """A history from the document that `quartier law evaluate` takes. Raises Unreadable.

    >>> read_history({"events": [{"kind": "lodged", "at": "2026-01-30T10:00:00+02:00"}]}).events[0].kind
    'lodged'
    """
    if not isinstance(document, Mapping):
        raise Unreadable("not_an_object", where="$", found=type(document).__name__)
    for name in document:
        if name not in {"facts", "events"}:
            raise Unreadable("member_unknown", where="$", found=name)
    facts = document.get("facts", {})
    events = document.get("events", [])
    if not isinstance(facts, Mapping):
        raise Unreadable("not_an_object", where="facts", found=type(facts).__name__)
    if not isinstance(events, Sequence) or isinstance(events, str):
        raise Unreadable("not_a_list", where="events", found=type(events).__name__)
    read = [_event(each, where=f"events[{number}]") for number, each in enumerate(events)]
    return history(facts=facts, events=read)


def history(*, facts: Mapping[str, Any], events: Sequence[Event]) -> History:
    """A history of events in any order."""
    return History(MappingProxyType(dict(facts)), tuple(in_order(events)))


def _event(found: object, *, where: str) -> Event:
    if not isinstance(found, Mapping):
        raise Unreadable("not_an_object", where=where, found=type(found).__name__)
    kind = found.get("kind")
    if kind not in KINDS:
        raise Unreadable("kind_unknown", where=f"{where}.kind", found=kind)
    at = read_instant(found.get("at"), where=f"{where}.at")
    said = {name: value for name, value in found.items() if name not in {"kind", "at"}}
    _check_said(said, where=where)
    return Event(str(kind), at, MappingProxyType(said))


def _check_said(said: Mapping[str, Any], *, where: str) -> None:
    """What the engine will read of an event is read once here, so that nothing fails half way."""
    for number, pair in enumerate(said.get("questioned", [])):
        place = f"{where}.questioned[{number}]"
        if isinstance(pair, Mapping):
            pair = [pair.get("from"), pair.get("to")]
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise Unreadable("not_an_interval", where=place, found=pair)
        begin, end = (read_instant(each, where=place) for each in pair)
        if end < begin:
            raise Unreadable("interval_ends_before_it_begins", where=place)
    if "until" in said:
        read_until(said["until"], where=f"{where}.until")
    if "add" in said:
        read_add(said["add"], where=f"{where}.add")


def read_until(value: object, *, where: str = "until") -> datetime | date:
    """An instant with its offset, or a whole day. Raises Unreadable.

    >>> read_until("2026-03-10")
    datetime.date(2026, 3, 10)
    """
    text = str(value)
    return read_day(text, where=where) if len(text) == 10 else read_instant(value, where=where)


UNITS = (("PT", "H", LimitType.HOURS), ("P", "D", LimitType.DAYS), ("P", "M", LimitType.MONTHS))


def read_add(value: object, *, where: str = "add") -> tuple[float, LimitType | None]:
    """How much an extension adds: a number in the unit of the limit, or a duration that names its unit.

    >>> read_add(36), read_add("PT36H"), read_add("P3M")[1].value
    ((36.0, None), (36.0, <LimitType.HOURS: 'hours'>), 'months')
    """
    text, unit = str(value), None
    for before, after, named in UNITS:
        if text.startswith(before) and text.endswith(after):
            text, unit = text.removeprefix(before).removesuffix(after), named
            break
    try:
        number = float(text)
    except ValueError:
        raise Unreadable("amount_unreadable", where=where, found=value) from None
    if isinstance(value, bool) or not 0 < number < 1_000_000:
        raise Unreadable("amount_unreadable", where=where, found=value)
    return number, unit


def questioned(event: Event) -> list[tuple[datetime, datetime]]:
    """The intervals of questioning that were told with an event; already checked."""
    pairs = [
        [pair["from"], pair["to"]] if isinstance(pair, Mapping) else pair
        for pair in event.said.get("questioned", [])
    ]
    return [(read_instant(a, where="questioned"), read_instant(b, where="questioned")) for a, b in pairs]
