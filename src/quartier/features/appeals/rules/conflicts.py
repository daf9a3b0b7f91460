"""Who never handles an appeal: whoever it is about, and the body where they sit (Law of Ukraine 393/96-ВР, art. 7)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from quartier.core.kit.errors import NotAllowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Somebody an appeal is about: an account where known, the body they serve in, the name as it was written."""

    account: UUID | None = None
    organisation: int | None = None
    name: str = ""


def barred_people(concerned: Iterable[Concerned]) -> frozenset[UUID]:
    return frozenset(one.account for one in concerned if one.account is not None)


def barred_bodies(concerned: Iterable[Concerned]) -> frozenset[int]:
    """Those under an officer sit in the officer's body: it never goes there at all."""
    return frozenset(one.organisation for one in concerned if one.organisation is not None)


def check_person(account: UUID | None, *, concerned: Collection[Concerned]) -> None:
    """Raises NotAllowed when somebody would handle what is about them."""
    if account is not None and account in barred_people(concerned):
        raise NotAllowed("appeals.about_yourself")


def check_body(organisation: int, *, concerned: Collection[Concerned], serves_in: int | None = None) -> None:
    """Raises NotAllowed when an appeal would go to the body it is about, or to somebody who serves there."""
    bodies = barred_bodies(concerned)
    if organisation in bodies or serves_in in bodies:
        raise NotAllowed("appeals.about_that_body")
