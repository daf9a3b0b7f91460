"""What lies under the points of a map: the outlines and names of areas, and the streets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quartier.core.territory import queries
from quartier.core.territory.queries import AreaView, Box
from quartier.core.territory.rules.kinds import BEAT
from quartier.ui.maps.draw import Area

AREAS, STREETS = 60, 900  # a sheet shows no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Outlined areas with their names, and lines of streets, for `ui.maps.draw.Map`."""

    areas: Sequence[Area] = ()
    ways: Sequence[dict[str, Any]] = ()


def ground(box: Box, *, language: str) -> Ground:
    """The smallest areas that meet the box (west, south, east, north), and the streets of their homes."""
    known = queries.areas(box=box, limit=400)
    found = _smallest(known)[:AREAS]
    shaped = queries.areas(ids=[area.id for area in found], with_geometry=True)
    outlines = [
        Area(label=area.name(language), geometry=area.geometry, name=area.name(language))
        for area in shaped
        if area.geometry
    ]
    ways = [
        place.geometry
        for home in sorted({area.home for area in found})
        for place in queries.places(home=home, kind="street", limit=STREETS)
        if place.geometry and place.geometry["type"] != "Point"
    ]
    return Ground(areas=outlines, ways=ways)


def _smallest(known: Sequence[AreaView]) -> list[AreaView]:
    """Areas that hold no other. Beats may cut across wards: they serve only where a home has no other areas."""
    parents = {area.parent for area in known}
    leaves = [area for area in known if area.id not in parents]
    return [area for area in leaves if area.kind != BEAT and area.parent] or leaves
