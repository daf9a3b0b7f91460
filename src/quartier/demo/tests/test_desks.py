"""Each home of the town takes appeals, and every appeal of the town finds the body that answered it."""

from datetime import UTC, datetime

import pytest

from quartier.core.registry import lock
from quartier.demo import world
from quartier.demo.filling import desks, people, places
from quartier.features.appeals import desks as standing
from quartier.features.appeals.rules import categories, route

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.database
@pytest.mark.slow
def test_the_towns_desks_are_set_up_and_route_as_the_town_tells(real_logins) -> None:
    areas = places.fill(at=SINCE)
    hands = people.fill(areas=areas, at=SINCE)
    assert desks.fill(hands, at=SINCE) == 3
    assert desks.fill(hands, at=SINCE) == 3
    bodies = {number: slug for slug, number in hands.organisations.items()}
    with lock.visit(None):
        found = {home: standing.set_up(areas[home]) for home in ("uk", "fr", "en")}
    for appeal in world.read("appeals")["appeals"]:
        assert appeal["category"] in categories.CATEGORIES
        setup = found[appeal["language"]].rules
        officer = categories.CATEGORIES[appeal["category"]].officer
        way = route.way(setup, category=appeal["category"], about_officer=officer)
        if "wrong_addressee" in appeal.get("traits", ()):
            continue  # it was sent on to whoever answers that
        assert (appeal["id"], bodies[way.organisation]) == (appeal["id"], appeal["organisation"])
