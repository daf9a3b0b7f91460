"""The addresses of OGC API Features: landing, conformance, description, collections, items, one feature."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.core.kit.errors import Refusal
from quartier.surface.ogc import answers, description, parameters
from quartier.surface.ogc.answers import GEOJSON, HTML, JSON, OPENAPI, address, link
from quartier.surface.ogc.layers import Extent, Layer, Row, layer, layers

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CLASSES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMS = [f"{CLASSES}/{name}" for name in ("core", "oas30", "html", "geojson")]

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """GET and HEAD only; a refusal becomes a problem."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        try:
            return view(request, *args, **values)
        except Refusal as refusal:
            return answers.refused(refusal)

    return require_safe(answered)


@public
def landing(request: HttpRequest) -> HttpResponse:
    parameters.refuse_unknown(request.GET, set())
    rows = [
        ("ogc:api", "service-desc", OPENAPI, _("Description of this interface")),
        ("ogc:conformance", "conformance", JSON, _("What this interface conforms to")),
        ("ogc:collections", "data", JSON, _("Layers")),
    ]
    links = [link(address(request, reverse(name)), rel, media, title) for name, rel, media, title in rows]
    body = {
        "title": _("Public layers"),
        "description": _("Areas, premises and published incidents for maps."),
        "links": [*answers.self_links(request), *links],
    }
    return answers.answer(request, body, "landing")


@public
def conformance(request: HttpRequest) -> HttpResponse:
    parameters.refuse_unknown(request.GET, set())
    return answers.answer(
        request, {"conformsTo": CONFORMS, "title": _("What this interface conforms to")}, "conformance"
    )


@public
def api(request: HttpRequest) -> HttpResponse:
    parameters.refuse_unknown(request.GET, set())
    server = request.build_absolute_uri(reverse("ogc:landing")).rstrip("/")
    return answers.finished(description.response(server, layers().values()))


@public
def collections(request: HttpRequest) -> HttpResponse:
    parameters.refuse_unknown(request.GET, set())
    body = {
        "title": _("Layers"),
        "links": answers.self_links(request),
        "collections": [told(request, each) for each in layers().values()],
    }
    return answers.answer(request, body, "collections")


@public
def collection(request: HttpRequest, id: str) -> HttpResponse:
    parameters.refuse_unknown(request.GET, set())
    body = told(request, layer(id))
    body["links"] = [*answers.self_links(request), *body["links"][1:]]
    return answers.answer(request, body, "collection")


@public
def items(request: HttpRequest, id: str) -> HttpResponse:
    chosen = layer(id)
    wanted = parameters.wanted(request.GET, chosen.filters)
    total = chosen.count(wanted)
    rows = chosen.rows(wanted)
    body = {
        "type": "FeatureCollection",
        "title": chosen.title(),
        "features": [feature(row) for row in rows],
        "numberMatched": total,
        "numberReturned": len(rows),
        "timeStamp": request.visit.now.isoformat(),
        "attribution": chosen.attribution(),
        "links": around(request, id, wanted.offset, wanted.limit, total),
    }
    if answers.chosen(request) == "html":
        body["shown"] = [_line(request, id, row) for row in rows]
    return answers.answer(request, body, "items", media=GEOJSON)


@public
def item(request: HttpRequest, id: str, feature_id: str) -> HttpResponse:
    parameters.refuse_unknown(request.GET, set())
    row = layer(id).row(feature_id)
    body = feature(row)
    up = address(request, reverse("ogc:collection", args=[id]))
    body["links"] = [
        *answers.self_links(request, media=GEOJSON),
        link(up, "collection", JSON, layer(id).title()),
    ]
    return answers.answer(request, body, "item", media=GEOJSON, label=label_of(row))


def _line(request: HttpRequest, id: str, row: Row) -> dict[str, str]:
    """A feature in the list of a page."""
    return {"label": label_of(row), "url": address(request, reverse("ogc:item", args=[id, row.id]), f="html")}


def told(request: HttpRequest, chosen: Layer) -> dict[str, Any]:
    """A layer as the list of layers tells it."""
    here, inside = reverse("ogc:collection", args=[chosen.id]), reverse("ogc:items", args=[chosen.id])
    body: dict[str, Any] = {
        "id": chosen.id,
        "title": chosen.title(),
        "description": chosen.description(),
        "itemType": "feature",
        "crs": [CRS84],
        "links": [
            link(address(request, here), "self", JSON),
            link(address(request, inside, f="json"), "items", GEOJSON, chosen.title()),
            link(address(request, inside, f="html"), "items", HTML, chosen.title()),
        ],
    }
    if (extent := chosen.extent()) is not None:
        body["extent"] = extent_of(extent)
    if chosen.attribution():
        body["attribution"] = chosen.attribution()
    return body


def extent_of(extent: Extent) -> dict[str, Any]:
    """Where and when, as OGC writes it."""
    told: dict[str, Any] = {"spatial": {"bbox": [list(extent.box)], "crs": CRS84}}
    if extent.start is not None:
        told["temporal"] = {
            "interval": [[each.isoformat() if each else None for each in (extent.start, extent.end)]]
        }
    return told


def feature(row: Row) -> dict[str, Any]:
    """A row as a GeoJSON feature."""
    body: dict[str, Any] = {
        "type": "Feature",
        "id": row.id,
        "geometry": row.geometry,
        "properties": dict(row.properties),
    }
    if row.box is not None:
        body["bbox"] = list(row.box)
    return body


def label_of(row: Row) -> str:
    """What a page calls a feature: its name in the reader's language, else in any, else its id."""
    told = row.properties
    wanted = [f"name_{(get_language() or 'en')[:2]}", *(key for key in told if key.startswith("name_"))]
    return str(next((told[key] for key in wanted if told.get(key)), row.id))


def around(request: HttpRequest, id: str, offset: int, limit: int, total: int) -> list[dict[str, str]]:
    """Links of one page of items."""
    links = answers.self_links(request, media=GEOJSON)
    format_ = answers.chosen(request)
    media = {"json": GEOJSON, "html": HTML}[format_]
    if offset + limit < total:
        links.append(link(address(request, f=format_, offset=offset + limit, limit=limit), "next", media))
    if offset > 0:
        links.append(
            link(address(request, f=format_, offset=max(0, offset - limit), limit=limit), "prev", media)
        )
    links.append(link(address(request, reverse("ogc:collection", args=[id])), "collection", JSON))
    return links
