"""What to make of an exception that nobody caught: a number for the page, a line for the log, a status."""

import sys

import structlog
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest
from psycopg_pool import PoolTimeout

from quartier.core.kit.ids import tag

from . import measures

log = structlog.get_logger("quartier.failure")
AWAY = (OperationalError, InterfaceError, PoolTimeout)
# Classes of SQLSTATE that say that the server is not there or not now: connection, resources, shutdown.
PASSING = ("08", "53", "57")


def report(request: HttpRequest) -> tuple[str, int]:
    """To be called while the exception is handled. The number that the page shows, and 500 or 503."""
    error = sys.exc_info()[1]
    number = tag()[:8]
    request.error_number = number  # type: ignore[attr-defined]
    if error is None:
        return number, 500
    status = 503 if is_away(error) else 500
    measures.ERRORS.labels(type(error).__name__).inc()
    log.error("failed", error=number, status=status, exc_info=error)
    return number, status


def is_away(error: BaseException | None) -> bool:
    """Whether the database is gone or overloaded, rather than our own mistake."""
    while error is not None:
        if isinstance(error, PoolTimeout):
            return True
        if isinstance(error, (*AWAY, DatabaseError)):
            state = getattr(error.__cause__, "sqlstate", None)
            if (state is None and isinstance(error, AWAY)) or str(state)[:2] in PASSING:
                return True
        error = error.__cause__
    return False
