"""How each place takes appeals: its desk and its routes. Public reference data; only whoever sets up writes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import Conflict, NotFound
from quartier.core.law import queries as law
from quartier.core.registry import lock

from .models import Desk, Route
from .rules import checks, route


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """A place's set-up. `rules`: its table of bodies; `needs`: what a lodging must have."""

    place: int
    mark: str
    pack: str
    moderation: int
    complaints: int
    higher: int | None
    mailbox: str
    rules: route.SetUp
    needs: checks.Needs


def set_up(place: int) -> DeskView:
    """The desk of a place. Raises NotFound where none was set up."""
    row = Desk.objects.filter(place_id=place).first()
    if row is None:
        raise NotFound("appeals.no_desk")
    return _view(row, list(Route.objects.filter(place_id=place).order_by("category", "id")))


def all_desks() -> list[DeskView]:
    """Every place that takes appeals."""
    routes: dict[int, list[Route]] = {}
    for one in Route.objects.order_by("category", "id"):
        routes.setdefault(one.place_id, []).append(one)
    return [_view(row, routes.get(row.place_id, [])) for row in Desk.objects.order_by("place_id")]


def takes(place: int) -> bool:
    """Whether a place has a desk."""
    return Desk.objects.filter(place_id=place).exists()


def bodies(place: int) -> list[int]:
    """Whom an appeal of this place can be sent on to."""
    desk = set_up(place)
    found = [rule.organisation for rule in desk.rules.rules]
    found += [body for body in (desk.complaints, desk.higher) if body is not None]
    return list(dict.fromkeys(found))


def room(*, place: int, area: int, way: route.Way) -> int:
    """The cell of the lock where a body keeps its appeals about an area. Raises Conflict for a body that answers nothing."""
    try:
        with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
            cursor.execute(
                "select appeals.room(%s, %s, %s, %s)", [place, area, way.organisation, way.compartment]
            )
            return int(cursor.fetchone()[0])
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "P0002":
            raise Conflict("appeals.no_route") from None
        raise


def _view(row: Desk, routes: Sequence[Route]) -> DeskView:
    rules = [
        route.Rule(category=one.category, organisation=one.organisation_id, pack=one.pack, facts=one.facts)
        for one in routes
    ]
    return DeskView(
        place=row.place_id,
        mark=row.mark,
        pack=row.pack,
        moderation=row.moderation_id,
        complaints=row.complaints_id,
        higher=row.higher_id,
        mailbox=row.mailbox,
        rules=route.SetUp(
            pack=row.pack, facts=row.facts, complaints=row.complaints_id, higher=row.higher_id, rules=rules
        ),
        needs=checks.Needs(named=_needs_a_name(row.pack), anonymous=row.anonymous),
    )


def _needs_a_name(pack: str) -> bool:
    """A pack that says what makes an appeal anonymous asks for name and residence."""
    return any(duty.id == "anonymous" for duty in law.pack(pack).duties)
