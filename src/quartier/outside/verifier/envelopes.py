"""One entry: the envelope that it commits to, the fields that are opened, and what an erasure declares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from quartier.outside.verifier.canonical import (
    FIELD_NAME,
    KIND,
    TAG,
    hash_of,
    instant_of,
    matching,
    members,
    read_canonical,
    text_of,
    whole_number,
)
from quartier.outside.verifier.verdict import Fault
from quartier.science.merkle.commitments import field_digest

ENVELOPE_VERSION = 1
ERASED = "ledger.erased"
# Always opened: without them nobody could tell an entry that was erased from one that was left out.
ERASURE_FIELDS = ("leaves", "field", "ground", "authority")


@dataclass(frozen=True)
class SeenHead:
    """The head that whoever captured the fact knew: the entry cannot be older."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True)
class Envelope:
    """What an entry says. Times are microseconds since 1970; `fields` holds the digest of each field."""

    kind: str
    record: str | None
    occurred_at: int
    recorded_at: int
    captured_at: int | None
    prev: bytes | None
    corrects: bytes | None
    seen: SeenHead | None
    fields: Mapping[str, bytes]


@dataclass(frozen=True)
class Opening:
    """What a digest hides: the salt, and the value as the text that was hashed."""

    salt: bytes
    value: str


@dataclass(frozen=True)
class Erasure:
    """The leaves of entries that were emptied: of one field, or whole when `field` is None."""

    leaves: tuple[bytes, ...]
    field: str | None


def read_envelope(text: str, *, place: Any) -> Envelope:
    """The envelope in a text. `place` is the entry's index for the sentence about a fault."""
    try:
        value = read_canonical(text)
        version = value.get("v") if isinstance(value, dict) else None
        if isinstance(version, int) and not isinstance(version, bool) and version != ENVELOPE_VERSION:
            raise Fault("envelope_version", index=place)
        return _envelope(value)
    except ValueError as problem:
        raise Fault("envelope_form", index=place) from problem


def _envelope(value: Any) -> Envelope:
    version, kind, record, occurred_at, recorded_at, captured_at, prev, corrects, seen, fields, blind = (
        members(
            value,
            *("v", "kind", "record", "occurred_at", "recorded_at", "captured_at", "prev", "corrects"),
            *("seen", "fields", "blind"),
        )
    )
    hash_of(blind)
    if whole_number(version) != ENVELOPE_VERSION or not isinstance(fields, dict):
        raise ValueError("version or fields")
    if record is None and prev is not None:
        raise ValueError("a chain without a record")
    return Envelope(
        kind=matching(KIND, kind),
        record=None if record is None else matching(TAG, record),
        occurred_at=instant_of(occurred_at),
        recorded_at=instant_of(recorded_at),
        captured_at=None if captured_at is None else instant_of(captured_at),
        prev=None if prev is None else hash_of(prev),
        corrects=None if corrects is None else hash_of(corrects),
        seen=None if seen is None else _seen(seen),
        fields={matching(FIELD_NAME, name): hash_of(digest) for name, digest in fields.items()},
    )


def _seen(value: Any) -> SeenHead:
    origin, size, root = members(value, "origin", "size", "root")
    return SeenHead(text_of(origin), whole_number(size), hash_of(root))


def read_openings(value: Any) -> dict[str, Opening]:
    """The openings of one entry by field name. Raises ValueError."""
    if not isinstance(value, dict):
        raise ValueError("no openings")
    openings = {}
    for name in sorted(value):
        salt, text = members(value[name], "salt", "value")
        openings[matching(FIELD_NAME, name)] = Opening(hash_of(salt), text_of(text))
    return openings


def check_openings(
    envelope: Envelope,
    openings: Mapping[str, Opening],
    *,
    place: Any,
    promised: Collection[str] | None = None,
) -> None:
    """Each opening opens a field of this envelope, and none that was not `promised` (None: any may be opened)."""
    for name, opening in openings.items():
        digest = envelope.fields.get(name)
        if digest is None:
            raise Fault("opening_unknown", index=place, field=name)
        if promised is not None and name not in promised:
            raise Fault("opening_extra", index=place, field=name)
        if field_digest(name, opening.salt, opening.value.encode("utf-8")) != digest:
            raise Fault("opening_differs", index=place, field=name)


def read_erasure(openings: Mapping[str, Opening], *, place: Any) -> Erasure:
    """What an entry of the kind `ledger.erased` declares."""
    try:
        leaves, field = (read_canonical(openings[name].value) for name in ERASURE_FIELDS[:2])
        if not isinstance(leaves, list):
            raise ValueError("no list")
        return Erasure(
            tuple(hash_of(leaf) for leaf in leaves), None if field is None else matching(FIELD_NAME, field)
        )
    except (KeyError, ValueError) as problem:
        raise Fault("erasure_form", index=place) from problem
