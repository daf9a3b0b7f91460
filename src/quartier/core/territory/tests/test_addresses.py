"""Houses along a line."""

import pytest

from quartier.core.territory.rules.addresses import along, house_point


def test_odd_numbers_stand_left_and_even_ones_right():
    line = [(0.0, 0.0), (100.0, 0.0)]
    assert along(line, 0.25, 8.0) == (25.0, 8.0)
    assert along(line, 1.0, -8.0) == (100.0, -8.0)


def test_a_bend_is_followed():
    assert along([(0.0, 0.0), (100.0, 0.0), (100.0, 100.0)], 0.75, 8.0) == (92.0, 50.0)


def test_a_house_is_metres_away_from_its_line():
    lon, lat = house_point([(30.0, 50.0), (30.1, 50.0)], (1, 100), "50")
    assert lon == pytest.approx(30.05)
    assert (50.0 - lat) * 111_320 == pytest.approx(8.0)


@pytest.mark.parametrize("number", ["0", "101", "", "а"])
def test_a_house_beyond_the_street_has_no_point(number):
    assert house_point([(30.0, 50.0), (30.1, 50.0)], (1, 100), number) is None
