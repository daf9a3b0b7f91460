"""What appeals promise of their records to the spine."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connections

from quartier.core.messages import actions as messages
from quartier.core.publication import moderating
from quartier.core.registry import kinds, lock

from . import queries
from .lodging import KIND, searchable
from .models import Appeal
from .rules.categories import CATEGORIES
from .words import STEPS


def _row(subject: UUID) -> Appeal | None:
    return Appeal.objects.filter(id=subject).first()


def label(subject: UUID) -> str:
    row = _row(subject)
    return "" if row is None else f"{row.number} {row.title}"


def address(subject: UUID) -> str:
    return f"/console/appeals/{subject}/"


def summary(subject: UUID) -> dict[str, str]:
    row = _row(subject)
    return (
        {}
        if row is None
        else {"number": row.number, "category": row.category, "title": row.title, "state": row.state}
    )


def timeline(subject: UUID) -> Iterator[kinds.TimelineEntry]:
    for step in queries.steps_of(subject):
        yield kinds.TimelineEntry(
            occurred_at=step.occurred_at,
            recorded_at=step.at,
            text=str(STEPS.get(step.step, step.step)),
            by=str(step.by or ""),
        )


def search_text(subject: UUID) -> str:
    row = _row(subject)
    return "" if row is None else searchable(row)


def export(subject: UUID) -> dict[str, Any]:
    """Everything that is kept about the matter and the person here."""
    row = _row(subject)
    if row is None:
        return {}
    category = CATEGORIES.get(row.category)
    return {
        **{name: _plain(getattr(row, name)) for name in queries.SAME},
        "category_name": category.en if category else row.category,
        "organisation": row.organisation_id,
        "place": row.place_id,
        "area": row.area_id,
        "steps": [
            {name: _plain(getattr(step, name)) for name in queries.StepView.__dataclass_fields__}
            for step in queries.steps_of(subject)
        ],
        "concerned": [{"name": one.name} for one in queries.concerned_by(subject)],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def erase(subject: UUID) -> None:
    """The public version goes with the record, with what was offered of it, and so does what was said about it."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select appeals.erase_public(%s)", [subject])
        cursor.execute("select tag from registry_subject where id = %s", [subject])
        found = cursor.fetchone()
    if found:
        moderating.forget(origin_tag=found[0])
    messages.forget(about=subject)


def register() -> None:
    kinds.register(
        kinds.Kind(
            code=KIND,
            names={"uk": "звернення", "fr": "demande", "en": "request"},
            label=label,
            address=address,
            summary=summary,
            timeline=timeline,
            search_text=search_text,
            export=export,
            erase=erase,
        )
    )
