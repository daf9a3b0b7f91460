"""What others get to see of custody: plain values, never rows of tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from .rules.board import Held, Place
from .rules.policy import Policy
from .rules.standing import Standing

# Who may open what is sealed: roles, by part. Each part is a row of its own behind the lock.
OPENED_BY: Mapping[str, tuple[str, ...]] = {
    "file": ("custody_officer", "custody_inspector", "shift_supervisor", "shift_commander", "prosecutor"),
    "arrest": (
        *("arresting_officer", "custody_officer", "custody_inspector", "shift_supervisor"),
        *("shift_commander", "prosecutor"),
    ),
    "medical": ("healthcare_professional",),
    "lawyer": ("lawyer",),
    "complaint": ("custody_inspector", "prosecutor"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteView:
    """A suite. `subject`, `tag`: of its own book. `complaints`, `higher`: organisations that get complaints."""

    id: int
    code: str
    names: Mapping[str, str]
    organisation: int
    area: int
    zone: str
    mark: str
    pack: str
    regime: str
    facts: Mapping[str, Any]
    policy: Policy
    complaints: int
    higher: int | None
    subject: UUID
    tag: str

    def name(self, language: str) -> str:
        return self.names.get(language[:2]) or next(iter(self.names.values()), self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A room of a suite."""

    id: int
    code: str
    kind: str
    places: int
    recorded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """What one audience reads. `open`: this visit is one of it; otherwise only who may (`roles`) is told."""

    code: str
    open: bool
    roles: tuple[str, ...]
    id: UUID | None = None
    stay: UUID | None = None
    tag: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StayView:
    """One stay as this visit may know it. `reads`: the visit reads the suite's records, and is not only a party to one."""

    id: UUID
    tag: str
    number: str
    suite: SuiteView
    kind: str
    label: str
    language: str
    minor: bool
    moment: datetime
    opened_at: datetime
    opened_by: UUID | None
    pack: str
    regime: str
    regime_reason: str
    facts: Mapping[str, Any]
    state: str
    cell: str
    level: str
    released_at: datetime | None
    changed_at: datetime
    last_number: int
    standing: Standing
    parts: Mapping[str, PartView]
    reads: bool

    @property
    def about(self) -> Mapping[str, Any]:
        """Name, date of birth, address, where this visit may read them."""
        return next((part.about for part in self.parts.values() if part.open and part.about), {})


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One entry. `values`: what everybody in the suite reads; `content`: what this visit may read of what is sealed.

    `sealed`: the part of what it may not read, or nothing; `opened_by`: roles that may. `corrects`, `corrected_by`: numbers
    in the same book. `counts`: nothing newer replaced it and nobody said that it never happened.
    """

    id: UUID
    number: int
    act: str
    topic: str
    occurred_at: datetime
    captured_at: datetime | None
    recorded_at: datetime
    gap: timedelta
    late: bool
    late_reason: str
    by: UUID | None
    organisation: int | None
    done_by: str
    values: Mapping[str, Any]
    content: Mapping[str, Any]
    part: str
    sealed: str
    opened_by: tuple[str, ...]
    corrects: int | None
    corrected_by: tuple[int, ...]
    voids: bool
    reason: str
    counts: bool
    presence: Mapping[str, Any]
    signed: tuple[Mapping[str, Any], ...]
    leaf: bytes

    @property
    def told(self) -> dict[str, Any]:
        """Everything that this visit may read of it."""
        return {**self.values, **self.content}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """What `rules.board.lay_out` takes, and the newest change of any stay (`changed_at`) for an entity tag."""

    suite: SuiteView
    places: tuple[Place, ...]
    stays: tuple[Held, ...]
    at: datetime
    changed_at: datetime | None
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStay:
    """One line of a list of stays."""

    id: UUID
    number: str
    label: str
    kind: str
    suite: str
    state: str
    cell: str
    moment: datetime
    released_at: datetime | None
    due_at: datetime | None
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a list; `more`: there are further ones."""

    lines: tuple[Any, ...]
    page: int
    more: bool
