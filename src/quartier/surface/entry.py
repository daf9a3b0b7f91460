"""The door of each request: one transaction, entered with the visit's token.

`request.visit` is the actor of whatever the request does. The transaction is rolled back when the answer is an error,
because by then the exception has become a response.
"""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from quartier.core.accounts import queries as accounts
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

VISIT_COOKIE = "quartier_visit"
# Served without the database, or with connections of their own.
OUTSIDE = ("/static/", "/-/")


# Programs come with a key; pages are for people and their cookies only.
FOR_PROGRAMS = ("/api/", "/ogc/")


class Entry:
    """Middleware: opens the visit around the view and the rendering of its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        key = bearer(request)
        permits = accounts.key_permits(lock.digest(key)) if key else None
        token = request.COOKIES.get(VISIT_COOKIE) if not key else key if permits is not None else None
        with lock.visit(token) as visit:
            request.visit = visit if permits is None else narrowed(visit, permits)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True, using=lock.APPLICATION)
        return response


def bearer(request: HttpRequest) -> str:
    """The key of a program; a cookie's token sent as a key is none."""
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer ") or not request.path.startswith(FOR_PROGRAMS):
        return ""
    return header.removeprefix("Bearer ").strip()


def narrowed(visit: Visit, permits: frozenset[str]) -> Visit:
    """The visit of a key: what its account's roles permit and the key says, both."""
    return replace(visit, permits_of=lambda roles: visit.permits_of(roles) & permits)
