"""What the larger parts draw: frozen values, texts already in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `numeric` sets figures to the right; `wide_only` leaves it out on phones when plotted."""

    label: str
    numeric: bool = False
    wide_only: bool = False
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value with what it may carry: a state, an address, a moment for machines."""

    text: object
    state: str = ""
    url: str = ""
    at: date | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A row that names the rows below it: a day, an organisation."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that folds into a list on phones. The first value of a row is its heading.

    rows: sequences of values as long as `columns` (text, SafeString or Cell), or Groups.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object] | Group]
    tight: bool = False
    hide_caption: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a timeline. `state` replaces the ring; `word` says it; `note` is the line below."""

    at: date | datetime
    text: object
    state: str = ""
    word: str = ""
    note: object = ""
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate of a limit: name, what is left or was used, the exact due time, the article of law."""

    label: str
    at: float
    tick: str
    state: str = ""
    left: str = ""
    due: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """How many outside witnesses signed, of how many, and when (text)."""

    signed: int
    of: int
    when: str = ""
