"""Who asks: the visit of the request, and whether it may."""

from typing import Any

from django.http import HttpRequest
from ninja.security.base import AuthBase

from quartier.core.kit.errors import NotAllowed
from quartier.core.registry.visits import Visit, VisitKind


class Key(AuthBase):
    """`Authorization: Bearer KEY` of a service account. The visit was entered before the API saw the
    request.
    """

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Any:
        visit: Visit = request.visit
        asked = request.headers.get("Authorization", "").startswith("Bearer ")
        return visit if asked and visit.kind is not VisitKind.VISITOR else None


def demand(request: HttpRequest, permit: str) -> Visit:
    """The visit, if it holds the permit. Raises NotAllowed."""
    visit: Visit = request.visit
    if not visit.may(permit):
        raise NotAllowed("permit_missing", permit=permit)
    return visit
