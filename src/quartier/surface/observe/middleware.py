"""Counts and times each request by route name, and answers the probes before anything else runs."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from . import measures, probes

log = structlog.get_logger("quartier.request")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Observe:
    """Outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = probes.PROBES.get(request.path)
        if probe is not None:
            return probe(request)
        began = time.perf_counter()
        response = self.get_response(request)
        self._note(request, response.status_code, time.perf_counter() - began)
        return response

    def _note(self, request: HttpRequest, status: int, seconds: float) -> None:
        route = route_of(request)
        method = request.method if request.method in METHODS else "other"
        measures.REQUESTS.labels(route, method, status).inc()
        measures.SECONDS.labels(route).observe(seconds)
        number = getattr(request, "error_number", None)
        log.info(
            "request", route=route, method=method, status=status, ms=round(seconds * 1000, 1), error=number
        )


def route_of(request: HttpRequest) -> str:
    """The pattern that matched, such as `uk/news/<slug>`: the path itself may name a person or a record."""
    if request.path.startswith("/static/"):
        return "static/"
    match = getattr(request, "resolver_match", None)
    return match.route if match is not None else "unmatched"
