"""What random histories are painted with: beginnings worth trying, and instants a minute beside a limit."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

KYIV, LONDON = ZoneInfo("Europe/Kyiv"), ZoneInfo("Europe/London")
History = dict[str, Any]
ORDINARY = ["2026-01-12", "2026-01-31", "2026-02-10", "2026-06-05", "2026-09-09", "2028-01-31", "2025-11-30"]
CHANGES = ["2026-03-27", "2026-03-28", "2026-03-29", "2026-10-23", "2026-10-24", "2026-10-25"]
# Beginnings from which no day off lies within twenty working days but the two that the law notes name.
QUIET = ["2026-02-02", "2026-02-04", "2026-03-30", "2026-08-03", "2026-08-10", "2026-08-21", "2026-08-31"]
BESIDE = (-1, 0, 0, 1)


def beginning(rng: Random, days: list[str], zone: ZoneInfo) -> datetime:
    local = datetime.fromisoformat(rng.choice(days)) + timedelta(minutes=rng.randrange(1440))
    if rng.random() < 0.2:
        local = local.replace(hour=rng.choice([0, 1, 3, 23]), minute=rng.choice([0, 30, 59]))
    return local.replace(tzinfo=zone, fold=rng.randrange(2)).astimezone(UTC)


def event(kind: str, at: datetime, **said: Any) -> dict[str, Any]:
    return {"kind": kind, "at": at.isoformat(), **said}


def away(rng: Random, *limits: int) -> timedelta:
    """A minute beside one of the limits, or anywhere below the greatest."""
    if rng.random() < 0.6:
        return timedelta(hours=rng.choice(limits), minutes=rng.choice(BESIDE))
    return timedelta(minutes=rng.randrange(max(limits) * 70))


def midnight(rng: Random, began: datetime, *days: int, zone: ZoneInfo = KYIV) -> datetime:
    """Beside a local midnight some days later."""
    day = began.astimezone(zone).replace(hour=0, minute=0, fold=0) + timedelta(days=rng.choice(days) + 1)
    return day.astimezone(UTC) + timedelta(minutes=rng.choice([*BESIDE, -500, 700]))
