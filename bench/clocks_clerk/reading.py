"""The clerk's answer to a history, for every clock that he claims to know."""

from collections.abc import Callable, Mapping
from typing import Any

from bench.clocks_clerk import england, oracle
from bench.clocks_clerk.oracle import Answer, Case, Event
from bench.clocks_clerk.reading_times import instant

PACKS: dict[str, Callable[[Case], dict[str, Answer]]] = {
    "ua.appeals": oracle.appeals,
    "ua.information": oracle.information,
    "ua.petitions": oracle.petitions,
    "ua.custody": oracle.custody_ua,
    "ew.custody": england.custody,
}


def clocks(pack: str, history: Mapping[str, Any], at: str, regime: str = "peace") -> dict[str, Answer]:
    """State, start and due instant of each clock; what happens after `at` is not known yet."""
    told = [Event(each["kind"], instant(each["at"]), each) for each in history["events"]]
    now = instant(at)
    # A ruling of the very minute is at or before the loss of liberty, wherever the list names it.
    known = sorted(
        (each for each in told if each.at <= now), key=lambda each: (each.at, each.kind != "court_ruling")
    )
    return PACKS[pack](Case(events=known, facts=history.get("facts", {}), at=now, regime=regime))


def states(pack: str, history: Mapping[str, Any], at: str) -> dict[str, str]:
    """The states alone, where they are claimed."""
    shown = clocks(pack, history, at)
    return {name: each["state"] for name, each in shown.items() if each["state"] != oracle.ANY}
