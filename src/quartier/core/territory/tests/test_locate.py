"""Point to area, against the plain definition."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.core.territory.rules.locate import NOWHERE, index

from .conftest import square


def test_an_index_of_nothing_answers_nowhere():
    assert index([]).areas_of([1.0], [2.0]).tolist() == [NOWHERE]
    assert index([(1, 0, None)]).areas_of([1.0], [2.0]).tolist() == [NOWHERE]
    assert index([(1, 0, square(0, 0))]).areas_of([], []).tolist() == []


def test_a_shared_boundary_belongs_to_one_area_only():
    neighbours = index([(7, 5, square(0, 0)), (8, 5, square(1, 0))])
    assert neighbours.areas_of([1.0, 1.0], [0.5, 1.0]).tolist() == [7, 7]


areas = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 5), st.integers(0, 3)),
    min_size=1,
    max_size=12,
)
points = st.lists(st.tuples(st.floats(-1, 14), st.floats(-1, 14)), min_size=1, max_size=40)


@settings(deadline=None, max_examples=60)
@given(areas, points)
def test_many_at_once_answer_as_one_by_one(drawn, asked):
    rows = [(number, depth, square(x, y, size)) for number, (x, y, size, depth) in enumerate(drawn, start=1)]
    lon, lat = np.array(asked).T
    expected = []
    for x, y in asked:
        holding = [
            (-depth, number)
            for number, depth, geometry in rows
            if shapely.geometry.shape(geometry).intersects(shapely.Point(x, y))
        ]
        expected.append(min(holding)[1] if holding else NOWHERE)
    assert index(rows).areas_of(lon, lat).tolist() == expected
