"""What is hashed, byte for byte. Pure: salts, blinds and times come in as arguments.

    envelope = RFC 8785 JSON, UTF-8, with a member "blind" of 32 random bytes
    entry    = 0x01 ‖ SHA-256("quartier-envelope/v1" ‖ 0x00 ‖ envelope)                                     33 bytes
    leaf     = SHA-256(0x00 ‖ entry)                                                               RFC 9162 §2.1.1
    digest   = SHA-256("quartier-field/v1" ‖ 0x00 ‖ salt[32] ‖ uint16 length ‖ field name ‖ RFC 8785 value)

The bytes that were hashed are kept and verified as they are; nobody parses and prints them again.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785

from quartier.science.merkle.commitments import field_digest

VERSION = 1
_ENCODE = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode
_BIG = re.compile(r"[0-9]{16}")  # maybe a number beyond 2⁵³, which RFC 8785 does not have
HASH_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a digest hides: the salt, and the value as the canonical bytes that were hashed."""

    field: str
    salt: bytes
    value: bytes

    @property
    def digest(self) -> bytes:
        return field_digest(self.field, self.salt, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The last head known when the fact was captured: the entry cannot be older than that."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One fact. `record` is a tag or None; `prev` the leaf of the record's previous entry, `corrects` of a wrong one."""

    kind: str
    record: str | None
    occurred_at: datetime
    recorded_at: datetime
    captured_at: datetime | None
    prev: bytes | None
    corrects: bytes | None
    seen: Seen | None
    digests: Mapping[str, bytes]
    blind: bytes

    def to_bytes(self) -> bytes:
        """The canonical JSON. Members that do not apply are null: absence would say the same in a second way."""
        seen = self.seen and {
            "origin": self.seen.origin,
            "root": _base64(self.seen.root),
            "size": self.seen.size,
        }
        return canonical(
            {
                "v": VERSION,
                "kind": self.kind,
                "record": self.record,
                "occurred_at": instant(self.occurred_at),
                "recorded_at": instant(self.recorded_at),
                "captured_at": self.captured_at and instant(self.captured_at),
                "prev": self.prev and _base64(self.prev),
                "corrects": self.corrects and _base64(self.corrects),
                "seen": seen,
                "fields": {name: _base64(digest) for name, digest in self.digests.items()},
                "blind": _base64(_salt(self.blind)),
            }
        )


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of a JSON value. Raises ValueError on a float, a time that is no text, or a key that is no text.

    Where all is ASCII, Python's own encoder in C writes the same bytes, many times as fast; the tests hold the two against
    each other.
    """
    _refuse_floats(value)
    try:
        plain = _ENCODE(value)
        if plain.isascii() and not _BIG.search(plain) and _has_text_keys(value):
            return plain.encode("ascii")
    except (TypeError, ValueError):
        pass  # the careful encoder says what is wrong
    try:
        return rfc8785.dumps(value)
    except rfc8785.CanonicalizationError as problem:
        raise ValueError(str(problem)) from problem


def opening(*, field: str, salt: bytes, value: Any) -> Opening:
    return Opening(field=field, salt=_salt(salt), value=canonical(value))


def instant(at: datetime) -> str:
    """RFC 3339 in UTC with six decimals, so that one instant has one text. Raises ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _has_text_keys(value: Any) -> bool:
    """Python's encoder makes texts of numbers that are keys."""
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _has_text_keys(member) for key, member in value.items())
    return not isinstance(value, list | tuple) or all(map(_has_text_keys, value))


def _refuse_floats(value: Any) -> None:
    """Two programs may print one float in two ways; decimals are written as text or as whole units."""
    if isinstance(value, float):
        raise ValueError("no floats in the ledger: write a text or a whole number of units")
    if isinstance(value, Mapping):
        for member in value.values():
            _refuse_floats(member)
    elif isinstance(value, list | tuple):
        for member in value:
            _refuse_floats(member)


def _salt(salt: bytes) -> bytes:
    if len(salt) != HASH_BYTES:
        raise ValueError("a salt or blind has 32 bytes")
    return salt


def _base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")
