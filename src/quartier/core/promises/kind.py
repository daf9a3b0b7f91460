"""What promises tell the spine about their records."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from quartier.core.registry import kinds, lock

from .actions import KIND
from .models import Promise, PromiseStep, PublicStep


def _row(subject: UUID) -> Promise | None:
    return Promise.objects.filter(id=subject).first()


def label(subject: UUID) -> str:
    row = _row(subject)
    return "" if row is None else row.text[:120]


def address(subject: UUID) -> str:
    row = _row(subject)
    return "" if row is None else f"/console/promises/{row.tag}/"


def summary(subject: UUID) -> dict[str, str]:
    row = _row(subject)
    if row is None:
        return {}
    return {"text": row.text, "office": row.office, "due_on": row.due_on.isoformat()}


def _steps(row: Promise) -> list[Any]:
    """Public ones where there are any: what was said before is among them."""
    public = PublicStep.objects.filter(promise__subject=row.id).order_by("number")
    return list(public) or list(PromiseStep.objects.filter(promise_id=row.id).order_by("number"))


def timeline(subject: UUID) -> Iterator[kinds.TimelineEntry]:
    row = _row(subject)
    if row is None:
        return
    words = {
        "corrected": _("Words corrected"),
        "told": _("Progress"),
        "postponed": _("Postponed"),
        "claimed": _("Said to be kept"),
        "confirmed": _("Confirmed as kept"),
        "disputed": _("Disputed"),
        "dropped": _("Promise withdrawn"),
    }
    yield kinds.TimelineEntry(
        occurred_at=row.written_at, recorded_at=row.written_at, text=_("Written down"), by=str(row.written_by)
    )
    for step in _steps(row):
        yield kinds.TimelineEntry(occurred_at=step.at, recorded_at=step.at, text=words[step.step])


def search_text(subject: UUID) -> str:
    row = _row(subject)
    return "" if row is None else " ".join([row.text, row.office, *row.translations.values()])


def export(subject: UUID) -> dict[str, Any]:
    row = _row(subject)
    if row is None:
        return {}
    return {
        "id": str(row.id),
        "tag": row.tag,
        "text": row.text,
        "language": row.language,
        "translations": row.translations,
        "office": row.office,
        "organisation": row.organisation_id,
        "area": row.area_id,
        "made_on": row.made_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "steps": [_exported(step) for step in _steps(row)],
    }


def _exported(step: Any) -> dict[str, Any]:
    due_on = getattr(step, "due_on", None)
    return {
        "number": step.number,
        "step": step.step,
        "at": step.at.isoformat(),
        "words": step.words,
        "due_on": due_on.isoformat() if due_on else None,
        "corrects": step.corrects,
    }


def erase(subject: UUID) -> None:
    """The public version goes with the record: the function asks whether that was erased. So does every word of what its
    followers were told; the mail room stands beside this room, and its function is called by name."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select promises.erase_public(%s)", [subject])
        cursor.execute("select messages.forget(%s)", [subject])


def register() -> None:
    kinds.register(
        kinds.Kind(
            code=KIND,
            names={"uk": "обіцянка", "fr": "engagement", "en": "promise"},
            label=label,
            address=address,
            summary=summary,
            timeline=timeline,
            search_text=search_text,
            export=export,
            erase=erase,
        )
    )
