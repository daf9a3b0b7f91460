"""No small count can be worked out: tried by going through every table that fits what is shown."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.features.custody.rules.small_numbers import POSSIBLE, SMALL, protect

MOST = 40  # more than any value tried here


def possible(shown, row, column, most=7):
    """All values of one cell over all tables that fit; plain search, knows nothing of networks. Hidden means 1 at least."""
    height, width = len(shown.cells), len(shown.columns)
    free = [(r, c) for r, c in product(range(height), range(width)) if shown.cells[r][c] is None]
    found = set()

    def fits(values):
        def at(r, c):
            return values.get((r, c), shown.cells[r][c])

        sums = [sum(at(r, c) for c in range(width)) for r in range(height)]
        ups = [sum(at(r, c) for r in range(height)) for c in range(width)]
        told = [
            *zip(shown.rows, sums, strict=True),
            *zip(shown.columns, ups, strict=True),
            (shown.total, sum(sums)),
        ]
        return all(said == is_ if said is not None else is_ > 0 for said, is_ in told)

    def go(left, values):
        if not left:
            if fits(values):
                found.add(values[row, column])
            return
        cell, *others = left
        r, c = cell
        spent_r = sum(v for (a, _b), v in values.items() if a == r)
        spent_c = sum(v for (_a, b), v in values.items() if b == c)
        bounds = [MOST if shown.rows[r] is None else shown.rows[r] - spent_r]
        bounds.append(MOST if shown.columns[c] is None else shown.columns[c] - spent_c)
        for value in range(1, min(*bounds, most) + 1):
            go(others, {**values, cell: value})

    go(free, {})
    return found


def test_a_large_table_is_shown_whole():
    shown = protect([[10, 20], [30, 40]])
    assert shown.cells == ((10, 20), (30, 40))
    assert (shown.rows, shown.columns, shown.total) == ((30, 70), (40, 60), 100)


def test_a_small_count_takes_others_with_it():
    shown = protect([[12, 3, 14], [9, 11, 10], [8, 7, 15]])
    hidden = [(r, c) for r in range(3) for c in range(3) if shown.cells[r][c] is None]
    assert (0, 1) in hidden
    assert len([cell for cell in hidden if cell[0] == 0]) >= 2, "else its row gives it away"
    assert len([cell for cell in hidden if cell[1] == 1]) >= 2, "else its column does"
    assert None not in shown.rows + shown.columns


def test_two_ones_beside_each_other_are_not_given_away_by_their_sum():
    shown = protect([[1, 1, 6], [6, 7, 6]])
    assert len(possible(shown, 0, 0, most=14)) >= POSSIBLE
    assert None not in shown.rows + shown.columns


def test_a_single_suite_with_one_person_shows_no_sum():
    shown = protect([[0, 2, 0]])
    assert shown.cells == ((0, None, 0),)
    assert (shown.rows, shown.columns, shown.total) == ((None,), (0, None, 0), None)


def test_nothing_at_all_is_zeros():
    assert protect([[0, 0], [0, 0]]).total == 0
    assert protect([]).total == 0


def test_what_cannot_be_protected_otherwise_is_hidden_altogether():
    shown = protect([[4, 0, 0, 6]])
    assert shown.cells[0][0] is None
    assert {shown.rows[0], shown.total} == {None} or shown.cells[0][3] is None


COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whoever_tries_every_table_is_left_with_three_values_for_each_small_count(data):
    height, width = data.draw(st.sampled_from([(1, 2), (2, 2), (1, 3)]))
    counts = data.draw(
        st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=height, max_size=height)
    )
    shown = protect(counts)
    for row, column in product(range(height), range(width)):
        if 0 < counts[row][column] < SMALL:
            assert shown.cells[row][column] is None
            assert len(possible(shown, row, column)) >= POSSIBLE
        elif shown.cells[row][column] is not None:
            assert shown.cells[row][column] == counts[row][column]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_sum_that_is_shown_is_right_and_none_is_small(data):
    counts = data.draw(st.lists(st.lists(st.integers(0, 30), min_size=6, max_size=6), min_size=1, max_size=8))
    shown = protect(counts)
    sums = [sum(line) for line in counts]
    assert all(said in (None, is_) for said, is_ in zip(shown.rows, sums, strict=True))
    assert all(
        said is None or said == 0 or said >= SMALL for said in (*shown.rows, *shown.columns, shown.total)
    )


@pytest.mark.parametrize("height", [30])
def test_a_year_of_thirty_suites_is_done_at_once(height):
    counts = [[(row * 7 + column * 5) % 13 for column in range(12)] for row in range(height)]
    shown = protect(counts)
    assert all(
        shown.cells[row][column] is None
        for row in range(height)
        for column in range(12)
        if 0 < counts[row][column] < SMALL
    )
