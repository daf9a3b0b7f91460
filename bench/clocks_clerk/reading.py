"""The clerk's answer to a history, for every clock that he claims to know."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bench.clocks_clerk import england, letters, oracle
from bench.clocks_clerk.oracle import Answer, Case, Event
from bench.clocks_clerk.reading_times import instant

ARREST = ("deprived_of_liberty", "rearrested", "surrendered_to_bail")
SHOWN = ("arrived_at_station", "detention_authorised")
CAME, GONE = ("lodged", "registered", "reopened"), ("forwarded", "answered", "closed")
FREE = ("released", "released_on_bail")
PACKS: dict[str, Callable[[Case], dict[str, Answer]]] = {
    "ua.appeals": letters.appeals,
    "ua.information": letters.information,
    "ua.petitions": oracle.petitions,
    "ua.custody": oracle.custody_ua,
    "ew.custody": england.custody,
    "own.appeals": letters.promised,
}


def of_one_minute(told: list[Event]) -> list[Event]:
    """By time; of one minute as docs/reference/histories.md says that things follow.

    A ruling is there before the detention that it orders, and whoever is held then has rights; a review is put off
    before it is held; freedom comes last, but who was held, or was shown to be by an arrival or an authorisation, goes
    free before being held again. A letter that lay on the desk leaves it before it comes back or is entered elsewhere.
    """
    places = {"court_ruling": 0, **dict.fromkeys(ARREST, 2), "review_postponed": 3}
    places |= {"released": 5, "released_on_bail": 6}

    def place(each: Event) -> tuple[datetime, int]:
        shown = [one for one in told if one.at < each.at and one.kind in (*ARREST, *SHOWN, *FREE)]
        held = bool(shown) and max(shown, key=lambda one: one.at).kind not in FREE
        again = any(one.at == each.at and one.kind in ARREST for one in told)
        if each.kind in GONE:
            return each.at, 1 if any(one.at < each.at and one.kind in CAME for one in told) else 5
        return each.at, 1 if each.kind in FREE and held and again else places.get(each.kind, 4)

    return sorted(told, key=place)


def clocks(pack: str, history: Mapping[str, Any], at: str, regime: str = "peace") -> dict[str, Answer]:
    """State, start and due instant of each clock; what happens after `at` is not known yet."""
    told = [Event(each["kind"], instant(each["at"]), each) for each in history["events"]]
    now = instant(at)
    known = of_one_minute([each for each in told if each.at <= now])
    return PACKS[pack](Case(events=known, facts=history.get("facts", {}), at=now, regime=regime))


def states(pack: str, history: Mapping[str, Any], at: str) -> dict[str, str]:
    """The states alone, where they are claimed."""
    shown = clocks(pack, history, at)
    return {name: each["state"] for name, each in shown.items() if each["state"] != oracle.ANY}
