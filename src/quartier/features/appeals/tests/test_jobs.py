"""What the calendar says: nothing for a month, overdue, how did it go. Nothing twice."""

from datetime import timedelta
from typing import Any

import pytest
from tests import factories

from quartier.core.registry import lock
from quartier.features.appeals import actions, jobs, queries

from .test_handling import YES, said_to

pytestmark = pytest.mark.database


@pytest.fixture
def clock(town: Any, as_fixture: Any) -> Any:
    """The program of the public works."""
    with as_fixture():
        who = factories.account(organisation=town.works, kind="service")
        factories.grant(
            who,
            role="appeals_clock",
            area=town.place,
            organisation=town.works,
            compartments=["appeals", "complaint"],
            secrecy=1,
        )
    return who.id


def before(days: int, town: Any) -> Any:
    """An appeal that was lodged so many days ago."""
    with lock.as_account(town.resident) as visit:
        at = visit.now - timedelta(days=days)
        return actions.lodge(lodging=town.lodging(), by=visit, at=at)


def test_nothing_is_said_while_it_is_fresh(town, clock) -> None:
    town.lodge()
    assert jobs.run(clock) == jobs.Round()


def test_after_sixty_quiet_days_it_is_said_once_and_that_it_is_late(town, clock) -> None:
    before(61, town)
    assert jobs.run(clock) == jobs.Round(quiet=1, late=1)
    assert jobs.run(clock) == jobs.Round()
    assert said_to(town, "quiet") == 1
    with lock.as_account(town.worker) as visit:
        view = queries.queue_for(visit).rows[0]
        assert view.late
        actions.acknowledge(appeal=view.id, by=visit, at=visit.now)
    assert jobs.run(clock) == jobs.Round()


def test_four_weeks_after_the_answer_they_are_asked_once(town, clock) -> None:
    lodged = before(50, town)
    with lock.as_account(town.worker) as visit:
        at = visit.now - timedelta(days=29)
        actions.answer(appeal=lodged.id, outcome="done", words=YES, by=visit, at=at)
    assert jobs.run(clock) == jobs.Round(survey=1)
    assert jobs.run(clock) == jobs.Round()


def test_another_bodys_program_says_nothing(town, as_fixture) -> None:
    before(61, town)
    with as_fixture():
        who = factories.account(organisation=town.council, kind="service")
        factories.grant(
            who, role="appeals_clock", area=town.place, organisation=town.council, compartments=["appeals"]
        )
    assert jobs.run(who.id) == jobs.Round()
    assert jobs.run(town.worker) == jobs.Round()
