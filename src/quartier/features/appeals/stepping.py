"""Adding one step to an appeal: what it leads to is computed, entered, and written where the public sees it too."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connections, transaction
from psycopg.types.json import Jsonb

from quartier.core.kit.errors import Conflict, Invalid, NotFound, Problem
from quartier.core.ledger import actions as ledger
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import queries
from .models import Appeal
from .queries import AppealView, StepView
from .rules import checks, standing

NO_DATA = "P0002"


def opened(appeal: UUID, step: str, *, by: Visit) -> AppealView:
    """The appeal on which somebody may now take this step. Raises NotFound, NotAllowed, Conflict."""
    view = queries.appeal_for(by, id=appeal)
    standing.check(step, state=view.state, lodger=view.mine, handles=view.handled)
    return view


def add(
    view: AppealView,
    step: str,
    *,
    by: Visit,
    at: datetime,
    words: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    entered: Mapping[str, Any] | None = None,
    occurred_at: datetime | None = None,
) -> int:
    """Write the step down and enter it; returns its number. Raises Conflict when somebody else was faster.

    `more`: kept with the step, its `public` words by language among it. `facts`: what the terms are told from now on.
    `entered`: what the ledger is told besides; words go in as a digest, nothing else that somebody wrote does.
    """
    said, extra, when = tidy(words), dict(more or {}), occurred_at or at
    number = max((one.number for one in view.steps), default=0) + 1
    row = StepView(
        number=number,
        step=step,
        occurred_at=when,
        at=at,
        by=by.account,
        organisation=by.organisation if view.handled else None,
        words=said,
        more=extra,
    )
    state, due_at, forward_due_at = _following(view, row, facts=facts, at=at)
    values = [
        view.id,
        number,
        step,
        when,
        row.organisation,
        Jsonb(said),
        Jsonb(extra),
        state,
        due_at,
        forward_due_at,
        at,
    ]
    with transaction.atomic(using=lock.APPLICATION):
        if facts is not None and not Appeal.objects.filter(id=view.id).update(facts=dict(facts)):
            raise NotFound("no_such_record")
        _call(values)
        if step != "noted":
            fields = {"organisation": row.organisation, "words": digest(said), **(entered or {})}
            ledger.append(kind=f"appeals.{step}", record=view.tag, fields=fields, by=by, occurred_at=when)
    return number


def _following(
    view: AppealView, row: StepView, *, facts: Mapping[str, Any] | None, at: datetime
) -> tuple[str, datetime | None, datetime | None]:
    steps = [*view.steps, row]
    state = standing.state_of(
        standing.Done(step=each.step, kept=bool(each.more.get("kept")))
        for each in steps
        if each.step in standing.LEADS
    )
    if state in standing.OWES_NOTHING:
        return state, None, None
    evaluation = queries.evaluation_of(view, steps, at=at, facts=facts)
    if evaluation is None:
        return state, view.due_at, view.forward_due_at
    return state, *standing.due(evaluation)


def _call(values: list[Any]) -> None:
    try:
        with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
            cursor.execute(f"select appeals.add_step({', '.join(['%s'] * len(values))})", values)
    except IntegrityError:
        raise Conflict("appeals.changed_meanwhile") from None
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == NO_DATA:
            raise NotFound("no_such_record") from None
        raise


def tidy(words: Mapping[str, str] | None) -> dict[str, str]:
    return {language: text.strip() for language, text in (words or {}).items() if text.strip()}


def digest(words: Mapping[str, str]) -> str | None:
    """By what the ledger holds words by language: their SHA-256, in the order of the languages."""
    if not words:
        return None
    return hashlib.sha256("\n".join(words[language] for language in sorted(words)).encode()).hexdigest()


def need_words(words: Mapping[str, str], *, field: str = "words") -> dict[str, str]:
    """The words, tidied. Raises Invalid where nothing was said, or too much."""
    said = tidy(words)
    found: list[Problem] = []
    for text in said.values() or [""]:
        found += checks.words(text, field=field)
    if found:
        raise Invalid(found)
    return said
