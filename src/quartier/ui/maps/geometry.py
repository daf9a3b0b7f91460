"""From longitude and latitude to places on a sheet. Pure; exact enough for a town, not for a continent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Pair = Sequence[float]
METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A projection: equirectangular about the middle latitude, fitted into width × height with a margin."""

    west: float
    north: float
    across: float
    scale: float
    left: float
    top: float
    width: float
    height: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        return (
            self.left + (lon - self.west) * self.across * self.scale,
            self.top + (self.north - lat) * self.scale,
        )

    @property
    def metre(self) -> float:
        """Length of a metre on the sheet."""
        return self.scale / METRES_A_DEGREE


def sheet(
    bounds: tuple[float, float, float, float], width: float = 720, margin: float = 10, tallest: float = 640
) -> Sheet:
    """Fit west, south, east, north. The height follows the shape, up to `tallest`."""
    west, south, east, north = bounds
    across = cos(radians((south + north) / 2))
    wide, high = max((east - west) * across, 1e-6), max(north - south, 1e-6)
    scale = min((width - 2 * margin) / wide, (tallest - 2 * margin) / high)
    return Sheet(
        west=west,
        north=north,
        across=across,
        scale=scale,
        left=(width - wide * scale) / 2,
        top=margin,
        width=width,
        height=high * scale + 2 * margin,
    )


def bounds_of(geometries: Iterable[Mapping[str, Any]]) -> tuple[float, float, float, float]:
    """West, south, east, north of all. Raises ValueError when there is nothing."""
    points = [point for geometry in geometries for line in lines_of(geometry) for point in line]
    if not points:
        raise ValueError("nothing to draw")
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)


def lines_of(geometry: Mapping[str, Any]) -> list[Sequence[Pair]]:
    """Every ring, line or point (a line of one) of a GeoJSON geometry. Raises ValueError for an unknown type."""
    kind, coordinates = geometry["type"], geometry.get("coordinates", ())
    match kind:
        case "Polygon" | "MultiLineString":
            return list(coordinates)
        case "MultiPolygon":
            return [ring for polygon in coordinates for ring in polygon]
        case "LineString" | "MultiPoint":
            return [coordinates]
        case "Point":
            return [[coordinates]]
        case "GeometryCollection":
            return [line for inner in geometry["geometries"] for line in lines_of(inner)]
    raise ValueError(f"unknown geometry: {kind}")


def path(geometry: Mapping[str, Any], on: Sheet, grain: float = 0.7) -> str:
    """SVG path data; points closer than `grain` units to the last one are left out."""
    closed = geometry["type"] in ("Polygon", "MultiPolygon")
    return "".join(_stroke(line, on, grain, closed) for line in lines_of(geometry))


def _stroke(line: Sequence[Pair], on: Sheet, grain: float, closed: bool) -> str:
    kept: list[tuple[float, float]] = []
    for point in line:
        x, y = on.place(point[0], point[1])
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= grain:
            kept.append((round(x, 1), round(y, 1)))
    if closed and len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + ("Z" if closed else "")


def middle(geometry: Mapping[str, Any], on: Sheet) -> tuple[float, float]:
    """Where a label stands: the centroid of the largest ring."""
    rings = [[on.place(p[0], p[1]) for p in line] for line in lines_of(geometry)]
    best = max(rings, key=lambda ring: abs(_area(ring)))
    area = _area(best)
    if abs(area) < 1e-9:
        return best[0]
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(best, best[1:] + best[:1], strict=True):
        cross = ax * by - bx * ay
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return x / (6 * area), y / (6 * area)


def _area(ring: Sequence[tuple[float, float]]) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def bar_length(on: Sheet, longest: float = 160) -> int:
    """Metres of a scale bar: the longest of 1, 2, 5 × 10ⁿ that fits."""
    return max(
        (
            size * 10**power
            for power in range(1, 7)
            for size in (1, 2, 5)
            if size * 10**power * on.metre <= longest
        ),
        default=10,
    )
