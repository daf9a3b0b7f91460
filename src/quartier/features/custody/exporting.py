"""One person's record as a bundle of open files: what the exporter may read, the rest named as sealed with its digest.

Whoever holds the bundle needs neither us nor our database: `record.json` by the schema beside it, and receipts whose
proofs the verifier takes. Each entry names its leaf; its digests stand in the receipt.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotFound
from quartier.core.kit.ids import read_tag
from quartier.core.registry import actions as registry
from quartier.core.registry.visits import Visit

from . import entries, queries
from .models import Content, KeptPack, Part, Stand, Stay
from .rules import bundle
from .views import EntryView, PartView, StayView

PAGE = "custody-export"
README = Path(__file__).with_name("bundle_readme.txt")
ABOUT_STAY = (
    *("tag", "number", "kind", "label", "language", "minor", "moment", "opened_at", "released_at", "state"),
    *("pack", "regime", "regime_reason", "facts"),
)
ABOUT_ENTRY = (
    *(
        "number",
        "act",
        "occurred_at",
        "captured_at",
        "recorded_at",
        "late",
        "late_reason",
        "by",
        "organisation",
    ),
    *("done_by", "values", "part", "corrects", "voids", "reason", "presence"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book of the record as the exporter reads it. `tag`: by which the ledger knows it; `code`: stay or complaint."""

    tag: str
    code: str
    entries: tuple[EntryView, ...]
    salts: Mapping[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Everything that the exporter may read of a record."""

    stay: StayView
    books: tuple[Book, ...]
    evaluations: tuple[dict[str, Any], ...]
    packs: tuple[dict[str, Any], ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What the ledger holds of an entry: its place, and its fields with their values."""

    index: int | None
    fields: Mapping[str, Any]


def find(text: str, *, by: Visit) -> UUID:
    """The stay of this number or tag. Raises NotFound alike for a hidden and an absent one."""
    known = text.strip()
    row = Stay.objects.filter(Q(number=known) | Q(tag=read_tag(known) or known)).values("id").first()
    if row is None:
        raise NotFound("no_such_record")
    return UUID(str(row["id"]))


def read(*, stay: UUID, purpose: str, reason: str = "", by: Visit, at: datetime) -> Seen:
    """What this visit may carry away of a record; noted as a look at it. Raises NotFound for a hidden one."""
    view = queries.stay_for(by, stay)
    open_parts = [part for part in view.parts.values() if part.open and part.id]
    complaints = list(Part.objects.filter(stay=stay, code="complaint").order_by("opened_at"))
    books = [_book(by, stay, view.tag, "stay")]
    books += [_book(by, part.id, part.tag, "complaint") for part in complaints]
    seen = [stay, *(part.id for part in open_parts if part.id), *(part.id for part in complaints)]
    registry.look(subjects=seen, purpose=purpose, reason=reason, page=PAGE, by=by, at=at)
    stands = list(Stand.objects.filter(stay_id=stay).order_by("number").values())
    return Seen(
        stay=view,
        books=tuple(books),
        evaluations=tuple(_evaluation(row) for row in stands),
        packs=tuple(_packs({(row["pack"], row["version"]) for row in stands})),
        names=_names(books),
    )


def document(seen: Seen, *, ledger: Mapping[bytes, Opened], at: datetime) -> dict[str, Any]:
    """record.json. `ledger`: by leaf, as far as the receipts hold it."""
    suite = seen.stay.suite
    return _plain(
        {
            "format": bundle.FORMAT,
            "made_at": at,
            "suite": {"code": suite.code, "names": suite.names, "zone": suite.zone, "tag": suite.tag},
            "stay": {name: getattr(seen.stay, name) for name in ABOUT_STAY},
            "parts": [_part(part) for part in seen.stay.parts.values()],
            "books": [
                {
                    "tag": book.tag,
                    "code": book.code,
                    "entries": [_entry(one, book, ledger.get(one.leaf)) for one in book.entries],
                }
                for book in seen.books
            ],
            "evaluations": seen.evaluations,
            "packs": seen.packs,
            "accounts": seen.names,
        }
    )


def contradictions(seen: Seen, *, ledger: Mapping[bytes, Opened]) -> list[tuple[str, int]]:
    """Entries, by the tag of their book and their number, that say something else than what the ledger holds of them."""
    found = []
    for book in seen.books:
        for one in book.entries:
            opened = ledger.get(one.leaf)
            if opened is not None and not _agrees(one, book, opened.fields):
                found.append((book.tag, one.number))
    return found


def _agrees(one: EntryView, book: Book, fields: Mapping[str, Any]) -> bool:
    said = {
        "entry": one.number,
        "said": entries.digest(dict(one.values)),
        "done_by": entries.digest(one.done_by),
        "reason": entries.digest(one.reason or one.late_reason),
        "voids": one.voids,
        "presence": one.presence.get("kind"),
        "signed": entries.digest([dict(each) for each in one.signed]),
    }
    if one.content:
        said["sealed"] = entries.sealed_digest(one.content, salt=book.salts.get(one.id, ""))
    return all(fields[name] == value for name, value in said.items() if name in fields)


def _book(by: Visit, subject: UUID, tag: str, code: str) -> Book:
    found = tuple(queries.entries_of(by, subject))
    salts = {row.entry: row.salt for row in Content.objects.filter(entry__in=[one.id for one in found])}
    return Book(tag=tag, code=code, entries=found, salts=salts)


def _part(part: PartView) -> dict[str, Any]:
    """A part that is open with whom it is about; of any other only who may open it."""
    told = {"code": part.code, "open": part.open, "roles": list(part.roles)}
    return told | {"tag": part.tag, "about": dict(part.about)} if part.open else told


def _entry(one: EntryView, book: Book, opened: Opened | None) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ABOUT_ENTRY}
    told |= {
        "gap_s": int(one.gap.total_seconds()),
        "signed": [dict(each) for each in one.signed],
        "leaf": b64encode(one.leaf).decode("ascii"),
        "index": opened.index if opened else None,
    }
    if one.content:
        told |= {"content": dict(one.content), "salt": book.salts.get(one.id, "")}
    if one.part:
        told["sealed"] = {"open": not one.sealed, "digest": opened.fields.get("sealed") if opened else None}
    return told


def _evaluation(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("number", "at", "pack", "version", "regime", "inputs", "result")
    return {name: row[name] for name in names}


def _packs(wanted: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """The rule packs of that day, whole: so that anybody can compute again."""
    rows = KeptPack.objects.filter(name__in={name for name, _ in wanted}).order_by("name", "version")
    return [
        {"name": row.name, "version": row.version, "texts": row.texts}
        for row in rows
        if (row.name, row.version) in wanted
    ]


def _names(books: Sequence[Book]) -> dict[str, str]:
    """Who wrote, by the numbers that stand in the entries."""
    known = {one.by for book in books for one in book.entries if one.by}
    found = {which: accounts.account(which) for which in sorted(known)}
    return {str(which): each.name for which, each in found.items() if each is not None}


def _plain(value: Any) -> Any:
    """As JSON has it: instants in UTC with six decimals, ids as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def written(told: Mapping[str, Any]) -> bytes:
    """The bytes of record.json: the same record gives the same bytes."""
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
