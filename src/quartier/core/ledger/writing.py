"""How an entry is written: one call of the database, over any connection that may make it.

The database writes the envelope (sql/append_once.sql), in the bytes that `envelope.Envelope` describes; the tests hold
the two against each other.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.kit.ids import uuid7

from . import envelope, kinds

APPEND = (
    "select recorded_at, leaf from ledger.append("
    "%s, %s, %s, %s::timestamptz, %s::timestamptz, %s, %s::text[], %s::bytea[], %s::bytea[], %s, %s)"
)
Execute = Callable[[str, list[Any]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the caller keeps: the leaf proves the entry once it is published."""

    id: UUID
    leaf: bytes
    recorded_at: datetime


def append(
    execute: Execute,
    *,
    kind: str,
    record: str | None,
    fields: Mapping[str, Any],
    actor: Mapping[str, Any],
    occurred_at: datetime | None,
    captured_at: datetime | None = None,
    seen: int | None = None,
    corrects: bytes | None = None,
) -> Entry:
    """Write one entry over a cursor's `execute`, which gives the cursor back. As `actions.append`.

    `occurred_at` None: now, for what the log does itself.
    """
    kinds.check(code=kind, fields=fields)
    for at in (occurred_at, captured_at):
        if at is not None and at.tzinfo is None:
            raise ValueError("an instant needs a time zone")
    said = {**fields, "by": actor}
    new = uuid7()
    values = [envelope.canonical(value) for value in said.values()]
    blind, *salts = _secrets(1 + len(said))
    recorded_at, leaf = execute(
        APPEND,
        [new, kind, record, occurred_at, captured_at, corrects, list(said), salts, values, blind, seen],
    ).fetchone()
    return Entry(id=new, leaf=bytes(leaf), recorded_at=recorded_at)


def _secrets(count: int) -> list[bytes]:
    """So many times 32 random bytes, asked for once."""
    whole, each = secrets.token_bytes(count * envelope.HASH_BYTES), envelope.HASH_BYTES
    return [whole[at : at + each] for at in range(0, len(whole), each)]
