"""The door of each request: one transaction, entered with the visit's token.

`request.visit` is the actor of whatever the request does, `request.origin` the small network that it came from, for the
gate. The transaction is rolled back when the answer is an error, because by then the exception has become a response.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from quartier.core.accounts import queries as accounts
from quartier.core.gate.actions import origin
from quartier.core.registry import lock
from quartier.core.registry.doors import DOOR_COOKIE, LASTS
from quartier.core.registry.visits import Visit

VISIT_COOKIE = "quartier_visit"
# Served without the database, or with connections of their own.
OUTSIDE = ("/static/", "/-/")


# Programs come with a key; pages are for people and their cookies only.
FOR_PROGRAMS = ("/api/", "/ogc/", "/open311/")
# Anybody's page may send something there, so no cookie counts; the key stands in the form, as Open311 has it.
BY_FORM = ("/open311/",)
# Where a code on paper opens one's own record, for whoever has no account.
FOR_DOORS = re.compile(r"/(uk|fr|en)/appeals/mine/|/files/own/")


class Entry:
    """Middleware: opens the visit around the view and the rendering of its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        request.origin = origin(
            remote=request.META.get("REMOTE_ADDR", ""), forwarded=request.META.get("HTTP_X_FORWARDED_FOR", "")
        )
        key = bearer(request)
        permits = accounts.key_permits(lock.digest(key)) if key else None
        token = cookie(request) if not key else key if permits is not None else None
        with lock.visit(token) as visit:
            request.visit = visit if permits is None else narrowed(visit, permits)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True, using=lock.APPLICATION)
        return response


def cookie(request: HttpRequest) -> str | None:
    """Whoever is signed in comes as that; a door opens its own pages only."""
    if request.path.startswith(BY_FORM):
        return None
    held = request.COOKIES.get(VISIT_COOKIE)
    return held or (request.COOKIES.get(DOOR_COOKIE) if FOR_DOORS.match(request.path) else None)


def remember_door(response: HttpResponse, token: str) -> None:
    """Hand over what `doors.open_door` gave, to the browser that typed the code."""
    response.set_cookie(
        DOOR_COOKIE,
        token,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def bearer(request: HttpRequest) -> str:
    """The key of a program; a cookie's token sent as a key is none."""
    header = request.headers.get("Authorization", "")
    if request.path.startswith(BY_FORM) and request.method == "POST" and not header:
        return request.POST.get("api_key", "").strip()
    if not header.startswith("Bearer ") or not request.path.startswith(FOR_PROGRAMS):
        return ""
    return header.removeprefix("Bearer ").strip()


def narrowed(visit: Visit, permits: frozenset[str]) -> Visit:
    """The visit of a key: what its account's roles permit and the key says, both."""
    return replace(visit, permits_of=lambda roles: visit.permits_of(roles) & permits)
