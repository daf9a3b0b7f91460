"""From the hands of whoever arrested into those of the suite: one side offers, the other accepts, each in its own session.

Until it is accepted the officer who arrested stays a party to the whole record; afterwards to what they told themselves.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.registry.visits import Visit

from . import recording
from .recording import Recorded
from .views import EntryView

OFFERED, ACCEPTED = "handover_offered", "handed_over"


def offer(
    *,
    stay: UUID,
    values: Mapping[str, Any],
    occurred_at: datetime,
    late_reason: str = "",
    by: Visit,
    at: datetime,
) -> Recorded:
    """Whoever brings the person hands over: their half of the two signatures. Raises as `recording.record` does."""
    return recording.record(
        about=stay,
        act=OFFERED,
        values=values,
        occurred_at=occurred_at,
        late_reason=late_reason,
        signed=[_signature("bringing", by.account, at)],
        by=by,
        at=at,
    )


def accept(
    *,
    stay: UUID,
    values: Mapping[str, Any],
    occurred_at: datetime,
    late_reason: str = "",
    by: Visit,
    at: datetime,
) -> Recorded:
    """The suite takes the person over; the offer's signature, where there is one, is set beside its own.

    Raises NotAllowed for whoever made the offer: nobody hands over to themselves.
    """
    return recording.record(
        about=stay,
        act=ACCEPTED,
        values=values,
        occurred_at=occurred_at,
        late_reason=late_reason,
        signed=[_signature("officer", by.account, at)],
        by=by,
        at=at,
    )


def open_offer(entries: list[EntryView]) -> EntryView | None:
    """The newest offer that nobody has accepted yet."""
    found = None
    for entry in entries:
        if entry.counts and entry.act == OFFERED:
            found = entry
        if entry.counts and entry.act == ACCEPTED:
            found = None
    return found


def _signature(who: str, account: UUID | None, at: datetime) -> dict[str, str]:
    return {"who": who, "how": "session", "account": str(account or ""), "at": at.isoformat()}
