"""What the calendar says to people: nothing changed for 30, 60, 90 days; the answer is overdue; how did it go?

One round for each body, in the name of its own program (role `appeals_clock`). Each message has a key of its own, so that
a round that was killed, or ran twice, says nothing twice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Subquery

from quartier.core.accounts import queries as accounts
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit, VisitKind

from . import queries, stepping, telling
from .models import Appeal, AppealStep
from .rules import standing

PERMIT = "appeals.remind"
SURVEY_AFTER, SURVEY_UNTIL = timedelta(weeks=4), timedelta(weeks=8)
AT_ONCE = 500  # rows of one kind in one round


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """How many messages of each kind a round has newly said."""

    quiet: int = 0
    late: int = 0
    survey: int = 0


def clocks() -> list[UUID]:
    """The programs that keep the days, one for each body of each place."""
    return [one.id for one in accounts.accounts_of(None, kind="service") if one.is_active]


def run(service: UUID) -> Round:
    """One round in the name of one program; nothing where its roles do not allow it."""
    with lock.as_account(service, kind=VisitKind.SERVICE) as visit:
        if not visit.may(PERMIT):
            return Round()
        return Round(quiet=_quiet(visit), late=_late(visit), survey=_survey(visit))


def all_rounds() -> Round:
    """Every body's round."""
    done = [run(service) for service in clocks()]
    return Round(
        quiet=sum(one.quiet for one in done),
        late=sum(one.late for one in done),
        survey=sum(one.survey for one in done),
    )


def _quiet(visit: Visit) -> int:
    """Those on which nothing changed that its author would have heard of."""
    shortest = timedelta(days=standing.QUIET_DAYS[0])
    rows = (
        _last_step().filter(state__in=standing.RUNNING, last__lte=visit.now - shortest).order_by("last", "id")
    )
    said = 0
    for row in rows[:AT_ONCE]:
        days = standing.quiet_for(last=row.last, at=visit.now)
        if days is not None:
            key = f"{row.last.isoformat()} {days}"
            said += telling.say("quiet", row, key=key, days=days, by=visit, at=visit.now)
    return said


def _late(visit: Visit) -> int:
    """Those whose answer is overdue; once for each due date that passed."""
    rows = Appeal.objects.filter(state__in=standing.RUNNING, due_at__lt=visit.now).order_by("due_at", "id")
    said = 0
    for row in rows[:AT_ONCE]:
        day = telling.last_day(row.due_at, row.place_id)
        said += telling.say("late", row, key=day.isoformat(), due=day, by=visit, at=visit.now)
    return said


def _survey(visit: Visit) -> int:
    """Those that were answered four weeks ago; whoever was not asked after eight is left in peace."""
    since, until = visit.now - SURVEY_UNTIL, visit.now - SURVEY_AFTER
    answered = AppealStep.objects.filter(step="answered", occurred_at__range=(since, until)).values(
        "appeal_id"
    )
    said = 0
    for row in Appeal.objects.filter(state="answered", id__in=answered).order_by("id")[:AT_ONCE]:
        view = queries.appeal_for(visit, id=row.id)
        if _is_due(view, until) and view.step("survey_asked") is None:
            number = stepping.add(view, "survey_asked", by=visit, at=visit.now)
            said += telling.say("survey", view, key=str(number), by=visit, at=visit.now)
    return said


def _is_due(view: queries.AppealView, until: datetime) -> bool:
    """Whether the newest answer is old enough."""
    return view.answer is not None and view.answer.occurred_at <= until


def _last_step() -> QuerySet[Appeal]:
    """Appeals with the moment of the last step that their authors heard of."""
    steps = AppealStep.objects.filter(appeal_id=OuterRef("id"), step__in=sorted(standing.PUBLIC))
    last = steps.order_by().values("appeal_id").annotate(last=Max("at")).values("last")
    return Appeal.objects.annotate(last=Subquery(last))
