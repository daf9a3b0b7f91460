"""What custody promises of its records to the spine: a stay, each of its parts, and the book of a suite."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import Conflict
from quartier.core.messages import actions as messages
from quartier.core.registry import kinds, lock

from .models import Content, Entry, Part, Stay, Suite
from .rules.acts.catalogue import ACTS

HELD = "55006"  # PostgreSQL's object_in_use, as the functions raise it
STAY, PART, SUITE = "custody.stay", "custody.part", "custody.suite"


def stay_label(subject: UUID) -> str:
    row = Stay.objects.filter(id=subject).first()
    return "" if row is None else f"{row.number} {row.label}".strip()


def stay_address(subject: UUID) -> str:
    return f"/console/custody/stays/{subject}/"


def stay_summary(subject: UUID) -> dict[str, str]:
    row = Stay.objects.filter(id=subject).first()
    return {} if row is None else {"number": row.number, "label": row.label, "state": row.state}


def timeline(subject: UUID) -> Iterator[kinds.TimelineEntry]:
    """Any of the three books, as far as the visit sees it."""
    for row in Entry.objects.filter(subject_id=subject).order_by("number"):
        act = ACTS.get(row.act)
        yield kinds.TimelineEntry(
            occurred_at=row.occurred_at,
            recorded_at=row.recorded_at,
            text=act.words.en if act else row.act,
            by=str(row.by or ""),
        )


def stay_words(subject: UUID) -> str:
    return stay_label(subject)


def stay_export(subject: UUID) -> dict[str, Any]:
    """The stay with its entries and every part that the visit opens."""
    row = Stay.objects.filter(id=subject).first()
    if row is None:
        return {}
    return {
        "number": row.number,
        "tag": row.tag,
        "suite": row.suite_id,
        "kind": row.kind,
        "label": row.label,
        "moment": row.moment.isoformat(),
        "pack": row.pack,
        "regime": row.regime,
        "facts": row.facts,
        "state": row.state,
        "entries": _entries(subject),
        "parts": [
            part_export(part) for part in Part.objects.filter(stay=subject).values_list("id", flat=True)
        ],
    }


def stay_erase(subject: UUID) -> list[bytes]:
    """With the stay go its parts, the words that were told about them, and what was typed and never sent. What must be kept
    in one of them keeps the whole: the reason stands there, out of sight of whoever erases. Gives the leaves of the
    parts' own entries in the ledger: each gap there must say that it is one.
    """
    parts = list(Part.objects.filter(stay=subject).values_list("id", flat=True))
    try:
        with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
            cursor.execute("select custody.erase_parts(%s, %s)", [subject, "custody.with_the_stay"])
            emptied = [bytes(leaf) for leaf in cursor.fetchone()[0]]
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == HELD:
            raise Conflict("held") from None
        raise
    for one in (subject, *parts):
        messages.forget(about=one)
    return emptied


def part_export(subject: UUID) -> dict[str, Any]:
    row = Part.objects.filter(id=subject).first()
    if row is None:
        return {}
    contents = Content.objects.filter(part_id=subject).order_by("id")
    return {
        "code": row.code,
        "tag": row.tag,
        "about": row.about,
        "entries": _entries(subject),
        "contents": [{"entry": str(each.entry), "values": each.values} for each in contents],
    }


def _entries(subject: UUID) -> list[dict[str, Any]]:
    return [
        {
            "number": row.number,
            "act": row.act,
            "occurred_at": row.occurred_at.isoformat(),
            "recorded_at": row.recorded_at.isoformat(),
            "by": str(row.by) if row.by else None,
            "done_by": row.done_by,
            "values": row.values,
            "late_reason": row.late_reason,
            "corrects": str(row.corrects) if row.corrects else None,
            "voids": row.voids,
            "reason": row.reason,
            "signed": row.signed,
        }
        for row in Entry.objects.filter(subject_id=subject).order_by("number")
    ]


def part_label(subject: UUID) -> str:
    """Its code: whose it is stands on its page only."""
    return Part.objects.filter(id=subject).values_list("code", flat=True).first() or ""


def part_address(subject: UUID) -> str:
    row = Part.objects.filter(id=subject).first()
    if row is None:
        return ""
    places = {"complaint": f"complaints/{row.id}", "medical": f"medical/{row.stay}"}
    return f"/console/custody/{places.get(row.code, f'stays/{row.stay}')}/"


def part_summary(subject: UUID) -> dict[str, str]:
    return {"part": part_label(subject)}


def suite_label(subject: UUID) -> str:
    row = Suite.objects.filter(subject=subject).first()
    return row.names.get("en", row.code) if row else ""


def suite_address(subject: UUID) -> str:
    code = Suite.objects.filter(subject=subject).values_list("code", flat=True).first() or ""
    return f"/console/custody/suites/{code}/"


def suite_summary(subject: UUID) -> dict[str, str]:
    return {"suite": suite_label(subject)}


def suite_export(subject: UUID) -> dict[str, Any]:
    return {"suite": suite_label(subject), "entries": _entries(subject)}


KINDS = (
    kinds.Kind(
        code=STAY,
        names={"uk": "запис про затримання", "fr": "dossier de privation de liberté", "en": "custody record"},
        label=stay_label,
        address=stay_address,
        summary=stay_summary,
        timeline=timeline,
        search_text=stay_words,
        export=stay_export,
        erase=stay_erase,
    ),
    kinds.Kind(
        code=PART,
        names={
            "uk": "частина запису про затримання",
            "fr": "partie d’un dossier de privation de liberté",
            "en": "part of a custody record",
        },
        label=part_label,
        address=part_address,
        summary=part_summary,
        timeline=timeline,
        search_text=part_label,
        export=part_export,
    ),
    kinds.Kind(
        code=SUITE,
        names={
            "uk": "книга приміщення для затриманих",
            "fr": "registre d’un complexe cellulaire",
            "en": "book of a custody suite",
        },
        label=suite_label,
        address=suite_address,
        summary=suite_summary,
        timeline=timeline,
        search_text=suite_label,
        export=suite_export,
    ),
)


def register() -> None:
    for one in KINDS:
        kinds.register(one)
