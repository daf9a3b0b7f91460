"""The two times of an entry: what may be claimed, when it is late, and how wide the gap is. Pure."""

from datetime import datetime, timedelta

from quartier.core.kit.errors import Problem

LATE_AFTER = timedelta(minutes=15)


def problems(
    *, occurred_at: datetime, now: datetime, moment: datetime | None, moves_moment: bool = False
) -> list[Problem]:
    """What speaks against a claimed time: it has no zone, it lies ahead, or before liberty was lost.

    `moves_moment`: the entry itself says when that was, so that it may be earlier than what was known.
    """
    if occurred_at.tzinfo is None:
        return [Problem(field="occurred_at", code="custody.no_zone")]
    if occurred_at > now:
        return [Problem(field="occurred_at", code="custody.in_future")]
    if moment is not None and occurred_at < moment and not moves_moment:
        return [Problem(field="occurred_at", code="custody.before_detention")]
    return []


def gap(*, occurred_at: datetime, recorded_at: datetime) -> timedelta:
    """From when it happened until it was in the record.

    >>> from datetime import UTC
    >>> gap(occurred_at=datetime(2026, 11, 18, 10, tzinfo=UTC), recorded_at=datetime(2026, 11, 18, 10, 40, tzinfo=UTC))
    datetime.timedelta(seconds=2400)
    """
    return recorded_at - occurred_at


def is_late(*, occurred_at: datetime, recorded_at: datetime, late_after: timedelta = LATE_AFTER) -> bool:
    """Whether an entry came so long after the fact that it stands marked and asks for its reason."""
    return gap(occurred_at=occurred_at, recorded_at=recorded_at) > late_after
