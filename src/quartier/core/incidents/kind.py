"""What incidents promise of their records to the spine."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from quartier.core.incidents.models import DataSet, DataSetEdit, ImportRun, ImportStep
from quartier.core.registry import kinds

CODE = "incidents.data_set"


def label(subject: UUID) -> str:
    return DataSet.objects.filter(pk=subject).values_list("title", flat=True).first() or ""


def address(subject: UUID) -> str:
    return f"/console/incidents/sets/{subject}/"


def summary(subject: UUID) -> dict[str, str]:
    row = DataSet.objects.filter(pk=subject).first()
    return {} if row is None else {"title": row.title, "source": row.source, "licence": row.licence}


def timeline(subject: UUID) -> Iterator[kinds.TimelineEntry]:
    from django.utils.translation import gettext as _

    words = {
        "staged": _("File checked"),
        "committed": _("Import committed"),
        "abandoned": _("Import abandoned"),
        "failed": _("Import stopped"),
    }
    for step in ImportStep.objects.filter(data_set_id=subject).order_by("at"):
        yield kinds.TimelineEntry(
            occurred_at=step.at, recorded_at=step.at, text=words[step.state], by=str(step.by)
        )
    for edit in DataSetEdit.objects.filter(data_set_id=subject).order_by("at"):
        yield kinds.TimelineEntry(
            occurred_at=edit.at, recorded_at=edit.at, text=_("Details changed"), by=str(edit.by)
        )


def search_text(subject: UUID) -> str:
    row = DataSet.objects.filter(pk=subject).first()
    return "" if row is None else f"{row.title} {row.description} {row.source} {row.mapping}"


def export(subject: UUID) -> dict[str, Any]:
    """The record and its imports. The rows themselves come page by page from the API."""
    row = DataSet.objects.filter(pk=subject).first()
    if row is None:
        return {}
    runs = ImportRun.objects.filter(data_set_id=subject).order_by("started_at")
    return {
        "id": str(row.id),
        "title": row.title,
        "description": row.description,
        "mapping": row.mapping,
        "licence": row.licence,
        "source": row.source,
        "version": row.version,
        "created_at": row.created_at.isoformat(),
        "imports": [
            {"started_at": run.started_at.isoformat(), "mapping": run.mapping, "files": run.files}
            for run in runs
        ],
    }


def register() -> None:
    kinds.register(
        kinds.Kind(
            code=CODE,
            names={"uk": "набір подій", "fr": "jeu de faits", "en": "data set of incidents"},
            label=label,
            address=address,
            summary=summary,
            timeline=timeline,
            search_text=search_text,
            export=export,
        )
    )
