"""Letting texts out, taking things back, switching the wartime rule. Counts: `releasing`."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import rfc8785
from django.db import IntegrityError, transaction

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from quartier.core.ledger import actions as ledger
from quartier.core.publication import queries
from quartier.core.publication.models import Notice, WartimeDecision, WartimeSwitch
from quartier.core.publication.releasing import Event as Event
from quartier.core.publication.releasing import Quality as Quality
from quartier.core.publication.releasing import Source as Source
from quartier.core.publication.releasing import correct_counts as correct_counts
from quartier.core.publication.releasing import release_counts as release_counts
from quartier.core.publication.rules import wartime
from quartier.core.publication.withdrawing import take_back
from quartier.core.publication.withdrawing import withdraw as withdraw
from quartier.core.registry.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A public text, ready to go: by language, about an area of a place, in an organisation's name."""

    origin: str
    origin_tag: str
    kind: str
    place: int
    area: int
    organisation: int
    titles: dict[str, str]
    bodies: dict[str, str]
    images: dict[str, str] = field(default_factory=dict)
    expires_at: datetime | None = None


def publish_notice(*, text: Text, second: bool, by: Visit, at: datetime) -> str:
    """Let a text out. The feature has checked who may; `second` says whether another person than the author did.

    Returns the notice's tag. A newer text from the same record takes the place of the older one.
    """
    if set(text.titles) != set(text.bodies) or not text.titles or not all(text.titles.values()):
        raise Invalid([Problem(field="titles", code="texts_incomplete")])
    with transaction.atomic():
        before = queries.notices_of([text.origin_tag]).get(text.origin_tag)
        row = Notice(
            **{
                name: getattr(text, name)
                for name in ("origin", "origin_tag", "kind", "titles", "bodies", "images")
            },
            place_id=text.place,
            area_id=text.area,
            organisation_id=text.organisation,
            replaces=Notice.objects.get(tag=before.tag) if before else None,
            second=second,
            published_at=at,
            expires_at=text.expires_at,
        )
        Notice.objects.bulk_create([row])
        if before and before.withdrawn_at is None:
            take_back("notice", row.replaces, {}, text.organisation, at)
        texts = {"titles": text.titles, "bodies": text.bodies}
        ledger.append(
            kind="publication.notice_published",
            record=text.origin_tag,
            fields={
                "notice": row.tag,
                "kind": row.kind,
                "second": second,
                "digest": hashlib.sha256(rfc8785.dumps(texts)).hexdigest(),
            },
            by=by,
            occurred_at=at,
        )
    return row.tag


def ask_wartime(*, area: int, on: bool, reason: str, by: Visit, at: datetime) -> UUID:
    """Ask to switch the wartime rule for an area and all below it; it holds when a second person agrees."""
    _may_switch(by)
    wartime.check_request(reason=reason, is_on=area in queries.wartime_areas(), on=on)
    row = WartimeSwitch(area_id=area, on=on, reason=reason.strip(), asked_by=by.account, asked_at=at)
    with transaction.atomic():
        WartimeSwitch.objects.bulk_create([row])
        fields = {"switch": str(row.id), "area": area, "on": on, "reason": row.reason}
        ledger.append(kind="publication.wartime_asked", record=None, fields=fields, by=by, occurred_at=at)
    return row.id


def decide_wartime(*, switch: UUID, agree: bool, by: Visit, at: datetime) -> None:
    """Agree to a switch, or not. Never the person who asked. Raises NotFound, NotAllowed, Conflict."""
    _may_switch(by)
    asked = WartimeSwitch.objects.filter(id=switch).first()
    if asked is None:
        raise NotFound("switch_unknown")
    decided = WartimeDecision.objects.filter(switch=asked).exists()
    wartime.check_second(
        wartime.Switch(area=asked.area_id, on=asked.on, asked_by=asked.asked_by, decided=decided),
        second=by.account,
    )
    row = WartimeDecision(switch=asked, agreed=agree, decided_by=by.account, decided_at=at)
    try:
        with transaction.atomic():
            WartimeDecision.objects.bulk_create([row])
            fields = {"switch": str(switch), "agreed": agree}
            ledger.append(
                kind="publication.wartime_decided", record=None, fields=fields, by=by, occurred_at=at
            )
    except IntegrityError:
        raise Conflict("already_decided") from None


def _may_switch(by: Visit) -> None:
    if by.account is None or not by.may("publication.wartime"):
        raise NotAllowed("not_permitted", permit="publication.wartime")
