"""Snap points: the only places at which a public map may put incidents.

A point is the middle of a square that belongs to one area and stood for enough events when the series
began; it says "about here", and all later events of the square are counted at it. Squares come from halving
a fixed grid, so they depend on the events only through how often it was halved, and the points stay the
same for the whole series: boundaries that moved could be subtracted from one another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quartier.core.publication.rules.policy import Policy

BASE_SIDE = 6_400  # metres; halved down to the policy's shortest side


@dataclass(frozen=True, slots=True, order=True)
class Square:
    """A square of the grid in one area. `x`, `y`: its south-west corner, in metres of the area's metric
    system.
    """

    area: int
    x: int
    y: int
    side: int

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.side / 2, self.y + self.side / 2

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.side and self.y <= y < self.y + self.side

    def quarters(self) -> tuple["Square", ...]:
        half = self.side // 2
        return tuple(
            Square(self.area, self.x + dx, self.y + dy, half) for dx in (0, half) for dy in (0, half)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where one event happened, in metres of the area's metric system."""

    area: int
    x: float
    y: float


def lay_points(places: Iterable[Place], policy: Policy) -> tuple[Square, ...]:
    """The squares of a new series, each standing for at least `policy.point_events` of the given events.

    A square is halved only if every quarter with events in it still stands for enough, and not below the
    shortest side. A square of the base grid with too few events gets no point.
    """
    by_square: dict[Square, list[Place]] = {}
    for place in places:
        corner = (int(place.x // BASE_SIDE) * BASE_SIDE, int(place.y // BASE_SIDE) * BASE_SIDE)
        by_square.setdefault(Square(place.area, *corner, BASE_SIDE), []).append(place)
    found: list[Square] = []
    waiting = sorted(by_square.items())
    while waiting:
        square, inside = waiting.pop()
        if len(inside) < policy.point_events:
            continue
        parts = _split(square, inside) if square.side // 2 >= policy.point_side else {}
        if parts and all(len(part) >= policy.point_events for part in parts.values()):
            waiting.extend(parts.items())
        else:
            found.append(square)
    return tuple(sorted(found))


def _split(square: Square, inside: Sequence[Place]) -> dict[Square, list[Place]]:
    parts: dict[Square, list[Place]] = {}
    for place in inside:
        quarter = next(part for part in square.quarters() if part.holds(place.x, place.y))
        parts.setdefault(quarter, []).append(place)
    return parts


def snap(place: Place, squares: Sequence[Square]) -> Square | None:
    """The square whose point stands for the place, or None: then it is counted in its area only."""
    return next((s for s in squares if s.area == place.area and s.holds(place.x, place.y)), None)


def show_points(
    counts: Mapping[Square, int], total: int, policy: Policy, *, total_shown: bool
) -> dict[Square, int | None]:
    """Counts at the points of one area in one whole window, all kinds; None where withheld.

    total        the area's figure of the same window, events without a point included
    total_shown  whether that figure is shown. If not, no point is: their sum would stand in for it

    What all withheld points and the events without a point have in common is their sum; so each small one
    can lie between what the others leave and k − 1. Points are withheld, fewest events first, until that is
    wide enough.
    """
    order = sorted(counts, key=lambda square: (counts[square], square))
    if not total_shown:
        return dict.fromkeys(counts)
    shown = [square for square in order if counts[square] >= policy.k]
    while shown and not _wide_enough(counts, shown, total, policy):
        shown.pop(0)
    return {square: _round(counts[square], policy) if square in shown else None for square in counts}


def _wide_enough(counts: Mapping[Square, int], shown: Sequence[Square], total: int, policy: Policy) -> bool:
    """Whether each small part of what is not shown keeps `protection` + 1 possible values.

    Worst case for us: the reader knows how many parts there are, which are small (0…k−1) and which k or
    more. The events without a point are one part.
    """
    rest = total - sum(counts[square] for square in shown)
    parts = [count for square, count in counts.items() if square not in shown]
    parts += [rest - sum(parts)] if rest > sum(parts) else []
    small = [part for part in parts if part < policy.k]
    large = len(parts) - len(small)
    least = 0 if large else max(0, rest - (policy.k - 1) * (len(small) - 1))
    most = min(policy.k - 1, rest - policy.k * large)
    return not any(small) or most - least >= policy.protection


def _round(value: int, policy: Policy) -> int:
    return (value + policy.rounding // 2) // policy.rounding * policy.rounding
