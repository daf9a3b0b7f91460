"""The watch: every minute each suite is asked what was not done in time and which limits are near or have passed.

It runs in the name of the suite's own program (role `custody_clock`), which decides nothing. Each stay is a transaction of
its own: one that cannot be read keeps none of the others waiting. What was said stands as an entry in the record, in the
ledger, and as a message with its proof of delivery; a second round says nothing twice, since the entries themselves are
what it looks at, under the lock of the book.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext, override

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Refusal
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit, VisitKind

from . import queries, recording, telling, writing
from .models import Entry, Stay
from .rules import alarms
from .rules.alarms import ALARM, PASSED, WARNING, Call, Owed, Term
from .rules.policy import Policy
from .views import StayView, SuiteView

PERMIT, ROLE = "custody.clock", "custody_clock"
SAID = (ALARM, WARNING, PASSED)
HERE = ("street", "held", "out")
log = structlog.get_logger("quartier.custody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round newly said; `failed`: stays that could not be looked at."""

    alarms: int = 0
    warnings: int = 0
    passed: int = 0
    beats: int = 0
    failed: int = 0

    @property
    def said(self) -> int:
        return self.alarms + self.warnings + self.passed


def clocks(*, at: datetime) -> list[UUID]:
    """The programs that keep a suite's times."""
    return accounts.holders([ROLE], at=at, kind="service")


def run(service: UUID) -> Round:
    """One round in the name of one program; nothing where its roles do not allow it."""
    with lock.as_account(service, kind=VisitKind.SERVICE) as visit:
        if not visit.may(PERMIT):
            return Round()
        suites = queries.suites(visit)
        beats = sum(_beat(suite, by=visit) for suite in suites)
        near = [stay for suite in suites for stay in _near(suite, at=visit.now)]
    said: list[str] = []
    failed = 0
    for stay in near:
        try:
            with lock.as_account(service, kind=VisitKind.SERVICE) as visit:
                said += watch(stay, by=visit, at=visit.now)
        except (Refusal, DatabaseError) as problem:
            failed += 1
            log.error("watch", stay=str(stay), error=getattr(problem, "code", type(problem).__name__))
    return Round(
        alarms=said.count(ALARM),
        warnings=said.count(WARNING),
        passed=said.count(PASSED),
        beats=beats,
        failed=failed,
    )


def all_rounds(*, at: datetime) -> Round:
    """Every suite's round."""
    done = [run(service) for service in clocks(at=at)]
    names = ("alarms", "warnings", "passed", "beats", "failed")
    return Round(**{name: sum(getattr(one, name) for one in done) for name in names})


def watch(stay: UUID, *, by: Visit, at: datetime) -> list[str]:
    """Say what must be said about one stay now; gives the kinds. Whoever else writes in its book waits."""
    with transaction.atomic(using=lock.APPLICATION):
        writing.book(stay)
        view = queries.stay_for(by, stay)
        if view.state not in HERE:
            return []
        policy = view.suite.policy
        calls = alarms.calls(policy=policy, owed=_owed(view), terms=_terms(view), said=_said(stay), at=at)
        for call in calls:
            _enter(call, view, policy, by=by, at=at)
        return [call.kind for call in calls]


def _near(suite: SuiteView, *, at: datetime) -> list[UUID]:
    """Stays of which something may have to be said: the earliest instant of each is stored and indexed."""
    until = at + suite.policy.warn_before
    rows = Stay.objects.filter(suite_id=suite.id, state__in=HERE, due_at__lte=until).order_by("due_at", "id")
    return list(rows.values_list("id", flat=True))


def _owed(view: StayView) -> Iterable[Owed]:
    return [
        Owed(key=one.what, due_at=one.due_at, severity=one.severity, article=one.article)
        for one in view.standing.due
    ]


def _terms(view: StayView) -> Iterable[Term]:
    return [
        Term(id=one.id, due_at=one.due_at, state=one.state, consequence=one.consequence, article=one.article)
        for one in view.standing.limits
    ]


def _said(stay: UUID) -> set[str]:
    """Names of occasions that are in the record already."""
    found = set()
    for act, values in Entry.objects.filter(stay=stay, subject_id=stay, act__in=SAID).values_list(
        "act", "values"
    ):
        what = values.get("about") or values.get("limit", "")
        found.add(alarms.named(act, what, datetime.fromisoformat(values["due_at"]), values.get("to", "")))
    return found


def _enter(call: Call, view: StayView, policy: Policy, *, by: Visit, at: datetime) -> None:
    recording.record(
        about=view.id,
        act=call.kind,
        values=_values(call, view, policy),
        occurred_at=call.occurred_at,
        late_reason=_why_late() if at - call.occurred_at > policy.late_after else "",
        by=by,
        at=at,
    )
    telling.say(call, view, to=_people(call, view.suite, at=at), by=by, at=at)


def _values(call: Call, view: StayView, policy: Policy) -> dict[str, object]:
    if call.kind == ALARM:
        steps = [step.to for step in policy.steps]
        (to,) = call.to
        return {"about": call.what, "due_at": call.due_at, "step": steps.index(to) + 1, "to": to}
    values: dict[str, object] = {"limit": call.what, "due_at": call.due_at}
    if call.kind == WARNING:
        return values | {"minutes": round((call.due_at - call.occurred_at).total_seconds() / 60)}
    limit = next(one for one in view.standing.limits if one.id == call.what)
    return values | {"article": call.article, "consequence": limit.consequence}


def _why_late() -> str:
    with override(settings.LANGUAGE_CODE):
        return gettext("The program that watches the times was not running.")


def _people(call: Call, suite: SuiteView, *, at: datetime) -> set[UUID]:
    """Whom the policy names. Where nobody answers to that name, the next step hears it at once: no alarm goes to nobody."""
    steps = [step.to for step in suite.policy.steps]
    later = steps[steps.index(call.to[0]) + 1 :] if call.kind == ALARM else steps
    found = {who for name in call.to for who in _named(name, suite, at=at)}
    for name in later:
        found = found or _named(name, suite, at=at)
    if not found:
        log.error("watch", suite=suite.code, error="custody.nobody_to_tell", to=" ".join(call.to))
    return found


def _named(name: str, suite: SuiteView, *, at: datetime) -> set[UUID]:
    people = suite.policy.people[name]
    held = accounts.holders(people.roles, area=suite.area, organisation=suite.organisation, at=at)
    return {*people.accounts, *held}


def _beat(suite: SuiteView, *, by: Visit) -> int:
    """How many are in the suite's hands, by the records, also when it is nobody. One entry for each stretch of time."""
    with transaction.atomic(using=lock.APPLICATION):
        writing.book(suite.subject)
        last = Entry.objects.filter(suite_id=suite.id, subject_id=suite.subject, act="occupancy")
        newest = last.order_by("-recorded_at").values_list("occurred_at", flat=True).first()
        if alarms.beat(policy=suite.policy, last=newest, at=by.now) is None:
            return 0
        states = list(Stay.objects.filter(suite_id=suite.id, state__in=HERE).values_list("state", flat=True))
        recording.record(
            about=suite.subject,
            act="occupancy",
            values={state: states.count(state) for state in HERE},
            occurred_at=by.now,
            by=by,
            at=by.now,
        )
    return 1
