"""Random histories, plausible and nasty: clock changes, hospital, refusals, events a minute beside a limit."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from bench.clocks_clerk import paper
from bench.clocks_clerk.brushes import (
    BESIDE,
    CHANGES,
    KYIV,
    LONDON,
    ORDINARY,
    History,
    away,
    beginning,
    event,
)


def history(rng: Random, pack: str) -> History:
    """One history for a pack, its events in any order."""
    made = {"ua.custody": _ukraine, "ew.custody": _england, **paper.MADE}[pack](rng)
    kept = [each for each in made["events"] if rng.random() > 0.1]
    if rng.random() < 0.5:
        rng.shuffle(kept)
    return {**made, "events": kept}


def instants(rng: Random, told: History, due: list[datetime]) -> str:
    """An instant worth asking about: beside a limit, beside an event, or somewhere."""
    marks = due + [datetime.fromisoformat(each["at"]) for each in told["events"]]
    mark = rng.choice(marks) if marks else datetime(2026, 3, 1, tzinfo=UTC)
    aside = rng.choice([*BESIDE, rng.randrange(-3000, 9000)])
    return (mark + timedelta(minutes=aside)).astimezone(UTC).isoformat()


def _ukraine(rng: Random) -> History:
    start = beginning(rng, ORDINARY + CHANGES, KYIV)
    facts = {}
    if rng.random() < 0.4:
        facts["born"] = rng.choice(["1990-05-01", "2010-01-01", "2008-03-29", "2008-10-25", "2008-02-29"])
    events = [event("deprived_of_liberty", start)]
    wanted = {
        "court_ruling": (0, 60, 72, 216),
        "brought_before_judge": (36, 60, 72, 216),
        "decision_served": (72, 216),
        "suspicion_notified": (24, 72),
        "third_person_informed": (0, 1),
        "lawyer_contacted": (0, 1),
        "released": (24, 60, 72, 216),
        "transferred": (10, 30),
        "arrived_at_station": (1, 3),
        "left_for_hospital": (2, 5),
        "returned_from_hospital": (6, 9),
    }
    events += [
        event(kind, start + away(rng, *limits)) for kind, limits in wanted.items() if rng.random() < 0.4
    ]
    if rng.random() < 0.2:
        events.append(
            event("court_ruling", start - timedelta(hours=rng.choice([0, 20]), minutes=rng.randrange(2)))
        )
    if rng.random() < 0.2:
        events.append(event("deprived_of_liberty", start + away(rng, 72, 80)))
    return {"facts": facts, "events": events + _interviews(rng, start)}


def _interviews(rng: Random, start: datetime) -> list[dict[str, Any]]:
    events, now = [], start + timedelta(minutes=rng.randrange(600))
    for _ in range(rng.randrange(5)):
        end = now + timedelta(minutes=rng.choice([59, 60, 61, 119, 120, 121]))
        events += [event("interview_started", now), event("interview_ended", end)]
        now = end + timedelta(minutes=rng.choice([1, 20, 60, 600]))
    return events


def _england(rng: Random) -> History:
    arrest = beginning(rng, ORDINARY + CHANGES, LONDON)
    station = arrest + timedelta(minutes=rng.choice([-30, 0, 1, 35, 200]))
    events = [event("deprived_of_liberty", arrest), event("arrived_at_station", station)]
    authorised = max(arrest, station) + timedelta(minutes=rng.choice([0, 20, 45]))
    events.append(event("detention_authorised", authorised))
    now = authorised
    for hours in (6, 9, 9, 9)[: rng.randrange(5)]:
        if rng.random() < 0.2:
            events.append(event("review_postponed", now + timedelta(hours=hours, minutes=rng.choice(BESIDE))))
        now += timedelta(hours=hours, minutes=rng.choice([*BESIDE, -60, 90]))
        events.append(event("review_done", now))
    if rng.random() < 0.4:
        events += _hospital(rng, station)
    events += _longer(rng, station)
    for kind in ("charged", "released", "released_on_bail", "surrendered_to_bail", "rearrested"):
        if rng.random() < 0.15:
            events.append(event(kind, station + away(rng, 24, 36, 96)))
    return {"facts": {"indictable": True}, "events": events}


def _hospital(rng: Random, station: datetime) -> list[dict[str, Any]]:
    left = station + timedelta(minutes=rng.choice([60, 150, 1400, 1439, 1440]))
    back = left + timedelta(minutes=rng.choice([1, 280, 600]))
    said: dict[str, Any] = {}
    if rng.random() < 0.5 and back - left > timedelta(hours=2):
        said["questioned"] = [[(left + timedelta(minutes=m)).isoformat() for m in (60, 95)]]
    events = [event("left_for_hospital", left)]
    return [*events, event("returned_from_hospital", back, **said)] if rng.random() < 0.8 else events


def _longer(rng: Random, station: datetime) -> list[dict[str, Any]]:
    events = []
    if rng.random() < 0.5:
        at = station + (away(rng, 16, 24) if rng.random() < 0.7 else timedelta(hours=2))
        said: dict[str, Any] = rng.choice(
            [{}, {"until": (station + timedelta(hours=36)).isoformat()}, {"add": 6}, {"add": 12}]
        )
        events.append(event("extension_granted", at, by="superintendent", **said))
    if rng.random() < 0.3:
        events.append(event("extension_refused", station + away(rng, 24, 36)))
    issued = station + timedelta(hours=36, minutes=rng.choice([-120, -1, 0, 1]))
    for _ in range(rng.randrange(3)):
        hours = rng.choice([24, 36])
        until = (issued + timedelta(hours=hours)).isoformat()
        told: dict[str, Any] = rng.choice([{}, {"until": until}, {"add": hours}])
        events.append(event("warrant_issued", issued, **told))
        issued += timedelta(hours=hours, minutes=rng.choice([-60, -1, 0, 1]))
    return events
