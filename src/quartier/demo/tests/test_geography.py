"""The grids lie at sea, houses stand along their streets, distances stay true."""

import math

from pyproj import Geod
from shapely.geometry import Point, shape

from quartier.demo import world
from quartier.demo.geography import degrees, metric_crs, polygon

EARTH = Geod(ellps="WGS84")
# A box of open ocean that holds no island: the Azores end at 25.0 W and 39.8 N, Ireland begins at 10.7 W.
OCEAN = (-26.0, 43.0, -16.0, 53.0)


def test_each_home_lies_in_the_open_ocean() -> None:
    for home in world.HOMES:
        x0, y0, x1, y1 = world.home(home)["grid_extent"]
        for longitude, latitude in degrees(home, [(x0, y0), (x1, y1)]):
            assert OCEAN[0] < longitude < OCEAN[2]
            assert OCEAN[1] < latitude < OCEAN[3]


def test_metres_of_the_grid_are_metres_on_earth() -> None:
    for home in world.HOMES:
        a, b = degrees(home, [(-1000.0, 250.0), (1000.0, 250.0)])
        _, _, metres = EARTH.inv(*a, *b)
        assert math.isclose(metres, 2000.0, rel_tol=1e-5)


def test_houses_stand_eight_metres_from_the_line_on_two_sides() -> None:
    street = world.streets("en_station")[0]
    (x1, y1), (x2, y2) = street.start, street.end
    for number in (1, 2, street.houses):
        x, y = street.house(number)
        off = ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / street.length
        assert math.isclose(off, 8.0 if number % 2 else -8.0, abs_tol=1e-9)


def test_every_street_lies_in_its_beat() -> None:
    for beat in world.places("beats"):
        area = shape({"type": "Polygon", "coordinates": [beat["polygon"]]})
        for street in world.streets(beat["id"]):
            assert all(area.contains(Point(house)) for house in street.all_houses())


def test_polygons_turn_counter_clockwise() -> None:
    for beat in world.places("beats"):
        ring = shape(polygon(beat["home"], beat["polygon"])).exterior
        assert ring.is_ccw


def test_the_grid_has_a_name_that_any_program_reads() -> None:
    assert metric_crs("uk") == "+proj=aeqd +lat_0=44 +lon_0=-20 +datum=WGS84 +units=m +no_defs"
