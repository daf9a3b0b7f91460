"""Writes of the spine: opening and moving a record, parties, looks, links, holds, erasure."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import Conflict, Invalid, NotFound, Problem
from quartier.core.kit.ids import tag, uuid7
from quartier.core.ledger import actions as ledger

from . import kinds, lock
from .models import Subject
from .purposes import BY_CODE
from .visits import Visit

NO_DATA, HELD = "P0002", "55006"  # PostgreSQL's no_data_found and object_in_use, as the functions raise them


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRef:
    """What a record takes over from its Subject."""

    id: UUID
    tag: str
    scope: int


def scope_for(
    *, area: int, organisation: int, compartment: str = "general", secrecy: int = 1, by: Visit
) -> int:
    """The number of the lock's cell for this combination, made when nobody used it yet.

    A new cell is seen by its people from their next visit on.
    """
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            "select registry.scope_for(%s::int, %s::int, %s, %s::smallint)",
            [area, organisation, compartment, secrecy],
        )
        return int(cursor.fetchone()[0])


def open_record(*, kind: str, scope: int, by: Visit, at: datetime, data_law: str = "GDPR") -> SubjectRef:
    """Open the Subject of a new record; the record's own row takes its id and scope in the same transaction."""
    subject = Subject(id=uuid7(), tag=tag(), kind=kind, scope_id=scope, data_law=data_law, recorded_at=at)
    Subject.objects.bulk_create([subject])  # never asks for the row back: a lodger may not see it yet
    return SubjectRef(id=subject.id, tag=subject.tag, scope=scope)


def move(*, subject: UUID, scope: int, by: Visit, at: datetime) -> None:
    """Give a record another scope, even one out of one's own sight. Raises NotFound alike for hidden and absent."""
    _call("select registry.move(%s, %s::int)", subject, scope)


def add_party(
    *, subject: UUID, account: UUID, capacity: str, by: Visit, at: datetime, until: datetime | None = None
) -> None:
    """Let an account see exactly this record, in a capacity (lodger, lawyer, victim), until a time."""
    _call("select registry.add_party(%s, %s, %s, %s::timestamptz)", subject, account, capacity, until)


def share(*, subject: UUID, organisation: int, until: datetime, basis: str, by: Visit, at: datetime) -> None:
    """Let another organisation see exactly this record until a time, on a named basis."""
    _call("select registry.add_share(%s, %s::int, %s::timestamptz, %s)", subject, organisation, until, basis)


def _call(sql: str, *parameters: object) -> Any:
    """What a function of the keeper gives; "no such record" is the same answer whether it is hidden or absent."""
    try:
        with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchone()[0]
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state == NO_DATA:
            raise NotFound("no_such_record") from None
        if state == HELD:
            raise Conflict("held") from None
        raise


def look(
    *, subjects: Iterable[UUID], purpose: str, page: str, by: Visit, at: datetime, reason: str = ""
) -> None:
    """Note that `by` read these records and why. A list is one look; a visitor's reading of what is public is none."""
    chosen = BY_CODE.get(purpose)
    if chosen is None:
        raise Invalid([Problem(field="purpose", code="unknown_purpose")])
    if chosen.explain and not reason.strip():
        raise Invalid([Problem(field="reason", code="reason_missing")])
    _call("select registry.note_look(%s::uuid[], %s, %s, %s)", list(subjects), purpose, reason.strip(), page)


def seal_looks(*, by: Visit, at: datetime) -> int:
    """Put the looks since the last time into the ledger as one batch; returns how many."""
    batch = uuid7()
    with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select * from registry.seal_looks(%s)", [batch])
        looks, digest, first_at, last_at = cursor.fetchone()
        if looks:
            fields = {"batch": str(batch), "looks": looks, "digest": digest}
            fields |= {"first_at": first_at.isoformat(), "last_at": last_at.isoformat()}
            ledger.append(kind="registry.looks_sealed", record=None, fields=fields, by=by, occurred_at=at)
    return int(looks)


def link(
    *, from_subject: UUID, relation: str, to_subject: UUID, reason: str, by: Visit, at: datetime
) -> None:
    """Join two records that `by` sees both, with a reason."""
    _call("select registry.add_link(%s, %s, %s, %s)", from_subject, relation, to_subject, reason)


