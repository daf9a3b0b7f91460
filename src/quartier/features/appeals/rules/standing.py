"""Where an appeal stands: its state from its steps, its dates from the clocks, its lateness from now. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from quartier.core.kit.errors import Conflict, NotAllowed
from quartier.science.clocks.histories import History
from quartier.science.clocks.packs import Pack
from quartier.science.clocks.reading import Evaluation, Reading, State, evaluate

ANSWER, FORWARD = "answer", "forward"
QUIET_DAYS = (30, 60, 90)
STATES = ("new", "open", "waiting", "forwarded", "answered", "joined", "closed")
RUNNING = frozenset({"new", "open", "waiting"})
OWES_NOTHING = frozenset(
    {"answered", "closed", "forwarded"}
)  # a joined one is still owed the answer to the other

# Which step leads where; None: the state stays as it is.
LEADS: Mapping[str, str | None] = {
    "registered": "new",
    "assigned": "open",
    "acknowledged": "open",
    "forwarded": None,  # to `forwarded`, unless a part of it is kept
    "asked": "waiting",
    "given": "open",
    "extended": None,
    "answered": "answered",
    "joined": "joined",
    "parted": "open",
    "reopened": "open",
    "escalated": None,
    "closed": "closed",
    "told": None,
    "noted": None,
    "survey_asked": None,
    "survey_answered": None,
    "published": None,
    "withheld": None,
    "objected": None,
    "weighed": None,
    "threshold": None,
}
PUBLIC = frozenset(
    {
        "registered",
        "acknowledged",
        "forwarded",
        "asked",
        "given",
        "extended",
        "answered",
        "joined",
        "reopened",
    }
    | {"escalated", "closed"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One thing that can be done with an appeal, in which states, and by whom: who handles it, who lodged it, or both."""

    step: str
    on: frozenset[str]
    lodger: bool = False
    handler: bool = True

    def theirs(self, *, lodger: bool, handles: bool) -> bool:
        return (lodger and self.lodger) or (handles and self.handler)


VERBS = {
    verb.step: verb
    for verb in (
        Verb(step="acknowledged", on=RUNNING),
        Verb(step="assigned", on=RUNNING),
        Verb(step="forwarded", on=RUNNING),
        Verb(step="asked", on=RUNNING),
        Verb(step="given", on=RUNNING, lodger=True),
        Verb(step="extended", on=RUNNING),
        Verb(step="answered", on=RUNNING | {"joined"}),
        Verb(step="joined", on=RUNNING),
        Verb(step="parted", on=frozenset({"joined"})),
        Verb(step="reopened", on=frozenset({"answered", "closed"}), lodger=True),
        Verb(step="escalated", on=RUNNING | {"answered"}, lodger=True),
        Verb(step="closed", on=RUNNING),
        Verb(step="weighed", on=RUNNING),
        Verb(step="noted", on=frozenset(STATES)),
        Verb(step="objected", on=frozenset(STATES), lodger=True, handler=False),
        Verb(step="survey_answered", on=frozenset({"answered"}), lodger=True, handler=False),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the state needs of one step."""

    step: str
    kept: bool = False


def state_of(steps: Iterable[Done]) -> str:
    """The state that the steps lead to, in their order. Nothing is answered without an answer.

    >>> state_of([Done(step="registered"), Done(step="asked"), Done(step="given")])
    'open'
    """
    state = "new"
    for step in steps:
        leads = LEADS[step.step]
        if step.step == "forwarded":
            leads = "open" if step.kept else "forwarded"
        state = leads or state
    return state


def check(step: str, *, state: str, lodger: bool, handles: bool) -> None:
    """Refuses a step that is not theirs to take, or not now."""
    verb = VERBS[step]
    if not verb.theirs(lodger=lodger, handles=handles):
        raise NotAllowed("appeals.not_yours")
    if state not in verb.on:
        raise Conflict("appeals.not_now", state=state)


def open_steps(*, state: str, lodger: bool, handles: bool) -> list[str]:
    """What somebody may do next."""
    return [
        verb.step
        for verb in VERBS.values()
        if state in verb.on and verb.theirs(lodger=lodger, handles=handles)
    ]


def evaluated(pack: Pack, told: History, *, at: datetime) -> Evaluation:
    """The clocks of a pack over a history, in its first regime."""
    return evaluate(pack, told, at=at)


def due(evaluation: Evaluation) -> tuple[datetime | None, datetime | None]:
    """When the answer is due, and the sending on; None where no such clock runs or none has an instant.

    A pack without a clock called `answer` owes what comes first of all that runs.
    """
    clocks = {each.id: each for each in evaluation.clocks}
    forward = _running(clocks.get(FORWARD))
    if ANSWER in clocks:
        answer = clocks[ANSWER]
        return answer.due_at if answer.state in (State.RUNNING, State.LATE) else None, forward
    running = [_running(each) for each in evaluation.clocks if each.id != FORWARD]
    return min((each for each in running if each), default=None), forward


def _running(reading: Reading | None) -> datetime | None:
    return reading.due_at if reading and reading.state in (State.RUNNING, State.LATE) else None


def is_late(*, state: str, due_at: datetime | None, at: datetime) -> bool:
    """Whether the answer is owed and its time is over. Never stored."""
    return state in RUNNING and due_at is not None and at > due_at


def quiet_for(*, last: datetime, at: datetime) -> int | None:
    """For how many whole days nothing has changed: the largest of 30, 60 and 90 that is over; None before the first.

    >>> from datetime import UTC
    >>> quiet_for(last=datetime(2026, 3, 1, tzinfo=UTC), at=datetime(2026, 5, 2, tzinfo=UTC))
    60
    """
    over = [days for days in QUIET_DAYS if at - last >= timedelta(days=days)]
    return over[-1] if over else None
