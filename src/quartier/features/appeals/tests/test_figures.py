"""A year in numbers: of all appeals, without a person, and silent where one could be read off."""

from datetime import timedelta

import pytest

from quartier.core.registry import lock
from quartier.features.appeals import actions, figures
from quartier.features.appeals.actions import Answers

from .test_handling import YES, act

pytestmark = pytest.mark.database


def year_of(town):
    with lock.visit(None) as visit:
        return figures.figures(place=town.place.id, year=visit.now.year, at=visit.now + timedelta(days=40))


def test_a_year_counts_all_of_them_and_who_is_late(town) -> None:
    first, second = town.lodge(), town.lodge()
    town.lodge(category="foot_patrol")
    act(town.worker, actions.answer, first.id, outcome="done", words=YES)
    year = year_of(town)
    assert (year.total.lodged, year.total.answered, year.total.late) == (3, 1, 2)
    lighting = year.lines[0]
    assert (lighting.category, lighting.lodged, lighting.organisation) == ("lighting", 2, town.works.id)
    assert {line.organisation: line.lodged for line in year.bodies} == {town.works.id: 2, town.police.id: 1}
    assert second.id


def test_few_answers_give_no_middle_and_no_mean(town) -> None:
    def answered() -> None:
        lodged = town.lodge()
        act(town.worker, actions.answer, lodged.id, outcome="done", words=YES)
        act(town.resident, actions.answer_survey, lodged.id, answers=Answers(solved="yes", heard=4))

    for _ in range(4):
        answered()
    year = year_of(town)
    assert (year.total.days, year.total.in_time, year.felt.n) == (None, None, 4)
    assert year.felt.means["heard"] == (None, 4)
    answered()
    year = year_of(town)
    assert year.total.days == pytest.approx(0, abs=0.1)
    assert year.total.in_time == 1
    assert year.felt.means["heard"] == (4, 5)
    assert year.felt.means["neutral"] == (None, 0)
    assert year.felt.solved == {"yes": 5, "partly": 0, "no": 0}


def test_another_year_is_empty(town) -> None:
    town.lodge()
    with lock.visit(None) as visit:
        before = figures.figures(place=town.place.id, year=visit.now.year - 1, at=visit.now)
        assert visit.now.year in figures.years(place=town.place.id, at=visit.now)
    assert (before.total.lodged, before.lines, before.withheld) == (0, (), {})
