"""Where the town lies: each home's grid of metres, laid over open water in the middle of the Atlantic. Pure.

No real street lies below an invented one, and distances stay true to the millimetre within a home.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pyproj import Transformer

FALSE_ORIGINS = {"uk": (-20.0, 44.0), "fr": (-18.0, 47.0), "en": (-25.0, 52.0)}  # longitude, latitude
SIDE_OF_STREET_M = 8.0
HOUSE_UNCERTAINTY_M = 10.0
STREET_UNCERTAINTY_M = 150.0

Point = tuple[float, float]


def metric_crs(home: str) -> str:
    """The home's grid as a PROJ string: equidistant from the false origin, in metres."""
    longitude, latitude = FALSE_ORIGINS[home]
    return f"+proj=aeqd +lat_0={latitude:g} +lon_0={longitude:g} +datum=WGS84 +units=m +no_defs"


@cache
def _transformer(home: str) -> Transformer:
    return Transformer.from_crs(metric_crs(home), "EPSG:4326", always_xy=True)


def degrees(home: str, points: Iterable[Point]) -> list[Point]:
    """Longitude and latitude of grid points, to a centimetre (seven decimals)."""
    listed = list(points)
    if not listed:
        return []
    longitudes, latitudes = _transformer(home).transform([p[0] for p in listed], [p[1] for p in listed])
    return [(round(x, 7), round(y, 7)) for x, y in zip(longitudes, latitudes, strict=True)]


def polygon(home: str, ring: Sequence[Sequence[float]]) -> dict[str, object]:
    """A GeoJSON polygon of a ring on the grid, counter-clockwise as RFC 7946 asks."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    ordered = list(ring) if area > 0 else list(reversed(ring))
    return {
        "type": "Polygon",
        "coordinates": [[list(p) for p in degrees(home, [(x, y) for x, y in ordered])]],
    }


@dataclass(frozen=True, slots=True)
class Street:
    """A straight street: its houses stand along the line, odd numbers to the left, even ones to the right."""

    id: str
    name: str
    beat: str
    start: Point
    end: Point
    houses: int

    @property
    def length(self) -> float:
        return math.dist(self.start, self.end)

    @property
    def middle(self) -> Point:
        return ((self.start[0] + self.end[0]) / 2, (self.start[1] + self.end[1]) / 2)

    def house(self, number: int) -> Point:
        """Grid metres of house `number`, at share number/houses of the line."""
        if not 1 <= number <= self.houses:
            raise ValueError(f"{self.id} has houses 1 to {self.houses}")
        share = number / self.houses
        along_x, along_y = self.end[0] - self.start[0], self.end[1] - self.start[1]
        side = SIDE_OF_STREET_M if number % 2 else -SIDE_OF_STREET_M
        left_x, left_y = -along_y / self.length, along_x / self.length
        return (
            self.start[0] + along_x * share + left_x * side,
            self.start[1] + along_y * share + left_y * side,
        )

    def all_houses(self) -> list[Point]:
        return [self.house(number) for number in range(1, self.houses + 1)]
