"""The simulated clock: one row that says how far the town's time is from the machine's. It only moves forward."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quartier.core.kit.errors import Conflict, Invalid, Problem

from .times import WAKES

DURATION = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?\Z"
)


def duration(text: str) -> timedelta:
    """An ISO 8601 duration of weeks, days, hours and minutes, longer than nothing: P3D, P1W, PT90M, P1DT12H."""
    found = DURATION.match(text.strip().upper())
    parts = {unit: int(number) for unit, number in found.groupdict().items() if number} if found else {}
    length = timedelta(**parts)
    if not length:
        raise Invalid([Problem(field="add", code="duration_unreadable", details={"example": "P3D"})])
    return length


def wake(cursor: Any, *, machine: datetime | None = None, to: datetime = WAKES) -> bool:
    """Set the clock to the waking hour where nobody set it before. True when this call did. Owner's cursor."""
    ahead = to - (machine or datetime.now(UTC))
    cursor.execute("insert into registry.clock (ahead) values (%s) on conflict do nothing", [ahead])
    return bool(cursor.rowcount)


def is_simulated(cursor: Any) -> bool:
    """Whether this database lives by a simulated clock: only a demo's does."""
    cursor.execute("select exists (select from registry.clock)")
    return bool(cursor.fetchone()[0])


def forward(cursor: Any, length: timedelta) -> datetime:
    """Move the clock forward and tell the new time. Raises Conflict where the clock is not simulated."""
    if length <= timedelta():
        raise Invalid([Problem(field="add", code="clock_only_forward")])
    cursor.execute("update registry.clock set ahead = ahead + %s", [length])
    if cursor.rowcount != 1:
        raise Conflict("clock_is_not_simulated")
    return now(cursor)


def share(cursor: Any, folder: Path) -> Path:
    """Write down in the demo's folder how many seconds the town is ahead: for processes without a database."""
    path = ahead_file(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(f"{ahead_s(cursor)}\n", encoding="ascii")
    fresh.replace(path)
    return path


def ahead_s(cursor: Any) -> float:
    """How many seconds the town is ahead of the machine; negative where it is behind."""
    cursor.execute("select coalesce(max(extract(epoch from ahead)), 0) from registry.clock")
    return float(cursor.fetchone()[0])


def ahead_file(folder: Path) -> Path:
    """`folder` is the data folder."""
    return folder / "demo" / "ahead"


def now(cursor: Any) -> datetime:
    """The town's time."""
    cursor.execute("select registry.now()")
    found: datetime = cursor.fetchone()[0]
    return found


def reach(cursor: Any, instant: datetime) -> None:
    """Move the clock on to an instant; one that lies behind it changes nothing. Owner's cursor."""
    length = instant - now(cursor)
    if length > timedelta():
        forward(cursor, length)
