"""From a promise behind the lock to one that anybody may read, and back: promises → publication."""

from datetime import datetime

from django.db import transaction

from quartier.core.kit.errors import Conflict, NotAllowed
from quartier.core.promises import actions as promises
from quartier.core.promises import queries
from quartier.core.promises.queries import PromiseView
from quartier.core.publication import actions as publication
from quartier.core.publication import queries as published
from quartier.core.publication.actions import Text
from quartier.core.registry.visits import Visit

ORIGIN = "promises"


def publish_promise(*, tag: str, by: Visit, at: datetime) -> str:
    """A second person lets a promise out; returns the tag of its notice. From then on every step is public."""
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
    return notice


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
