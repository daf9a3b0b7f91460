"""Pages that only say something: about, accessibility, privacy, open data, all pages; and the door without a language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from quartier.core.publication import queries as publication
from quartier.core.territory import queries as territory
from quartier.surface.portal import parts
from quartier.surface.portal.place import kept, language, place_of
from quartier.surface.portal.shell import FOOT, address, exists, shell_of


def door(request: HttpRequest) -> HttpResponse:
    """`/` leads to the first page in the reader's language."""
    response = HttpResponseRedirect(reverse("portal-home"))
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """What programs that read the web may read: all that is public. A receipt is for whoever holds it."""
    lines = ["User-agent: *", "Disallow: /console/", "Disallow: /account/", "Disallow: /r/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/pages/about.html", {"features": settings.QUARTIER_FEATURES})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/pages/accessibility.html", {"place": place_of(request)})


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/pages/privacy.html", {"place": place_of(request)})


def open_data(request: HttpRequest) -> HttpResponse:
    """What there is to take away, under which policy it was let out, and what was taken back."""
    place = place_of(request)
    rows = publication.releases(place=place.id) if place else []
    releases = [{"view": row, "title": territory.name_in(row.titles, language())} for row in rows]
    context = {
        "releases": releases,
        "place": place,
        "feed": exists("news_open:feed"),
        "ogc": exists("ogc:landing"),
    }
    return render(request, "portal/pages/open_data.html", context)


def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages of the portal that exist, once for each place."""
    keep = kept(request)
    own = [{"label": _("First page"), "url": address("portal-home", keep)}]
    own += [{"label": entry.label, "url": address(entry.name, keep)} for entry in parts.navigation()]
    told = {"label": _("What becomes public, and what does not"), "url": address("portal-moderation", keep)}
    own += [told, *({"label": item.label, "url": item.url} for item in shell_of(request).foot)]
    places = [
        {"label": home.name(language()), "url": f"{reverse('portal-home')}?place={home.slug}"}
        for home in territory.homes()
    ]
    return render(request, "portal/pages/sitemap.html", {"pages": own, "places": places, "foot": FOOT})
