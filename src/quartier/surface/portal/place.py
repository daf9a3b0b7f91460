"""Which place a page is about: several may live in one installation, each language has a home of its own."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView

PARAMETER = "place"


def language() -> str:
    """The reader's language, without country."""
    return (get_language() or "en").split("-")[0]


def place_of(request: HttpRequest) -> AreaView | None:
    """The place asked for by `?place=`, else the home of the language; its clock becomes the page's.

    None on an installation that has no area yet.
    """
    if not hasattr(request, "quartier_place"):
        found = territory.home_for(language(), request.GET.get(PARAMETER, ""))
        request.quartier_place = found  # type: ignore[attr-defined]
        if found:
            timezone.activate(found.zone)
    return request.quartier_place  # type: ignore[attr-defined, no-any-return]


def kept(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """What links carry on: the place, if it is not the language's own."""
    place = place_of(request)
    own = territory.home_for(language())
    return ((PARAMETER, place.slug),) if place and own and place.id != own.id else ()
