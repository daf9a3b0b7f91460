"""Where a house stands, when only the line of its street and the numbers at both ends are known."""

import itertools
import math
import re

ASIDE = 8.0
METRES_PER_DEGREE = 111_320.0

Point = tuple[float, float]


def house_point(
    line: list[Point], houses: tuple[int, int], number: str, *, aside: float = ASIDE
) -> Point | None:
    """The longitude and latitude of a house: at the share number/last of the line, odd numbers left, even
    right.

    `aside` is in metres. None where the number is no number or beyond the street: no exact point for an
    unknown house.
    """
    found = re.match(r"\d+", number)
    first, last = houses
    if not found or not (first <= int(found[0]) <= last) or len(line) < 2:
        return None
    value = int(found[0])
    shrink = math.cos(math.radians(line[0][1]))
    east, north = shrink * METRES_PER_DEGREE, METRES_PER_DEGREE
    flat = [((lon - line[0][0]) * east, (lat - line[0][1]) * north) for lon, lat in line]
    x, y = along(flat, value / last, aside if value % 2 else -aside)
    return line[0][0] + x / east, line[0][1] + y / north


def along(line: list[Point], share: float, left: float) -> Point:
    """The point at `share` (0 to 1) of the length of a line in metres, `left` metres to its left."""
    legs = list(itertools.pairwise(line))
    lengths = [math.dist(a, b) for a, b in legs]
    rest = share * sum(lengths)
    for (a, b), length in zip(legs, lengths, strict=True):
        if length and (rest <= length or b == line[-1]):
            ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
            return a[0] + ux * rest - uy * left, a[1] + uy * rest + ux * left
        rest -= length
    return line[-1]
