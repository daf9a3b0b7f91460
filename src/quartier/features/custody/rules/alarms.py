"""When a suite must be told that something was not done, and who hears it. The clock decides, nobody presses a button.

A care item that is due and not done is told step by step to people further and further away. A limit after which the
person must be released is announced before it ends; when it passes, that is written down at once, whoever likes it or
not, and the same steps follow. Each is said once for each due instant: a new due time is a new matter.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from quartier.features.custody.rules.policy import ENDS, Policy

ALARM, WARNING, PASSED = "alarm", "limit_warning", "limit_passed"
RUNNING = frozenset({"running", "late"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A care item that is owed until an instant. `key`: the item ("check"), `article`: of the rule, where there is one;
    `severity`: 1 is life and liberty, 3 is a meal."""

    key: str
    due_at: datetime
    severity: int = 2
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A limit of the law as it was last evaluated. `due_at` None: not known, or not begun."""

    id: str
    due_at: datetime | None
    state: str
    consequence: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One thing to say now. `name`: the occasion, never said twice; `occurred_at`: the instant at which it became true."""

    name: str
    kind: str
    what: str
    due_at: datetime
    occurred_at: datetime
    to: tuple[str, ...]
    article: str = ""

    @property
    def late(self) -> timedelta:
        """How far past the due instant; negative before it."""
        return self.occurred_at - self.due_at


def calls(
    *, policy: Policy, owed: Iterable[Owed], terms: Iterable[Term], said: Collection[str], at: datetime
) -> list[Call]:
    """What is to be said at an instant, the oldest first; `said`: names of occasions that are over. Two medicines due at one
    instant are one matter.

    After a pause of the program everything that was missed is said at once, each with the instant at which it became
    true; only the announcement of a limit that has passed meanwhile is left out.
    """
    weighty = [one for one in owed if one.severity <= policy.severity]
    found = [call for one in weighty for call in _steps(policy, one.key, one.due_at, one.article, at)]
    found += [call for one in terms for call in _limit(policy, one, at)]
    fresh = {call.name: call for call in found if call.name not in said}
    return sorted(fresh.values(), key=lambda call: (call.occurred_at, call.name))


def beat(*, policy: Policy, last: datetime | None, at: datetime) -> datetime | None:
    """The instant for which the suite must say how many are there, or None where it has said so.

    Instants are whole multiples of the heartbeat since midnight UTC. Those that were missed are not made up for: the gap
    stays, since nobody counted then.
    """
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    instant = midnight + (at - midnight) // policy.heartbeat * policy.heartbeat
    return instant if last is None or last < instant else None


def named(kind: str, what: str, due_at: datetime, to: str = "") -> str:
    """The name of an occasion: the same however the instant is written."""
    return " ".join([kind, what, due_at.astimezone(UTC).isoformat(), to]).strip()


def _steps(policy: Policy, what: str, due_at: datetime, article: str, at: datetime) -> list[Call]:
    return [
        Call(
            name=named(ALARM, what, due_at, step.to),
            kind=ALARM,
            what=what,
            due_at=due_at,
            occurred_at=due_at + step.after,
            to=(step.to,),
            article=article,
        )
        for step in policy.steps
        if at >= due_at + step.after
    ]


def _limit(policy: Policy, term: Term, at: datetime) -> list[Call]:
    due_at = term.due_at
    if due_at is None or term.state not in RUNNING or term.consequence not in ENDS:
        return []
    if at > due_at:  # at the due instant itself it still runs
        passed = _about(term, PASSED, due_at, due_at, policy.passed)
        return [passed, *_steps(policy, term.id, due_at, term.article, at)]
    if at >= due_at - policy.warn_before:
        return [_about(term, WARNING, due_at, due_at - policy.warn_before, policy.warn)]
    return []


def _about(term: Term, kind: str, due_at: datetime, occurred_at: datetime, to: tuple[str, ...]) -> Call:
    return Call(
        name=named(kind, term.id, due_at),
        kind=kind,
        what=term.id,
        due_at=due_at,
        occurred_at=occurred_at,
        to=to,
        article=term.article,
    )
