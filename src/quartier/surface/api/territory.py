"""Areas, premises and places for programs. All of it is public."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from quartier.core.kit.errors import Invalid, NotFound, Problem
from quartier.core.territory import queries
from quartier.core.territory.queries import AreaView, PremisesView
from quartier.core.territory.rules.hours import DAYS, as_text
from quartier.surface.api import conditions, paging
from quartier.surface.api.paging import InWindow
from quartier.surface.api.problems import answers

router = Router(tags=["territory"])
Id = Annotated[int, Field(ge=1, le=2_147_483_647)]
Lon = Annotated[float, Field(ge=-180, le=180)]
Lat = Annotated[float, Field(ge=-90, le=90)]


class AreaOut(Schema):
    """An area without its boundary."""

    id: int
    slug: str
    parent: int | None = Field(description="The area above, by id; null for a home.")
    home: int = Field(description="The root area, by id.")
    kind: str
    country: str
    code: str = Field(description="The publisher's own code.")
    names: dict[str, str] = Field(description="Name by language.")
    bbox: list[float] | None = Field(description="West, south, east, north.")
    time_zone: str
    languages: list[str]
    danger_numbers: list[str]
    in_charge: dict[str, Any] = Field(description="Who answers for the area, as a role.")
    attribution: str
    licence: str
    updated_at: datetime


class AreaWithBoundary(AreaOut):
    """An area with its boundary as GeoJSON."""

    geometry: dict[str, Any] | None


class PremisesOut(Schema):
    """A door that people can walk to."""

    id: int
    slug: str
    home: int
    area: int | None
    kind: str
    organisation: str
    names: dict[str, str]
    notes: dict[str, str]
    street: dict[str, str]
    number: str
    phone: str
    lon: float
    lat: float
    week: dict[str, list[list[str]]] | None = Field(
        description="Opening hours by day; null where nobody told them."
    )
    state: Literal["open", "closed", "unknown"]
    until: datetime | None = Field(description="Until when it stays open.")
    opens: datetime | None = Field(description="When it opens next.")
    updated_at: datetime


class HitOut(Schema):
    """One thing found."""

    kind: Literal["area", "place", "premises"]
    thing: str = Field(description="What it is: street, landmark, beat, police_station…")
    id: int
    slug: str
    names: dict[str, str]
    matched: str = Field(description="The name that fitted.")
    name_kind: Literal["official", "alias", "former"]
    number: str = Field(description="The house number asked for.")
    exact: bool = Field(description="False where the point is the street's, since the house is not known.")
    lon: float
    lat: float
    area: int | None
    score: float


class Areas(Schema):
    """One page of areas."""

    items: list[AreaOut]
    total: int
    limit: int
    offset: int


class PremisesPage(Schema):
    """One page of premises."""

    items: list[PremisesOut]
    total: int
    limit: int
    offset: int


class Hits(Schema):
    """What search found."""

    items: list[HitOut]


class AreaFilter(Schema):
    """Which areas."""

    home: Id | None = None
    kind: Annotated[str, Field(max_length=40, pattern=r"^[a-z_]*$")] = ""
    bbox: Annotated[str, Field(max_length=120, description="West,south,east,north in degrees.")] = ""


@router.get("/areas", response={200: Areas, **answers()}, summary="Areas in the order of the tree")
def list_areas(
    request: HttpRequest, response: HttpResponse, window: InWindow, filters: Annotated[AreaFilter, Query()]
) -> Any:
    chosen = {"home": filters.home, "kind": filters.kind, "box": box(filters.bbox)}
    total = queries.count_areas(**chosen)
    rows = queries.areas(**chosen, offset=window.offset, limit=window.limit)
    return paging.page(request, response, [area_out(row) for row in rows], window, total)


@router.get(
    "/areas/{id}",
    response={200: AreaWithBoundary, 304: None, **answers(404)},
    summary="One area with its boundary",
)
def one_area(request: HttpRequest, response: HttpResponse, id: Id) -> Any:
    area = queries.area(id=id)
    body = area_out(area) | {"geometry": area.geometry}
    tag = conditions.etag(body)
    conditions.tagged(response, tag, seconds=60)
    return Status(304, None) if conditions.not_modified(request, tag) else Status(200, body)


@router.get(
    "/areas-at", response={200: Areas, **answers(404)}, summary="The areas that hold a point, home first"
)
def areas_at(request: HttpRequest, lon: Annotated[Lon, Query()], lat: Annotated[Lat, Query()]) -> Any:
    found = [(home.id, queries.area_of(lon, lat, home=home.id)) for home in queries.homes()]
    rows = [area for _, id in found if id for area in queries.path(queries.area(id=id, with_geometry=False))]
    return {"items": [area_out(row) for row in rows], "total": len(rows), "limit": paging.MOST, "offset": 0}


@router.get(
    "/premises", response={200: PremisesPage, **answers(404)}, summary="Premises, and whether they are open"
)
def list_premises(
    request: HttpRequest,
    response: HttpResponse,
    window: InWindow,
    home: Annotated[Id | None, Query()] = None,
    area: Annotated[Id | None, Query()] = None,
    bbox: Annotated[str, Query(max_length=120)] = "",
) -> Any:
    within = queries.area(id=area, with_geometry=False) if area is not None else None
    rows = queries.premises(home=home, within=within, box=box(bbox))
    shown = rows[window.offset : window.offset + window.limit]
    homes = {each.id: each for each in queries.homes()}
    items = [premises_out(row, homes[row.home], at=request.visit.now) for row in shown]
    return paging.page(request, response, items, window, len(rows))


@router.get("/premises/{id}", response={200: PremisesOut, **answers(404)}, summary="One premises")
def one_premises(request: HttpRequest, id: Id) -> Any:
    found = queries.premises(id=id)
    if not found:
        raise NotFound("premises_unknown")
    return premises_out(found[0], queries.area(id=found[0].home, with_geometry=False), at=request.visit.now)


@router.get(
    "/places/search", response={200: Hits, **answers(404)}, summary="Find a street, address or area by name"
)
def search(
    request: HttpRequest,
    q: Annotated[
        str, Query(min_length=1, max_length=200, description="What somebody typed; slips are forgiven.")
    ],
    home: Annotated[Id, Query()],
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Any:
    queries.area(id=home, with_geometry=False)
    hits = queries.search(q, home=home, limit=limit)
    fields = HitOut.model_fields
    return {"items": [{name: getattr(hit, name) for name in fields} for hit in hits]}


def area_out(area: AreaView) -> dict[str, Any]:
    """The area as the API tells it."""
    values = {name: getattr(area, name) for name in AreaOut.model_fields if name != "bbox"}
    return values | {"bbox": list(area.box) if area.box else None}


def premises_out(row: PremisesView, home: AreaView, *, at: datetime) -> dict[str, Any]:
    """Premises as the API tells them, with their state at the server's time."""
    state = row.state(at=at, zone=home.zone)
    own = {"week", "state", "until", "opens"}
    values = {name: getattr(row, name) for name in PremisesOut.model_fields if name not in own}
    week = None
    if row.hours is not None:
        days = zip(DAYS, row.hours.week, strict=True)
        week = {day: [list(pair) for pair in as_text(spans)] for day, spans in days}
    return values | {"week": week, "state": state.door.value, "until": state.until, "opens": state.opens}


def box(text: str) -> queries.Box | None:
    """West, south, east, north. Raises Invalid."""
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise Invalid([Problem(field="bbox", code="four_numbers_expected")]) from error
    if not (west <= east and south <= north):  # also refuses what is no number
        raise Invalid([Problem(field="bbox", code="box_inside_out")])
    return west, south, east, north
