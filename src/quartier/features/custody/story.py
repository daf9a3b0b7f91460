"""The entries of a book as this visit may read them, in the order in which they were written."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from quartier.core.kit.errors import NotFound
from quartier.core.registry.visits import Visit

from . import writing
from .models import Content, Entry, Part, Suite
from .rules import policy, times
from .rules.acts.catalogue import ACTS
from .views import OPENED_BY, EntryView

FIELDS = (
    *("id", "number", "act", "occurred_at", "captured_at", "recorded_at", "by", "organisation", "done_by"),
    *("values", "late_reason", "voids", "reason", "presence"),
)


def entries_of(by: Visit, id: UUID, topic: str = "") -> list[EntryView]:
    """The entries of a stay, a complaint or a suite, oldest first; `topic` keeps those of one.

    Empty where this visit may not read the book: whoever asks has opened it before.
    """
    rows = list(Entry.objects.filter(subject_id=id).order_by("number").values())
    return viewed(by, rows, topic=topic)


def entries_in_part(by: Visit, part: UUID, topic: str = "") -> list[EntryView]:
    """The entries that say something in a part which this visit may open: its doctor, whoever arrested. Raises NotFound."""
    if not Part.objects.filter(id=part).exists():
        raise NotFound("no_such_record")
    return viewed(by, writing.rows("select * from custody.faces_of_part(%s)", part), topic=topic)


def entry_for(by: Visit, id: UUID) -> EntryView:
    """One entry. Raises NotFound alike for hidden and absent."""
    row = Entry.objects.filter(id=id).values("subject_id").first()
    found = entries_of(by, id=row["subject_id"]) if row else []
    for entry in found:
        if entry.id == id:
            return entry
    raise NotFound("no_such_record")


def viewed(by: Visit, rows: list[dict[str, Any]], *, topic: str = "") -> list[EntryView]:
    if not rows:
        return []
    late_after = policy.read(Suite.objects.get(id=rows[0]["suite_id"]).policy).late_after
    contents = {
        row.entry: row.values for row in Content.objects.filter(entry__in=[row["id"] for row in rows])
    }
    stay = rows[0]["stay"]
    codes = {row.id: row.code for row in Part.objects.filter(stay=stay)} if stay else {}
    numbers = {row["id"]: row["number"] for row in rows}
    mended: dict[UUID, list[int]] = defaultdict(list)
    for row in rows:
        if row["corrects"]:
            mended[row["corrects"]].append(row["number"])
    views = [
        _view(
            row,
            content=contents.get(row["id"]),
            code=codes.get(row["part"], ""),
            numbers=numbers,
            mended=mended,
            late=times.is_late(
                occurred_at=row["occurred_at"], recorded_at=row["recorded_at"], late_after=late_after
            ),
        )
        for row in rows
    ]
    return [view for view in views if not topic or view.topic == topic]


def _view(
    row: dict[str, Any],
    *,
    content: dict[str, Any] | None,
    code: str,
    numbers: dict[UUID, int],
    mended: dict[UUID, list[int]],
    late: bool,
) -> EntryView:
    act = ACTS.get(row["act"])
    part = code or (act.part if act and row["part"] else "")
    sealed = part if row["part"] and content is None else ""
    newer = tuple(mended.get(row["id"], ()))
    return EntryView(
        **{name: row[name] for name in FIELDS},
        topic=act.topic if act else "",
        gap=times.gap(occurred_at=row["occurred_at"], recorded_at=row["recorded_at"]),
        late=late,
        content=content or {},
        part=part,
        sealed=sealed,
        opened_by=OPENED_BY.get(sealed, ()),
        corrects=numbers.get(row["corrects"]) if row["corrects"] else None,
        corrected_by=newer,
        counts=not newer and not row["voids"],
        signed=tuple(row["signed"]),
        leaf=bytes(row["leaf"]),
    )
