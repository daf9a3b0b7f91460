"""A custody suite full of people, in a throw-away server. For the benches of custody."""

from bench import appeals_world  # first: it sets the surroundings up

# isort: split
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests import factories, signing
from tests.database import Database

from quartier.core.kit.ids import tag, uuid7
from quartier.core.registry import lock
from quartier.features.custody import opening, recording
from quartier.features.custody.models import Cell, Suite
from quartier.features.custody.opening import Opening

throw_away = appeals_world.throw_away
ALL = {"compartments": ["general", "juvenile"], "secrecy": 2}
SUITE = "board"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who keeps the suite, who checks, who arrests."""

    keeper: UUID
    guard: UUID
    officer: UUID


def found(database: Database, *, cells: int) -> World:
    """Set a suite with so many cells up, and commit it."""
    with database.preparing():
        place = factories.area(kind="hromada", lo=0, hi=100, slug="lypivka")
        body, inspection, police = (factories.organisation(area=place) for _ in range(3))
        for compartment, secrecy in (("general", 1), ("general", 2), ("juvenile", 2), ("medical", 2)):
            factories.scope(area=place, organisation=body, compartment=compartment, secrecy=secrecy)
        suite = _suite(place, body, inspection)
        for number in range(1, cells + 1):
            Cell.objects.create(suite=suite, code=str(number), kind="cell", order=number)
        people = World(
            keeper=factories.staff(role="custody_officer", area=place, organisation=body, **ALL),
            guard=factories.staff(role="detention_officer", area=place, organisation=body, secrecy=1),
            officer=factories.staff(role="arresting_officer", area=place, organisation=police, secrecy=1),
        )
        for each in (people.keeper, people.guard):
            signing.add_app(each)
    return people


def _suite(place: Any, body: Any, inspection: Any) -> Suite:
    scope, book, letters = factories.scope(area=place, organisation=body), uuid7(), tag()
    with lock.connections["default"].cursor() as cursor:
        cursor.execute(
            "insert into registry_subject (id, tag, kind, scope_id, data_law, recorded_at) "
            "values (%s, %s, 'custody.suite', %s, 'LED', %s)",
            [book, letters, scope, factories.START],
        )
    return Suite.objects.create(
        code=SUITE,
        names={"uk": "Приміщення", "fr": "Complexe", "en": "Suite"},
        organisation=body,
        area=place,
        complaints=inspection,
        higher=inspection,
        pack="ua.custody",
        regime="peace",
        zone="Europe/Kyiv",
        mark="БН",
        subject=book,
        tag=letters,
    )


def detain(world: World, *, cell: int, minutes: int, seen: int | None = None) -> UUID:
    """Somebody in a cell: detained so many minutes ago, brought, watched each hour, seen a while ago."""
    with lock.as_account(world.officer) as visit:
        wanted = Opening(
            suite=SUITE,
            moment=visit.now - timedelta(minutes=minutes),
            label=f"А. Б., {1960 + cell % 45}",
            values={"place": "вул. Зелена, 12", "ground": "in_the_act"},
        )
        stay = opening.open_stay(opening=wanted, by=visit, at=visit.now).stay
    told: list[tuple[int, str, dict[str, Any]]] = [
        (minutes - 20, "arrived_at_station", {}),
        (minutes - 25, "level_set", {"level": "general", "why": "спокій"}),
        (minutes - 30, "cell_allocated", {"cell": str(cell)}),
        (cell % 70 if seen is None else seen, "check", {"seen": "awake"}),
    ]
    with lock.as_account(world.keeper) as visit:
        for ago, act, values in told:
            write(visit, stay, act, values, at=visit.now - timedelta(minutes=max(0, ago)))
    return stay


def write(visit: Any, stay: UUID, act: str, values: dict[str, Any], *, at: datetime) -> None:
    recording.record(about=stay, act=act, values=values, occurred_at=at, by=visit, at=visit.now)
