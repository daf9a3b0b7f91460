"""Residents follow a promise and say what they see of it: promises → messages."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from quartier.core.kit.errors import NotFound
from quartier.core.ledger import actions as ledger
from quartier.core.messages import actions as messages
from quartier.core.messages import queries as followed
from quartier.core.promises import queries, rules
from quartier.core.promises.queries import PromiseView
from quartier.core.registry.visits import Visit

from .publish_promise import standing_promises

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How many follow a promise, and what they say of it since it was last said to be kept. `mine`: whether I follow."""

    followers: int
    kept: int
    not_kept: int
    mine: bool
    may_say: bool


def heard(view: PromiseView, *, by: Visit) -> Heard:
    said = followed.opinions(by, about=view.subject, since=view.claimed_at or EVER) if view.claimed_at else {}
    return Heard(
        followers=followed.followers(by, about=view.subject),
        kept=said.get("kept", 0),
        not_kept=said.get("not_kept", 0),
        mine=followed.follows(by, about=view.subject),
        may_say=view.standing.state in rules.SEEN,
    )


def follow(*, tag: str, by: Visit, at: datetime, recipient: UUID | None = None) -> None:
    """An account, or whoever has proven an address, follows a promise that stands in public. Raises NotFound."""
    view = _standing(tag, at)
    messages.follow(organisation=view.organisation, about=view.subject, recipient=recipient, by=by, at=at)


def unfollow(*, tag: str, by: Visit, at: datetime) -> None:
    """An account follows it no more. Without one, the foot of every message does that."""
    view = queries.public_one(tag, at=at)
    for one in followed.own_follows(by):
        if one.about == view.subject:
            messages.stop(recipient=one.recipient_id, one=one.id, how="page", by=by, at=at)


def say(*, tag: str, word: str, by: Visit, at: datetime, recipient: UUID | None = None) -> None:
    """A follower says what they see: kept, or not. Counted, one word each; another organisation decides as before.

    Raises NotFound for whoever does not follow, Conflict before anybody said that it is kept.
    """
    view = _standing(tag, at)
    rules.check_opinion(word, state=view.standing.state)
    with transaction.atomic():
        new = messages.say_of(
            about=view.subject, organisation=view.organisation, word=word, recipient=recipient, by=by, at=at
        )
        if new:
            ledger.append(
                kind="promises.resident_said", record=tag, fields={"word": word}, by=by, occurred_at=at
            )


def _standing(tag: str, at: datetime) -> PromiseView:
    view = queries.public_one(tag, at=at)
    if not standing_promises([view]):
        raise NotFound("no_such_record")
    return view
