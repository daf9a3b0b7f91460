"""The door of each request: one transaction, entered with the visit's token.

`request.visit` is the actor of whatever the request does. The transaction is rolled back when the answer is an error,
because by then the exception has become a response.
"""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from quartier.core.registry import lock

VISIT_COOKIE = "quartier_visit"
# Served without the database, or with connections of their own.
OUTSIDE = ("/static/", "/-/")


class Entry:
    """Middleware: opens the visit around the view and the rendering of its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        with lock.visit(self.token(request)) as visit:
            request.visit = visit
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True, using=lock.APPLICATION)
        return response

    def token(self, request: HttpRequest) -> str | None:
        header = request.headers.get("Authorization", "")
        if header.startswith("Bearer "):
            return header.removeprefix("Bearer ").strip()
        return request.COOKIES.get(VISIT_COOKIE)
