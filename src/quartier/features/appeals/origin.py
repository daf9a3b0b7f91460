"""What happens when publication decides on the public version. The visit is a moderator's, who sees no author."""

from datetime import datetime
from typing import Any

from django.db import connections
from psycopg.types.json import Jsonb

from quartier.core.accounts import queries as accounts
from quartier.core.messages import actions as messages
from quartier.core.messages.actions import To
from quartier.core.publication import origins
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

ORIGIN = "appeals"


def let_out(*, submission: Any, by: Visit, at: datetime) -> None:
    """The public row, with the steps so far, and a word to whoever follows."""
    facts = submission.facts
    values = [submission.origin_tag, submission.notice, Jsonb(submission.titles), Jsonb(submission.texts)]
    values += [
        facts.get("street", ""),
        facts.get("lon"),
        facts.get("lat"),
        Jsonb(list(submission.photos)),
        at,
    ]
    subject = _call("select appeals.let_out(%s, %s, %s, %s, %s, %s::float8, %s::float8, %s, %s)", values)
    _tell("published", submission, subject, by=by, at=at)


def refused(*, submission: Any, by: Visit, at: datetime) -> None:
    """It stays out: the reason stands in the appeal's history, and its author can object."""
    subject = _call("select appeals.withheld(%s, %s, %s)", [submission.origin_tag, submission.reason, at])
    _tell("withheld", submission, subject, by=by, at=at)


def _tell(code: str, submission: Any, subject: Any, *, by: Visit, at: datetime) -> None:
    named = accounts.organisation(submission.organisation)
    messages.tell(
        to=To(followers_of=subject),
        template=f"appeals.{code}",
        gaps={
            "number": submission.facts.get("number", ""),
            "tag": submission.origin_tag,
            "body": named.names if named else {"en": "?"},
        },
        organisation=submission.organisation,
        key=f"appeals.{code} {submission.id} {len(submission.steps)}",
        about=subject,
        about_tag=submission.origin_tag,
        by=by,
        at=at,
    )


def _call(sql: str, values: list[Any]) -> Any:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def register() -> None:
    origins.register(
        origins.Origin(
            code=ORIGIN,
            names={"uk": "звернення", "fr": "demande", "en": "request"},
            on_let_out=let_out,
            on_refused=refused,
        )
    )
