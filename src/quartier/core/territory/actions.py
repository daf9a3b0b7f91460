"""Writing the territory: homes, areas, places, premises. Run by the owner of the database, from the command
line, at set-up and by the demo; the application's own login may only read these tables, so there is no
visit to ask.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shapely.geometry import shape

from quartier.core.kit.errors import Invalid, NotFound, Problem
from quartier.core.territory.models import Area, Name, Place, Premises
from quartier.core.territory.rules import facts as told
from quartier.core.territory.rules.facts import AreaFacts, HomeFacts, PlaceFacts, PremisesFacts
from quartier.core.territory.rules.locate import Index, index
from quartier.core.territory.writing import (
    OWNER,
    names_of_area,
    names_of_place,
    names_of_premises,
    next_id,
    one_writer,
    renumber,
)


def save_home(*, facts: HomeFacts, at: datetime) -> int:
    """Write a root area, new or known by its slug. Returns its id. Raises Invalid."""
    _refuse(told.problems_of_home(facts))
    values: dict[str, Any] = {
        "kind": facts.kind,
        "country": facts.country,
        "code": facts.code,
        "names": dict(facts.names),
        "time_zone": facts.time_zone,
        "crs": facts.crs,
        "language": facts.language,
        "languages": list(facts.languages),
        "danger_numbers": list(facts.danger_numbers),
        "in_charge": dict(facts.in_charge),
        "attribution": facts.attribution,
        "licence": facts.licence,
        **ground(facts.geometry),
    }
    with one_writer():
        known = Area.objects.using(OWNER).filter(slug=facts.slug, parent=None).first()
        if known is None:
            number = next_id(Area)
            known = Area(id=number, root_id=number, slug=facts.slug, lo=0, hi=0)
        write_area(known, values, at=at)
        renumber(known.id)
    return known.id


def save_areas(*, home: str, facts: Sequence[AreaFacts], at: datetime) -> dict[str, int]:
    """Write areas below a home; parents come before their children, or are there already. Returns ids by
    slug.
    """
    with one_writer():
        root = _home(home)
        known = {row.slug: row for row in Area.objects.using(OWNER).filter(root_id=root.id)}
        number = next_id(Area)
        for each in facts:
            parent = known.get(each.parent or root.slug)
            if parent is None:
                raise Invalid(
                    [Problem(field="parent", code="parent_unknown", details={"parent": each.parent})]
                )
            _refuse(
                told.problems_of_area(
                    each, country=root.country, language=root.language, parent_kind=parent.kind
                )
            )
            row = known.get(each.slug)
            if row is None:
                row = Area(id=number, slug=each.slug, lo=0, hi=0, **inherited(root))
                number += 1
            write_area(row, _area_values(each, parent), at=at)
            known[each.slug] = row
        renumber(root.id)
    return {each.slug: known[each.slug].id for each in facts}


def save_places(*, home: str, facts: Sequence[PlaceFacts]) -> dict[str, int]:
    """Write the gazetteer: streets, landmarks, addresses with all their names. Returns ids by slug."""
    with one_writer():
        root = _home(home)
        _refuse([p for each in facts for p in told.problems_of_place(each, language=root.language)])
        areas, ground_ = _areas_of(root)
        known = {row.slug: row for row in Place.objects.using(OWNER).filter(root_id=root.id)}
        number = next_id(Place)
        fresh, names = [], []
        for each in facts:
            row = known.get(each.slug)
            values = _place_values(each, areas, ground_)
            if row is None:
                row = Place(id=number, root_id=root.id, slug=each.slug, **values)
                number += 1
                fresh.append(row)
                known[each.slug] = row
            else:
                _update(row, values)
            names += names_of_place(row, each)
        Place.objects.using(OWNER).bulk_create(fresh, batch_size=1000)
        _rename(names, "place_id", [known[each.slug].id for each in facts])
    return {each.slug: known[each.slug].id for each in facts}


def save_premises(*, home: str, facts: Sequence[PremisesFacts], at: datetime) -> dict[str, int]:
    """Write premises with their hours. Returns ids by slug. Raises Invalid for hours that cannot be read."""
    with one_writer():
        root = _home(home)
        _refuse([p for each in facts for p in told.problems_of_premises(each, language=root.language)])
        areas, ground_ = _areas_of(root)
        streets = dict(Place.objects.using(OWNER).filter(root_id=root.id).values_list("slug", "id"))
        known = {row.slug: row for row in Premises.objects.using(OWNER).filter(root_id=root.id)}
        number = next_id(Premises)
        names = []
        for each in facts:
            values = _premises_values(each, areas, ground_, streets) | {"updated_at": at}
            row = known.get(each.slug)
            if row is None:
                row = Premises(id=number, root_id=root.id, slug=each.slug, **values)
                number += 1
                row.save(using=OWNER, force_insert=True)
                known[each.slug] = row
            else:
                _update(row, values)
            names += names_of_premises(row, each)
        _rename(names, "premises_id", [known[each.slug].id for each in facts])
    return {each.slug: known[each.slug].id for each in facts}


def write_area(row: Area, values: dict[str, Any], *, at: datetime) -> list[str]:
    """Store one area and its names where something differs. Returns the fields that changed; all for a new
    row.
    """
    changed = [key for key, value in values.items() if getattr(row, key, None) != value]
    new = row._state.adding
    if not new and not changed:
        return []
    for key, value in values.items():
        setattr(row, key, value)
    row.updated_at = at
    row.save(using=OWNER, force_insert=new)
    if new or "names" in changed:
        _rename(names_of_area(row), "area_id", [row.id])
    return changed


def inherited(root: Area) -> dict[str, Any]:
    """What an area has from its home."""
    return {
        "root_id": root.id,
        "country": root.country,
        "time_zone": root.time_zone,
        "crs": root.crs,
        "language": root.language,
        "languages": root.languages,
        "danger_numbers": root.danger_numbers,
    }


def ground(geometry: told.Geometry) -> dict[str, Any]:
    """The columns of a boundary. West, south, east and north are its box in degrees."""
    bounds = shape(geometry).bounds if geometry else (None,) * 4
    box = dict(zip(("west", "south", "east", "north"), bounds, strict=True))
    return {"geometry": dict(geometry) if geometry else None, **box}


def _area_values(each: AreaFacts, parent: Area) -> dict[str, Any]:
    return {
        "parent_id": parent.id,
        "kind": each.kind,
        "code": each.code,
        "names": dict(each.names),
        "in_charge": dict(each.in_charge),
        "attribution": each.attribution,
        "licence": each.licence,
        **ground(each.geometry),
    }


def _place_values(each: PlaceFacts, areas: dict[str, int], ground_: Index) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "names": dict(each.names),
        "lon": each.lon,
        "lat": each.lat,
        "geometry": dict(each.geometry) if each.geometry else None,
        "houses": list(each.houses) if each.houses else None,
        "source": each.source,
        "area_id": _area_id(each.area, each.lon, each.lat, areas, ground_),
    }


def _premises_values(
    each: PremisesFacts, areas: dict[str, int], ground_: Index, streets: dict[str, int]
) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "names": dict(each.names),
        "notes": dict(each.notes),
        "organisation": each.organisation,
        "street_id": streets.get(each.street or ""),
        "number": each.number,
        "address": dict(each.address),
        "phone": each.phone,
        "lon": each.lon,
        "lat": each.lat,
        "hours": dict(each.hours) if each.hours else None,
        "exceptions": dict(each.exceptions),
        "source": each.source,
        "area_id": _area_id(each.area, each.lon, each.lat, areas, ground_),
    }


def _area_id(slug: str | None, lon: float, lat: float, areas: dict[str, int], ground_: Index) -> int | None:
    if slug is not None:
        if slug not in areas:
            raise Invalid([Problem(field="area", code="area_unknown", details={"area": slug})])
        return areas[slug]
    return int(ground_.areas_of([lon], [lat])[0]) or None


def _areas_of(root: Area) -> tuple[dict[str, int], Index]:
    rows = list(Area.objects.using(OWNER).filter(root_id=root.id).values_list("slug", "id", "lo", "geometry"))
    return {slug: area for slug, area, _, _ in rows}, index(
        [(area, lo, shape_) for _, area, lo, shape_ in rows]
    )


def _home(slug: str) -> Area:
    found = Area.objects.using(OWNER).filter(slug=slug, parent=None).first()
    if found is None:
        raise NotFound("home_unknown", home=slug)
    return found


def _update(row: Place | Premises, values: dict[str, Any]) -> None:
    meant = [key for key, value in values.items() if key != "updated_at" and getattr(row, key) != value]
    if meant:
        for key, value in values.items():
            setattr(row, key, value)
        row.save(using=OWNER)


def _rename(names: list[Name], column: str, ids: Iterable[int]) -> None:
    """The names of these things are exactly these."""
    Name.objects.using(OWNER).filter(**{f"{column}__in": list(ids)}).delete()
    Name.objects.using(OWNER).bulk_create(names, batch_size=1000)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Invalid(problems)
