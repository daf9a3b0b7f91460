"""Append: one fact, in the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from . import writing
from .writing import Entry as Entry


class Actor(Protocol):
    """Whoever acts: all that the ledger asks is how to describe them without a name."""

    def describe(self) -> dict[str, Any]: ...


def append(
    *,
    kind: str,
    record: str | None,
    fields: Mapping[str, Any],
    by: Actor,
    occurred_at: datetime,
    captured_at: datetime | None = None,
    seen: int | None = None,
    corrects: bytes | None = None,
) -> Entry:
    """Write one entry. It stands when the caller's transaction commits, and leaves nothing when that rolls back.

    `record` is the tag of the record it is about. `occurred_at` is claimed. `captured_at` is a device's time when it was
    offline, and `seen` then the size of the newest published head that the device itself knew, or None; without
    `captured_at` the database names the newest head. The time of recording is the server's and cannot be given.
    `corrects` is the leaf of an entry that was wrong.

    Raises ValueError for an unknown kind, other fields than the kind's, floats, and times without a zone; RuntimeError
    outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written in the transaction of what it records")
    with connection.cursor() as cursor:
        return writing.append(
            cursor.execute,
            kind=kind,
            record=record,
            fields=fields,
            actor=by.describe(),
            occurred_at=occurred_at,
            captured_at=captured_at,
            seen=seen,
            corrects=corrects,
        )
