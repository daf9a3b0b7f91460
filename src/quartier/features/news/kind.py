"""What news promises of its records to the spine."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from quartier.core.files import queries as files
from quartier.core.messages.actions import forget
from quartier.core.registry import kinds

from .actions import KIND
from .models import NewsItem, NewsStep
from .rules import LANGUAGES


def _row(subject: UUID) -> NewsItem | None:
    return NewsItem.objects.filter(id=subject).first()


def label(subject: UUID) -> str:
    row = _row(subject)
    if row is None:
        return ""
    return next((row.titles[code] for code in LANGUAGES if row.titles.get(code)), row.tag)


def address(subject: UUID) -> str:
    return f"/console/news/{subject}/"


def summary(subject: UUID) -> dict[str, str]:
    row = _row(subject)
    return {} if row is None else {"kind": row.kind, **row.titles}


def timeline(subject: UUID) -> Iterator[kinds.TimelineEntry]:
    words = {
        "offered": _("Offered for publication"),
        "published": _("Published"),
        "sent_back": _("Sent back"),
        "edited": _("Changed"),
        "withdrawn": _("Withdrawn"),
    }
    for step in NewsStep.objects.filter(item_id=subject).order_by("at"):
        yield kinds.TimelineEntry(
            occurred_at=step.at, recorded_at=step.at, text=words[step.step], by=str(step.by)
        )


def search_text(subject: UUID) -> str:
    row = _row(subject)
    return "" if row is None else " ".join([*row.titles.values(), *row.texts.values()])


def export(subject: UUID) -> dict[str, Any]:
    row = _row(subject)
    if row is None:
        return {}
    steps = NewsStep.objects.filter(item_id=subject).order_by("at")
    return {
        "id": str(row.id),
        "kind": row.kind,
        "titles": row.titles,
        "texts": row.texts,
        "images": row.images,
        "theme": row.theme,
        "warning": row.warning,
        "files": files.export(subject),
        "steps": [{"step": s.step, "at": s.at.isoformat(), "reason": s.reason} for s in steps],
    }


def erase(subject: UUID) -> None:
    """What followers were told about it goes as well."""
    forget(about=subject)


def register() -> None:
    kinds.register(
        kinds.Kind(
            code=KIND,
            names={"uk": "новина", "fr": "actualité", "en": "news"},
            label=label,
            address=address,
            summary=summary,
            timeline=timeline,
            search_text=search_text,
            export=export,
            erase=erase,
        )
    )
