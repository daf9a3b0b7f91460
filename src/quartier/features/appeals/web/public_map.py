"""Requests on a map: circles at safe precision, with the beats under them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from quartier.core.territory.queries import AreaView
from quartier.features.appeals.web.public_shown import Shown
from quartier.features.appeals.web.public_spot import drawable
from quartier.features.appeals.web.tongue import language, quarters
from quartier.ui.maps.draw import Area, Map, Spot


def of_place(place: AreaView, items: Sequence[Shown]) -> Map | None:
    """The whole place; hollow: answered. None where nothing has a point."""
    spots = [_spot(one) for one in items if one.lon is not None]
    return _sheet(place, spots, _("Requests on this page")) if spots else None


def around(place: AreaView, one: Shown) -> Map | None:
    return _sheet(place, [_spot(one)], one.label) if one.lon is not None else None


def _spot(one: Shown) -> Spot:
    return Spot(
        lon=one.lon or 0.0, lat=one.lat or 0.0, label=f"{one.label}: {one.word}", few=one.state == "kept"
    )


def _sheet(place: AreaView, spots: list[Spot], title: str) -> Map | None:
    beats = [each for each in quarters(place, with_geometry=True) if each.geometry]
    if not beats:
        return None
    return Map(
        id="requests",
        title=title,
        desc=_("Full circle: an answer is owed. Hollow: answered."),
        language=language(),
        areas=[
            Area(label=each.name(language()), geometry=drawable(each), name=each.name(language()))
            for each in beats
        ],
        spots=spots,
    )
