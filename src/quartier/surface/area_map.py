"""The map of an area: its own ground marked among its neighbours, or what lies in it; its doors as spots."""

from collections.abc import Sequence
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape

from quartier.core.territory.queries import AreaView
from quartier.surface.opening import DoorView
from quartier.ui.maps.draw import Area, Map, Spot

MOST_NEIGHBOURS = 60
# More names than this would stand on each other.
MOST_NAMES = 9
# A drawing is at most some hundred units wide; what is finer than this share of it nobody sees.
FINEST = 1 / 1500


def area_map(
    area: AreaView,
    neighbours: Sequence[AreaView],
    doors: Sequence[DoorView],
    *,
    language: str,
    urls: dict[str, str],
) -> Map | None:
    """The sheet, or None where no boundary is known. `urls`: where each area leads, by slug."""
    shown = [each for each in neighbours if each.geometry and each.slug != area.slug][:MOST_NEIGHBOURS]
    inside = any(each.parent == area.id for each in shown)
    own = [area] if area.geometry else []
    if not own and not shown:
        return None
    named = len(shown) < MOST_NAMES
    drawn = [
        _area(each, language, urls, marked=each is area, named=named)
        for each in (*shown, *([] if inside else own))
    ]
    return Map(
        id="area-map",
        title=_("Map: %(area)s") % {"area": area.name(language)},
        desc=_("The area with its neighbours and the doors that are listed on this page."),
        language=language,
        areas=drawn,
        border=[drawable(area)] if inside and own else [],
        spots=[Spot(lon=each.lon, lat=each.lat, label=each.name, size=4) for each in doors],
    )


def _area(each: AreaView, language: str, urls: dict[str, str], *, marked: bool, named: bool) -> Area:
    return Area(
        label=each.name(language),
        geometry=drawable(each),
        mark="q2" if marked else "",
        number=each.name(language) if named else "",
        url="" if marked else urls.get(each.slug, ""),
    )


def drawable(area: AreaView) -> dict[str, Any]:
    """The boundary as fine as a drawing shows it."""
    geometry = shape(area.geometry)
    west, _south, east, _north = geometry.bounds
    return mapping(shapely.simplify(geometry, (east - west) * FINEST, preserve_topology=True))
