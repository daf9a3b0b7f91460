"""Which area holds a point, for many points at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

Floats = np.ndarray
Ints = np.ndarray
NOWHERE = 0


@dataclass(frozen=True, slots=True)
class Index:
    """Boundaries with their ids, ready to be asked. Areas are sorted so that the first one that fits is the
    answer.
    """

    ids: Ints
    shapes: np.ndarray
    tree: shapely.STRtree

    def areas_of(self, lon: Floats, lat: Floats) -> Ints:
        """The id of the area for each point, NOWHERE (0) where none holds it or a coordinate is no number.

        A point on a shared boundary belongs to the area that comes first. `lon` and `lat` are degrees, of
        one length.
        """
        x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
        answer = np.full(x.shape, NOWHERE, dtype=np.int64)
        known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        if not len(self.ids) or not len(known):
            return answer
        x, y = x[known], y[known]
        points, areas = self.tree.query(shapely.points(x, y))
        order = np.lexsort((areas, points))
        points, areas = points[order], areas[order]
        # Each point asks its first candidate, and only those that found nothing ask the next.
        while len(points):
            begins = np.flatnonzero(np.diff(points, prepend=-1))
            which, candidates = points[begins], areas[begins]
            inside = shapely.intersects_xy(self.shapes[candidates], x[which], y[which])
            answer[known[which[inside]]] = self.ids[candidates[inside]]
            left = np.ones(len(points), dtype=bool)
            left[begins] = False
            left &= answer[known[points]] == NOWHERE
            points, areas = points[left], areas[left]
        return answer


def index(rows: Sequence[tuple[int, int, Any]]) -> Index:
    """An index over (id, depth, GeoJSON geometry): deeper areas come first, then lower ids."""
    drawn = sorted(
        ((-depth, area, geometry) for area, depth, geometry in rows if geometry is not None), key=_first
    )
    shapes = np.array([shape(geometry) for _, _, geometry in drawn], dtype=object)
    shapely.prepare(shapes)
    return Index(np.array([area for _, area, _ in drawn], dtype=np.int64), shapes, shapely.STRtree(shapes))


def _first(row: tuple[int, int, Any]) -> tuple[int, int]:
    return row[:2]
