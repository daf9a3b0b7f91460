"""A small world for tests: areas, organisations, accounts with grants. Call inside `as_fixture()`."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connections

from quartier.core.accounts.models import Account, Grant, Organisation
from quartier.core.territory.models import Area

START = datetime(2020, 1, 1, tzinfo=UTC)
numbers = count(1_000)


def area(
    *, parent: Area | None = None, kind: str = "beat", lo: int = 0, hi: int = 1_000_000, **fields: Any
) -> Area:
    number = next(numbers)
    values: dict[str, Any] = {
        "slug": f"area-{number}",
        "code": str(number),
        "country": "UA",
        "time_zone": "Europe/Kyiv",
        "crs": "EPSG:32636",
        "language": "uk",
        "names": {"uk": "Липівка", "fr": "Lypivka", "en": "Lypivka"},
        "updated_at": START,
    } | fields
    root = parent.root_id if parent else number
    return Area.objects.using("default").create(
        id=number, root_id=root, parent=parent, kind=kind, lo=lo, hi=hi, **values
    )


def organisation(*, kind: str = "police", **fields: Any) -> Organisation:
    number = next(numbers)
    names = {"uk": f"Орган {number}", "fr": f"Service {number}", "en": f"Body {number}"}
    values = {"slug": f"body-{number}", "names": names} | fields
    return Organisation.objects.using("default").create(id=number, kind=kind, **values)


def account(*, organisation: Organisation | None = None, **fields: Any) -> Account:
    number = next(numbers)
    values = {
        "email": f"person{number}@town.example",
        "display_name": f"Person {number}",
        "created_at": START,
    } | fields
    made = Account(organisation=organisation, **values)
    made.save(using="signin", force_insert=True)
    return made


def grant(
    who: Account, *, role: str, area: Area, organisation: Organisation | None, secrecy: int = 2, **fields: Any
) -> Grant:
    values = {"compartments": ["general"], "starts_at": START, "given_at": START} | fields
    made = Grant(account=who, role=role, area=area, organisation=organisation, secrecy=secrecy, **values)
    made.save(using="signin", force_insert=True)
    return made


def scope(*, area: Area, organisation: Organisation, compartment: str = "general", secrecy: int = 1) -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select registry.scope_for(%s::int, %s::int, %s, %s::smallint)",
            [area.id, organisation.id, compartment, secrecy],
        )
        return int(cursor.fetchone()[0])


def staff(*, role: str = "crime_analyst", area: Area, organisation: Organisation, **fields: Any) -> UUID:
    """An account of the organisation with one role there."""
    who = account(organisation=organisation)
    grant(who, role=role, area=area, organisation=organisation, **fields)
    return who.id


def verified(who: Account) -> None:
    """The address of this account counts as proven by a code."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)


def soon(**more: int) -> datetime:
    """An instant that lies this far ahead."""
    return datetime.now(UTC) + timedelta(**more)
