"""Random histories of letters and petitions: late, extended, sent on whole or in part, reopened, entered elsewhere."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bench.clocks_clerk.brushes import (
    CHANGES,
    KYIV,
    ORDINARY,
    QUIET,
    History,
    away,
    beginning,
    event,
    midnight,
)

# Beginnings after which a second stay on the desk still meets no day off but the two that the law notes name.
AGAIN = ["2026-08-03", "2026-08-10"]
PETITIONS = ["2026-02-02", "2026-02-06", "2026-08-10", "2026-08-19", "2026-08-21", "2026-08-27"]
Said = dict[str, Any]


def appeal(rng: Random) -> History:
    """One letter to a body of Ukraine: a month, fifteen or forty-five days, five to send on."""
    facts = maybe(rng, no_further_study=[True, False], competent=[False, False, True])
    facts |= maybe(rng, incomplete=[True], form_not_kept=[True], chance=0.1)
    began = beginning(rng, [*ORDINARY, *CHANGES, "2026-07-31"], KYIV)
    days = (5, 10, 15, 27, 28, 29, 30, 31, 45)
    return {"facts": facts, "events": letter(rng, began, days, KYIV, sent_on=0.3)}


def request(rng: Random) -> History:
    """One request for information: working days, or 48 hours."""
    again = rng.random() < 0.3
    began = beginning(rng, AGAIN if again else QUIET, KYIV)
    events = letter(rng, began, (2, 5, 7, 8, 28), KYIV, sent_on=0, reopened=again)
    return {"facts": maybe(rng, urgent=[True, False], chance=0.2), "events": events}


def promise(rng: Random) -> History:
    """One letter to a place that keeps its own rule."""
    zone = rng.choice(["Europe/Brussels", "Europe/London"])
    facts = {"time_zone": zone} | maybe(
        rng, answer_days=[1, 5, 30], answer_working_days=[1, 5, 15], chance=0.5
    )
    facts |= maybe(rng, forward_days=[5], forward_working_days=[3], competent=[False, True], chance=0.5)
    began = beginning(rng, ORDINARY + CHANGES, ZoneInfo(zone))
    return {"facts": facts, "events": letter(rng, began, (1, 3, 5, 7, 21, 30), ZoneInfo(zone), sent_on=0.4)}


def maybe(rng: Random, *, chance: float = 0.3, **values: list[Any]) -> Said:
    """Each of some facts, or nothing said of it."""
    return {name: rng.choice(choices) for name, choices in values.items() if rng.random() < chance}


def letter(
    rng: Random,
    began: datetime,
    days: tuple[int, ...],
    zone: ZoneInfo,
    *,
    sent_on: float,
    reopened: bool = True,
) -> list[dict[str, Any]]:
    """What may happen to a letter."""
    events = [event("lodged", began), event("registered", began + away(rng, 1, 24))]
    if rng.random() < 0.5:
        events.append(
            event("extension_notified", midnight(rng, began, *days, zone=zone), **longer(rng, began))
        )
    for kind, chance in (
        ("answered", 0.7),
        ("closed", 0.1),
        ("information_asked", 0.2),
        ("forwarded", sent_on),
    ):
        if rng.random() < chance:
            part = kind == "forwarded" and rng.random() < 0.3
            at = midnight(rng, began, *days, zone=zone)
            events.append(event(kind, at, **({"part": True} if part else {})))
            if kind == "forwarded" and rng.random() < 0.5:
                events.append(event("registered", at + away(rng, 1, 24)))
    if reopened and rng.random() < 0.3:
        back = began + timedelta(days=rng.randrange(1, 14), minutes=rng.randrange(1440))
        events.append(event("reopened", back))
        if rng.random() < 0.5:
            events.append(event("answered", midnight(rng, back, *days, zone=zone)))
    return events


def longer(rng: Random, began: datetime) -> Said:
    """What a notice of a longer term says: nothing, a day, or days more."""
    until = (began + timedelta(days=rng.choice([10, 20, 35, 44, 60]))).date().isoformat()
    return rng.choice([{}, {}, {"until": until}])


def petition(rng: Random) -> History:
    """One petition from its filing to the answer, or as far as it came."""
    now = beginning(rng, PETITIONS, KYIV)
    events = [event("lodged", now)]
    for kind, days in (
        ("published", (1, 2, 3, 4)),
        ("threshold_reached", (1, 2)),
        ("consideration_started", (2, 3, 5, 6)),
        ("answered", (9, 10, 13, 14, 15)),
    ):
        now = midnight(rng, now, *days)
        events.append(event(kind, now))
    kept = events[: rng.randrange(1, 6)]
    if rng.random() < 0.1:
        kept.append(event("closed", midnight(rng, now, 1, 90)))
    return {"facts": maybe(rng, level=["national"]), "events": kept}


MADE: dict[str, Callable[[Random], History]] = {
    "ua.appeals": appeal,
    "ua.information": request,
    "ua.petitions": petition,
    "own.appeals": promise,
}
