"""Data sets and incidents for programs: behind a key whose account may read them."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import AwareDatetime, Field

from quartier.core.incidents import actions, queries
from quartier.core.incidents.queries import DataSetView, Filter, Happened
from quartier.core.incidents.rules.vocabulary import CURRENT, vocabulary
from quartier.core.kit.errors import Conflict, Invalid, Problem
from quartier.core.registry import actions as registry
from quartier.core.registry.visits import Visit
from quartier.surface.api import conditions, paging
from quartier.surface.api.keys import Key, demand
from quartier.surface.api.paging import InWindow
from quartier.surface.api.problems import answers
from quartier.surface.api.territory import box

router = Router(tags=["incidents"], auth=Key())
READ, IMPORT = "incidents.read", "incidents.import"
PURPOSE = "analysis"  # what a program's look is for


class DataSetOut(Schema):
    """Incidents of one source, owned by one organisation."""

    id: UUID
    title: str
    description: str
    mapping: str = Field(description="How its files are read.")
    licence: str
    source: str
    area: int
    organisation: int
    version: int
    created_at: datetime
    rows: int = Field(description="Incidents in it, repeats included.")
    repeats: int = Field(description="How many are flagged as repeating another.")
    refused: int = Field(description="Rows of its files that could not be read.")
    imports: int
    last_import: datetime | None
    first: datetime | None
    last: datetime | None
    flags: dict[str, int] = Field(description="Doubts, and how many incidents carry each.")
    precisions: dict[str, int]
    origins: dict[str, int]


class DataSets(Schema):
    """One page of data sets."""

    items: list[DataSetOut]
    total: int
    limit: int
    offset: int


class Details(Schema):
    """What people say about a data set."""

    title: str = Field(min_length=1, max_length=200)
    description: str = Field("", max_length=4000)
    licence: str = Field("", max_length=200)
    source: str = Field("", max_length=300)


class IncidentOut(Schema):
    """Something that happened at some moment of [starts_at, ends_at)."""

    id: UUID
    data_set: UUID
    kind: str = Field(description="Code of the vocabulary.")
    source_kind: str = Field(description="As the source says it.")
    origin: Literal["resident", "officers", "unknown"]
    lon: float | None
    lat: float | None
    uncertainty_m: float | None
    starts_at: datetime
    ends_at: datetime
    precision: Literal["minute", "hour", "day", "month", "interval", "unknown"]
    reported_at: datetime | None
    registered_at: datetime | None
    source_id: str
    duplicate_of: UUID | None
    flags: list[str]
    area: int | None
    address: str


class Incidents(Schema):
    """Some incidents, newest first. `next` is the cursor of the page after, null on the last."""

    items: list[IncidentOut]
    next: str | None


class KindOut(Schema):
    code: str
    parent: str | None
    theme: str
    reading: str
    sensitive: bool = Field(description="Never on a public map.")
    names: dict[str, str]


class Kinds(Schema):
    """The vocabulary of kinds."""

    version: str
    items: list[KindOut]


class Wanted(Schema):
    """Which incidents. Both origins at once only when asked for by name: they are not to be mixed unawares."""

    data_set: UUID | None = None
    kind: Annotated[str, Field(max_length=40, pattern=r"^[a-z_]*$")] = ""
    area: Annotated[int | None, Field(ge=1, le=2_147_483_647)] = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    origin: Literal["resident", "officers", "all"] = "resident"
    bbox: Annotated[str, Field(max_length=120, description="West,south,east,north in degrees.")] = ""
    after: Annotated[str, Field(max_length=60, description="Cursor of the page before.")] = ""
    limit: int = Field(100, ge=1, le=1000)


@router.get(
    "/data-sets",
    response={200: DataSets, **answers(401, 403)},
    summary="Data sets in reach of the key, by title",
)
def list_data_sets(request: HttpRequest, response: HttpResponse, window: InWindow) -> Any:
    visit = demand(request, READ)
    rows = queries.data_sets(visit)
    shown = rows[window.offset : window.offset + window.limit]
    _look(visit, [row.id for row in shown])
    return paging.page(request, response, [set_out(row) for row in shown], window, len(rows))


@router.get(
    "/data-sets/{id}", response={200: DataSetOut, 304: None, **answers(401, 403, 404)}, summary="One data set"
)
def one_data_set(request: HttpRequest, response: HttpResponse, id: UUID) -> Any:
    visit = demand(request, READ)
    body = set_out(queries.data_set(visit, id))
    _look(visit, [id])
    tag = conditions.etag(body)
    conditions.tagged(response, tag, seconds=0)
    return Status(304, None) if conditions.not_modified(request, tag) else Status(200, body)


@router.put(
    "/data-sets/{id}",
    response={200: DataSetOut, **answers(401, 403, 404, 409, 412, 428)},
    summary="Change what is said about a data set; If-Match names the version that was read",
)
def change_data_set(request: HttpRequest, response: HttpResponse, id: UUID, details: Details) -> Any:
    visit = demand(request, IMPORT)
    view = queries.data_set(visit, id)
    conditions.demand_match(request, conditions.etag(set_out(view)))
    try:
        actions.edit_data_set(
            data_set=id, version=view.version, details=details.dict(), by=visit, at=visit.now
        )
    except Conflict:
        raise conditions.Changed("changed_meanwhile") from None
    body = set_out(queries.data_set(visit, id))
    conditions.tagged(response, conditions.etag(body))
    return body


@router.get(
    "/incidents",
    response={200: Incidents, **answers(401, 403, 404)},
    summary="Incidents, newest first",
)
def list_incidents(request: HttpRequest, wanted: Annotated[Wanted, Query()]) -> Any:
    visit = demand(request, READ)
    page = queries.occurrences(visit, chosen(wanted), after=cursor(wanted.after), limit=wanted.limit)
    _look(visit, [row.data_set for row in page.rows])
    following = page.following
    return {
        "items": [incident_out(row) for row in page.rows],
        "next": f"{following[0].timestamp():.0f}.{following[1]}" if following else None,
    }


@router.get("/incidents/{id}", response={200: IncidentOut, **answers(401, 403, 404)}, summary="One incident")
def one_incident(request: HttpRequest, id: UUID) -> Any:
    visit = demand(request, READ)
    row = queries.occurrence(visit, id)
    _look(visit, [row.data_set])
    return incident_out(row)


@router.get(
    "/incident-kinds", auth=None, response={200: Kinds, **answers()}, summary="The vocabulary of kinds"
)
def list_kinds(request: HttpRequest) -> Any:
    fields = KindOut.model_fields
    kinds = vocabulary().kinds.values()
    return {"version": CURRENT, "items": [{name: getattr(kind, name) for name in fields} for kind in kinds]}


def chosen(wanted: Wanted) -> Filter:
    """As a filter of occurrences. Raises Invalid for a kind that no vocabulary has."""
    if wanted.kind and wanted.kind not in vocabulary().kinds:
        raise Invalid([Problem(field="kind", code="kind_unknown")])
    return Filter(
        data_set=wanted.data_set,
        kinds=(wanted.kind,) if wanted.kind else (),
        area=wanted.area,
        since=wanted.since,
        until=wanted.until,
        origin="" if wanted.origin == "all" else wanted.origin,
        box=box(wanted.bbox),
    )


def cursor(text: str) -> tuple[datetime, UUID] | None:
    """What `next` of the page before said. Raises Invalid."""
    if not text:
        return None
    moment, _dot, id = text.partition(".")
    try:
        return datetime.fromtimestamp(int(moment), UTC), UUID(id)
    except (ValueError, OverflowError, OSError) as error:
        raise Invalid([Problem(field="after", code="cursor_unknown")]) from error


def _look(visit: Visit, ids: list[UUID]) -> None:
    """A program's reading is a look like anybody's."""
    seen = list(dict.fromkeys(ids))
    if seen:
        registry.look(subjects=seen, purpose=PURPOSE, page="api", by=visit, at=visit.now)


def set_out(row: DataSetView) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DataSetOut.model_fields}


def incident_out(row: Happened) -> dict[str, Any]:
    return {name: getattr(row, name) for name in IncidentOut.model_fields} | {"flags": list(row.flags)}
