"""The limits of a stay on one axis, to the scale of time: which stand on it, where, and where now is. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

NEAR = timedelta(hours=3)  # as on the board: from then on a limit is shown as near
SHORTEST = timedelta(hours=1)  # what must happen sooner belongs to the rights, not on the axis
STATES = {"met": "kept", "met_late": "late", "late": "late", "paused": "hold", "unknown": "none"}


class Limit(Protocol):
    """A clock as it was stored. `due_at` is None while it pauses, or where the limit is unknown, which is not none."""

    @property
    def id(self) -> str: ...
    @property
    def started_at(self) -> datetime | None: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A limit on the axis. `at`: hours from the start of the axis. `used`: how long it took, where it has ended.

    `left`: time still to go, negative once it has passed. `state`: a shape of the house.
    """

    id: str
    at: float
    length: timedelta
    due_at: datetime
    state: str
    left: timedelta
    used: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """`now`: hours from `start`. `off`: clocks that have no instant: paused, or the limit is unknown."""

    start: datetime
    now: float
    gates: tuple[Gate, ...]
    off: tuple[str, ...]

    def percent(self, hours: float) -> float:
        """Where a number of hours stands, of 100."""
        return round(100 * hours / self.length, 2)

    @property
    def length(self) -> float:
        return max([self.now, *(gate.at for gate in self.gates)], default=1.0) or 1.0


def axis(
    limits: Iterable[Limit], *, now: datetime, shown: Sequence[str], over: datetime | None = None
) -> Axis | None:
    """The limits `shown`, by due time; None where none of them has begun. `over`: when the stay ended.

    Lateness is worked out from `now`: what was stored as running may have passed since.
    """
    known = [one for one in limits if one.id in shown and one.started_at and one.state != "not_started"]
    if not known:
        return None
    start = min(one.started_at for one in known if one.started_at)
    at = min(now, over) if over else now
    gates = [_gate(one, start=start, now=at) for one in known if one.due_at and _long(one)]
    off = [one.id for one in known if one.due_at is None]
    return Axis(
        start=start,
        now=max(0.0, _hours(at - start)),
        gates=tuple(sorted(gates, key=lambda gate: (gate.due_at, gate.id))),
        off=tuple(off),
    )


def _long(limit: Limit) -> bool:
    return bool(limit.started_at and limit.due_at and limit.due_at - limit.started_at >= SHORTEST)


def _gate(limit: Limit, *, start: datetime, now: datetime) -> Gate:
    assert limit.due_at and limit.started_at
    return Gate(
        id=limit.id,
        at=_hours(limit.due_at - start),
        length=limit.due_at - limit.started_at,
        due_at=limit.due_at,
        state=_state(limit, now),
        left=limit.due_at - now,
        used=limit.ended_at - limit.started_at if limit.ended_at else None,
    )


def _state(limit: Limit, now: datetime) -> str:
    if limit.state in STATES and limit.state != "late":
        return STATES[limit.state]
    assert limit.due_at
    if now > limit.due_at:
        return "late"
    return "soon" if limit.due_at - now <= NEAR else "open"


def _hours(length: timedelta) -> float:
    return length.total_seconds() / 3600
