"""`/-/health` alive · `/-/ready` can serve · `/-/metrics` for Prometheus.

They are answered by the outermost middleware, so that neither sessions nor the database are needed to say
that a process lives. What came through a proxy, or from another machine, is told only health.
"""

import ipaddress
import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST
from psycopg_pool import PoolTimeout

from . import measures

LEAST_DISK = 200_000_000  # bytes: below this, writing may fail at any moment
PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
Probe = Callable[[HttpRequest], HttpResponse]


def health(request: HttpRequest) -> HttpResponse:
    """This process answers. Nothing else is looked at: a database that is away is no reason to restart it."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> HttpResponse:
    """Whether a request would be served now; which part is missing is told to the machine itself only."""
    checks = {"database": _database(), "disk": _disk()}
    good = all(checks.values())
    body = {"ready": good} | ({"checks": checks} if is_near(request) else {})
    return JsonResponse(body, status=200 if good else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    if not is_near(request):
        return HttpResponseNotFound()
    return HttpResponse(measures.page(), content_type=CONTENT_TYPE_LATEST)


def is_near(request: HttpRequest) -> bool:
    """Asked from this machine, and not on behalf of somebody else."""
    if any(name in request.META for name in PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _database() -> bool:
    from quartier.core.registry import lock

    try:
        with lock.visit(None):
            return True
    except (DatabaseError, PoolTimeout):
        return False


def _disk() -> bool:
    folder = settings.QUARTIER_ENV.data
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(existing).free > LEAST_DISK


PROBES: dict[str, Probe] = {"/-/health": health, "/-/ready": ready, "/-/metrics": metrics}
