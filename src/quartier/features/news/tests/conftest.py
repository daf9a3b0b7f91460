"""A council with a writer and a second person, and a police service next door."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from tests import factories, signing

from quartier.core.registry import lock
from quartier.features.news import actions
from quartier.features.news.actions import Written


@dataclass
class Town:
    place: Any
    beat: Any
    council: Any
    writer: UUID
    second: UUID
    stranger: UUID

    def text(self, **changes: Any) -> Written:
        values = {
            "kind": "prevention",
            "area": self.beat.id,
            "titles": {"uk": "Ліхтарі світять", "en": "Lamps shine"},
            "texts": {"uk": "Три ліхтарі працюють.", "en": "Three lamps work."},
        }
        return Written(**values | changes)

    def write(self, **changes: Any) -> UUID:
        """A draft, by the writer; the desk is made in a visit of its own."""
        with lock.as_account(self.writer) as visit:
            actions.desk(place=self.place.id, organisation=self.council.id, by=visit)
        with lock.as_account(self.writer) as visit:
            return actions.write(
                text=self.text(**changes),
                place=self.place.id,
                organisation=self.council.id,
                by=visit,
                at=visit.now,
            )

    def published(self, **changes: Any) -> str:
        item = self.write(**changes)
        with lock.as_account(self.writer) as visit:
            actions.offer(item=item, by=visit, at=visit.now)
        with lock.as_account(self.second) as visit:
            return actions.publish(item=item, by=visit, at=visit.now)


@pytest.fixture
def town(db: None, as_fixture: Any) -> Town:
    with as_fixture():
        place = factories.area(kind="hromada", lo=0, hi=100, slug="lypivka", danger_numbers=["102"])
        beat = factories.area(
            parent=place, lo=10, hi=20, names={"uk": "Центр", "fr": "Centre", "en": "Centre"}
        )
        council = factories.organisation(kind="municipality", area=place)
        police = factories.organisation()
        town = Town(
            place=place,
            beat=beat,
            council=council,
            writer=factories.staff(role="press_officer", area=place, organisation=council),
            second=factories.staff(role="press_officer", area=place, organisation=council),
            stranger=factories.staff(role="press_officer", area=place, organisation=police),
        )
        for account in (town.writer, town.second, town.stranger):
            signing.add_app(account)
        return town
