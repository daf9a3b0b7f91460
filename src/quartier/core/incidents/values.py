"""What reads of incidents give: frozen values, never rows of tables."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSetView:
    """A data set with the numbers of its committed imports."""

    id: UUID
    scope: int
    title: str
    description: str
    mapping: str
    licence: str
    source: str
    area: int
    organisation: int
    version: int
    created_at: datetime
    created_by: UUID
    rows: int = 0
    refused: int = 0
    repeats: int = 0
    imports: int = 0
    last_import: datetime | None = None
    first: str | None = None
    last: str | None = None
    flags: dict[str, int]
    precisions: dict[str, int]
    origins: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """An import and its newest step: staging, staged, committed, abandoned, failed."""

    id: UUID
    data_set: UUID
    mapping: str
    mapping_version: int
    vocabulary: str
    files: list[dict[str, Any]]
    started_at: datetime
    started_by: UUID
    state: str
    details: dict[str, Any]
    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One occurrence as pages and programs read it."""

    id: UUID
    data_set: UUID
    run: UUID
    kind: str
    source_kind: str
    origin: str
    lon: float | None
    lat: float | None
    uncertainty_m: float | None
    starts_at: datetime
    ends_at: datetime
    precision: str
    reported_at: datetime | None
    registered_at: datetime | None
    source_id: str
    duplicate_of: UUID | None
    flags: tuple[str, ...]
    area: int | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some occurrences, newest first, and the key after which the next page begins."""

    rows: list[Happened]
    following: tuple[datetime, UUID] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """All incidents of one point within a filter. `only`: the occurrence, when there is just one."""

    lon: float
    lat: float
    count: int
    kinds: dict[str, int]
    latest: datetime
    only: UUID | None
