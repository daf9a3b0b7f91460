"""Rooms: who is in which, alone or not. The database keeps one from being in two, and two from one that is not shared."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.registry.visits import Visit

from . import recording
from .recording import Recorded


def place(
    *,
    stay: UUID,
    cell: str,
    shared_reason: str = "",
    values: Mapping[str, Any] | None = None,
    occurred_at: datetime,
    by: Visit,
    at: datetime,
    **more: Any,
) -> Recorded:
    """Put somebody into a room, by its code. With another person there only for a reason, and after an assessment.

    more: as `recording.record` takes it. Raises Invalid: custody.no_such_cell, custody.why_shared; Conflict:
    custody.cell_taken, custody.cell_full, custody.not_a_cell, custody.not_assessed, custody.child_apart, custody.elsewhere.
    """
    told = {**(values or {}), "cell": cell, "shared_reason": shared_reason}
    return recording.record(
        about=stay, act="cell_allocated", values=told, occurred_at=occurred_at, by=by, at=at, **more
    )


def leave(*, stay: UUID, why: str, occurred_at: datetime, by: Visit, at: datetime, **more: Any) -> Recorded:
    """Somebody left their room; it stays theirs, unless they leave the suite (`why` is `out`)."""
    told = {**more.pop("values", {}), "why": why}
    return recording.record(
        about=stay, act="cell_left", values=told, occurred_at=occurred_at, by=by, at=at, **more
    )
