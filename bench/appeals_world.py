"""A town that takes appeals, in a throw-away server: who lodges, who answers, who moderates. For the benches of appeals."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

os.environ.setdefault("QUARTIER_DATA", tempfile.mkdtemp(prefix="quartier-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.surface.settings.test")

import django

django.setup()

from django.conf import settings
from django.db import connections
from tests import factories, signing
from tests.database import Database

from quartier.core.accounts.models import Acceptance
from quartier.core.kit.ids import uuid7
from quartier.core.law import queries as law
from quartier.features.appeals.actions import Lodging, Person
from quartier.features.appeals.models import Desk, Route

PACK = "ua.appeals"
CATEGORIES = ("lighting", "road", "noise", "waste", "parking", "crossing")
STREETS = ("Зарічна", "Садова", "Шкільна", "Лугова", "Вокзальна", "Мостова", "Тиха", "Вишнева")
WHY = ("Діти йдуть з другої зміни в темряві.", "Дзвонили двічі, ніхто не приїхав.", "Просимо до морозів.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Ids of one place, the body that answers, and people of it."""

    place: int
    body: int
    clerk: UUID
    moderator: UUID
    residents: list[UUID]


def found(database: Database, *, residents: int) -> Town:
    """Set a town up and commit it."""
    with database.preparing():
        place = factories.area(kind="hromada", lo=0, hi=100, slug="lypivka", danger_numbers=["102"])
        factories.area(parent=place, lo=10, hi=20)
        council = factories.organisation(kind="municipality", area=place)
        inspection = factories.organisation(kind="oversight", area=place)
        open_ = {"compartments": ["general", "appeals"], "secrecy": 1}
        clerk = factories.staff(role="clerk", area=place, organisation=council, **open_)
        moderator = factories.staff(
            role="moderator", area=place, organisation=council, compartments=["general"]
        )
        for each in (clerk, moderator):
            signing.add_app(each)
        people = [factories.account(language="uk").id for _ in range(residents)]
        Desk.objects.create(
            place=place, mark="LYP", pack=PACK, complaints=inspection, higher=inspection, moderation=council
        )
        Route.objects.create(place=place, category="", organisation=council)
        for body in (council, inspection):
            _accept(body)
    return Town(place=place.id, body=council.id, clerk=clerk, moderator=moderator, residents=people)


def _accept(body: Any) -> None:
    Acceptance.objects.create(
        organisation=body,
        pack=PACK,
        version=law.pack(PACK).version,
        unverified=1,
        texts=law.texts(PACK),
        reason="Перевірено юристкою ради.",
        accepted_by=uuid7(),
        accepted_at=factories.START,
    )


def lodging(town: Town, number: int, *, at: datetime | None = None, public: bool = False) -> Lodging:
    """The appeal of a number: always the same words. `at`: when it arrived, if not now."""
    street = STREETS[number % len(STREETS)]
    house = 1 + number % 90
    text = (
        f"На вулиці {street}, біля будинку {house}, те саме вже {2 + number % 9}-й тиждень. {WHY[number % 3]}"
    )
    return Lodging(
        place=town.place,
        category=CATEGORIES[number % len(CATEGORIES)],
        title=f"{street}, {house}: просимо допомогти",
        text=text,
        language="uk",
        spot=f"вул. {street}, {house}",
        person=Person(name=f"Мешканка {number}", residence=f"вул. {street}, {house}"),
        identity="account",
        publish=public,
        public_title=f"{street}: просимо допомогти" if public else "",
        public_text=f"На вулиці {street} те саме вже {2 + number % 9}-й тиждень." if public else "",
        channel="web",
        external=f"bench:{number}",
        arrived_at=at,
    )


def arrived(number: int, *, now: datetime) -> datetime:
    """Spread over the last forty days, so that some of them are overdue."""
    return now - timedelta(minutes=(number * 7919) % (40 * 24 * 60))


@contextmanager
def throw_away() -> Iterator[tuple[Database, str]]:
    """A server that writes to the disk as in production, migrated, and one copy; gone afterwards."""
    database = Database(settings.QUARTIER_ENV.data / "postgres")
    database.server.ensure()
    try:
        database.migrate()
        with database.own_copy() as name:
            yield database, name
    finally:
        connections.close_all()
        database.server.remove()
