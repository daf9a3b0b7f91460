"""Append: one fact, in the caller's transaction."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from quartier.science.merkle.commitments import entry_of
from quartier.science.merkle.hashing import leaf_hash

from . import envelope, kinds, models


class Actor(Protocol):
    """Whoever acts: all that the ledger asks is how to describe them without a name."""

    def describe(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the caller keeps: the leaf proves the entry once it is published."""

    id: UUID
    leaf: bytes
    recorded_at: datetime


def append(
    *,
    kind: str,
    record: str | None,
    fields: Mapping[str, Any],
    by: Actor,
    occurred_at: datetime,
    captured_at: datetime | None = None,
    corrects: bytes | None = None,
) -> Entry:
    """Write one entry. It stands when the caller's transaction commits, and leaves nothing when that rolls back.

    `record` is the tag of the record it is about. `occurred_at` is claimed, `captured_at` a device's time when it was
    offline; the time of recording is the server's and cannot be given. `corrects` is the leaf of an entry that was
    wrong. Raises ValueError for an unknown kind, other fields than the kind's, floats, and times without a zone;
    RuntimeError outside a transaction.
    """
    kinds.check(code=kind, fields=fields)
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written in the transaction of what it records")
    openings = [
        envelope.opening(field=name, salt=secrets.token_bytes(envelope.HASH_BYTES), value=value)
        for name, value in {**fields, "by": by.describe()}.items()
    ]
    prev, recorded_at = _place(record)
    body = envelope.Envelope(
        kind=kind,
        record=record,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        captured_at=captured_at,
        prev=prev,
        corrects=corrects,
        seen=None,  # no head is published yet
        digests={opening.field: opening.digest for opening in openings},
        blind=secrets.token_bytes(envelope.HASH_BYTES),
    ).to_bytes()
    return _write(body, kind=kind, record=record, recorded_at=recorded_at, prev=prev, openings=openings)


def _place(record: str | None) -> tuple[bytes | None, datetime]:
    """The leaf to go on from, and the server's time. Others who append to this record wait for our transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select ledger.previous(%s), registry.now()", [record])
        prev, recorded_at = cursor.fetchone()
    return (bytes(prev) if prev is not None else None), recorded_at


def _write(
    body: bytes,
    *,
    kind: str,
    record: str | None,
    recorded_at: datetime,
    prev: bytes | None,
    openings: list[envelope.Opening],
) -> Entry:
    """Insert without reading back: the application's role may not read what it wrote."""
    entry = entry_of(body)
    leaf = leaf_hash(entry)
    row = models.Intake(record=record, recorded_at=recorded_at, entry=entry, leaf=leaf, prev=prev)
    models.Intake.objects.bulk_create([row])
    models.Envelope.objects.bulk_create([models.Envelope(intake=row, kind=kind, body=body)])
    models.Opening.objects.bulk_create(
        models.Opening(intake=row, field=each.field, salt=each.salt, value=each.value) for each in openings
    )
    return Entry(id=row.id, leaf=leaf, recorded_at=recorded_at)
