"""How areas of one kind fit together: overlaps, gaps between them, holes in them. All of it is told, none
refused: real boundaries are drawn by different hands, and a sliver of a metre is no reason to stay
without a map.
"""

from collections.abc import Iterable

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from quartier.core.territory.rules.findings import Finding, Weight
from quartier.core.territory.rules.plan import Draft, Plan
from quartier.core.territory.rules.shapes import square_metres

# Below this nobody lives in the difference: 1,000 m² is a sliver of 1 m along 1 km.
SMALLEST = 1_000.0


def fit(plan: Plan) -> list[Finding]:
    """Overlaps, gaps and holes, for each kind that the file draws."""
    found: list[Finding] = []
    for kind in sorted({each.kind for each in plan.drafts if each.feature is not None}):
        drawn = [each for each in plan.drafts if each.kind == kind and each.geometry is not None]
        found += overlaps(drawn)
        found += holes(drawn)
        if plan.home.geometry is not None:
            found += gaps(drawn, plan.home.geometry)
    return found


def overlaps(drafts: list[Draft]) -> list[Finding]:
    """Pairs that share ground."""
    geometries = np.array([each.geometry for each in drafts], dtype=object)
    tree = shapely.STRtree(geometries)
    left, right = tree.query(geometries, predicate="intersects")
    found = []
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if i < j and (area := square_metres(_solid(geometries[i].intersection(geometries[j])))) >= SMALLEST:
            found.append(_told("overlap", drafts[j], area, other=drafts[i].code))
    return found


def holes(drafts: list[Draft]) -> list[Finding]:
    """Areas with holes in which no other area of the kind lies: somebody there belongs to nobody."""
    tree = shapely.STRtree([each.geometry for each in drafts])
    found = []
    for each in drafts:
        for ring in _holes_of(each.geometry):
            inside = [drafts[i].geometry for i in tree.query(ring) if drafts[i] is not each]
            left = ring.difference(shapely.union_all(inside)) if inside else ring
            if (area := square_metres(_solid(left))) >= SMALLEST:
                found.append(_told("hole", each, area))
    return found


def gaps(drafts: list[Draft], outer: BaseGeometry) -> list[Finding]:
    """Ground of the home that no area of the kind covers, told once with its size and a point in the
    largest part.
    """
    left = _solid(outer.difference(shapely.union_all([each.geometry for each in drafts])))
    parts = [part for part in shapely.get_parts(left) if square_metres(part) >= SMALLEST]
    if not parts:
        return []
    largest = max(parts, key=square_metres)
    point = largest.representative_point()
    details = {
        "kind": drafts[0].kind,
        "parts": len(parts),
        "square_metres": round(sum(map(square_metres, parts))),
        "lon": round(point.x, 5),
        "lat": round(point.y, 5),
    }
    return [Finding(reason="gap", weight=Weight.NOTED, details=details)]


def _told(reason: str, draft: Draft, area: float, **details: str) -> Finding:
    line, number = (draft.feature.line, draft.feature.number) if draft.feature else (0, 0)
    told = {"square_metres": round(area), **details}
    return Finding(
        reason=reason, weight=Weight.NOTED, line=line, feature=number, value=draft.code, details=told
    )


def _solid(geometry: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    return shapely.union_all(parts) if parts else Polygon()


def _holes_of(geometry: BaseGeometry | None) -> Iterable[Polygon]:
    for part in shapely.get_parts(geometry):
        for ring in part.interiors:
            yield Polygon(ring)
