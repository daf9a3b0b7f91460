"""A suite from a file: its rooms, its book, its program; set up twice it is the same."""

import pytest
from tests import factories

from quartier.core.kit.errors import Invalid
from quartier.core.registry import lock
from quartier.core.registry.models import Subject
from quartier.features.custody import setup
from quartier.features.custody.models import Cell, Suite

pytestmark = pytest.mark.database
TOLD = {
    "code": "lypivka",
    "organisation": "suite",
    "complaints": "inspection",
    "higher": "bureau",
    "mark": "КР",
    "pack": "ua.custody",
    "regime": "peace",
    "names": {"uk": "Липівка", "fr": "Lypivka", "en": "Lypivka"},
    "cells": [
        "1",
        "2",
        {"code": "H", "kind": "holding", "places": 4},
        {"code": "L1", "kind": "consultation"},
    ],
}


@pytest.fixture
def bodies(real_logins):
    with real_logins.preparing():
        place = factories.area(kind="hromada", lo=0, hi=100)
        return place, {name: factories.organisation().id for name in ("suite", "inspection", "bureau")}


def found(bodies, **changes):
    place, numbers = bodies
    with lock.visit(None) as visit:
        facts = setup.read({**TOLD, **changes}, area=place.id, bodies=numbers)
        return setup.found_suite(suite=facts, at=visit.now)


def test_a_suite_has_rooms_a_book_and_a_program(bodies, real_logins):
    first = found(bodies)
    assert found(bodies, policy={"late_after": "PT10M"}) == first
    with lock.visit(None):
        row = Suite.objects.get(code="lypivka")
        assert [cell.code for cell in Cell.objects.filter(suite=row)] == ["1", "2", "H", "L1"]
        assert (row.zone, row.policy) == ("Europe/Kyiv", {"late_after": "PT10M"})
    with real_logins.preparing():
        who = factories.staff(
            role="detention_officer", area=bodies[0], organisation=row.organisation, secrecy=1
        )
    with lock.as_account(who):
        assert Subject.objects.get(id=row.subject).kind == "custody.suite"


@pytest.mark.parametrize(
    "changes,code",
    [
        ({"mark": "КР-7"}, "custody.mark_wrong"),
        ({"pack": "xx.custody"}, "law.no_pack"),
        ({"regime": "siege"}, "custody.no_such_regime"),
        ({"higher": "inspection"}, "custody.higher_is_the_same"),
        ({"complaints": "nobody"}, "custody.organisation_unknown"),
        ({"cels": []}, "custody.word_unknown"),
        ({"cells": [{"code": "L1", "kind": "consultation", "recorded": True}]}, "custody.cell_wrong"),
        ({"zone": "Europe/Lypivka"}, "custody.zone_wrong"),
        ({"policy": {"late_after": "soon"}}, "policy_duration"),
    ],
)
def test_what_is_wrong_is_said(bodies, changes, code):
    with pytest.raises(Invalid) as refused:
        found(bodies, **changes)
    assert [problem.code for problem in refused.value.problems] == [code]
