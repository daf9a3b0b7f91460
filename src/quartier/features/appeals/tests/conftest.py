"""A place with two beats and four bodies: police, council, public works, and an inspection that oversees the police."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from tests import factories, signing

from quartier.core.accounts.models import Acceptance
from quartier.core.kit.ids import uuid7
from quartier.core.law import queries as law
from quartier.core.registry import lock
from quartier.features.appeals import actions
from quartier.features.appeals.actions import Lodged, Lodging, Person
from quartier.features.appeals.models import Desk, Route

BOX = {"west": 30.0, "south": 50.0, "east": 30.1, "north": 50.1}


@dataclass
class Town:
    place: Any
    beat: Any
    police: Any
    council: Any
    works: Any
    inspection: Any
    officer: UUID
    clerk: UUID
    second: UUID
    worker: UUID
    inspector: UUID
    resident: UUID
    neighbour: UUID
    moderator: UUID
    second_moderator: UUID

    def lodging(self, **changes: Any) -> Lodging:
        values = {
            "place": self.place.id,
            "category": "lighting",
            "title": "Немає світла на Зарічній",
            "text": "На Зарічній від 14 до 20 номера нема жодного ліхтаря. Прошу вплинути.",
            "language": "uk",
            "spot": "вул. Зарічна, 14",
            "person": Person(name="Тарас Голубняк", residence="вул. Зарічна, 14"),
            "identity": "account",
        }
        return Lodging(**values | changes)

    def lodge(self, **changes: Any) -> Lodged:
        """By the resident, over an account."""
        with lock.as_account(self.resident) as visit:
            return actions.lodge(lodging=self.lodging(**changes), by=visit, at=visit.now)

    def lodge_unseen(self, **changes: Any) -> Lodged:
        """By somebody without an account; the law of this town wants an author, the other way of contact is a code."""
        lodging = replace(self.lodging(**changes), identity="contact")
        with lock.visit(None) as visit:
            return actions.lodge(lodging=lodging, by=visit, at=visit.now)


@pytest.fixture
def town(db: None, as_fixture: Any) -> Town:
    with as_fixture():
        place = factories.area(kind="hromada", lo=0, hi=100, slug="lypivka", danger_numbers=["102"])
        beat = factories.area(
            parent=place, lo=10, hi=20, names={"uk": "Центр", "fr": "Centre", "en": "Centre"}
        )
        police = factories.organisation(area=place)
        council, works = (factories.organisation(kind="municipality", area=place) for _ in range(2))
        inspection = factories.organisation(kind="oversight", area=place)
        open_ = {"compartments": ["general", "appeals"], "secrecy": 1}

        def staff(role: str, body: Any, **more: Any) -> UUID:
            made = factories.staff(role=role, area=place, organisation=body, **{**open_, **more})
            signing.add_app(made)
            return made

        made = Town(
            place=place,
            beat=beat,
            police=police,
            council=council,
            works=works,
            inspection=inspection,
            officer=staff("community_officer", police),
            clerk=staff("clerk", council),
            second=staff("council_secretary", council),
            worker=staff("clerk", works),
            inspector=staff(
                "custody_inspector", inspection, compartments=["general", "complaint"], secrecy=2
            ),
            resident=factories.account(language="uk").id,
            neighbour=factories.account(language="uk").id,
            moderator=staff("moderator", council, compartments=["general"]),
            second_moderator=staff("moderator", council, compartments=["general"]),
        )
        _desk(made)
    return made


def _desk(town: Town) -> None:
    """How the place takes appeals: the law's pack, and one category with another."""
    Desk.objects.create(
        place=town.place,
        mark="LYP",
        pack="ua.appeals",
        complaints=town.inspection,
        higher=town.council,
        moderation=town.council,
    )
    for category, body, pack in (
        ("lighting", town.works, ""),
        ("foot_patrol", town.police, ""),
        ("information_request", town.council, "ua.information"),
        ("", town.council, ""),
    ):
        Route.objects.create(place=town.place, category=category, organisation=body, pack=pack)
    for body in (town.police, town.council, town.works, town.inspection):
        accept("ua.appeals", body)
        accept("ua.information", body)


def accept(name: str, body: Any) -> None:
    """Each body took responsibility for the shipped pack, of which not every row is verified."""
    Acceptance.objects.create(
        organisation=body,
        pack=name,
        version=law.pack(name).version,
        unverified=1,
        texts=law.texts(name),
        reason="Перевірено юристкою ради.",
        accepted_by=uuid7(),
        accepted_at=factories.START,
    )
