"""Point to area, from memory: one index per home and kind in each process, dropped when the generation
changes.
"""

from threading import Lock

import numpy as np

from quartier.core.territory.models import Area, Generation
from quartier.core.territory.rules.locate import Index, index

_kept: dict[tuple[int, str], tuple[int, Index]] = {}
_lock = Lock()


def areas_of(lon: np.ndarray, lat: np.ndarray, *, home: int, kind: str = "") -> np.ndarray:
    """The id of the area that holds each point, 0 where none does.

    `kind` asks for areas of that kind; without it the deepest area that holds the point is the answer. The
    home's own boundary counts, so that a point between two neighbourhoods is still in the town.
    """
    return _index(home, kind).areas_of(lon, lat)


def area_of(lon: float, lat: float, *, home: int, kind: str = "") -> int | None:
    """The id of the area that holds one point, or None."""
    found = int(areas_of(np.array([lon]), np.array([lat]), home=home, kind=kind)[0])
    return found or None


def _index(home: int, kind: str) -> Index:
    generation = Generation.objects.values_list("value", flat=True).get(id=1)
    kept = _kept.get((home, kind))
    if kept is not None and kept[0] == generation:
        return kept[1]
    rows = Area.objects.filter(root_id=home)
    if kind:
        rows = rows.filter(kind=kind)
    # lo grows with depth along each branch, so it may stand for the depth.
    fresh = index(list(rows.values_list("id", "lo", "geometry")))
    with _lock:
        _kept[home, kind] = (generation, fresh)
    return fresh
