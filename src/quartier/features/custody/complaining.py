"""A complaint about treatment: it goes past those it is about, and nothing in the stay shows that there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Conflict, NotFound
from quartier.core.kit.ids import tag, uuid7
from quartier.core.ledger import actions as ledger
from quartier.core.messages import actions as messages
from quartier.core.messages.actions import To
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import recording, writing
from .models import Suite

MADE, TEMPLATE = "complaint_made", "custody.complaint"
HEARS = ("custody_inspector", "prosecutor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Whom a complaint is about: an account, a whole body, or somebody known by a name only."""

    account: UUID | None = None
    organisation: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complained:
    """`part`: where the complaint lies; whoever wrote it down does not see it any more. `told`: how many were told."""

    part: UUID
    tag: str
    entry: UUID
    told: int


def complain(
    *,
    stay: UUID,
    told: str,
    in_whose_presence: Sequence[str] = (),
    concerned: Sequence[Concerned] = (),
    values: Mapping[str, Any] | None = None,
    occurred_at: datetime | None = None,
    late_reason: str = "",
    signed: Sequence[Mapping[str, Any]] = (),
    by: Visit,
    at: datetime,
) -> Complained:
    """Write down a complaint in the person's own words; it is kept, and the body that hears it is told at once.

    concerned: never told, and where it is the body itself, the higher one hears it. Raises Invalid, NotAllowed, NotFound,
    Conflict where nobody is left to hear it.
    """
    recording.allowed(MADE, by=by)
    part, letters = uuid7(), tag()
    said = {"told": told, "present": list(in_whose_presence), **(values or {})}
    if names := [one.name for one in concerned if one.name]:
        said["concerned"] = "; ".join([*names, *filter(None, [said.get("concerned", "")])])
    with transaction.atomic(using=lock.APPLICATION):
        book = writing.book(stay)
        if book.kind != "custody.stay":
            raise NotFound("no_such_record")
        suite = Suite.objects.get(id=book.suite)
        body = _hears(suite, concerned)
        writing.call("select custody.open_part(%s, %s, %s, 'complaint', %s)", stay, part, letters, body)
        entry = recording.record(
            about=part,
            act=MADE,
            values=said,
            occurred_at=occurred_at or at,
            late_reason=late_reason,
            signed=signed,
            by=by,
            at=at,
        )
        _keep(part, letters, by=by, at=at)
        reached = _tell(suite, body, concerned, part=part, letters=letters, by=by, at=at)
    return Complained(part=part, tag=letters, entry=entry.entry, told=reached)


def _hears(suite: Suite, concerned: Sequence[Concerned]) -> int:
    """The suite's body for complaints, or the higher one where that is complained of."""
    bodies = {one.organisation for one in concerned} | {
        known.organisation for one in concerned if one.account and (known := accounts.account(one.account))
    }
    for body in (suite.complaints_id, suite.higher_id):
        if body is not None and body not in bodies:
            return int(body)
    raise Conflict("custody.nobody_to_hear")


def _keep(part: UUID, letters: str, *, by: Visit, at: datetime) -> None:
    """The hold lies on the complaint: erasing the stay finds it there, and who sees the stay sees no hold."""
    writing.call("select custody.keep(%s, 'custody.complaint')", part)
    fields = {"ground": "custody.complaint"}
    ledger.append(kind="registry.hold_placed", record=letters, fields=fields, by=by, occurred_at=at)


def _tell(
    suite: Suite,
    body: int,
    concerned: Sequence[Concerned],
    *,
    part: UUID,
    letters: str,
    by: Visit,
    at: datetime,
) -> int:
    """Those who hear complaints for this body and place, and the prosecutor; never whom it is about."""
    about = {one.account for one in concerned}
    area = suite.area_id
    found = {
        *accounts.holders(HEARS[:1], at=at, area=area, organisation=body),
        *accounts.holders(HEARS[1:], at=at, area=area, organisation=suite.organisation_id),
    }
    return messages.tell(
        to=To(accounts=sorted(found - about)),
        template=TEMPLATE,
        gaps={"suite": suite.names, "part": str(part)},
        organisation=body,
        key=f"{TEMPLATE} {letters}",
        about=part,
        about_tag=letters,
        by=by,
        at=at,
    )
