"""What a pack says of a history at an instant: every clock with its state. The door of this package."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from quartier.science.clocks.errors import Unreadable
from quartier.science.clocks.histories import History
from quartier.science.clocks.limits import Limit, LimitType
from quartier.science.clocks.packs import Clock, Pack
from quartier.science.clocks.rounds import UNKNOWN, Round, limit_of, rounds, row_of
from quartier.science.clocks.situation import Situation, check_facts, in_its_zone, situation
from quartier.science.clocks.totals import day_totals


class State(StrEnum):
    """`unknown`: the limit is not known, which is never the same as no limit."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    LATE = "late"
    MET_LATE = "met_late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One clock. Instants are UTC; `due_at` is None where the limit has no instant, or not while a pause lasts.

    rounds: the states of the rounds before this one, oldest first: an earlier review or interview.
    """

    id: str
    article: str
    verified: bool
    limit: Limit
    state: State
    started_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    extended_by: str | None = None
    reasons: tuple[str, ...] = ()
    rounds: tuple[State, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Every clock of a pack for one history at one instant, with what it was computed from.

    zone: the one whose midnights ended the days.
    """

    pack: str
    version: str
    regime: str
    at: datetime
    zone: ZoneInfo
    clocks: tuple[Reading, ...]

    def clock(self, id: str) -> Reading:
        """One clock by its id; KeyError if the pack has none such."""
        for reading in self.clocks:
            if reading.id == id:
                return reading
        raise KeyError(id)


def evaluate(pack: Pack, history: History, *, at: datetime, regime: str | None = None) -> Evaluation:
    """Read every clock of `pack` over what had happened by `at`, an instant with offset.

    regime: one of the pack's; None is its first. Later events are not yet known and change nothing. Raises
    Unreadable for a regime that the pack has not, or a fact of the wrong type.
    """
    regimes = list(pack.regimes)
    if regime is not None and regime not in pack.regimes:
        raise Unreadable("regime_unknown", where="regime", found=regime)
    if at.utcoffset() is None:
        raise Unreadable("instant_without_offset", where="at", found=at)
    check_facts(pack, history.facts)
    pack = in_its_zone(pack, history.facts)
    known = situation(pack, history, at=at, regime=regime or regimes[0])
    return Evaluation(
        pack=pack.name,
        version=pack.version,
        regime=known.regime,
        at=at,
        zone=pack.zone,
        clocks=tuple(read(clock, known) for clock in pack.clocks),
    )


def read(clock: Clock, situation: Situation) -> Reading:
    """The newest round of one clock, or that it has not started."""
    found = day_totals(clock, situation) if clock.kind == "day_total" else rounds(clock, situation)
    if not found:
        return _not_started(clock, situation)
    newest, states = found[-1], tuple(_state(each, situation.at) for each in found)
    late = any(state in {State.LATE, State.MET_LATE} for state in states[:-1])
    cited = newest.cited
    return Reading(
        id=clock.id,
        article=cited.article if cited else "",
        verified=cited.verified if cited else False,
        limit=newest.limit,
        state=states[-1],
        started_at=newest.start,
        due_at=newest.due,
        ended_at=newest.end,
        extended_by=newest.extended_by,
        reasons=(*newest.reasons, *(("earlier_round_late",) if late else ())),
        rounds=states[:-1],
    )


def _state(round: Round, at: datetime) -> State:
    if round.limit.type is LimitType.UNKNOWN:
        return State.UNKNOWN
    late = round.due is not None and (round.end or at) > round.due
    if round.end is not None:
        return State.MET_LATE if late else State.MET
    if late:
        return State.LATE
    return State.PAUSED if round.paused else State.RUNNING


def _not_started(clock: Clock, situation: Situation) -> Reading:
    row = row_of(clock, situation, at=situation.at)
    return Reading(
        id=clock.id,
        article=row.article if row else "",
        verified=row.verified if row else False,
        limit=limit_of(row, situation) if row else UNKNOWN,
        state=State.NOT_STARTED,
        reasons=() if row else ("no_rule_in_force",),
    )


def document(evaluation: Evaluation) -> Mapping[str, Any]:
    """The evaluation as `quartier law evaluate --json` gives it: instants with the local offset of its zone."""

    def local(instant: datetime | None) -> str | None:
        return None if instant is None else instant.astimezone(evaluation.zone).isoformat()

    return {
        "pack": evaluation.pack,
        "version": evaluation.version,
        "regime": evaluation.regime,
        "at": local(evaluation.at),
        "clocks": [
            {
                "id": each.id,
                "article": each.article,
                "verified": each.verified,
                "limit": {"type": each.limit.type.value, "value": each.limit.value},
                "state": each.state.value,
                "started_at": local(each.started_at),
                "due_at": local(each.due_at),
                "ended_at": local(each.ended_at),
                "extended_by": each.extended_by,
                "reasons": list(each.reasons),
            }
            for each in evaluation.clocks
        ],
    }
