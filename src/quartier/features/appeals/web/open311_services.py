"""What can be reported, and what else is asked: discovery, services, the definition of one."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotFound
from quartier.core.territory.queries import AreaView, name_in
from quartier.features.appeals import desks
from quartier.features.appeals.rules.categories import CATEGORIES, Category
from quartier.features.appeals.rules.georeport.asking import Reader
from quartier.features.appeals.rules.georeport.composing import PUBLISH_ATTRIBUTE, TITLE_ATTRIBUTE
from quartier.features.appeals.web import open311_words as words
from quartier.features.appeals.web.open311_answers import answer, language, place_of

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-11-22 00:00"  # when what is listed here last took another shape


def discovery(request: HttpRequest, format: str) -> HttpResponse:
    """Where the server is, what it speaks, whom to ask."""
    root = request.build_absolute_uri(reverse("appeals_open:discovery_json"))
    endpoint = {
        "specification": SPECIFICATION,
        "url": root.rsplit("/", 1)[0],
        "changeset": CHANGED,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    told = {"body": ", ".join(_bodies()) or "Quartier", "address": request.build_absolute_uri("/api/docs")}
    content = {
        "changeset": CHANGED,
        "contact": str(words.CONTACT) % told,
        "key_service": str(words.KEY_SERVICE) % told,
        "endpoints": [endpoint],
    }
    return answer("discovery", content, format=format)


def services(request: HttpRequest, format: str) -> HttpResponse:
    """Kinds of reports about a spot that somebody here answers for."""
    place = place_of(_jurisdiction(request))
    rows = [_service(place, kind) for kind in offered(place)]
    return answer("services", rows, format=format)


def definition(request: HttpRequest, format: str, code: str) -> HttpResponse:
    """What else may be said with a report: a title, and whether everybody may read it."""
    place = place_of(_jurisdiction(request))
    kind = service(place, code)
    attributes = [
        _attribute(1, TITLE_ATTRIBUTE, "string", str(words.TITLE)),
        _attribute(2, PUBLISH_ATTRIBUTE, "singlevaluelist", str(words.PUBLISH)),
    ]
    attributes[1]["values"] = [{"key": "yes", "name": str(words.YES)}, {"key": "no", "name": str(words.NO)}]
    content = {"service_code": kind.code, "attributes": attributes}
    return answer("service_definition", content, format=format)


def offered(place: AreaView) -> list[Category]:
    """What is about a spot, is nobody's conduct, may be public, and has a body that answers."""
    routed = {rule.category for rule in desks.set_up(place.id).rules.rules}
    return [
        kind
        for kind in CATEGORIES.values()
        if kind.public and not kind.officer and kind.within and (kind.code in routed or "" in routed)
    ]


def service(place: AreaView, code: str) -> Category:
    """One of those. Raises NotFound."""
    found = next((kind for kind in offered(place) if kind.code == code), None)
    if found is None:
        raise NotFound("service_unknown")
    return found


def _service(place: AreaView, kind: Category) -> dict[str, Any]:
    name = kind.name(language())
    description = str(words.DESCRIPTION) % {"name": name}
    if kind.danger and place.danger_numbers:
        description = f"{str(words.DANGER) % {'number': place.danger_numbers[0]}} {description}"
    return {
        "service_code": kind.code,
        "service_name": name,
        "description": description,
        "metadata": True,
        "type": "realtime",
        "keywords": ", ".join(dict.fromkeys([kind.uk, kind.fr, kind.en])),
        "group": "",
    }


def _attribute(order: int, code: str, datatype: str, description: str) -> dict[str, Any]:
    return {
        "variable": True,
        "code": code,
        "datatype": datatype,
        "required": False,
        "datatype_description": "",
        "order": order,
        "description": description,
    }


def _bodies() -> Iterable[str]:
    for desk in desks.all_desks():
        body = accounts.organisation(accounts.council_of(desk.place) or desk.moderation)
        if body is not None:
            yield name_in(body.names, language())


def _jurisdiction(request: HttpRequest) -> str:
    read = Reader(dict(request.GET.lists()))
    found = read.one("jurisdiction_id")
    read.done()
    return found
