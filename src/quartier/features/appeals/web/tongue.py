"""The reader's language and place, as every page for residents needs them."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView


def language() -> str:
    """The reader's language, without country."""
    return (get_language() or "en").split("-")[0]


def place_of(request: HttpRequest, slug: str = "") -> AreaView:
    """The place asked for, else the home of the language; its clock becomes the page's. Raises 404 without one."""
    found = territory.home_for(language(), slug or request.GET.get("place", ""))
    if found is None:
        raise Http404
    return settle(request, found)


def settle(request: HttpRequest, place: AreaView) -> AreaView:
    """A page about a record is about its place, whatever home the language has."""
    request.quartier_place = place  # type: ignore[attr-defined]
    timezone.activate(place.zone)
    return place


def quarters(place: AreaView, *, with_geometry: bool = False) -> list[AreaView]:
    """What residents call their part of the place: the beats; where there are none, the areas directly below."""
    found = territory.beats(place.id, with_geometry=with_geometry)
    return found or territory.children(place, with_geometry=with_geometry)
