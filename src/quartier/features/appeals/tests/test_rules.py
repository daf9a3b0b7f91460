"""What is decided without a database: states, terms, routes, conflicts, likeness, places that are safe to show."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed
from quartier.core.law import queries as law
from quartier.features.appeals.rules import (
    categories,
    checks,
    conflicts,
    extending,
    ground,
    history,
    likeness,
    outcomes,
    route,
    standing,
)
from quartier.features.appeals.rules.history import Step
from quartier.features.appeals.rules.standing import Done
from quartier.features.appeals.words import CHANNELS, STATES, STEPS

FRIDAY = datetime(2026, 1, 30, 8, 0, tzinfo=UTC)
PACK = law.pack("ua.appeals")


def told(*steps: Step, **facts: object):
    first = Step(step="registered", occurred_at=FRIDAY)
    return history.read(
        lodged_at=FRIDAY, arrived_at=FRIDAY, is_part=False, facts=facts, steps=[first, *steps]
    )


def after(days: float, step: str, **more: object) -> Step:
    return Step(step=step, occurred_at=FRIDAY + timedelta(days=days), more=more)


def due(history_, days: float = 1):
    return standing.due(standing.evaluated(PACK, history_, at=FRIDAY + timedelta(days=days)))


def test_a_month_from_the_end_of_january_is_the_end_of_february() -> None:
    assert due(told())[0] == datetime(2026, 2, 28, 22, 0, tzinfo=UTC)
    assert due(told(no_further_study=True))[0] == datetime(2026, 2, 14, 22, 0, tzinfo=UTC)


def test_an_answer_ends_the_term_and_reopening_begins_another() -> None:
    assert due(told(after(3, "answered")), days=4) == (None, None)
    again = due(told(after(3, "answered"), after(10, "reopened")), days=11)[0]
    assert again == datetime(2026, 3, 9, 22, 0, tzinfo=UTC)


def test_sending_on_the_whole_ends_it_here_and_a_part_does_not() -> None:
    assert due(told(after(2, "forwarded", kept=False)), days=3)[0] is None
    assert due(told(after(2, "forwarded", kept=True)), days=3)[0] == due(told())[0]


def test_a_part_counts_from_its_arrival_there() -> None:
    there = FRIDAY + timedelta(days=4)
    part = history.read(
        lodged_at=FRIDAY, arrived_at=there, is_part=True, facts={}, steps=[Step(step="registered", occurred_at=there)]
    )  # fmt: skip
    assert due(part, days=5)[0] == datetime(2026, 3, 3, 22, 0, tzinfo=UTC)


def test_another_bodys_matter_is_sent_on_within_five_days() -> None:
    assert due(told(competent=False))[1] == datetime(2026, 2, 4, 22, 0, tzinfo=UTC)
    assert due(told())[1] is None


def test_more_time_holds_to_forty_five_days_and_not_twice() -> None:
    was = due(told())[0]
    at = FRIDAY + timedelta(days=20)
    last = (FRIDAY + timedelta(days=45)).date()
    extending.check(PACK, before=told(), was_due=was, until=last, at=at)
    with pytest.raises(Invalid) as caught:
        extending.check(PACK, before=told(), was_due=was, until=last + timedelta(days=1), at=at)
    assert caught.value.problems[0].details == {"most": last.isoformat()}
    with pytest.raises(Invalid):
        extending.check(PACK, before=told(), was_due=was, until=FRIDAY.date(), at=at)
    extended = told(after(20, "extended", until=last.isoformat()))
    with pytest.raises(Conflict):
        extending.check(PACK, before=extended, was_due=due(extended, days=21)[0], until=last, at=at)


@given(st.lists(st.sampled_from(sorted(standing.LEADS)), max_size=12))
def test_whatever_happens_there_is_one_known_state(steps) -> None:
    state = standing.state_of([Done(step=step) for step in ["registered", *steps]])
    assert state in standing.STATES
    assert state != "answered" or "answered" in steps


def test_every_step_and_state_has_words() -> None:
    assert set(STEPS) >= set(standing.LEADS) - {"threshold"}
    assert set(STATES) == set(standing.STATES)
    assert set(CHANNELS) == set(checks.CHANNELS)
    assert set(standing.VERBS) <= set(standing.LEADS)


def test_late_is_the_clock_and_only_while_it_is_owed() -> None:
    late = {"due_at": FRIDAY, "at": FRIDAY + timedelta(seconds=1)}
    assert standing.is_late(state="waiting", **late)
    assert not standing.is_late(state="answered", **late)
    assert not standing.is_late(state="open", due_at=FRIDAY, at=FRIDAY)
    assert not standing.is_late(state="open", due_at=None, at=FRIDAY)


def test_who_may_do_what() -> None:
    standing.check("answered", state="open", lodger=False, handles=True)
    with pytest.raises(NotAllowed):
        standing.check("answered", state="open", lodger=True, handles=False)
    with pytest.raises(Conflict):
        standing.check("answered", state="answered", lodger=False, handles=True)
    assert standing.open_steps(state="answered", lodger=True, handles=False) == [
        "reopened",
        "escalated",
        "objected",
        "survey_answered",
    ]


SETUP = route.SetUp(
    pack="ua.appeals",
    facts={"a": 1},
    complaints=9,
    higher=8,
    rules=[
        route.Rule(category="", organisation=1),
        route.Rule(category="lighting", organisation=2, pack="own.appeals", facts={"b": 2}),
    ],
)


def test_the_row_of_a_category_comes_before_the_row_for_the_rest() -> None:
    found = route.way(SETUP, category="lighting", about_officer=False)
    assert (found.organisation, found.pack, found.facts, found.compartment) == (
        2,
        "own.appeals",
        {"a": 1, "b": 2},
        "appeals",
    )
    assert route.way(SETUP, category="waste", about_officer=False).organisation == 1
    assert route.way(SETUP, category="waste", about_officer=False, wanted=2).organisation == 2
    with pytest.raises(Conflict):
        route.way(SETUP, category="waste", about_officer=False, wanted=77)
    with pytest.raises(Conflict):
        route.way(SETUP, category="waste", about_officer=False, barred=[1])


def test_what_is_about_an_officer_goes_to_the_overseers_whatever_was_wanted() -> None:
    found = route.way(SETUP, category="waste", about_officer=True, wanted=1)
    assert (found.organisation, found.compartment) == (9, "complaint")
    assert route.way(SETUP, category="officer_conduct", about_officer=False, barred=[9]).organisation == 8
    with pytest.raises(Conflict):
        route.way(SETUP, category="officer_conduct", about_officer=False, barred=[8, 9])


def test_nobody_handles_what_is_about_them_or_their_body() -> None:
    who = uuid4()
    concerned = [conflicts.Concerned(account=who, organisation=5)]
    with pytest.raises(NotAllowed):
        conflicts.check_person(who, concerned=concerned)
    conflicts.check_person(uuid4(), concerned=concerned)
    with pytest.raises(NotAllowed):
        conflicts.check_body(5, concerned=concerned)
    with pytest.raises(NotAllowed):
        conflicts.check_body(6, concerned=concerned, serves_in=5)
    conflicts.check_body(6, concerned=concerned, serves_in=6)


def test_those_that_say_the_same_nearby_come_first() -> None:
    here = (30.0, 50.0)
    assert likeness.metres(here, here) == 0
    west, south, east, north = likeness.box(*here, 100)
    assert likeness.metres(here, (east, here[1])) == pytest.approx(100, rel=0.01)
    assert south < here[1] < north
    assert west < here[0]
    same = likeness.alike(
        "Не світить ліхтар на Зарічній біля школи", "Біля школи на Зарічній ліхтарі не світять"
    )
    assert same > 0.7
    assert likeness.alike("Не світить ліхтар", "Сусіди шумлять уночі") == 0
    found = likeness.ranked(
        [
            likeness.Near(tag="far", metres=500, words=1.0),
            likeness.Near(tag="near", metres=20, words=0.1),
            likeness.Near(tag="nearer", metres=5, words=0.5),
            likeness.Near(tag="placeless", metres=None, words=same),
            likeness.Near(tag="other", metres=None, words=0.1),
        ],
        within=60,
    )
    assert [one.tag for one in found] == ["nearer", "placeless", "near"]


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_a_public_point_lies_on_the_grid_and_near(lon, lat) -> None:
    x, y = ground.safe_point(lon, lat)
    assert abs(x - lon) <= ground.GRID
    assert abs(y - lat) <= ground.GRID
    assert ground.safe_point(x, y) == (x, y)
    assert ground.safe_point(lon, None) == (None, None)


@pytest.mark.parametrize(
    ("spot", "shown"),
    [
        ("вул. Зарічна, буд. 14, кв. 3", "вул. Зарічна"),
        ("вул. Зарічна 14а", "вул. Зарічна"),
        ("Зарічна, 7-б", "Зарічна"),
        ("вул. 8 Березня, 3", "вул. 8 Березня"),
        ("Flat 7, 12 Lime Street", "Lime Street"),
        ("12 bis, rue des Tilleuls", "rue des Tilleuls"),
        ("Rue des Tilleuls n° 12", "Rue des Tilleuls"),
        ("Place du 11 Novembre, 4", "Place du 11 Novembre"),
        ("міст через Рудку", "міст через Рудку"),
        ("", ""),
    ],
)
def test_the_street_is_told_and_the_door_is_not(spot, shown) -> None:
    assert ground.street(spot) == shown


def test_all_that_is_wrong_is_said_together() -> None:
    draft = checks.Draft(
        category="fraud",
        title="x" * 200,
        text="",
        language="uk",
        spot="",
        lon=200.0,
        lat=1.0,
        name="",
        residence="",
        identity="contact",
        channel="web",
        files=9,
        publish=True,
        occurred_at=FRIDAY,
        arrived_at=FRIDAY - timedelta(days=1),
    )
    found = {
        (one.field, one.code) for one in checks.problems(draft, needs=checks.Needs(named=True), at=FRIDAY)
    }
    assert found == {
        ("title", "appeals.too_long"),
        ("text", "missing"),
        ("spot", "appeals.no_such_point"),
        ("name", "missing"),
        ("residence", "missing"),
        ("files", "appeals.too_many_files"),
        ("publish", "appeals.never_public"),
        ("public_title", "missing"),
        ("public_text", "missing"),
        ("arrived_at", "appeals.arrived_before_written"),
    }


def test_categories_and_codes_are_named_in_three_languages() -> None:
    for category in categories.CATEGORIES.values():
        assert all((category.uk, category.fr, category.en))
        assert category.name("fr-BE") == category.fr
        assert not (category.officer and category.public)
    for table in (outcomes.OUTCOMES, outcomes.CLOSINGS, outcomes.FORWARDINGS):
        assert all(code.say("uk") and code.say("fr") and code.say("en") for code in table.values())
