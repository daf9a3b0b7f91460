"""One boundary: what may be mended and told, and what must be refused.

Distances and areas here are rough (a degree of longitude shrinks with the latitude); they decide what is
told, never what is stored.
"""

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from quartier.core.territory.rules.findings import Finding, Weight
from quartier.core.territory.rules.geojson import Feature

METRES_PER_DEGREE = 111_320.0
# A repair that changes more of the ground than this is no repair: somebody must look at the file.
LARGEST_REPAIR = 0.02
# About ten centimetres: more would pretend to know more.
DIGITS = 6

Project = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


class NoShape(Exception):
    """The geometry of one feature cannot be used."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.reason)
        self.finding = finding


def boundary(feature: Feature, *, project: Project | None = None) -> tuple[BaseGeometry, list[Finding]]:
    """The polygon of a feature in WGS 84, valid and wound as RFC 7946 wants, and what was mended.

    `project` turns the file's coordinates into longitude and latitude. Raises NoShape.
    """
    findings: list[Finding] = []
    geometry = _read(feature, findings)
    if project is not None:
        geometry = shapely.transform(
            geometry, lambda points: np.column_stack(project(points[:, 0], points[:, 1]))
        )
    _check_range(feature, geometry)
    geometry = shapely.transform(geometry, lambda points: np.round(points, DIGITS))
    if not geometry.is_valid:
        geometry = _mend(feature, geometry, findings)
    return _wound(geometry), findings


def square_metres(geometry: BaseGeometry) -> float:
    """The area on the ground, good to about half a per cent below 70° of latitude and for areas of a town."""
    if geometry.is_empty:
        return 0.0
    shrink = math.cos(math.radians(geometry.centroid.y))
    return float(geometry.area * shrink * METRES_PER_DEGREE**2)


def as_geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """GeoJSON as JSON keeps it: lists, no tuples, so that what was stored equals what is compared with it."""
    return json.loads(json.dumps(mapping(geometry)))


def _at(feature: Feature, reason: str, weight: Weight = Weight.REFUSED, **details: Any) -> Finding:
    return Finding(
        reason=reason,
        weight=weight,
        line=feature.line,
        feature=feature.number,
        column="geometry",
        value=str(details.pop("value", "")),
        details=details,
    )


def _read(feature: Feature, findings: list[Finding]) -> BaseGeometry:
    raw = feature.geometry
    if raw is None:
        raise NoShape(_at(feature, "no_geometry"))
    kind = raw.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise NoShape(_at(feature, "not_a_polygon", value=kind))
    coordinates = raw.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise NoShape(_at(feature, "bad_coordinates"))
    closed = [[_ring(feature, ring, findings) for ring in _listed(feature, polygon)] for polygon in polygons]
    if len(closed) == 1:
        return Polygon(closed[0][0], closed[0][1:])
    return shape({"type": "MultiPolygon", "coordinates": closed})


def _listed(feature: Feature, value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise NoShape(_at(feature, "bad_coordinates"))
    return value


def _ring(feature: Feature, ring: Any, findings: list[Finding]) -> list[tuple[float, float]]:
    points = []
    for point in _listed(feature, ring):
        if not isinstance(point, list) or len(point) < 2 or not all(_finite(each) for each in point[:2]):
            raise NoShape(_at(feature, "bad_coordinates", value=str(point)[:60]))
        points.append((float(point[0]), float(point[1])))
    if points[0] != points[-1]:
        points.append(points[0])
        findings.append(_at(feature, "ring_closed", Weight.MENDED))
    if len(points) < 4:
        raise NoShape(_at(feature, "ring_too_short", value=str(len(points))))
    return points


def _finite(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _check_range(feature: Feature, geometry: BaseGeometry) -> None:
    west, south, east, north = geometry.bounds
    if west < -180 or east > 180 or south < -90 or north > 90 or not all(map(math.isfinite, geometry.bounds)):
        reason = (
            "coordinates_in_metres" if max(map(abs, geometry.bounds)) > 1000 else "coordinates_out_of_range"
        )
        raise NoShape(_at(feature, reason, value=f"{west:.5f} {south:.5f} {east:.5f} {north:.5f}"))


def _mend(feature: Feature, geometry: BaseGeometry, findings: list[Finding]) -> BaseGeometry:
    why = explain_validity(geometry)
    whole = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    mended = polygons(whole)
    if mended.is_empty:
        raise NoShape(_at(feature, "cannot_be_mended", value=why))
    # Two readings of the same crossing lines: where they differ much, nobody can say what was meant.
    other = polygons(shapely.make_valid(geometry, method="linework"))
    area = square_metres(mended)
    change = abs(square_metres(other) - area) / max(area, 1.0)
    details = {"value": why, "square_metres": round(area), "change": round(change, 4)}
    if change > LARGEST_REPAIR:
        raise NoShape(_at(feature, "repair_too_large", **details))
    findings.append(_at(feature, "shape_mended", Weight.MENDED, **details))
    return mended


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Only the ground of a geometry: lines and points that a repair left over are dropped."""
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon) and part.area > 0]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _wound(geometry: BaseGeometry) -> BaseGeometry:
    """Outer rings counter-clockwise, holes clockwise (RFC 7946 §3.1.6)."""
    return shapely.orient_polygons(geometry, exterior_cw=False)
