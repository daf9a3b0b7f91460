"""The gallery at /ui/: every part with its examples, in three languages and both densities."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString

from quartier.ui.examples.shape import Component, Example, speaker
from quartier.ui.examples.shelf import all_components
from quartier.ui.shell import LanguageLink, Shell

NAMES = {"uk": "Українська", "fr": "Français", "en": "English"}
DENSITIES = ("portal", "console")


def index(request: HttpRequest) -> HttpResponse:
    """All parts by name."""
    language = _language(request)
    with translation.override(language):
        context = {"components": all_components(speaker(language))}
        return render(request, "ui/gallery/index.html", context | _around(request, language))


def component(request: HttpRequest, slug: str) -> HttpResponse:
    """One part: what it is for, each example drawn, its template beside it."""
    language = _language(request)
    with translation.override(language):
        found = {one.slug: one for one in all_components(speaker(language))}.get(slug)
        if found is None:
            raise Http404
        around = _around(request, language)
        shown = [(example, draw(request, example)) for example in found.examples]
        return render(request, "ui/gallery/component.html", {"component": found, "shown": shown} | around)


def draw(request: HttpRequest, example: Example) -> SafeString:
    """The example's HTML."""
    template = engines["django"].from_string("{% load ui %}" + example.source)
    return template.render(dict(example.values), request)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", translation.get_language() or "en")
    return asked if asked in NAMES else "en"


def _around(request: HttpRequest, language: str) -> dict[str, Any]:
    density = request.GET.get("density", "portal")
    density = density if density in DENSITIES else "portal"
    query = request.GET.copy()
    links = []
    for code, name in NAMES.items():
        query["language"] = code
        links.append(
            LanguageLink(code=code, name=name, url=f"?{query.urlencode()}", current=code == language)
        )
    shell = Shell(
        place=speaker(language)("Складники", "Composants", "Parts"),
        home=f"/ui/?language={language}",
        languages=tuple(links),
        theme=request.GET.get("theme", "") if request.GET.get("theme") in ("light", "dark") else "",
    )
    other = DENSITIES[density == "portal"]
    query["language"], query["density"] = language, other
    return {"shell": shell, "density": density, "other": other, "other_url": f"?{query.urlencode()}"}


__all__ = ["Component", "component", "index"]
