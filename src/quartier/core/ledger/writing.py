"""How an entry is written: two calls of the database, over any connection that may make them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from quartier.core.kit.ids import uuid7
from quartier.science.merkle.commitments import entry_of
from quartier.science.merkle.hashing import leaf_hash

from . import envelope, kinds

BEGIN = "select prev, recorded_at, size, root from ledger.begin(%s)"
WRITE = "select ledger.write(%s, %s, %s, %s, %s, %s, %s, %s::text[], %s::bytea[], %s::bytea[])"
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
    corrects: bytes | None = None,
) -> Entry:
    """Write one entry over a cursor's `execute`, which gives the cursor back. As `actions.append`.

    `occurred_at` None: now, for what the log does itself.
    """
    kinds.check(code=kind, fields=fields)
    openings = [
        envelope.opening(field=name, salt=secrets.token_bytes(envelope.HASH_BYTES), value=value)
        for name, value in {**fields, "by": actor}.items()
    ]
    prev, recorded_at, size, root = execute(BEGIN, [record]).fetchone()
    prev = None if prev is None else bytes(prev)
    body = envelope.Envelope(
        kind=kind,
        record=record,
        occurred_at=occurred_at or recorded_at,
        recorded_at=recorded_at,
        captured_at=captured_at,
        prev=prev,
        corrects=corrects,
        seen=_seen(size, root),
        digests={opening.field: opening.digest for opening in openings},
        blind=secrets.token_bytes(envelope.HASH_BYTES),
    ).to_bytes()
    entry, new = entry_of(body), uuid7()
    opened = [[getattr(opening, part) for opening in openings] for part in ("field", "salt", "value")]
    execute(WRITE, [new, record, recorded_at, entry, prev, kind, body, *opened])
    return Entry(id=new, leaf=leaf_hash(entry), recorded_at=recorded_at)


def _seen(size: int | None, root: bytes | None) -> envelope.Seen | None:
    if size is None or root is None:
        return None
    return envelope.Seen(origin=settings.LEDGER_ORIGIN, size=size, root=bytes(root))
