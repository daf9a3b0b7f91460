"""A supervisor's figures: months that are over, what was mended left out, small counts hidden, nothing of other suites."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import factories

from quartier.core.kit.errors import NotAllowed
from quartier.features.custody import figures, recording
from quartier.features.custody.models import Entry
from quartier.features.custody.recording import Fact
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.small_numbers import SMALL

pytestmark = pytest.mark.database
AGO = timedelta(days=45)
MINUTES = AGO.total_seconds() / 60


@pytest.fixture
def chief(town, as_fixture):
    with as_fixture():
        return factories.staff(
            role="shift_supervisor",
            area=town.place,
            organisation=town.body,
            compartments=["general"],
            secrecy=2,
        )


def months_ago(town, who, *measures):
    with town.visit(who) as visit:
        return [figures.figures(visit, measure=one, at=visit.now) for one in measures]


def force(town, stays, uses):
    told = {"means": ["handcuffs"], "why": "He drew back.", "injured": "none_seen"}
    return [
        town.record(town.keeper, stays[0], "force_used", ago=MINUTES - 60, values=told, late_reason="x")
        for _ in range(uses)
    ]


def test_what_happened_often_is_counted_in_its_month(town, chief):
    stays = [town.open(ago=AGO).stay for _ in range(SMALL)]
    force(town, stays, SMALL + 1)
    (found,) = months_ago(town, chief, "force")
    assert found.shown.total == SMALL + 1
    assert [suite.code for suite in found.suites] == ["lypivka"]
    with town.visit(chief) as visit:
        month = (visit.now - AGO + timedelta(hours=1)).date().replace(day=1)
    assert found.shown.cells[0][found.months.index(month)] == SMALL + 1


def test_what_happened_to_a_few_is_hidden_with_every_sum_that_would_tell(town, chief):
    force(town, [town.open(ago=AGO).stay], 2)
    (found,) = months_ago(town, chief, "force")
    assert (found.shown.rows, found.shown.total) == ((None,), None)
    assert found.shown.cells[0].count(None) == 1


def test_what_was_said_never_to_have_happened_is_not_counted(town, chief):
    stays = [town.open(ago=AGO).stay]
    entries = force(town, stays, SMALL + 1)
    with town.visit(town.keeper) as visit:
        row = Entry.objects.get(id=entries[0].entry)
        void = Fact(
            act=ACTS["force_used"],
            values={},
            occurred_at=row.occurred_at,
            corrects=row.id,
            leaf=bytes(row.leaf),
            reason="twice",
            voids=True,
        )
        recording.write(void, about=stays[0], by=visit, at=visit.now)
    (found,) = months_ago(town, chief, "force")
    assert found.shown.total == SMALL


def test_late_entries_are_counted_by_the_suites_own_term(town, chief):
    stays = [town.open(ago=AGO).stay for _ in range(SMALL)]
    force(town, stays, SMALL)
    late, unexplained = months_ago(town, chief, "entries_late", "no_reason")
    assert late.shown.total == 2 * SMALL
    assert unexplained.shown.total == SMALL, "the openings gave no reason"


def test_this_month_is_counted_when_it_is_over(town, chief):
    for _ in range(SMALL):
        town.open(ago=timedelta(minutes=1))
    (found,) = months_ago(town, chief, "stays")
    with town.visit(chief) as visit:
        over = (visit.now - timedelta(minutes=1)).date().replace(day=1) in found.months
    assert found.shown.total == (SMALL if over else 0)


def test_every_measure_can_be_asked(town, chief):
    for found in months_ago(town, chief, *figures.MEASURES):
        assert found.shown.total == 0


def test_whoever_supervises_nothing_gets_nothing(town):
    with town.visit(town.guard) as visit, pytest.raises(NotAllowed):
        figures.figures(visit, measure="force", at=visit.now)


def test_a_year_ends_with_the_last_month_that_is_over():
    at = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # December has begun in Kyiv
    assert figures.over(at, zone="Europe/Kyiv")[-1] == date(2026, 11, 1)
    assert figures.over(at, zone="Europe/London")[-1] == date(2026, 10, 1)
    assert len(figures.over(at, zone="UTC")) == 12
