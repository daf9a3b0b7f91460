"""Doors: how somebody without an account comes back to exactly one record, with a code on paper.

- `give_door(*, subject, capacity="lodger", until=None, by, at) -> str`: a new code, shown once: `7K3M-0Q9D-…`.
- `open_door(*, code) -> str | None`: over the sign-in connection, a token for `lock.visit(token)`; whoever calls limits
  how often it is tried. The cookie is `DOOR_COOKIE`; `surface.entry` uses it where nobody is signed in.
- `read_code(text) -> str | None`: what somebody typed from paper, in one form, or None when it can be no code.
- `end_doors(*, subject, by, at) -> int`: for whoever sees the record: its codes open nothing any more.

A code has 80 random bits and only its digest is kept: who reads the database cannot come in by it.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connections, transaction

from quartier.core.kit.ids import ALPHABET
from quartier.core.ledger import actions as ledger

from . import lock
from .actions import _call
from .queries import subject_tag
from .visits import Visit

LETTERS, GROUP = 16, 4
LASTS = timedelta(hours=2)
DOOR_COOKIE = "quartier_door"


def give_door(
    *,
    subject: UUID,
    capacity: str = "lodger",
    until: datetime | None = None,
    by: Visit,
    at: datetime,
) -> str:
    """A code that opens this record until a time, None for as long as the record is kept.

    For a record that the same transaction opened, whoever lodged it, or one whose scope the visit sees. Raises NotFound
    alike for hidden and absent.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    with transaction.atomic(using=lock.APPLICATION):
        tag = _call(
            "select registry.give_door(%s, %s, %s, %s::timestamptz)", subject, _digest(code), capacity, until
        )
        fields = {"capacity": capacity, "until": until.isoformat() if until else None}
        ledger.append(kind="registry.door_given", record=tag, fields=fields, by=by, occurred_at=at)
    return in_groups(code)


def open_door(*, code: str) -> str | None:
    """The token of a visit of two hours that sees one record; None for a code that opens nothing, whatever the reason."""
    known = read_code(code)
    if known is None:
        return None
    token = lock.new_token()
    with connections[lock.SIGN_IN].cursor() as cursor:
        cursor.execute("select registry.open_door(%s, %s, %s)", [_digest(known), lock.digest(token), LASTS])
        return token if cursor.fetchone()[0] else None


def end_doors(*, subject: UUID, by: Visit, at: datetime) -> int:
    """End every code of a record, because one was lost or shown; returns how many there were."""
    with transaction.atomic(using=lock.APPLICATION):
        ended = int(_call("select registry.end_doors(%s)", subject))
        if ended:
            tag = subject_tag(by, subject=subject)
            ledger.append(
                kind="registry.doors_ended", record=tag, fields={"doors": ended}, by=by, occurred_at=at
            )
    return ended


def in_groups(code: str) -> str:
    """As it stands on the receipt: capitals in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, LETTERS, GROUP)).upper()


def read_code(text: str) -> str | None:
    """Case, spaces, hyphens, o/0 and i/l/1 do not matter; None when this can be no code."""
    folded = "".join(text.split()).replace("-", "").lower()
    folded = folded.replace("o", "0").replace("i", "1").replace("l", "1")
    return folded if len(folded) == LETTERS and not set(folded) - set(ALPHABET) else None


def _digest(code: str) -> bytes:
    return hashlib.sha256(b"quartier door " + code.encode("ascii")).digest()
