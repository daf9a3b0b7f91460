"""Writes of whoever holds the machine: setting up an installation, and the demo town.

They run on the owner's connection, before there is anybody who could be asked. Pages never call them.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from quartier.core.accounts.models import Account, Grant, Organisation
from quartier.core.accounts.roles import ROLES
from quartier.core.kit.errors import NotFound
from quartier.core.kit.ids import uuid7

OWNER = "owner"


def found_organisation(
    *, id: int, slug: str, kind: str, names: Mapping[str, str], area: int | None, note: str = ""
) -> int:
    """Enter an organisation, or correct it when its slug is known already. Returns its id."""
    values = {"kind": kind, "names": dict(names), "area_id": area, "note": note}
    row, _ = Organisation.objects.using(OWNER).update_or_create(
        slug=slug, defaults=values, create_defaults={"id": id, **values}
    )
    return row.id


def open_account(
    *,
    name: str,
    language: str,
    at: datetime,
    email: str = "",
    phone: str = "",
    organisation: int | None = None,
    kind: str = "person",
    id: UUID | None = None,
) -> UUID:
    """An account with proven addresses and without a password. A known e-mail address is returned as it is."""
    known = Account.objects.using(OWNER).filter(email=email).first() if email else None
    if known is not None:
        return known.id
    row = Account(
        id=id or uuid7(),
        kind=kind,
        email=email.lower(),
        email_verified_at=at if email else None,
        phone=phone,
        phone_verified_at=at if phone else None,
        display_name=name,
        language=language,
        organisation_id=organisation,
        created_at=at,
    )
    row.set_unusable_password()
    row.save(using=OWNER, force_insert=True)
    return row.id


def appoint(
    *,
    account: UUID,
    role: str,
    at: datetime,
    reason: str,
    area: int | None = None,
    organisation: int | None = None,
    compartments: frozenset[str] | None = None,
    secrecy: int | None = None,
    until: datetime | None = None,
) -> UUID:
    """Give a role without a giver. Compartments and secrecy default to the most that the role allows."""
    if role not in ROLES:
        raise NotFound("accounts.no_role", role=role)
    ceiling = ROLES[role]
    opened = ceiling.compartments if compartments is None else compartments & ceiling.compartments
    row = Grant.objects.using(OWNER).create(
        account_id=account,
        role=role,
        area_id=area,
        organisation_id=organisation,
        compartments=sorted(opened) if area is not None else [],
        secrecy=min(ceiling.secrecy if secrecy is None else secrecy, ceiling.secrecy),
        starts_at=at,
        until=until,
        given_at=at,
        reason=reason,
    )
    return row.id
