"""In which order events of one instant are read: never the one in which somebody wrote them down."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol, TypeVar

# A ruling or warrant stands before the detention that it orders; whoever is deprived of liberty then arrives, and then
# has rights; a review is put off before it is held; more time is given before a charge ends the need for it.
NATURAL = (
    *("lodged", "reopened", "registered", "published", "signed", "threshold_reached"),
    *("consideration_started", "extension_notified", "information_asked", "information_given"),
    *("forwarded", "answered", "closed", "deprived_of_liberty", "rearrested", "surrendered_to_bail"),
    *("arrived_at_station", "detention_authorised"),
    *("rights_told", "lawyer_requested", "lawyer_contacted", "lawyer_arrived", "lawyer_talk_started"),
    *("lawyer_talk_ended", "third_person_requested", "third_person_informed", "medical_requested"),
    *("medically_examined", "interview_started", "interview_ended", "review_postponed", "review_done"),
    *("extension_granted", "extension_refused", "warrant_issued", "suspicion_notified", "decision_notified"),
    *("charged", "court_ruling", "decision_served", "brought_before_judge", "left_for_hospital"),
    *("returned_from_hospital", "transferred", "arrived_after_transfer", "released", "released_on_bail"),
)
RANK = {kind: float(number) for number, kind in enumerate(NATURAL)}
ARREST = frozenset({"deprived_of_liberty", "rearrested", "surrendered_to_bail"})

# What opens something and what closes it. Of one instant, what was open before is closed before it is opened again.
TURNS = (
    (frozenset({"lodged", "registered", "reopened"}), frozenset({"forwarded", "answered", "closed"})),
    (ARREST, frozenset({"released", "released_on_bail"})),
    (frozenset({"interview_started"}), frozenset({"interview_ended"})),
    (frozenset({"lawyer_talk_started"}), frozenset({"lawyer_talk_ended"})),
    (frozenset({"left_for_hospital"}), frozenset({"returned_from_hospital"})),
)
# These show as well that somebody is detained, though they do not begin it.
SHOWS = {"arrived_at_station": "deprived_of_liberty", "detention_authorised": "deprived_of_liberty"}
ORDERS = frozenset({"court_ruling", "warrant_issued"})
BEFORE = -1.0


class Happened(Protocol):
    """What an order needs to know of an event."""

    @property
    def kind(self) -> str: ...

    @property
    def at(self) -> datetime: ...

    @property
    def said(self) -> Mapping[str, Any]: ...


Each = TypeVar("Each", bound=Happened)


def in_order(events: Iterable[Each]) -> list[Each]:
    """Events by time; those of one instant by what had been open before it, else as they naturally follow."""
    found: list[Each] = []
    open_: set[int] = set()
    for _, same in groupby(sorted(events, key=lambda event: event.at), key=lambda event: event.at):
        group = list(same)
        ranks = _ranks({event.kind for event in group}, open_)
        group.sort(key=lambda event: (ranks[event.kind], event.kind, _said(event)))
        for event in group:
            if not event.said.get("part"):  # what was sent on in part is still to be answered here
                _turn(event.kind, open_)
        found += group
    return found


def _ranks(kinds: set[str], open_: set[int]) -> dict[str, float]:
    ranks = {kind: RANK[kind] for kind in kinds}
    for number, (begins, ends) in enumerate(TURNS):
        if number in open_ and begins & kinds:
            first = min(ranks[kind] for kind in begins & kinds)
            ranks.update({kind: first - 0.5 for kind in ends & kinds})
        elif begins is ARREST and begins & kinds:
            ranks.update({kind: BEFORE for kind in ORDERS & kinds})
    return ranks


def _turn(kind: str, open_: set[int]) -> None:
    for number, (begins, ends) in enumerate(TURNS):
        if SHOWS.get(kind, kind) in begins:
            open_.add(number)
        elif kind in ends:
            open_.discard(number)


def _said(event: Happened) -> str:
    return repr(sorted((name, str(value)) for name, value in event.said.items()))
