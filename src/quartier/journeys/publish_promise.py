"""From a promise behind the lock to one that anybody may read, and back: promises → publication."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from quartier.core.kit.errors import Conflict, NotAllowed, NotFound
from quartier.core.messages import actions as messages
from quartier.core.promises import actions as promises
from quartier.core.promises import queries
from quartier.core.promises.queries import PromiseView
from quartier.core.publication import actions as publication
from quartier.core.publication import queries as published
from quartier.core.publication.actions import Text
from quartier.core.registry.visits import Visit

from .promise_words import say

ORIGIN = "promises"


def publish_promise(*, tag: str, by: Visit, at: datetime) -> str:
    """A second person lets a promise out; returns the tag of its notice. From then on every step is public, and whoever
    follows the record that it came from hears of it.
    """
    view = promises.check_let_out(tag=tag, by=by)
    texts = {view.language: view.newest, **view.translations}
    text = Text(
        origin=ORIGIN,
        origin_tag=view.tag,
        kind="promise",
        place=view.place,
        area=view.area,
        organisation=view.organisation,
        titles={code: words[:140] for code, words in texts.items()},
        bodies=texts,
    )
    with transaction.atomic():
        notice = publication.publish_notice(text=text, second=True, by=by, at=at)
        promises.let_out(tag=tag, notice=notice, by=by, at=at)
        _tell(tag, by=by, at=at)
    return notice


def _tell(tag: str, *, by: Visit, at: datetime) -> None:
    source, view = queries.source_of(by, tag=tag), queries.one_for(by, tag=tag)
    if source is not None:
        with suppress(
            NotFound
        ):  # whoever lets out need not see what it came from; whoever answered carried them over
            messages.carry(from_about=source, to_about=view.subject, by=by, at=at)
    say("made", view, key="", due=view.due_on, by=by, at=at)


def withdraw_promise(*, tag: str, reasons: dict[str, str], by: Visit, at: datetime) -> None:
    """Take the public version back, with a reason that residents can read. The promise itself is not undone."""
    if by.account is None or not by.may("publication.decide"):
        raise NotAllowed("not_permitted", permit="publication.decide")
    view = queries.one_for(by, tag=tag)
    if not view.is_public:
        raise Conflict("promises.not_public")
    publication.withdraw(tag=view.notice, reasons=reasons, by=by, at=at)


def standing_promises(views: list[PromiseView]) -> list[PromiseView]:
    """Those whose notice was not taken back."""
    notices = published.notices_of([view.tag for view in views])
    return [view for view in views if (found := notices.get(view.tag)) and found.withdrawn_at is None]
