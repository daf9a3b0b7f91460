"""The board: lateness follows from the time alone, what presses comes first, nobody falls off it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quartier.features.custody.rules import board
from quartier.features.custody.rules.board import Held, Place

NOW = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
CELLS = [Place(code=str(number)) for number in range(1, 7)]


@dataclass(frozen=True)
class Due:
    key: str = "check"
    what: str = "check"
    due_at: datetime = NOW
    soon_at: datetime = NOW - timedelta(minutes=15)
    severity: int = 2
    act: str = "check"
    article: str = ""


@dataclass(frozen=True)
class Limit:
    id: str
    started_at: datetime | None
    due_at: datetime | None
    state: str = "running"
    article: str = "PACE 41"
    consequence: str = "release"
    names: dict[str, str] = field(default_factory=dict)


def minutes(count: float) -> datetime:
    return NOW + timedelta(minutes=count)


def due(after: float, **more: object) -> Due:
    return Due(**{"due_at": minutes(after), "soon_at": minutes(after - 15)} | more)


def held(number: int, **more: object) -> Held:
    values = {"id": UUID(int=number), "state": "held", "moment": minutes(-192), "cell": str(number)}
    return Held(number=f"NQ-{number}", label="M. D., 1998", **values | more)


def laid(*stays: Held, places: list[Place] = CELLS) -> board.Board:
    return board.lay_out(places=places, stays=stays, now=NOW)


@pytest.mark.parametrize(
    ("seconds", "state"), [(-901, ""), (-900, "soon"), (-1, "soon"), (0, "soon"), (1, "late")]
)
def test_a_check_is_late_one_second_after_its_time_and_not_at_it(seconds, state):
    assert board.due_state(NOW, NOW - timedelta(minutes=15), NOW + timedelta(seconds=seconds)) == state


def test_what_is_late_comes_first_the_gravest_on_top_then_all_in_order_of_time():
    found = laid(
        held(1, due=[due(20)]),
        held(2, due=[due(-40, severity=3, key="meal"), due(5)]),
        held(3, due=[due(-6, severity=1)]),
    )
    assert [(task.cell, task.state) for task in found.tasks] == [
        ("3", "late"),
        ("2", "late"),
        ("2", "soon"),
        ("1", ""),
    ]
    assert found.first is not None and found.first.cell == "3"
    assert found.first.left == timedelta(minutes=-6)


def test_a_tile_shows_two_lines_and_a_near_limit_is_always_one_of_them():
    near = Limit(id="detention", started_at=minutes(-1310), due_at=minutes(130))
    found = laid(held(4, due=[due(-6), due(3, key="meal"), due(33, key="review")], limits=[near]))
    [person] = found.tiles[3].people
    assert [line.key for line in person.lines] == ["check", "detention"]
    assert person.state == "late" and person.span.state == "soon" and person.span.percent == 90
    assert [task.key for task in found.limits] == ["detention"]


def test_a_limit_far_away_is_only_the_stretch_that_has_run():
    far = Limit(id="to_court", started_at=minutes(-60), due_at=minutes(59 * 60))
    [person] = laid(held(1, limits=[far])).tiles[0].people
    assert person.state == "" and person.lines == ()
    assert person.span.of == timedelta(hours=60) and person.span.percent == 1


def test_a_duty_of_the_law_stands_with_what_is_due_and_not_with_the_limits():
    clock = Limit(id="review", started_at=NOW, due_at=minutes(20), article="PACE 40", consequence="recorded")
    found = laid(held(1, limits=[clock], due=[due(20, what="review", act="review_done")]))
    assert len(found.tasks) == 1 and found.limits == ()


def test_the_look_into_the_cell_is_the_first_line_whatever_else_is_late():
    rights = due(-300, key="rights", act="rights_told")
    found = laid(held(1, due=[rights, due(-2), due(4, key="meal", act="meal")]))
    [person] = found.tiles[0].people
    assert [line.key for line in person.lines] == ["check", "rights"]
    assert [task.key for task in found.tasks] == ["check", "rights", "meal"]


@pytest.mark.parametrize(("state", "shown"), [("paused", "hold"), ("unknown", "unknown"), ("met", "")])
def test_a_limit_without_an_instant_is_never_drawn_as_one(state, shown):
    [person] = (
        laid(held(1, limits=[Limit(id="detention", started_at=NOW, due_at=None, state=state)]))
        .tiles[0]
        .people
    )
    assert person.span.of is None and person.span.percent == 0 and person.span.state == shown
    assert person.span.ran == timedelta(minutes=192)


def test_out_of_the_cell_is_said_unless_something_is_late():
    away = held(2, state="out", where="hospital", due=[due(3)])
    assert laid(held(2, where="interview")).tiles[1].state == "hold"
    assert laid(replace(away, due=[due(60)])).tiles[1].state == "hold"
    assert laid(away).tiles[1].state == "soon"
    assert laid(replace(away, due=[due(-1)])).tiles[1].state == "late"


def test_a_shared_cell_holds_both_and_shows_the_worse():
    found = laid(held(5, id=UUID(int=50)), held(5, id=UUID(int=51), due=[due(-2)]))
    assert len(found.tiles[4].people) == 2 and found.tiles[4].state == "late"
    assert found.totals.free == 5


def test_whoever_has_no_cell_stands_after_the_cells_the_longest_waiting_first():
    found = laid(held(8, cell="", moment=minutes(-5)), held(9, cell="", state="street", moment=minutes(-20)))
    assert [tile.people[0].held.id.int for tile in found.tiles[6:]] == [9, 8]
    assert found.totals.held == 1 and found.totals.coming == 1


def test_rooms_where_nobody_stays_are_left_out_until_somebody_is_there():
    rooms = [Place(code="C1", kind="consultation"), Place(code="H", kind="holding"), *CELLS]
    assert [tile.place.code for tile in laid(places=rooms).tiles[:2] if tile.place] == ["H", "1"]
    assert laid(held(1, cell="C1"), places=rooms).tiles[0].people
    assert laid(places=rooms).tiles[0].key == "0"


def test_the_totals_count_people_places_and_what_presses():
    places = [*CELLS[:4], replace(CELLS[4], state="out"), replace(CELLS[5], state="cleaning")]
    found = laid(
        held(1, due=[due(-6), due(4)]), held(2, state="out"), held(3, state="released"), places=places
    )
    assert found.totals == board.Totals(held=2, cells=6, late=1, soon=1, out=1, free=2, coming=0)


stays = st.builds(
    held,
    st.integers(0, 9),
    id=st.uuids(),
    state=st.sampled_from(["street", "held", "out"]),
    due=st.lists(st.builds(due, st.integers(-90, 90), severity=st.integers(1, 3)), max_size=4),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(stays, max_size=9))
def test_nobody_and_nothing_falls_off_the_board(people):
    found = laid(*people)
    shown = [person.held.id for tile in found.tiles for person in tile.people]
    assert sorted(shown, key=str) == sorted((one.id for one in people), key=str)
    assert len(found.tasks) == sum(len(one.due) for one in people)
    pressed = {task.stay for task in found.tasks if task.state == "late"}
    assert {p.held.id for t in found.tiles for p in t.people if p.state == "late"} == pressed
    assert [t.place for t in found.tiles[:6]] == CELLS
