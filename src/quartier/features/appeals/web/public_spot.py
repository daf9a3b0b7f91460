"""Where something is: what the search found as choices, and the place on the map that was tapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape

from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView, Hit, name_in
from quartier.features.appeals.web.carried import Draft
from quartier.features.appeals.web.tongue import language, quarters
from quartier.ui.maps.draw import Area, Map, Spot

AT_MOST = 6
LONGEST = 200
# A drawing is some hundred units wide; what is finer than this share of it nobody sees.
FINEST = 1 / 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One hit as a choice. `code` is its number in the search, which is asked again when the choice comes back; `spot` is
    the place in words, without the area that every page names beside it."""

    code: str
    label: str
    spot: str
    lon: float
    lat: float
    area: int | None


def found(text: str, place: AreaView) -> list[Found]:
    """Streets, doors and landmarks of this name; an area is chosen from its own list. Nothing for nothing."""
    if not text.strip():
        return []
    hits = [
        hit
        for hit in territory.search(text.strip()[:LONGEST], home=place.id)
        if hit.area and hit.kind != "area"
    ]
    names = {
        area.id: area.name(language()) for area in territory.areas(ids=[hit.area for hit in hits if hit.area])
    }
    return [_found(at, hit, names) for at, hit in enumerate(hits[:AT_MOST])]


def _found(at: int, hit: Hit, names: dict[int, str]) -> Found:
    label = name_in(hit.names, language(), hit.matched_language)
    if hit.number:
        label = f"{label}, {hit.number}"
    spot, own = label, names.get(hit.area or 0, "")
    if own:
        label = _("%(spot)s, in %(area)s") % {"spot": label, "area": own}
    if hit.number and not hit.exact:
        label = _("%(spot)s (the middle of the street)") % {"spot": label}
    return Found(code=f"{at}", label=label, spot=spot, lon=hit.lon, lat=hit.lat, area=hit.area)


def ground(place: AreaView, draft: Draft) -> Map | None:
    """The sheet to tap on: the beats of the place, and the spot that is chosen already."""
    beats = [each for each in quarters(place, with_geometry=True) if each.geometry]
    if not beats:
        return None
    chosen = (
        [Spot(lon=draft.lon, lat=draft.lat, label=draft.spot)]
        if draft.lon is not None and draft.lat is not None
        else []
    )
    return Map(
        id="pick",
        title=_("Map to tap on"),
        desc=_("The search, the list and the description do the same work."),
        language=language(),
        areas=[
            Area(label=each.name(language()), geometry=drawable(each), name=each.name(language()))
            for each in beats
        ],
        spots=chosen,
    )


def drawable(area: AreaView) -> dict[str, Any]:
    """The boundary as fine as a drawing shows it."""
    geometry = shape(area.geometry)
    west, _south, east, _north = geometry.bounds
    drawn: dict[str, Any] = mapping(
        shapely.simplify(geometry, (east - west) * FINEST, preserve_topology=True)
    )
    return drawn


def areas(place: AreaView) -> Sequence[tuple[str, str]]:
    """The list for whoever does not search: the beats, and the whole place."""
    own = [(each.slug, each.name(language())) for each in quarters(place)]
    return [*own, (place.slug, _("The whole of %(place)s") % {"place": place.name(language())})]


def placed(draft: Draft, *, place: AreaView, hit: str, point: str, area: str) -> Draft:
    """The draft with its place; the tap on the map is the most exact, then the hit, then the area of the list."""
    tapped = _point(point)
    if tapped and territory.area_of(*tapped, home=place.id) is not None:
        return draft.but(lon=tapped[0], lat=tapped[1], area="")
    chosen = next((one for one in found(draft.q, place) if one.code == hit), None)
    if chosen:
        spot = draft.spot or chosen.spot
        return draft.but(lon=round(chosen.lon, 6), lat=round(chosen.lat, 6), spot=spot, area="")
    return draft.but(lon=None, lat=None, area=area)


def _point(text: str) -> tuple[float, float] | None:
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def area_of(draft: Draft, place: AreaView) -> int:
    """The area that a draft lies in: of its point, of the list, else the whole place."""
    if draft.lon is not None and draft.lat is not None:
        return territory.area_of(draft.lon, draft.lat, home=place.id) or place.id
    slugs = {each.slug: each.id for each in quarters(place)}
    return slugs.get(draft.area, place.id)
