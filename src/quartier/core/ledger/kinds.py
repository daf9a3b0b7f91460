"""What may be written: each kind of entry with the fields that it commits to.

A package registers its kinds when it is loaded (`AppConfig.ready`); docs/reference/ledger-kinds.md lists them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKind:
    """`code` is `package.what_happened`; `fields` says in one sentence what each field holds. `by` is on every entry.

    `example` gives a value for each field: the attacks of the suite are tried on an entry of every kind.
    """

    code: str
    description: str
    fields: Mapping[str, str]
    example: Mapping[str, Any] = field(default_factory=dict)


CODE = re.compile(
    r"[a-z_]{1,32}\.[a-z_]{1,31}"
)  # as sql/append_once.sql: they stand in envelopes without quoting
FIELD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_known: dict[str, EntryKind] = {}


def register(*kinds: EntryKind) -> None:
    """Make kinds known. Raises ValueError on a second kind of the same code, and on names that no envelope may hold."""
    for kind in kinds:
        if not CODE.fullmatch(kind.code) or not all(FIELD.fullmatch(name) for name in kind.fields):
            raise ValueError(
                f"{kind.code}: codes are `package.what_happened`, fields are words of small letters"
            )
        if _known.get(kind.code, kind) != kind:
            raise ValueError(f"two ledger kinds named {kind.code}")
        if "by" in kind.fields:
            raise ValueError(f"{kind.code}: every entry has a field `by` already")
        _known[kind.code] = kind


def known() -> list[EntryKind]:
    return [_known[code] for code in sorted(_known)]


def check(*, code: str, fields: Mapping[str, object]) -> None:
    """Raise ValueError unless the kind is known and the fields are exactly its own; a field may hold None."""
    kind = _known.get(code)
    if kind is None:
        raise ValueError(f"unknown ledger kind {code}: register it in the package's AppConfig.ready")
    if set(fields) != set(kind.fields):
        wrong = ", ".join(sorted(set(fields) ^ set(kind.fields)))
        raise ValueError(f"{code}: fields missing or unknown: {wrong}")
