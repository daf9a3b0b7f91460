"""Random histories, plausible and nasty: clock changes, hospital, refusals, events a minute beside a limit."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

KYIV, LONDON = ZoneInfo("Europe/Kyiv"), ZoneInfo("Europe/London")
History = dict[str, Any]
ORDINARY = ["2026-01-12", "2026-01-31", "2026-02-10", "2026-06-05", "2026-09-09", "2028-01-31", "2025-11-30"]
CHANGES = ["2026-03-27", "2026-03-28", "2026-03-29", "2026-10-23", "2026-10-24", "2026-10-25"]
# Beginnings from which no day off lies within twenty working days but the two that the law notes name.
QUIET = ["2026-02-02", "2026-02-04", "2026-04-01", "2026-08-03", "2026-08-10", "2026-08-21", "2026-09-01"]
BESIDE = (-1, 0, 0, 1)


def history(rng: Random, pack: str) -> History:
    """One history for a pack, its events in any order."""
    made = {"ua.custody": _ukraine, "ew.custody": _england, "ua.petitions": _petition}.get(pack, _letter)(
        rng, pack
    )
    kept = [each for each in made["events"] if rng.random() > 0.1]
    if rng.random() < 0.5:
        rng.shuffle(kept)
    return {**made, "events": kept}


def instants(rng: Random, told: History, due: list[datetime]) -> str:
    """An instant worth asking about: beside a limit, beside an event, or somewhere."""
    marks = due + [datetime.fromisoformat(each["at"]) for each in told["events"]]
    mark = rng.choice(marks) if marks else datetime(2026, 3, 1, tzinfo=UTC)
    away = rng.choice([*BESIDE, rng.randrange(-3000, 9000)])
    return (mark + timedelta(minutes=away)).astimezone(UTC).isoformat()


def _start(rng: Random, days: list[str], zone: ZoneInfo) -> datetime:
    local = datetime.fromisoformat(rng.choice(days)) + timedelta(minutes=rng.randrange(1440))
    if rng.random() < 0.2:
        local = local.replace(hour=rng.choice([0, 1, 3, 23]), minute=rng.choice([0, 30, 59]))
    return local.replace(tzinfo=zone, fold=rng.randrange(2)).astimezone(UTC)


def _event(kind: str, at: datetime, **said: Any) -> dict[str, Any]:
    return {"kind": kind, "at": at.isoformat(), **said}


def _hours(rng: Random, *limits: int) -> timedelta:
    """A minute beside one of the limits, or anywhere below the greatest."""
    if rng.random() < 0.6:
        return timedelta(hours=rng.choice(limits), minutes=rng.choice(BESIDE))
    return timedelta(minutes=rng.randrange(max(limits) * 70))


def _midnight(rng: Random, start: datetime, *days: int) -> datetime:
    """Beside a Kyiv midnight some days later."""
    day = start.astimezone(KYIV).replace(hour=0, minute=0, fold=0) + timedelta(days=rng.choice(days) + 1)
    return day.astimezone(UTC) + timedelta(minutes=rng.choice([*BESIDE, -500, 700]))


def _letter(rng: Random, pack: str) -> History:
    long = pack == "ua.appeals"
    start = _start(rng, ORDINARY + CHANGES + ["2026-07-31"] if long else QUIET, KYIV)
    days = (5, 27, 28, 29, 30, 31, 45) if long else (2, 5, 7, 8, 28)
    events = [_event("lodged", start), _event("registered", start + _hours(rng, 1, 24))]
    for kind, chance in (("extension_notified", 0.5), ("answered", 0.7), ("forwarded", 0.3 if long else 0)):
        if rng.random() < chance:
            events.append(_event(kind, _midnight(rng, start, *days)))
    return {"facts": {}, "events": events}


def _petition(rng: Random, _pack: str) -> History:
    now = _start(
        rng, ["2026-02-02", "2026-02-06", "2026-08-10", "2026-08-19", "2026-08-21", "2026-08-27"], KYIV
    )
    events = [_event("lodged", now)]
    for kind, days in (
        ("published", (1, 2, 3, 4)),
        ("threshold_reached", (1, 2)),
        ("consideration_started", (2, 3, 5, 6)),
        ("answered", (9, 10, 13, 14, 15)),
    ):
        now = _midnight(rng, now, *days)
        events.append(_event(kind, now))
    return {"facts": {}, "events": events[: rng.randrange(1, 6)]}


def _ukraine(rng: Random, _pack: str) -> History:
    start = _start(rng, ORDINARY + CHANGES, KYIV)
    facts = {}
    if rng.random() < 0.4:
        facts["born"] = rng.choice(["1990-05-01", "2010-01-01", "2008-03-29", "2008-10-25", "2008-02-29"])
    events = [_event("deprived_of_liberty", start)]
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
        _event(kind, start + _hours(rng, *limits)) for kind, limits in wanted.items() if rng.random() < 0.4
    ]
    if rng.random() < 0.2:
        events.append(
            _event("court_ruling", start - timedelta(hours=rng.choice([0, 20]), minutes=rng.randrange(2)))
        )
    if rng.random() < 0.2:
        events.append(_event("deprived_of_liberty", start + _hours(rng, 72, 80)))
    return {"facts": facts, "events": events + _interviews(rng, start)}


def _interviews(rng: Random, start: datetime) -> list[dict[str, Any]]:
    events, now = [], start + timedelta(minutes=rng.randrange(600))
    for _ in range(rng.randrange(5)):
        end = now + timedelta(minutes=rng.choice([59, 60, 61, 119, 120, 121]))
        events += [_event("interview_started", now), _event("interview_ended", end)]
        now = end + timedelta(minutes=rng.choice([1, 20, 60, 600]))
    return events


def _england(rng: Random, _pack: str) -> History:
    arrest = _start(rng, ORDINARY + CHANGES, LONDON)
    station = arrest + timedelta(minutes=rng.choice([-30, 0, 1, 35, 200]))
    events = [_event("deprived_of_liberty", arrest), _event("arrived_at_station", station)]
    authorised = max(arrest, station) + timedelta(minutes=rng.choice([0, 20, 45]))
    events.append(_event("detention_authorised", authorised))
    now = authorised
    for hours in (6, 9, 9, 9)[: rng.randrange(5)]:
        if rng.random() < 0.2:
            events.append(
                _event("review_postponed", now + timedelta(hours=hours, minutes=rng.choice(BESIDE)))
            )
        now += timedelta(hours=hours, minutes=rng.choice([*BESIDE, -60, 90]))
        events.append(_event("review_done", now))
    if rng.random() < 0.4:
        events += _hospital(rng, station)
    events += _longer(rng, station)
    for kind in ("charged", "released", "released_on_bail", "surrendered_to_bail", "rearrested"):
        if rng.random() < 0.15:
            events.append(_event(kind, station + _hours(rng, 24, 36, 96)))
    return {"facts": {"indictable": True}, "events": events}


def _hospital(rng: Random, station: datetime) -> list[dict[str, Any]]:
    left = station + timedelta(minutes=rng.choice([60, 150, 1400, 1439, 1440]))
    back = left + timedelta(minutes=rng.choice([1, 280, 600]))
    said: dict[str, Any] = {}
    if rng.random() < 0.5 and back - left > timedelta(hours=2):
        said["questioned"] = [[(left + timedelta(minutes=m)).isoformat() for m in (60, 95)]]
    events = [_event("left_for_hospital", left)]
    return [*events, _event("returned_from_hospital", back, **said)] if rng.random() < 0.8 else events


def _longer(rng: Random, station: datetime) -> list[dict[str, Any]]:
    events = []
    if rng.random() < 0.5:
        at = station + (_hours(rng, 16, 24) if rng.random() < 0.7 else timedelta(hours=2))
        said: dict[str, Any] = rng.choice(
            [{}, {"until": (station + timedelta(hours=36)).isoformat()}, {"add": 6}, {"add": 12}]
        )
        events.append(_event("extension_granted", at, by="superintendent", **said))
    if rng.random() < 0.3:
        events.append(_event("extension_refused", station + _hours(rng, 24, 36)))
    issued = station + timedelta(hours=36, minutes=rng.choice([-120, -1, 0, 1]))
    for _ in range(rng.randrange(3)):
        hours = rng.choice([24, 36])
        until = (issued + timedelta(hours=hours)).isoformat()
        told: dict[str, Any] = rng.choice([{}, {"until": until}, {"add": hours}])
        events.append(_event("warrant_issued", issued, **told))
        issued += timedelta(hours=hours, minutes=rng.choice([-60, -1, 0, 1]))
    return events
