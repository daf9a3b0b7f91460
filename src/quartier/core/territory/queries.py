"""Reading the territory. Plain values come out; tables stay inside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from quartier.core.kit.errors import NotFound
from quartier.core.territory.locate import area_of as area_of
from quartier.core.territory.locate import areas_of as areas_of
from quartier.core.territory.models import Area, Generation, Name, Place, Premises
from quartier.core.territory.rules.hours import Hours, State, read, state
from quartier.core.territory.rules.kinds import BEAT, kind_name
from quartier.core.territory.search import Hit as Hit
from quartier.core.territory.search import search as search

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """An area as pages and programs see it. `geometry` is None where it was not asked for or is not known."""

    id: int
    slug: str
    parent: int | None
    home: int
    kind: str
    country: str
    code: str
    names: dict[str, str]
    lo: int
    hi: int
    box: Box | None
    time_zone: str
    crs: str
    language: str
    languages: list[str]
    danger_numbers: list[str]
    in_charge: dict[str, Any]
    attribution: str
    licence: str
    updated_at: datetime
    geometry: dict[str, Any] | None = None

    @property
    def is_home(self) -> bool:
        return self.parent is None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def name(self, language: str) -> str:
        """The name in that language, or in the home's own: a name is never empty."""
        return name_in(self.names, language, self.language)

    def kind_name(self, language: str) -> str:
        return kind_name(self.country, self.kind, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class PremisesView:
    """Premises with their hours."""

    id: int
    slug: str
    home: int
    area: int | None
    kind: str
    organisation: str
    names: dict[str, str]
    notes: dict[str, str]
    address: dict[str, str]
    street: dict[str, str]
    number: str
    phone: str
    lon: float
    lat: float
    hours: Hours | None
    updated_at: datetime

    def state(self, *, at: datetime, zone: ZoneInfo) -> State:
        return state(self.hours, at=at, zone=zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A street, landmark, settlement or address. `others`: its former names and aliases, as (kind, text)."""

    id: int
    slug: str
    home: int
    area: int | None
    kind: str
    names: dict[str, str]
    lon: float
    lat: float
    geometry: dict[str, Any] | None
    houses: tuple[int, int] | None
    others: tuple[tuple[str, str], ...] = ()


def name_in(names: dict[str, str], language: str, fallback: str = "") -> str:
    """The name in a language; else in the fallback's; else any."""
    return names.get(language) or names.get(fallback) or next(iter(names.values()), "")


def homes() -> list[AreaView]:
    """The root areas, in the order in which they were made."""
    return [_area(row) for row in _areas(with_geometry=False).filter(parent=None).order_by("id")]


def home_for(language: str, slug: str = "") -> AreaView | None:
    """The home that a page is about: the one asked for, else the first whose own language it is, else the
    first.
    """
    known = homes()
    asked = next((each for each in known if each.slug == slug), None) if slug else None
    own = next((each for each in known if each.language == language), None)
    return asked or own or (known[0] if known else None)


def area(*, id: int | None = None, slug: str | None = None, with_geometry: bool = True) -> AreaView:
    """One area by id or slug. Raises NotFound."""
    rows = _areas(with_geometry=with_geometry)
    row = (rows.filter(slug=slug) if slug is not None else rows.filter(id=id)).first()
    if row is None:
        raise NotFound("area_unknown")
    return _area(row)


def areas(
    *,
    ids: Iterable[int] | None = None,
    home: int | None = None,
    kind: str = "",
    box: Box | None = None,
    with_geometry: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> list[AreaView]:
    """Areas in the order of the tree. `box` keeps those whose own box meets it (west, south, east, north)."""
    rows = _chosen(ids=ids, home=home, kind=kind, box=box, with_geometry=with_geometry).order_by("lo", "id")
    return [_area(row) for row in rows[offset : offset + limit if limit is not None else None]]


def count_areas(
    *, ids: Iterable[int] | None = None, home: int | None = None, kind: str = "", box: Box | None = None
) -> int:
    return _chosen(ids=ids, home=home, kind=kind, box=box, with_geometry=False).count()


def children(area: AreaView, *, with_geometry: bool = False) -> list[AreaView]:
    """The areas directly below."""
    rows = _areas(with_geometry=with_geometry).filter(parent_id=area.id).order_by("kind", "lo")
    return [_area(row) for row in rows]


def path(area: AreaView) -> list[AreaView]:
    """From the home down to the area itself: everything whose interval holds both of its ends."""
    rows = _areas(with_geometry=False).filter(lo__lte=area.lo, hi__gte=area.hi).order_by("lo")
    return [_area(row) for row in rows]


def below(area: int) -> list[int]:
    """The ids of the area and of everything in it."""
    within = Area.objects.filter(id=area).values("lo", "hi")
    rows = Area.objects.filter(lo__gte=within.values("lo")[:1], hi__lte=within.values("hi")[:1])
    return list(rows.order_by("lo").values_list("id", flat=True))


def beats(home: int, *, with_geometry: bool = False) -> list[AreaView]:
    """The neighbourhood beats of a home."""
    return areas(home=home, kind=BEAT, with_geometry=with_geometry)


def premises(
    *,
    home: int | None = None,
    within: AreaView | None = None,
    slug: str | None = None,
    kinds: Iterable[str] | None = None,
    box: Box | None = None,
    id: int | None = None,
) -> list[PremisesView]:
    """Premises by home, by area (and everything in it), by kind, or one by its slug or id."""
    rows = Premises.objects.select_related("street").order_by("id")
    if home is not None:
        rows = rows.filter(root_id=home)
    if within is not None:
        rows = rows.filter(area__lo__gte=within.lo, area__hi__lte=within.hi)
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    if slug is not None:
        rows = rows.filter(slug=slug)
    if id is not None:
        rows = rows.filter(id=id)
    if box is not None:
        rows = rows.filter(lon__gte=box[0], lat__gte=box[1], lon__lte=box[2], lat__lte=box[3])
    return [_premises(row) for row in rows]


def places(*, home: int, within: AreaView | None = None, kind: str = "", limit: int = 200) -> list[PlaceView]:
    """Places of the gazetteer in the order of their names."""
    rows = Place.objects.filter(root_id=home).order_by("slug")
    if within is not None:
        rows = rows.filter(area__lo__gte=within.lo, area__hi__lte=within.hi)
    if kind:
        rows = rows.filter(kind=kind)
    found = list(rows[:limit])
    others: dict[int, list[tuple[str, str]]] = {}
    names = (
        Name.objects.filter(place_id__in=[row.id for row in found]).exclude(kind="official").order_by("id")
    )
    for place_id, kind_, text in names.values_list("place_id", "kind", "text"):
        others.setdefault(place_id, []).append((kind_, text))
    return [_place(row, others.get(row.id, ())) for row in found]


def place(*, id: int) -> PlaceView:
    """One place. Raises NotFound."""
    row = Place.objects.filter(id=id).first()
    if row is None:
        raise NotFound("place_unknown")
    return _place(row)


def generation() -> int:
    """The number that changes with every area: part of the ETag of whatever is made of areas."""
    return int(Generation.objects.values_list("value", flat=True).get(id=1))


def _areas(*, with_geometry: bool) -> QuerySet[Area]:
    return Area.objects.all() if with_geometry else Area.objects.defer("geometry")


def _chosen(
    *, ids: Iterable[int] | None, home: int | None, kind: str, box: Box | None, with_geometry: bool
) -> QuerySet[Area]:
    rows = _areas(with_geometry=with_geometry)
    if ids is not None:
        rows = rows.filter(id__in=list(ids))
    if home is not None:
        rows = rows.filter(root_id=home)
    if kind:
        rows = rows.filter(kind=kind)
    if box is not None:
        rows = rows.filter(west__lte=box[2], south__lte=box[3], east__gte=box[0], north__gte=box[1])
    return rows


def _area(row: Area) -> AreaView:
    west, south, east, north = row.west, row.south, row.east, row.north
    known = west is not None and south is not None and east is not None and north is not None
    return AreaView(
        id=row.id,
        slug=row.slug,
        parent=row.parent_id,
        home=row.root_id,
        kind=row.kind,
        country=row.country,
        code=row.code,
        names=row.names,
        lo=row.lo,
        hi=row.hi,
        box=(west, south, east, north) if known else None,  # type: ignore[arg-type]
        time_zone=row.time_zone,
        crs=row.crs,
        language=row.language,
        languages=row.languages,
        danger_numbers=row.danger_numbers,
        in_charge=row.in_charge,
        attribution=row.attribution,
        licence=row.licence,
        updated_at=row.updated_at,
        geometry=None if "geometry" in row.get_deferred_fields() else row.geometry,
    )


def _premises(row: Premises) -> PremisesView:
    return PremisesView(
        id=row.id,
        slug=row.slug,
        home=row.root_id,
        area=row.area_id,
        kind=row.kind,
        organisation=row.organisation,
        names=row.names,
        notes=row.notes,
        address=row.address,
        street=row.street.names if row.street else {},
        number=row.number,
        phone=row.phone,
        lon=row.lon,
        lat=row.lat,
        hours=read(row.hours, row.exceptions),
        updated_at=row.updated_at,
    )


def _place(row: Place, others: Sequence[tuple[str, str]] = ()) -> PlaceView:
    return PlaceView(
        id=row.id,
        slug=row.slug,
        home=row.root_id,
        area=row.area_id,
        kind=row.kind,
        names=row.names,
        lon=row.lon,
        lat=row.lat,
        geometry=row.geometry,
        houses=tuple(row.houses) if row.houses else None,  # type: ignore[arg-type]
        others=tuple(others),
    )