def end_link(*, link: int, by: Visit, at: datetime) -> None:
    _call("select registry.end_link(%s::bigint)", link)


def hold(*, subject: UUID, ground: str, by: Visit, at: datetime) -> None:
    """Keep a record from erasure until the hold is ended."""
    if not ground.strip():
        raise Invalid([Problem(field="ground", code="reason_missing")])
    with transaction.atomic(using=lock.APPLICATION):
        _call("select registry.add_hold(%s, %s)", subject, ground.strip())
        _enter("registry.hold_placed", subject, by=by, at=at, ground=ground.strip())


def end_hold(*, hold: int, subject: UUID, reason: str, by: Visit, at: datetime) -> None:
    if not reason.strip():
        raise Invalid([Problem(field="reason", code="reason_missing")])
    with transaction.atomic(using=lock.APPLICATION):
        _call("select registry.end_hold(%s::bigint, %s)", hold, reason.strip())
        _enter("registry.hold_ended", subject, by=by, at=at, reason=reason.strip())


def erase(*, subject: UUID, ground: str, by: Visit, at: datetime, authority: str | None = None) -> None:
    """Erase a record for good: its rows, its words, what lies outside, and the openings of its ledger entries.

    `authority`: who ordered it, None where `by` decided. Raises NotFound alike for hidden and absent, Conflict("held")
    while a legal hold stands.
    """
    record = _erasable(subject, ground)
    with transaction.atomic(using=lock.APPLICATION):
        leaves = _call("select registry.erase(%s, %s)", subject, ground.strip())
        more = kinds.kind(record.kind).erase(subject) or ()
        transaction.on_commit(kinds.erased, using=lock.APPLICATION, robust=True)
        _enter_erased(record.tag, [*leaves, *more], None, ground=ground, authority=authority, by=by, at=at)


def erase_field(
    *, subject: UUID, field: str, ground: str, by: Visit, at: datetime, authority: str | None = None
) -> int:
    """Destroy one field of a record's ledger entries, and nothing else; returns in how many of them it stood.

    Rows of the record's own tables are the affair of the package that has them. Raises as `erase`.
    """
    record = _erasable(subject, ground)
    with transaction.atomic(using=lock.APPLICATION):
        leaves = _call("select registry.erase_field(%s, %s)", subject, field)
        if leaves:
            _enter_erased(record.tag, leaves, field, ground=ground, authority=authority, by=by, at=at)
    return len(leaves)


def _erasable(subject: UUID, ground: str) -> Subject:
    if not ground.strip():
        raise Invalid([Problem(field="ground", code="reason_missing")])
    record = Subject.objects.filter(id=subject).only("kind", "tag").first()
    if record is None:
        raise NotFound("no_such_record")
    return record


def _enter_erased(
    tag: str,
    leaves: Iterable[bytes],
    field: str | None,
    *,
    ground: str,
    authority: str | None,
    by: Visit,
    at: datetime,
) -> None:
    """Name what was emptied: a verifier must be able to tell erasure by law from a lost envelope."""
    named = [b64encode(leaf).decode("ascii") for leaf in leaves]
    fields = {"leaves": named, "field": field, "ground": ground.strip(), "authority": authority}
    ledger.append(kind="ledger.erased", record=tag, fields=fields, by=by, occurred_at=at)


def set_review(*, subject: UUID, on: date, by: Visit, at: datetime) -> None:
    """When the retention of a record is to be looked at next."""
    if not Subject.objects.filter(id=subject, erased_at=None).update(review_on=on):
        raise NotFound("no_such_record")


def index(*, subject: UUID, by: Visit, at: datetime) -> None:
    """Make a record findable by the words that its kind names."""
    code = Subject.objects.values_list("kind", flat=True).get(id=subject)
    described = kinds.kind(code)
    _call(
        "select registry.index_words(%s, %s, %s)",
        subject,
        described.label(subject),
        described.search_text(subject),
    )


def _enter(kind: str, subject: UUID, *, by: Visit, at: datetime, **fields: str) -> None:
    tag = Subject.objects.values_list("tag", flat=True).get(id=subject)
    ledger.append(kind=kind, record=tag, fields=dict(fields), by=by, occurred_at=at)
