"""Writes of accounts on behalf of somebody: giving and ending roles, colleagues' accounts, keys, sessions."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import Error, connections, transaction

from quartier.core.accounts import queries, rules
from quartier.core.accounts.models import Account, ApiKey, SignIn
from quartier.core.accounts.permits import PERMITS
from quartier.core.accounts.role import COMPARTMENTS
from quartier.core.accounts.rules import Holding
from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from quartier.core.kit.ids import uuid7
from quartier.core.ledger import actions as ledger

APPLICATION = "default"
LONGEST_KEY = timedelta(days=366)


def give(
    *,
    account: UUID,
    role: str,
    area: int | None,
    organisation: int | None,
    compartments: frozenset[str],
    secrecy: int,
    until: datetime | None,
    reason: str,
    by: Any,
    at: datetime,
    starts_at: datetime | None = None,
) -> UUID:
    """Give a role. Raises NotAllowed with `reasons` (codes of rules.why_not), Invalid, NotFound."""
    if not by.may("accounts.give"):
        raise NotAllowed("accounts.not_permitted")
    _need(reason=reason)
    receiver = queries.account(account)
    if receiver is None or not receiver.is_active or not set(compartments) <= set(COMPARTMENTS):
        raise NotFound("accounts.no_account")
    wanted = Holding(
        role=role,
        ground=queries.ground(area),
        organisation=organisation,
        compartments=compartments,
        secrecy=secrecy,
        starts_at=starts_at or at,
        until=until,
    )
    held = queries.holdings(by.account, at=at)
    reasons = rules.why_not(wanted, held=held, to_self=account == by.account, at=at)
    if reasons:
        raise NotAllowed("accounts.not_yours_to_give", reasons=reasons)
    which = uuid7()
    values = [which, account, role, area, organisation, sorted(compartments), secrecy]
    _ask(
        "select accounts.give(%s, %s, %s, %s, %s, %s::text[], %s::smallint, %s, %s, %s)",
        [*values, wanted.starts_at, until, reason.strip()],
    )
    fields = {
        "grant": str(which),
        "account": str(account),
        "role": role,
        "area": area,
        "organisation": organisation,
        "compartments": sorted(compartments),
        "secrecy": secrecy,
        "until": until.isoformat() if until else None,
    }
    ledger.append(kind="accounts.grant_given", record=None, fields=fields, by=by, occurred_at=at)
    return which


def end(*, grant: UUID, reason: str, by: Any, at: datetime) -> None:
    """End a grant at once: the next request of its holder no longer reaches what it opened."""
    _need(reason=reason)
    _ask("select accounts.take(%s, %s)", [grant, reason.strip()])
    ledger.append(
        kind="accounts.grant_ended", record=None, fields={"grant": str(grant)}, by=by, occurred_at=at
    )


def _ask(sql: str, values: list[Any]) -> None:
    """Call a function of the database; its refusal is ours."""
    try:
        with transaction.atomic(using=APPLICATION), connections[APPLICATION].cursor() as cursor:
            cursor.execute(sql, values)
    except Error as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        raise NotAllowed("accounts.not_yours_to_give", reasons=["role_not_yours_to_give"]) from error


def _need(*, reason: str) -> None:
    if not reason.strip():
        raise Invalid([Problem(field="reason", code="missing")])


def open_account(
    *, name: str, email: str, phone: str, language: str, organisation: int, kind: str, by: Any, at: datetime
) -> UUID:
    """Open an account for a colleague or a program. They prove the address themselves when they sign in."""
    if not by.may("accounts.give") and not (kind == "service" and by.may("accounts.keys")):
        raise NotAllowed("accounts.not_permitted")
    held = queries.holdings(by.account, at=at)
    if not any(one.organisation in (None, organisation) for one in held):
        raise NotAllowed("accounts.not_yours_to_give", reasons=["outside_your_organisation"])
    address = email.strip().lower()
    if kind == "person" and not address and not phone:
        raise Invalid([Problem(field="email", code="address_needed")])
    if any(queries.account_by_address(one) for one in (address, phone) if one):
        raise Conflict("accounts.address_taken")
    row = Account(
        kind=kind,
        email=address,
        phone=phone,
        display_name=name.strip(),
        language=language,
        organisation_id=organisation,
        created_at=at,
    )
    row.set_unusable_password()
    row.save(force_insert=True)
    return row.id


def make_key(
    *, account: UUID, label: str, permits: frozenset[str], until: datetime, by: Any, at: datetime
) -> tuple[UUID, str]:
    """A key for a program: its id, and the key itself, which is told here and never again.

    The caller opens the visit that the key stands for. Permits must be known; what the service account's
    own roles do not permit stays closed whatever the key says.
    """
    owner = _service(account, by=by, at=at)
    problems = [Problem(field="label", code="missing")] if not label.strip() else []
    if not permits or permits - set(PERMITS):
        problems.append(Problem(field="permits", code="unknown_permit"))
    if not at < until <= at + LONGEST_KEY:
        problems.append(Problem(field="until", code="within_a_year"))
    if problems:
        raise Invalid(problems)
    key = secrets.token_urlsafe(32)
    row = ApiKey.objects.create(
        account_id=owner,
        hash=hashlib.sha256(key.encode()).digest(),
        label=label.strip(),
        permits=sorted(permits),
        until=until,
        created_at=at,
        created_by_id=by.account,
    )
    fields = {"key": str(row.id), "account": str(owner), "permits": sorted(permits)}
    ledger.append(kind="accounts.key_made", record=None, fields=fields, by=by, occurred_at=at)
    return row.id, key


def end_key(*, key: UUID, reason: str, by: Any, at: datetime) -> bytes:
    """End a key. Returns its hash, so that the caller closes the visit it stands for."""
    _need(reason=reason)
    row = ApiKey.objects.filter(pk=key, ended_at=None).first()
    if row is None:
        raise NotFound("accounts.no_key")
    _service(row.account_id, by=by, at=at)
    row.ended_at, row.ended_by_id, row.end_reason = at, by.account, reason.strip()
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])
    ledger.append(kind="accounts.key_ended", record=None, fields={"key": str(key)}, by=by, occurred_at=at)
    return bytes(row.hash)


def _service(account: UUID, *, by: Any, at: datetime) -> UUID:
    """The service account, when its keys are for this person to make and end."""
    found = queries.account(account)
    held = queries.holdings(by.account, at=at) if by.may("accounts.keys") else []
    if found is None or found.kind != "service":
        raise NotFound("accounts.no_account")
    if not any(one.organisation in (None, found.organisation) for one in held):
        raise NotAllowed("accounts.not_permitted")
    return found.id


def record_sign_in(
    *,
    account: UUID,
    visit_hash: bytes,
    session_key: str,
    device: str,
    way: str,
    until: datetime,
    at: datetime,
) -> SignIn:
    """Somebody has signed in, all stages passed."""
    Account.objects.filter(pk=account).update(last_login=at)
    return SignIn.objects.create(
        account_id=account,
        visit_hash=visit_hash,
        session_key=session_key,
        device=device[:80],
        way=way[:24],
        opened_at=at,
        seen_at=at,
        until=until,
    )


def touch(*, sign_in: SignIn, at: datetime) -> None:
    """A sign of life."""
    SignIn.objects.filter(pk=sign_in.pk).update(seen_at=at)


def end_sign_in(*, which: UUID, account: UUID, reason: str, at: datetime) -> SignIn:
    """End one session of an account. The caller closes its visit and forgets its session."""
    row = SignIn.objects.filter(pk=which, account_id=account, ended_at=None).first()
    if row is None:
        raise NotFound("accounts.no_session")
    row.ended_at, row.end_reason = at, reason
    row.save(update_fields=["ended_at", "end_reason"])
    return row
