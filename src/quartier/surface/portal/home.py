"""The first page: who to call, what can be done here today, what happens near, news by date."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quartier.core.publication import queries as publication
from quartier.surface.portal import parts, promises, reading
from quartier.surface.portal.place import kept, language, place_of
from quartier.surface.portal.shell import address, exists, shell_of

# A page in the reader's language that says nothing of this one, for whoever must leave quickly.
NEUTRAL = {
    "uk": "https://uk.wikipedia.org/",
    "fr": "https://fr.wikipedia.org/",
    "en": "https://en.wikipedia.org/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One thing to do, or one act of the loop."""

    label: str
    url: str
    note: str = ""


def home(request: HttpRequest) -> HttpResponse:
    """The first page of a place."""
    place = place_of(request)
    context = {
        "shell": shell_of(request, exit_url=NEUTRAL.get(language(), NEUTRAL["en"])),
        "place": place,
        "search": address("portal-my-area") if exists("portal-my-area") else "",
        "tasks": _tasks(request),
        "loop": _loop(request),
        "hears": exists("appeals:new"),
        "near": _near(place),
        "pieces": [*filter(None, [promises.on_home(request)]), *parts.of_home(request, place)]
        if place
        else [],
    }
    return render(request, "portal/home.html", context)


def _links(request: HttpRequest, *rows: tuple[str, str, str]) -> list[Link]:
    """Those of the links whose page this installation has."""
    keep = kept(request)
    return [
        Link(label=label, url=address(name, keep), note=note) for name, label, note in rows if exists(name)
    ]


def _tasks(request: HttpRequest) -> list[Link]:
    return _links(
        request,
        ("appeals:new", _("Say what is wrong"), ""),
        ("portal-my-area", _("Find my neighbourhood officer"), ""),
        ("portal-map", _("See what happens near me"), ""),
        ("news:list", _("Read the news"), ""),
    )


def _loop(request: HttpRequest) -> list[Link]:
    return _links(
        request,
        ("appeals:list", _("We listen"), _("What residents said, who must answer, and by when")),
        ("portal-map", _("We understand"), _("Incidents near you: figures that say how sure they are")),
        ("portal-my-area", _("We act"), _("Who is in charge of your street, where to find them, and when")),
        ("portal-promises", _("We agree"), _("What was promised, by when, and what is late")),
        ("news:list", _("We account"), _("What you said, what was done, what was late")),
    )


def _near(place: Any) -> dict[str, Any] | None:
    """The newest release of the place in one glance."""
    found = publication.releases(place=place.id) if place else []
    return reading.glance(found[0], place, language()) if found else None
