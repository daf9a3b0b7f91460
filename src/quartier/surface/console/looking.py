"""Noting a look from a page, with the purpose that stands."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest

from quartier.core.registry import actions
from quartier.surface.console import purpose

EVERYDAY = "duty"  # what a look is for while nobody said otherwise


def look(request: HttpRequest, ids: Iterable[UUID], page: str) -> None:
    """A list is one look with the ids on it; nothing shown is no look."""
    seen = list(dict.fromkeys(ids))
    if not seen:
        return
    chosen = purpose.chosen(request)
    actions.look(
        subjects=seen,
        purpose=chosen.code if chosen else EVERYDAY,
        reason=chosen.reason if chosen else "",
        page=page,
        by=request.visit,
        at=request.visit.now,
    )
