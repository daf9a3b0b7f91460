"""The one API object: its routers, its errors, its description."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from quartier.core.kit.errors import Refusal
from quartier.surface.api import problems

DESCRIPTION = """
Public things (areas, premises, places, published incidents) need no key. Everything else needs the key of a service
account: `Authorization: Bearer KEY`. Instants are RFC 3339 with offset; coordinates are longitude and latitude in
WGS 84. Errors are RFC 9457 with a stable `code`. Lists have `limit` and `offset`, and a `Link` header (RFC 8288).
What can be edited has an `ETag`; a change must say with `If-Match` which version it means.
"""
ROUTERS = ("territory", "incidents", "accounts", "registry", "publication")


class House(NinjaAPI):
    """NinjaAPI that declares every error as application/problem+json and gives plain JSON to whoever asks."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(*args, **kwargs)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {problems.MEDIA_TYPE: next(iter(answer["content"].values()))}
        return schema


def build() -> House:
    """The API with every router that is there."""
    api = House(
        title="Quartier", version="1", description=DESCRIPTION, urls_namespace="api", docs_url="/docs"
    )
    api.add_exception_handler(Refusal, problems.of_refusal)
    api.add_exception_handler(ValidationError, problems.of_validation)
    api.add_exception_handler(Http404, problems.of_absence)
    api.add_exception_handler(AuthenticationError, problems.of_status)
    api.add_exception_handler(HttpError, problems.of_status)
    for path, router in routers():
        api.add_router(path, router)
    return api


def routers() -> list[tuple[str, Router]]:
    """Routers of core packages stand here, those of features in their own api module."""
    names = [f"quartier.surface.api.{name}" for name in ROUTERS]
    names += [f"quartier.features.{feature}.api" for feature in settings.QUARTIER_FEATURES]
    return [("", import_module(name).router) for name in names if find_spec(name) is not None]


def absent(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever the API does not know is a problem too, never a page."""
    return problems.response(404, "not_found")


def wrong_method(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """405 as a problem that still names the methods."""
    answer = problems.response(405, "method_not_allowed")
    answer["Allow"] = response["Allow"]
    return answer
