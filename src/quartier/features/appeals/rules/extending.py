"""Whether more time may be taken, and until when at most: what the pack says of a history with the extension in it."""

from datetime import date, datetime, timedelta

from quartier.core.kit.errors import Conflict, Invalid, Problem
from quartier.science.clocks.histories import Event, History, history
from quartier.science.clocks.packs import Pack

from . import standing


def latest(pack: Pack, *, before: History, at: datetime) -> datetime | None:
    """The end of the longest extension that would count now; None where none does."""
    extended = history(facts=before.facts, events=[*before.events, Event("extension_notified", at)])
    due_at, _ = standing.due(standing.evaluated(pack, extended, at=at))
    return due_at


def check(pack: Pack, *, before: History, was_due: datetime | None, until: date, at: datetime) -> None:
    """Raises Conflict where the rules allow no extension now, Invalid for a day that is not later, or past the most."""
    most = latest(pack, before=before, at=at)
    if was_due is None or most is None or most <= was_due:
        raise Conflict("appeals.no_extension_here")
    instant = timedelta(microseconds=1)
    last = (most - instant).astimezone(pack.zone).date()
    if until > last:
        details = {"most": last.isoformat()}
        raise Invalid([Problem(field="until", code="appeals.past_the_most", details=details)])
    if until <= (was_due - instant).astimezone(pack.zone).date():
        raise Invalid([Problem(field="until", code="appeals.not_later")])
