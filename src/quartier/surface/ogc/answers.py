"""One answer, two representations: JSON for programs, HTML for people; by `f=` or by Accept."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quartier.core.kit.errors import Refusal
from quartier.surface.api import problems
from quartier.surface.ogc.parameters import Bad

JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA = "application/schema+json"
FORMATS = {"json": JSON, "html": HTML}


def chosen(request: HttpRequest) -> str:
    """ "json" or "html". Raises Bad for another `f`."""
    asked = request.GET.get("f")
    if asked is not None:
        if asked not in FORMATS:
            raise Bad("f", "json or html is expected")
        return asked
    return "html" if request.get_preferred_type([JSON, GEOJSON, HTML]) == HTML else "json"


def answer(
    request: HttpRequest, body: dict[str, Any], template: str, *, media: str = JSON, label: str = ""
) -> HttpResponse:
    """The body in the representation asked for; `label` names it on the page."""
    if chosen(request) == "html":
        context = {"body": body, "json_url": address(request, f="json"), "label": label}
        response = render(request, f"ogc/{template}.html", context)
    else:
        response = HttpResponse(json.dumps(body, ensure_ascii=False, default=str), content_type=media)
    return finished(response)


def finished(response: HttpResponse) -> HttpResponse:
    """Public layers may be read by maps of other sites; they change rarely."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Vary"] = "Accept, Accept-Language"
    response["Cache-Control"] = "public, max-age=60"
    return response


def refused(refusal: Refusal) -> HttpResponse:
    """A problem after RFC 9457."""
    response = problems.response(refusal.status, refusal.code, detail=getattr(refusal, "said", ""))
    response["Access-Control-Allow-Origin"] = "*"
    return response


def address(request: HttpRequest, path: str = "", **changes: Any) -> str:
    """The whole address of a path with this request's query, changed."""
    query = {} if path else {key: values[-1] for key, values in request.GET.lists()}
    query |= {key: value for key, value in changes.items() if value is not None}
    return request.build_absolute_uri((path or request.path) + (f"?{urlencode(query)}" if query else ""))


def link(href: str, rel: str, media: str, title: str = "") -> dict[str, str]:
    """A link object."""
    told = {"href": href, "rel": rel, "type": media}
    return told | ({"title": title} if title else {})


def self_links(request: HttpRequest, *, media: str = JSON) -> list[dict[str, str]]:
    """This document and its other representation."""
    here = chosen(request)
    other = "html" if here == "json" else "json"
    kinds = {"json": media, "html": HTML}
    return [
        link(address(request, f=here), "self", kinds[here]),
        link(address(request, f=other), "alternate", kinds[other]),
    ]
