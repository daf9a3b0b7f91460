"""An organisation takes responsibility for a rule pack of which not every row is verified.

Outside the demo nothing runs on such a pack before that; a new version has to be accepted anew.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from quartier.core.accounts import queries
from quartier.core.accounts.models import Acceptance
from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from quartier.core.law import queries as law
from quartier.core.ledger import actions as ledger
from quartier.science.clocks.packs import Pack

LONGEST_REASON = 300


def accept(*, pack: str, organisation: int, reason: str, by: Any, at: datetime) -> UUID:
    """Accept the shipped version of a pack for an organisation: one row, one entry in the ledger.

    Raises NotAllowed, NotFound for an unknown pack, Invalid without a reason, Conflict for a pack that is verified
    or was accepted before.
    """
    held = queries.holdings(by.account, at=at) if by.may("law.accept") else []
    if not any(one.organisation in (None, organisation) for one in held):
        raise NotAllowed("law.not_yours_to_accept")
    found = _pack(pack)
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise Invalid([Problem(field="reason", code="missing")])
    if found.verified:
        raise Conflict("law.nothing_to_accept", pack=pack)
    if is_accepted(found, organisation=organisation):
        raise Conflict("law.accepted_before", pack=pack)
    fields = {
        "pack": found.name,
        "version": found.version,
        "unverified": sum(not row.verified for row in found.cited()),
        "reason": reason.strip(),
    }
    with transaction.atomic():
        row = Acceptance.objects.create(
            organisation_id=organisation,
            texts=law.texts(pack),
            accepted_by=by.account,
            accepted_at=at,
            **fields,
        )
        entered = {"organisation": organisation, **fields}
        ledger.append(kind="accounts.pack_accepted", record=None, fields=entered, by=by, occurred_at=at)
    return row.id


def pack_for(*, organisation: int, name: str) -> Pack:
    """The pack on which an organisation may run. Raises Conflict where nobody has accepted it yet."""
    found = _pack(name)
    if settings.QUARTIER_DEMO or found.verified or is_accepted(found, organisation=organisation):
        return found
    raise Conflict("law.not_accepted", pack=name)


def is_accepted(pack: Pack, *, organisation: int) -> bool:
    """Whether this very version was accepted."""
    rows = Acceptance.objects.filter(organisation_id=organisation, pack=pack.name, version=pack.version)
    return rows.exists()


def pack_of_version(*, name: str, version: str) -> Pack:
    """A pack as it was when somebody accepted it, whatever is shipped today. Raises NotFound."""
    row = Acceptance.objects.filter(pack=name, version=version).first()
    if row is None:
        raise NotFound("law.no_such_version")
    return law.pack_from(row.texts, name=name)


def _pack(name: str) -> Pack:
    try:
        return law.pack(name)
    except KeyError:
        raise NotFound("law.no_pack") from None
