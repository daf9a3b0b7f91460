"""What a package promises of its records, so that the spine can name, show, search, export and erase them.

A package registers its kinds when Django starts; the leak matrix and the erasure test take the list from here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a record's story: when it happened, when it was recorded, what (already in words), by whom."""

    occurred_at: datetime
    recorded_at: datetime
    text: str
    by: str = ""


def _nothing(subject: UUID) -> Iterable[bytes] | None:
    """Most kinds keep nothing outside the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The functions take the Subject's id and read through the package's own queries, so behind the lock.

    `names`: the kind in each language. `label`: a title for lists. `address`: its page. `summary`: plain lines for a
    related's page. `timeline`: its story. `search_text`: words to be found by. `export`: JSON of the whole record.
    `erase`: what lies outside the database (files, public versions); gives the leaves that it emptied in the ledger
    besides, if any. `make`: a sample record for the tests of the lock.
    """

    code: str
    names: dict[str, str]
    label: Callable[[UUID], str]
    address: Callable[[UUID], str]
    summary: Callable[[UUID], dict[str, str]]
    timeline: Callable[[UUID], Iterable[TimelineEntry]]
    search_text: Callable[[UUID], str]
    export: Callable[[UUID], dict[str, Any]]
    erase: Callable[[UUID], Iterable[bytes] | None] = _nothing


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; the same code twice is a mistake of the programmer."""
    if kind.code in _kinds and _kinds[kind.code] != kind:
        raise ValueError(f"the kind {kind.code} is registered twice")
    _kinds[kind.code] = kind


def kind(code: str) -> Kind:
    return _kinds[code]


def all_kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


_afterwards: list[Callable[[], object]] = []


def after_erasure(function: Callable[[], object]) -> None:
    """Have something run when an erasure is committed, such as clearing the disk of what no row names any more."""
    if function not in _afterwards:
        _afterwards.append(function)


def erased() -> None:
    """An erasure is committed."""
    for function in _afterwards:
        function()
