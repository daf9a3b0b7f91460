"""Asking for a token, and the waiting room: sealing what was written under a code, and giving it back in its turn.

    origin = gate.origin(remote=request.META["REMOTE_ADDR"], forwarded=request.META.get("HTTP_X_FORWARDED_FOR", ""))
    answer = gate.ask(what="lodge", origin=origin, proven=False, by=visit, at=visit.now)
    if isinstance(answer, Wait): code = gate.seal(payload=…, what="lodge", ready_at=answer.ready_at, by=visit, at=visit.now)

Tokens are counted over the sign-in connection, at once: neither does a page that fails give its token back, nor do two
pages wait for each other's transaction.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from quartier.core.gate import rules
from quartier.core.gate.rules import origin as origin
from quartier.core.gate.rules import sameness as sameness
from quartier.core.kit.errors import Invalid, NotFound, Problem
from quartier.core.kit.ids import ALPHABET
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

NONCE = 12
NOBODY = b""


@dataclass(frozen=True, slots=True)
class Passed:
    """Go on."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now. `ready_at`: when. `full`: there is no place in the line either; nothing can be sealed, come again then."""

    ready_at: datetime
    full: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """What was sealed; it is gone from the waiting room when the transaction commits."""

    payload: bytes
    what: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """Its turn has not come."""

    ready_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A sealed text, without its words. `until`: when it is thrown away."""

    what: str
    ready_at: datetime
    until: datetime

    def is_ready(self, *, at: datetime) -> bool:
        return at >= self.ready_at


def ask(
    *,
    what: str,
    origin: bytes,
    proven: bool,
    by: Visit,
    at: datetime,
    own: str = "",
    same: bytes = NOBODY,
) -> Passed | Wait:
    """A token for one act (a `what` of rules.POLICIES), or when there will be one.

    `origin`: of `rules.origin`. `proven`: somebody signed in, or who proved an address; `own` is then what tells them
    apart (a recipient's id); without it the account, or the network. `same`: of `sameness(text)`.
    """
    policy = rules.POLICIES[what]
    who = (own or str(by.account or origin.hex())) if proven else ""
    return _ask(rules.keys(policy, prefix=origin, own=who, same=same), at=at)


def _ask(keys: list[rules.Key], *, at: datetime) -> Passed | Wait:
    buckets = [key.bucket for key in keys]
    row = _one(
        lock.SIGN_IN,
        "select ready_at = 'infinity', come_at from gate.ask(%s::bytea[], %s::float8[], %s::float8[], %s::float8[], "
        "%s::boolean[], %s)",
        [key.name for key in keys],
        [bucket.burst for bucket in buckets],
        [bucket.rate for bucket in buckets],
        [bucket.waiting for bucket in buckets],
        [key.house for key in keys],
        at,
    )
    full, come_at = row
    return Passed() if come_at is None else Wait(come_at, full=bool(full))


def seal(*, payload: bytes, what: str, ready_at: datetime, by: Visit, at: datetime) -> str:
    """Keep what was typed until its turn; returns the code, the only thing that opens it. Raises Invalid when too large."""
    if len(payload) > rules.MOST_BYTES:
        details = {"most": rules.MOST_BYTES}
        raise Invalid([Problem(field="payload", code="gate.too_large", details=details)])
    code = "".join(secrets.choice(ALPHABET) for _ in range(rules.LETTERS))
    nonce = os.urandom(NONCE)
    body = nonce + AESGCM(_key(code)).encrypt(nonce, payload, what.encode())
    kept_until = rules.until(ready_at=ready_at, at=at)
    _one(
        lock.APPLICATION,
        "select gate.keep(%s, %s, %s, %s, %s)",
        _digest(code),
        what,
        body,
        ready_at,
        kept_until,
    )
    return rules.in_groups(code)


def look(*, code: str, by: Visit, at: datetime) -> Waiting:
    """When the turn of a code comes. Changes nothing. Raises NotFound alike for unknown, sent and thrown away."""
    _code, what, ready_at, until, _asked = _known(code, at=at)
    return Waiting(what=what, ready_at=ready_at, until=until)


def unseal(*, code: str, by: Visit, at: datetime) -> Opened | NotYet:
    """Take out what was sealed, once, in the transaction that uses it; or when its turn comes. Raises NotFound.

    In its turn the whole house is asked as well; when that is full it waits once more, and not a third time.
    """
    known, what, ready_at, _until, asked = _known(code, at=at)
    if at < ready_at:
        return NotYet(ready_at)
    if not asked:
        policy = rules.POLICIES[what]
        answer = _ask(
            [replace(key, house=False) for key in rules.keys(policy, prefix=NOBODY) if key.house], at=at
        )
        if isinstance(answer, Wait):
            if not answer.full:
                _one(lock.APPLICATION, "select gate.put_off(%s, %s)", _digest(known), answer.ready_at)
            return NotYet(answer.ready_at)
    body = _one(lock.APPLICATION, "select gate.take(%s, %s)", _digest(known), at)[0]
    if body is None:
        raise NotFound("gate.no_such_code")
    return Opened(_decrypted(known, bytes(body), what), what)


def sweep(*, at: datetime) -> int:
    """Throw away what nobody came back for, buckets that say nothing, and the key of yesterday. Returns how many texts."""
    return int(_one(lock.APPLICATION, "select gate.sweep(%s)", at)[0])


def _known(code: str, *, at: datetime) -> tuple[str, str, datetime, datetime, bool]:
    read = rules.read_code(code)
    row = _one(lock.APPLICATION, "select * from gate.look(%s, %s)", _digest(read), at) if read else None
    if read is None or row is None or row[0] is None:
        raise NotFound("gate.no_such_code")
    return read, *row


def _decrypted(code: str, body: bytes, what: str) -> bytes:
    try:
        return AESGCM(_key(code)).decrypt(body[:NONCE], body[NONCE:], what.encode())
    except InvalidTag:
        raise NotFound("gate.no_such_code") from None


def _digest(code: str) -> bytes:
    return hashlib.sha256(b"quartier.gate.digest|" + code.encode()).digest()


def _key(code: str) -> bytes:
    """80 random bits of the code, stretched to the length of the cipher's key; only whoever has the code has it."""
    return hashlib.sha256(b"quartier.gate.key|" + code.encode()).digest()


def _one(connection: str, sql: str, *parameters: Any) -> Any:
    with connections[connection].cursor() as cursor:
        cursor.execute(sql, [_plain(value) for value in parameters])
        return cursor.fetchone()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
