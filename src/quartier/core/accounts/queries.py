"""Reads of accounts. Credentials never leave: what comes out are values for pages and rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from quartier.core.accounts.models import Account, ApiKey, Grant, Organisation, SignIn
from quartier.core.accounts.rules import Ground, Holding
from quartier.core.territory import queries as territory


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An account as colleagues and administrators see it."""

    id: UUID
    kind: str
    name: str
    address: str
    organisation: int | None
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A grant as pages show it."""

    id: UUID
    account: UUID
    name: str
    role: str
    area: int | None
    organisation: int | None
    compartments: tuple[str, ...]
    secrecy: int
    starts_at: datetime
    until: datetime | None
    given_by: str
    given_at: datetime
    reason: str
    ended_at: datetime | None
    ended_by: str
    end_reason: str

    def state(self, at: datetime) -> str:
        """ended, over, coming or running at this instant."""
        if self.ended_at is not None:
            return "ended"
        if self.until is not None and self.until <= at:
            return "over"
        return "coming" if self.starts_at > at else "running"


def _running(at: datetime) -> Q:
    return Q(ended_at=None, starts_at__lte=at) & (Q(until=None) | Q(until__gt=at))


def roles_of(account: UUID, *, at: datetime) -> frozenset[str]:
    """Codes of the roles that somebody holds now."""
    return frozenset(Grant.objects.filter(_running(at), account_id=account).values_list("role", flat=True))


def roles_to_come(account: UUID, *, at: datetime) -> frozenset[str]:
    """Roles held now or later: a second factor must stand before the role begins."""
    held = Grant.objects.filter(account_id=account, ended_at=None).filter(Q(until=None) | Q(until__gt=at))
    return frozenset(held.values_list("role", flat=True))


def ground(area: int | None) -> Ground | None:
    """Where an area lies in the tree. Raises NotFound for one that is not there."""
    if area is None:
        return None
    found = territory.area(id=area, with_geometry=False)
    return Ground(id=found.id, lo=found.lo, hi=found.hi)


def holdings(account: UUID, *, at: datetime) -> list[Holding]:
    """What somebody holds, for the rules."""
    rows = Grant.objects.filter(_running(at), account_id=account).select_related("area")
    return [
        Holding(
            role=row.role,
            ground=Ground(id=row.area_id, lo=row.area.lo, hi=row.area.hi) if row.area_id else None,
            organisation=row.organisation_id,
            compartments=frozenset(row.compartments),
            secrecy=row.secrecy,
            starts_at=row.starts_at,
            until=row.until,
        )
        for row in rows
    ]


def _within(held: Iterable[Holding]) -> Q:
    """Grants that lie within one of these holdings."""
    found = Q(pk=None)
    for one in held:
        here = Q()
        if one.ground is not None:
            here &= Q(area__lo__gte=one.ground.lo, area__hi__lte=one.ground.hi)
        if one.organisation is not None:
            here &= Q(organisation_id=one.organisation)
        found |= here if here else Q(pk__isnull=False)
    return found


def _given(rows: QuerySet[Grant]) -> list[Given]:
    return [
        Given(
            id=row.id,
            account=row.account_id,
            name=str(row.account),
            role=row.role,
            area=row.area_id,
            organisation=row.organisation_id,
            compartments=tuple(row.compartments),
            secrecy=row.secrecy,
            starts_at=row.starts_at,
            until=row.until,
            given_by=str(row.given_by or ""),
            given_at=row.given_at,
            reason=row.reason,
            ended_at=row.ended_at,
            ended_by=str(row.ended_by or ""),
            end_reason=row.end_reason,
        )
        for row in rows.select_related("account", "given_by", "ended_by")
    ]


def grants_within(held: Iterable[Holding], *, at: datetime, ended: bool = False) -> list[Given]:
    """Grants within these holdings, those that end first on top; with `ended`, those of the past as well."""
    rows = Grant.objects.filter(_within(held))
    if not ended:
        rows = rows.filter(Q(ended_at=None) & (Q(until=None) | Q(until__gt=at)))
    return _given(rows.order_by("until", "-given_at")[:500])


def grants_of(account: UUID) -> list[Given]:
    """Everything that was ever given to one account, newest first."""
    return _given(Grant.objects.filter(account_id=account).order_by("-given_at")[:200])


def grant(which: UUID, *, held: Iterable[Holding]) -> Given | None:
    """One grant, when it lies within what the reader holds."""
    return next(iter(_given(Grant.objects.filter(_within(held), pk=which))), None)


def holders(
    roles: Iterable[str],
    *,
    at: datetime,
    area: int | None = None,
    organisation: int | None = None,
    kind: str = "person",
) -> list[UUID]:
    """The accounts that hold one of these roles now; with `area` and `organisation`, those whose grant reaches there."""
    rows = Grant.objects.filter(_running(at), role__in=list(roles))
    rows = rows.filter(account__is_active=True, account__kind=kind)
    if area is not None:
        here = territory.area(id=area, with_geometry=False)
        rows = rows.filter(Q(area=None) | Q(area__lo__lte=here.lo, area__hi__gte=here.hi))
    if organisation is not None:
        rows = rows.filter(Q(organisation=None) | Q(organisation_id=organisation))
    return sorted(set(rows.values_list("account_id", flat=True)))


def ending_soon(held: Iterable[Holding], *, at: datetime, before: datetime) -> list[Given]:
    """Grants within these holdings that end before an instant."""
    rows = Grant.objects.filter(_within(held), _running(at), until__lt=before).order_by("until")
    return _given(rows[:50])


def _known(rows: Iterable[Account]) -> list[Known]:
    return [
        Known(
            id=row.id,
            kind=row.kind,
            name=str(row),
            address=row.email or row.phone,
            organisation=row.organisation_id,
            is_active=row.is_active,
        )
        for row in rows
    ]


def accounts_of(organisations: Iterable[int] | None, *, kind: str = "person") -> list[Known]:
    """Accounts that belong to these organisations (None: to any); residents belong to none and are not listed."""
    rows = Account.objects.filter(kind=kind, organisation__isnull=False)
    if organisations is not None:
        rows = rows.filter(organisation_id__in=list(organisations))
    return _known(rows.order_by("display_name")[:1000])


def account(which: UUID) -> Known | None:
    """One account by its id."""
    return next(iter(_known(Account.objects.filter(pk=which))), None)


def proven_addresses(which: UUID) -> dict[str, str]:
    """Where an account may be written to: the e-mail address and telephone number that it proved, by channel."""
    from allauth.account.models import EmailAddress

    row = Account.objects.filter(pk=which, is_active=True).first()
    if row is None:
        return {}
    proven = row.email_verified_at is not None
    if row.email and not proven:
        proven = EmailAddress.objects.filter(user_id=which, email=row.email, verified=True).exists()
    found = {"email": row.email} if row.email and proven else {}
    return found | ({"sms": row.phone} if row.phone and row.phone_verified_at else {})


def account_by_address(address: str) -> Known | None:
    """The account with this e-mail address or telephone number, exactly."""
    text = address.strip().lower()
    return (
        next(iter(_known(Account.objects.filter(Q(email=text) | Q(phone=text))[:1])), None) if text else None
    )


def organisation(which: int) -> Organisation | None:
    """One organisation."""
    return Organisation.objects.filter(pk=which).first()


def council_of(area: int) -> int | None:
    """The body that speaks for a place: its council, else the first that has its seat there; None: nobody has."""
    here = list(Organisation.objects.filter(area_id=area))
    here.sort(key=lambda one: (one.kind != "municipality", one.id))
    return here[0].id if here else None


def organisations() -> list[Organisation]:
    """All organisations; reference data, read on the application's alias."""
    return list(Organisation.objects.order_by("slug"))


