"""A council that promises, a second person there, and an association next door that looks whether it was kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import factories, signing

from quartier.core.promises import actions
from quartier.core.promises.actions import Said
from quartier.core.registry import lock
from quartier.journeys.publish_promise import publish_promise


@dataclass
class Town:
    place: Any
    beat: Any
    council: Any
    ngo: Any
    writer: UUID
    second: UUID
    outsider: UUID
    today: date

    def said(self, **changes: Any) -> Said:
        values = {
            "area": self.beat.id,
            "office": "Відділ благоустрою",
            "language": "uk",
            "text": "Поставимо три ліхтарі.",
            "translations": {"en": "We will put up three lights."},
            "made_on": self.today - timedelta(60),
            "due_on": self.today + timedelta(30),
        }
        return Said(**values | changes)

    def write(self, **changes: Any) -> str:
        """A promise behind the lock; the desk is made in a visit of its own."""
        said = self.said(**changes)
        with lock.as_account(self.writer) as visit:
            actions.desk(area=said.area, organisation=self.council.id, by=visit)
        with lock.as_account(self.writer) as visit:
            return actions.write(said=said, by=visit, at=visit.now)

    def public(self, **changes: Any) -> str:
        tag = self.write(**changes)
        with lock.as_account(self.second) as visit:
            publish_promise(tag=tag, by=visit, at=visit.now)
        return tag

    def act(self, who: UUID, verb: Any, tag: str, text: str = "Ось так.", **more: Any) -> None:
        with lock.as_account(who) as visit:
            verb(tag=tag, words={"uk": text}, by=visit, at=visit.now, **more)


@pytest.fixture
def town(db: None, as_fixture: Any) -> Town:
    with as_fixture():
        place = factories.area(kind="hromada", lo=0, hi=100, slug="lypivka", danger_numbers=["102"])
        names = {"uk": "Центр", "fr": "Centre", "en": "Centre"}
        beat = factories.area(parent=place, lo=10, hi=20, names=names)
        council = factories.organisation(kind="municipality", area=place)
        ngo = factories.organisation(kind="ngo", area=place)
        made = Town(
            place=place,
            beat=beat,
            council=council,
            ngo=ngo,
            writer=factories.staff(role="clerk", area=place, organisation=council),
            second=factories.staff(role="council_secretary", area=place, organisation=council),
            outsider=factories.staff(role="partner_organisation", area=place, organisation=ngo),
            today=date(2000, 1, 1),
        )
        for account in (made.writer, made.second, made.outsider):
            signing.add_app(account)
    with lock.visit(None) as visit:
        made.today = visit.now.astimezone(place_zone(place)).date()
    return made


def place_zone(place: Any) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(place.time_zone)
