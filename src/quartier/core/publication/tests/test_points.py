"""Snap points stand for enough, stay where they are, and give nothing small away."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from quartier.core.publication.rules.points import Place, Square, lay_points, show_points, snap
from quartier.core.publication.rules.policy import Policy

POLICY = Policy(version="test")
coordinates = st.floats(-20_000, 20_000, allow_nan=False)
places = st.lists(
    st.builds(Place, area=st.integers(1, 2), x=coordinates, y=coordinates).flatmap(
        lambda place: st.integers(1, 30).map(lambda times: [place] * times)
    ),
    max_size=12,
).map(lambda groups: [place for group in groups for place in group])


@given(places)
@settings(max_examples=60, deadline=None)
def test_each_point_stands_for_enough_events_of_one_area(events) -> None:
    squares = lay_points(events, POLICY)
    standing = [snap(place, squares) for place in events]
    for square in squares:
        assert standing.count(square) >= POLICY.point_events
        assert square.side >= POLICY.point_side
    for place, square in zip(events, standing, strict=True):
        assert square is None or (square.area == place.area and square.holds(place.x, place.y))


@given(places, st.floats(-3, 3), st.floats(-3, 3))
@settings(max_examples=40, deadline=None)
def test_points_lie_on_the_grid_and_not_on_the_events(events, dx, dy) -> None:
    """Moving all events a little moves no point by a little: centres lie on a grid of half squares."""
    for square in lay_points([Place(p.area, p.x + dx, p.y + dy) for p in events], POLICY):
        assert square.x % square.side == 0
        assert square.y % square.side == 0


def reachable(small, large_count, rest, index, k) -> tuple[int, int]:
    """Lowest and highest value of one small part, by integer programming."""
    size = len(small) + large_count
    bounds = Bounds([0] * len(small) + [k] * large_count, [k - 1] * len(small) + [np.inf] * large_count)
    ends = []
    for sign in (1, -1):
        goal = np.zeros(size)
        goal[index] = sign
        answer = milp(
            goal,
            constraints=LinearConstraint(np.ones((1, size)), rest, rest),
            integrality=np.ones(size),
            bounds=bounds,
        )
        ends.append(sign * answer.fun)
    return round(ends[0]), round(ends[1])


@given(st.lists(st.integers(0, 12), min_size=1, max_size=7), st.integers(0, 8))
@settings(max_examples=80, deadline=None)
def test_no_small_point_can_be_worked_out(values, lost) -> None:
    counts = {Square(1, 100 * n, 0, 200): value for n, value in enumerate(values)}
    total = sum(values) + lost
    shown = show_points(counts, total, POLICY, total_shown=True)
    parts = [counts[square] for square, value in shown.items() if value is None] + ([lost] if lost else [])
    rest = total - sum(value for value in shown.values() if value is not None)
    small = [part for part in parts if part < POLICY.k]
    for index, part in enumerate(small):
        if part:
            low, high = reachable(small, len(parts) - len(small), rest, index, POLICY.k)
            assert high - low >= POLICY.protection or all(value is None for value in shown.values())


def test_no_point_is_shown_where_the_area_is_not() -> None:
    counts = {Square(1, 0, 0, 200): 50}
    assert show_points(counts, 50, POLICY, total_shown=False) == {Square(1, 0, 0, 200): None}
    assert show_points(counts, 50, POLICY, total_shown=True) == {Square(1, 0, 0, 200): 50}
