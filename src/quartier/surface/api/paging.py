"""Lists in pages: `limit` and `offset`, the total, and links after RFC 8288 to the pages around."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

MOST = 1000
DEEPEST = 10_000_000


class Window(Schema):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=MOST, description="How many at most.")
    offset: int = Field(0, ge=0, le=DEEPEST, description="How many to pass over.")


InWindow = Annotated[Window, Query()]


def links(request: HttpRequest, *, offset: int, limit: int, total: int) -> list[tuple[str, str]]:
    """(relation, address) of the pages around; first, previous, next, last where they exist."""
    last = max(0, (total - 1) // limit * limit)
    wanted = {"first": 0, "last": last}
    if offset > 0:
        wanted["prev"] = max(0, offset - limit)
    if offset + limit < total:
        wanted["next"] = offset + limit
    return [(relation, _address(request, at, limit)) for relation, at in sorted(wanted.items())]


def page(
    request: HttpRequest, response: HttpResponse, items: Sequence[Any], window: Window, total: int
) -> dict[str, Any]:
    """The body of one page; its links stand in the header."""
    around = links(request, offset=window.offset, limit=window.limit, total=total)
    response["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in around)
    return {"items": list(items), "total": total, "limit": window.limit, "offset": window.offset}


def _address(request: HttpRequest, offset: int, limit: int) -> str:
    asked = [(key, value) for key, values in request.GET.lists() for value in values]
    kept = [(key, value) for key, value in asked if key not in ("offset", "limit")]
    return request.build_absolute_uri(
        f"{request.path}?{urlencode([*kept, ('limit', limit), ('offset', offset)])}"
    )
