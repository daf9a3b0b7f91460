"""Sending an appeal on: each body gets a record of its own, whose author, words and followers come along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from quartier.core.accounts import accepting
from quartier.core.kit.errors import Invalid, Problem
from quartier.core.messages import actions as messages
from quartier.core.registry import actions as registry
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

from . import desks, lodging, offering, stepping, telling
from .models import Appeal
from .queries import AppealView
from .rules import conflicts, history, route, standing
from .rules.outcomes import FORWARDINGS

COPIED = (
    *(
        "place_id",
        "area_id",
        "category",
        "channel",
        "language",
        "title",
        "text",
        "spot",
        "lon",
        "lat",
        "about_officer",
    ),
    *("identity", "person", "recipient", "lodged_at"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One body's record of what was sent on."""

    id: UUID
    tag: str
    number: str
    organisation: int
    due_at: datetime | None


def forward(
    *,
    appeal: UUID,
    to: Sequence[int],
    reason: str,
    words: Any = None,
    keep: bool = False,
    by: Visit,
    at: datetime,
) -> list[Part]:
    """Send it on to one body or several; the person is told to whom. `keep`: a part is answered here as well.

    Raises Invalid for an unknown body or reason, NotAllowed for a body that it is about.
    """
    view = stepping.opened(appeal, "forwarded", by=by)
    _check(view, to, reason)
    with transaction.atomic(using=lock.APPLICATION):
        parts = [_part(view, body, by=by, at=at) for body in dict.fromkeys(to)]
        told = {
            "to": [one.organisation for one in parts],
            "parts": [one.tag for one in parts],
            "reason": reason,
            "kept": keep,
        }
        number = stepping.add(view, "forwarded", words=words, more=told, entered=told, by=by, at=at)
        for one in parts:
            telling.say("forwarded", view, key=f"{number} {one.tag}", body=one.organisation, by=by, at=at)
    return parts


def _check(view: AppealView, to: Sequence[int], reason: str) -> None:
    known = set(desks.bodies(view.place)) - {view.organisation}
    if not to or set(to) - known:
        raise Invalid([Problem(field="to", code="appeals.body_unknown")])
    if reason not in FORWARDINGS:
        raise Invalid([Problem(field="reason", code="appeals.reason_unknown")])
    for body in to:
        conflicts.check_body(body, concerned=view.concerned)


def _part(view: AppealView, body: int, *, by: Visit, at: datetime) -> Part:
    setup = desks.set_up(view.place)
    way = route.onward(
        setup.rules, category=view.category, organisation=body, about_officer=view.about_officer
    )
    scope = desks.room(place=view.place, area=view.area, way=way)
    pack = accepting.pack_for(organisation=body, name=way.pack)
    registered = [history.Step(step="registered", occurred_at=at)]
    told = history.read(
        lodged_at=view.lodged_at, arrived_at=at, is_part=True, facts=way.facts, steps=registered
    )
    due_at, forward_due_at = standing.due(standing.evaluated(pack, told, at=at))
    before = Appeal.objects.get(id=view.id)
    ref = registry.open_record(kind=lodging.KIND, scope=scope, by=by, at=at)
    year = at.astimezone(territory.area(id=view.place, with_geometry=False).zone).year
    row = Appeal(
        **{name: getattr(before, name) for name in COPIED},
        id=ref.id,
        tag=ref.tag,
        scope_id=scope,
        number=lodging.next_number(view.place, year),
        organisation_id=body,
        parent=view.id,
        external="",
        arrived_at=at,
        written_at=at,
        entered_by=None,
        pack=way.pack,
        pack_version=pack.version,
        facts=way.facts,
        due_at=due_at,
        forward_due_at=forward_due_at,
        state="new",
    )
    Appeal.objects.bulk_create([row])
    _bring_along(view, row, by=by, at=at)
    return Part(id=row.id, tag=row.tag, number=row.number, organisation=body, due_at=due_at)


def _bring_along(view: AppealView, row: Appeal, *, by: Visit, at: datetime) -> None:
    """Author, words, files, followers, whom it is about, and the public version."""
    lodging.concern(row, view.concerned, at=at)
    lodging.register(row, at=at)
    _call("select appeals.carry_parties(%s, %s)", view.id, row.id)
    files = offering.carry(view.id, row, by=by, at=at)
    messages.carry(from_about=view.id, to_about=row.id, by=by, at=at)
    _call("select appeals.show_part(%s, %s, %s)", view.id, row.id, at)
    lodging.enter_ledger(row, files=files, by=by, at=at)


def _call(sql: str, *values: Any) -> None:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, values)
