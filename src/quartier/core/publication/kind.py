"""What publication promises of the texts that wait to become public to the spine."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from quartier.core.publication.models import Submission, SubmissionStep
from quartier.core.publication.moderating import KIND
from quartier.core.registry import kinds


def _row(subject: UUID) -> Submission | None:
    return Submission.objects.filter(id=subject).first()


def label(subject: UUID) -> str:
    row = _row(subject)
    return "" if row is None else str(row.titles.get(row.language, row.tag))


def address(subject: UUID) -> str:
    return f"/console/moderation/{subject}/"


def summary(subject: UUID) -> dict[str, str]:
    row = _row(subject)
    return {} if row is None else {"title": label(subject), "due_at": row.due_at.isoformat()}


def timeline(subject: UUID) -> Iterator[kinds.TimelineEntry]:
    row = _row(subject)
    if row is None:
        return
    words = {
        "edited": _("Changed before publication"),
        "let_out": _("Made public"),
        "refuse_asked": _("Refusal asked for"),
        "refused": _("Refused after a second reading"),
        "kept_open": _("Kept open by the second reader"),
        "objected": _("The author objected"),
        "decided": _("Objection decided"),
    }
    yield kinds.TimelineEntry(
        occurred_at=row.offered_at, recorded_at=row.offered_at, text=_("Offered for publication")
    )
    for step in SubmissionStep.objects.filter(submission_id=subject).order_by("number"):
        yield kinds.TimelineEntry(
            occurred_at=step.at, recorded_at=step.at, text=words[step.step], by=str(step.by or "")
        )


def search_text(subject: UUID) -> str:
    """Nobody looks for what is not public yet by its words."""
    return ""


def export(subject: UUID) -> dict[str, Any]:
    row = _row(subject)
    if row is None:
        return {}
    steps = SubmissionStep.objects.filter(submission_id=subject).order_by("number")
    return {
        "id": str(row.id),
        "tag": row.tag,
        "origin": row.origin,
        "language": row.language,
        "original": {"title": row.original_title, "text": row.original_text},
        "titles": row.titles,
        "texts": row.texts,
        "facts": row.facts,
        "offered_at": row.offered_at.isoformat(),
        "steps": [
            {
                "step": step.step,
                "at": step.at.isoformat(),
                "reason": step.reason,
                "words": step.words,
                "titles": step.titles,
                "texts": step.texts,
            }
            for step in steps
        ],
    }


def register() -> None:
    kinds.register(
        kinds.Kind(
            code=KIND,
            names={"uk": "текст для оприлюднення", "fr": "texte à publier", "en": "text to be published"},
            label=label,
            address=address,
            summary=summary,
            timeline=timeline,
            search_text=search_text,
            export=export,
        )
    )
