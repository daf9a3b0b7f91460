"""Reads of the spine: subjects, looks, links, holds, and search. All behind the lock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import QuerySet

from quartier.core.kit.errors import NotFound

from . import lock
from .models import Subject
from .visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One hit of the search."""

    subject: UUID
    kind: str
    label: str


def subject_for(by: Visit, *, tag: str) -> Subject:
    """The Subject with this tag. Raises NotFound alike for hidden and absent."""
    found = Subject.objects.filter(tag=tag).first()
    if found is None:
        raise NotFound("no_such_record")
    return found


def subject_tag(by: Visit, *, subject: UUID) -> str:
    """The tag of a record that the visit sees. Raises NotFound alike for hidden and absent."""
    found = Subject.objects.filter(id=subject).values_list("tag", flat=True).first()
    if found is None:
        raise NotFound("no_such_record")
    return found


def subjects_for(by: Visit) -> QuerySet[Subject]:
    return Subject.objects.order_by("-recorded_at", "-id")


def due_for_review(by: Visit, *, on: date) -> QuerySet[Subject]:
    """Records whose retention must be looked at: the day has come and nothing was erased."""
    return Subject.objects.filter(review_on__lte=on, erased_at=None).order_by("review_on", "id")


def looks_at(by: Visit, *, subject: UUID, at_most: int = 50) -> list[dict[str, Any]]:
    return _rows("select * from registry.looks_at(%s, %s::int)", subject, at_most)


def looks_of_my_organisation(
    by: Visit, *, before: int | None = None, at_most: int = 50
) -> list[dict[str, Any]]:
    return _rows("select * from registry.looks_of_mine(%s::bigint, %s::int)", before, at_most)


def links_of(by: Visit, *, subject: UUID) -> list[dict[str, Any]]:
    return _rows("select * from registry.links_of(%s)", subject)


def holds_of(by: Visit, *, subject: UUID) -> list[dict[str, Any]]:
    return _rows("select * from registry.holds_of(%s)", subject)


def parties_of(by: Visit, *, subject: UUID) -> list[dict[str, Any]]:
    return _rows("select * from registry.parties_of(%s)", subject)


def shares_of(by: Visit, *, subject: UUID) -> list[dict[str, Any]]:
    return _rows("select * from registry.shares_of(%s)", subject)


def find(by: Visit, *, text: str, at_most: int = 20) -> list[Found]:
    """Records by words or beginnings of words, best first. Nothing to search for finds nothing."""
    words = re.findall(r"\w+", text.casefold())[:8]
    if not words:
        return []
    wanted = " & ".join(f"'{word}':*" for word in words)
    rows = _rows("select subject, kind, label from registry.find(%s, %s::int)", wanted, at_most)
    return [Found(**row) for row in rows]


def visible_scopes(by: Visit) -> Sequence[int]:
    return list(_rows("select registry.visible() as scopes")[0]["scopes"])


def server_time() -> datetime:
    """The server's clock, simulated in the demo."""
    return _rows("select registry.now() as instant")[0]["instant"]


def _rows(sql: str, *parameters: object) -> list[dict[str, Any]]:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
