"""The description of the layers in OpenAPI 3.0, as the conformance class oas30 asks."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from quartier.surface.ogc.answers import GEOJSON, HTML, JSON, OPENAPI
from quartier.surface.ogc.layers import Layer
from quartier.surface.ogc.parameters import LIMIT, MOST

OBJECT = {"type": "object"}
FORMAT = {
    "name": "f",
    "in": "query",
    "required": False,
    "schema": {"type": "string", "enum": ["json", "html"]},
    "description": "Representation; without it, Accept decides.",
}


def response(server: str, layers: Iterable[Layer]) -> HttpResponse:
    """The document."""
    return HttpResponse(json.dumps(document(server, layers), ensure_ascii=False), content_type=OPENAPI)


def document(server: str, layers: Iterable[Layer]) -> dict[str, Any]:
    """Every address with its parameters."""
    paths: dict[str, Any] = {
        "/": operation("landing", "Landing page", JSON),
        "/conformance": operation("conformance", "Conformance classes", JSON),
        "/api": operation("api", "This description", OPENAPI),
        "/collections": operation("collections", "The layers", JSON),
    }
    for layer in layers:
        base = f"/collections/{layer.id}"
        paths[base] = operation(f"{layer.id}.collection", layer.title(), JSON)
        paths[f"{base}/items"] = operation(
            f"{layer.id}.items", layer.title(), GEOJSON, *items_parameters(layer)
        )
        one = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"{base}/items/{{featureId}}"] = operation(f"{layer.id}.item", layer.title(), GEOJSON, one)
    return {
        "openapi": "3.0.3",
        "info": {"title": "Quartier: public layers", "version": "1.0.0"},
        "servers": [{"url": server}],
        "paths": paths,
    }


def items_parameters(layer: Layer) -> list[dict[str, Any]]:
    """limit, offset, bbox, datetime as OGC 17-069r4 writes them, and the layer's own."""
    numbers = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}
    known: list[dict[str, Any]] = [
        {"name": "limit", "in": "query", "schema": limit, "style": "form", "explode": False},
        {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}},
        {"name": "bbox", "in": "query", "schema": numbers, "style": "form", "explode": False},
        {"name": "datetime", "in": "query", "schema": {"type": "string"}, "style": "form", "explode": False},
    ]
    known += [
        {"name": name, "in": "query", "schema": {"type": "string"}, "description": text}
        for name, text in layer.filters.items()
    ]
    return [{"required": False, **each} for each in known]


def operation(id: str, summary: str, media: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    """One GET."""
    problem = {"description": "Problem", "content": {"application/problem+json": {"schema": OBJECT}}}
    content: dict[str, Any] = {media: {"schema": OBJECT}}
    shown = [*parameters]
    if media != OPENAPI:
        content[HTML] = {"schema": {"type": "string"}}
        shown.append(FORMAT)
    answers = {"200": {"description": summary, "content": content}, "400": problem}
    if any(each["in"] == "path" for each in parameters):
        answers["404"] = problem
    return {"get": {"operationId": id, "summary": summary, "parameters": shown, "responses": answers}}
