"""What whoever lodged an appeal may do with it, and what anybody may do with a public one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem
from quartier.core.messages import actions as messages
from quartier.core.publication import moderating
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

from . import desks, listing, stepping, telling
from .models import Survey
from .queries import AppealView

SOLVED = ("yes", "partly", "no")
FAIR = ("heard", "respected", "neutral", "explained")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How it went: `solved` is yes, partly or no; the others 1 (not at all) to 5 (fully), None where not said."""

    solved: str
    heard: int | None = None
    respected: int | None = None
    neutral: int | None = None
    explained: int | None = None


def reopen(*, appeal: UUID, words: Mapping[str, str], by: Visit, at: datetime) -> None:
    """Have it taken up again, with the reason: by its author, or by whoever answered it."""
    view = stepping.opened(appeal, "reopened", by=by)
    said = stepping.need_words(words)
    with transaction.atomic(using=lock.APPLICATION):
        number = stepping.add(view, "reopened", words=said, by=by, at=at)
        telling.say("reopened", view, key=str(number), by=by, at=at)


def escalate(
    *, appeal: UUID, words: Mapping[str, str], to: int | None = None, by: Visit, at: datetime
) -> int:
    """Put it before a higher body, which sees it from now on; its author may once it is late or answered.

    Returns the body. Raises Conflict where there is none, or it is not late yet.
    """
    view = stepping.opened(appeal, "escalated", by=by)
    said = stepping.need_words(words)
    desk = desks.set_up(view.place)
    body = to if to is not None and view.handled else desk.higher
    if body is None or body == view.organisation or body not in desks.bodies(view.place):
        body = desk.complaints
    if body == view.organisation or body in {one.organisation for one in view.concerned}:
        raise Conflict("appeals.nobody_higher")
    if not view.handled and not view.late and view.state != "answered":
        raise Conflict("appeals.not_late_yet")
    with transaction.atomic(using=lock.APPLICATION):
        _call("select appeals.put_before(%s, %s)", view.id, body)
        told = {"to": body}
        number = stepping.add(view, "escalated", words=said, more=told, entered=told, by=by, at=at)
        telling.say("escalated", view, key=str(number), body=body, by=by, at=at)
    return body


def object_to_refusal(*, appeal: UUID, submission: UUID, words: str, by: Visit, at: datetime) -> None:
    """Do not accept that the public version stays out; somebody else decides then."""
    view = stepping.opened(appeal, "objected", by=by)
    said = {view.language: words}
    with transaction.atomic(using=lock.APPLICATION):
        moderating.object_to(submission=submission, words=words, by=by, at=at)
        stepping.add(view, "objected", words=said, by=by, at=at)


def answer_survey(*, appeal: UUID, answers: Answers, by: Visit, at: datetime) -> None:
    """Say how it went: counted by body and month, without a link to the appeal. Once for each answer that it got."""
    view = stepping.opened(appeal, "survey_answered", by=by)
    if not view.mine:
        raise NotAllowed("appeals.not_yours")
    _check(view, answers)
    month = at.astimezone(territory.area(id=view.place, with_geometry=False).zone).date().replace(day=1)
    with transaction.atomic(using=lock.APPLICATION):
        row = Survey(
            place_id=view.place,
            organisation_id=view.organisation,
            month=month,
            solved=answers.solved,
            **{name: getattr(answers, name) for name in FAIR},
        )
        Survey.objects.bulk_create([row])
        stepping.add(view, "survey_answered", by=by, at=at)


def _check(view: AppealView, answers: Answers) -> None:
    found = []
    if answers.solved not in SOLVED:
        found.append(Problem(field="solved", code="missing"))
    for name in FAIR:
        if getattr(answers, name) not in (None, 1, 2, 3, 4, 5):
            found.append(Problem(field=name, code="appeals.one_to_five"))
    if found:
        raise Invalid(found)
    answered = max((step.number for step in view.steps if step.step == "answered"), default=0)
    if any(step.step == "survey_answered" and step.number > answered for step in view.steps):
        raise Conflict("appeals.said_already")


def follow(*, tag: str, recipient: UUID | None = None, by: Visit, at: datetime) -> UUID:
    """Hear of each step of a public appeal: as an account, or by an address that a code has proven. Raises NotFound."""
    view = listing.public(tag, at=at)
    return messages.follow(
        organisation=view.organisation, about=view.subject, recipient=recipient, by=by, at=at
    )


def _call(sql: str, *values: Any) -> None:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, values)
