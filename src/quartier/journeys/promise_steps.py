"""Each public step of a promise, told to whoever follows it in the same transaction: promises → messages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from quartier.core.promises import actions, queries, rules
from quartier.core.promises.queries import PromiseView
from quartier.core.registry.visits import Visit

from .promise_words import say
from .publish_promise import standing_promises

VERBS: dict[str, Callable[..., None]] = {
    "told": actions.tell,
    "postponed": actions.postpone,
    "claimed": actions.claim,
    "confirmed": actions.confirm,
    "disputed": actions.dispute,
    "dropped": actions.drop,
    "corrected": actions.correct,
}


def take(code: str, *, tag: str, by: Visit, at: datetime, **values: Any) -> None:
    """One step of a promise, with what its verb asks for; followers are told if and only if it stands."""
    with transaction.atomic():
        VERBS[code](tag=tag, by=by, at=at, **values)
        view = queries.one_for(by, tag=tag)
        if view.is_public and standing_promises([view]):
            step = view.steps[-1]
            more: dict[str, Any] = {"words": step.words}
            more |= {"due": step.due_on} if step.due_on else {}
            say(code, view, key=str(step.number), body=step.organisation, by=by, at=at, **more)


def remind(*, by: Visit, at: datetime) -> int:
    """What followers hear though nothing happened: that a day is over, that nothing was said for 30, 60, 90 days.

    As often as one likes: one thing is said to one person once. Returns to how many something was newly said.
    """
    said = 0
    for view in standing_promises(queries.public(at=at)):
        today = rules.local_day(at, view.zone)
        for code, days in rules.reminders(own=view.standing, last_news=view.last_news, today=today):
            with transaction.atomic():
                said += _reminded(code, days, view, by=by, at=at)
    return said


def _reminded(code: str, days: int, view: PromiseView, *, by: Visit, at: datetime) -> int:
    if code == "late":
        due = view.standing.due
        return say("late", view, key=due.isoformat(), due=due, by=by, at=at)
    return say("silent", view, key=f"{len(view.steps)} {days}", days=days, by=by, at=at)
