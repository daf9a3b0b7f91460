"""Who may give more time today, and until when at most: each extension of the pack is tried on the history. Pure.

Nothing is computed twice: the pack is asked what it would say if the decision came now, and its own reasons are the answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quartier.science.clocks.histories import Event, History, history
from quartier.science.clocks.packs import Clock, Extension, Pack
from quartier.science.clocks.reading import Reading, State, evaluate

RUNS = frozenset({State.RUNNING, State.PAUSED, State.LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """One extension of one clock. by: whose decision, as events say it; `()` for anybody's. counts: whether it would count
    if it came now; `most`: the due time it would give at most (None while a pause lasts); reasons: codes of what speaks
    against it, or goes with it. event: how the vocabulary calls the decision."""

    clock: str
    id: str
    event: str
    by: tuple[str, ...]
    article: str
    verified: bool
    counts: bool
    due_at: datetime | None
    most: datetime | None
    reasons: tuple[str, ...]


def possible(*, pack: Pack, told: History, at: datetime, regime: str | None = None) -> list[Possible]:
    """Every extension of every clock that runs now, in the pack's order. An empty list: the pack lets nobody extend."""
    now = {one.id: one for one in evaluate(pack, told, at=at, regime=regime).clocks}
    return [
        _tried(pack, clock, extension, now[clock.id], told, at, regime)
        for clock in pack.clocks
        if now[clock.id].state in RUNS
        for extension in clock.extensions
    ]


def _tried(
    pack: Pack,
    clock: Clock,
    extension: Extension,
    now: Reading,
    told: History,
    at: datetime,
    regime: str | None,
) -> Possible:
    by = tuple(sorted(extension.by))
    decision = Event(extension.event, at, {"by": by[0]} if by else {})
    later = history(facts=told.facts, events=[*told.events, decision])
    then = evaluate(pack, later, at=at, regime=regime).clock(clock.id)
    counts = then.article == extension.article and _longer(now, then)
    return Possible(
        clock=clock.id,
        id=extension.id,
        event=extension.event,
        by=by,
        article=extension.article,
        verified=extension.verified,
        counts=counts,
        due_at=now.due_at,
        most=then.due_at if counts else None,
        reasons=tuple(code for code in then.reasons if code not in now.reasons),
    )


def _longer(now: Reading, then: Reading) -> bool:
    """Whether the decision moved the limit: by its hours, or, where a date is named, by its end."""
    if now.due_at is None or then.due_at is None:
        return now.limit != then.limit
    return then.due_at > now.due_at


def choices(found: Iterable[Possible]) -> tuple[str, ...]:
    """Whose decision would count now, as events say it, each once."""
    return tuple(dict.fromkeys(who for one in found if one.counts for who in one.by))