def sign_ins(which: UUID, *, at: datetime) -> list[SignIn]:
    """Open sessions of an account, newest first."""
    return list(SignIn.objects.filter(account_id=which, ended_at=None, until__gt=at).order_by("-opened_at"))


def sign_in(visit_hash: bytes) -> SignIn | None:
    """The sign-in that opened a visit."""
    return SignIn.objects.filter(visit_hash=visit_hash).first()


def key_permits(key_hash: bytes) -> frozenset[str] | None:
    """What a running key may do; None for anything else. How long it runs is its visit's end, in the database."""
    found = ApiKey.objects.filter(hash=key_hash, ended_at=None).values_list("permits", flat=True).first()
    return None if found is None else frozenset(found)


def keys_of(organisations: Iterable[int] | None) -> list[dict[str, Any]]:
    """API keys of service accounts, without anything that could be used as one."""
    rows = ApiKey.objects.select_related("account", "created_by").order_by("ended_at", "-created_at")
    if organisations is not None:
        rows = rows.filter(account__organisation_id__in=list(organisations))
    fields = ["id", "label", "permits", "until", "created_at", "seen_at", "ended_at", "end_reason"]
    return [
        {name: getattr(row, name) for name in fields}
        | {"account": str(row.account), "organisation": row.account.organisation_id}
        for row in rows[:500]
    ]
