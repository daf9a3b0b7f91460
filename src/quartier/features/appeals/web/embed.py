"""A piece for other sites: a frame that leads here, and the page that hands out its code.

Only this one page may stand in a frame. It has no form, keeps no cookie and knows nobody, so that there is nothing in it
that a foreign page could make somebody press unawares; its links open the real site in a window of its own.
"""

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from quartier.features.appeals import desks, listing
from quartier.features.appeals.web.public_shown import names, shown
from quartier.features.appeals.web.tongue import language, place_of

IN_FRAME, HEIGHT = 3, 420  # requests, and pixels that they need at 320 pixels of width


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": "*"})
@cache_control(public=True, max_age=300)
def frame(request: HttpRequest) -> HttpResponse:
    """`?place=` and `?in=`, the language: whom to call, where to write, the newest public requests.

    The language has a name of its own here: `?language=` is kept in a cookie, and this page keeps none.
    """
    asked = request.GET.get("in", "")
    with override(asked if asked in dict(settings.LANGUAGES) else language()):
        response = render(request, "appeals/embed/frame.html", _in_frame(request))
        response["Content-Language"] = language()
    return response


def _in_frame(request: HttpRequest) -> dict[str, object]:
    place = place_of(request)
    page = listing.listing(at=request.visit.now, place=place.id, state="running", size=IN_FRAME)
    known = names(page.rows)
    return {
        "place": place,
        "name": place.name(language()),
        "takes": desks.takes(place.id),
        "danger": next(iter(place.danger_numbers), ""),
        "items": [shown(one, known, request) for one in page.rows],
        "query": f"?place={place.slug}",
    }


@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """The lines to be put into another site's page, in each language of the place."""
    place = place_of(request)
    address = request.build_absolute_uri(reverse("appeals_embed:frame"))
    codes = [
        {
            "language": one,
            "name": get_language_info(one)["name_local"],
            "url": f"{address}?place={place.slug}&in={one}",
            "title": place.name(one),
        }
        for one in dict.fromkeys([language(), *place.languages])
    ]
    return render(request, "appeals/embed/code.html", {"codes": codes, "height": HEIGHT, "place": place})
