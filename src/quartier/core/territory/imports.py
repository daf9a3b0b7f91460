"""Taking in a file of boundaries: all of it or nothing, with a report of everything worth telling."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.geometry import shape

from quartier.core.territory.actions import inherited, save_places, write_area
from quartier.core.territory.models import Area, Place
from quartier.core.territory.rules import gazetteers, geojson, plan, topology
from quartier.core.territory.rules.findings import Finding, Weight
from quartier.core.territory.rules.gazetteers import GazetteerMapping
from quartier.core.territory.rules.geojson import Unreadable
from quartier.core.territory.rules.mappings import BoundaryMapping, slug_of
from quartier.core.territory.rules.plan import Draft, Plan
from quartier.core.territory.rules.report import Report
from quartier.core.territory.writing import OWNER, next_id, one_writer, renumber

Progress = Callable[[int], Any]


def import_boundaries(
    *,
    data: bytes,
    mapping: BoundaryMapping,
    at: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read a GeoJSON file with a mapping and store its areas.

    Nothing is stored in a dry run, or where one feature was refused. A second import of the same file changes
    nothing. Areas that are stored and no longer in the file are told as missing; they are never removed.
    """
    report = Report(mapping.name, mapping.home["slug"], 0)
    try:
        collection = geojson.read(data)
        project = _projection(collection.crs or mapping.crs, report)
    except Unreadable as error:
        report.findings.append(error.finding)
        return report
    report.features = len(collection.features)
    with one_writer():
        stored = _stored(mapping)
        drawn = plan.draft(
            collection, mapping, known=[_as_draft(row, stored) for row in stored.values()], project=project
        )
        report.findings += drawn.findings
        if not drawn.refused:
            report.findings += topology.fit(drawn)
        _compare(drawn, stored, mapping, report)
        if drawn.refused or dry_run:
            return report
        _store(drawn, stored, mapping, at=at, progress=progress)
        report.done = True
    return report


def _projection(name: str, report: Report) -> Any:
    """From the file's system to longitude and latitude; None where it is WGS 84 already."""
    if not name:
        return None
    try:
        system = CRS.from_user_input(name)
    except CRSError as error:
        raise Unreadable(Finding(reason="crs_unknown", column="crs", value=name[:80])) from error
    report.findings.append(Finding(reason="reprojected", weight=Weight.MENDED, column="crs", value=name[:80]))
    transformer = Transformer.from_crs(system, CRS.from_epsg(4326), always_xy=True)

    def project(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        lon, lat = transformer.transform(x, y)
        return np.asarray(lon), np.asarray(lat)

    return project


def _stored(mapping: BoundaryMapping) -> dict[int, Area]:
    root = Area.objects.using(OWNER).filter(slug=mapping.home["slug"], parent=None).first()
    return {row.id: row for row in Area.objects.using(OWNER).filter(root_id=root.id)} if root else {}


def _as_draft(row: Area, stored: dict[int, Area]) -> Draft:
    parent = stored.get(row.parent_id or 0)
    geometry = shape(row.geometry) if row.geometry else None
    return Draft(
        row.kind, row.code, dict(row.names), geometry, (parent.kind, parent.code) if parent else None
    )


def _compare(drawn: Plan, stored: dict[int, Area], mapping: BoundaryMapping, report: Report) -> None:
    """What would be added, changed, left, and what is stored but not in the file."""
    by_key = {(row.kind, row.code): row for row in stored.values()}
    for draft in [drawn.home, *drawn.drafts]:
        row = by_key.get(draft.key)
        if row is None:
            report.added.append(f"{draft.kind} {draft.code}")
            continue
        fields = _differences(draft, row, stored, mapping)
        if fields:
            report.changed.append({"kind": draft.kind, "code": draft.code, "fields": fields})
        else:
            report.unchanged += 1
    kinds = {draft.kind for draft in drawn.drafts if draft.feature is not None}
    there = {draft.key for draft in drawn.drafts}
    report.missing = [
        f"{kind} {code}" for kind, code in sorted(by_key) if kind in kinds and (kind, code) not in there
    ]


def _differences(draft: Draft, row: Area, stored: dict[int, Area], mapping: BoundaryMapping) -> list[str]:
    values = _values(draft, mapping)
    fields = [key for key, value in values.items() if getattr(row, key) != value]
    parent = stored.get(row.parent_id or 0)
    if ((parent.kind, parent.code) if parent else None) != draft.parent:
        fields.append("parent")
    return fields


def _values(draft: Draft, mapping: BoundaryMapping) -> dict[str, Any]:
    values = {"kind": draft.kind, "code": draft.code, **plan.as_row(draft)}
    values |= {"attribution": mapping.attribution, "licence": mapping.licence}
    if draft.parent is None:
        home = mapping.home
        for key in ("country", "time_zone", "crs", "language"):
            values[key] = home[key]
        values["languages"] = list(home["languages"])
        values["danger_numbers"] = [str(each) for each in home.get("danger_numbers", ())]
    return values


def _store(
    drawn: Plan, stored: dict[int, Area], mapping: BoundaryMapping, *, at: datetime, progress: Progress | None
) -> None:
    by_key = {(row.kind, row.code): row for row in stored.values()}
    number = next_id(Area)
    root = by_key.get(drawn.home.key)
    if root is None:
        root = Area(id=number, root_id=number, slug=mapping.home["slug"], lo=0, hi=0)
        number += 1
    write_area(root, _values(drawn.home, mapping), at=at)
    by_key[drawn.home.key] = root
    slugs = set(Area.objects.using(OWNER).values_list("slug", flat=True))
    for draft in _parents_first(drawn):
        row = by_key.get(draft.key)
        if row is None:
            row = Area(id=number, slug=_slug(draft, root, slugs), lo=0, hi=0, **inherited(root))
            number += 1
        parent = by_key[draft.parent or drawn.home.key]
        write_area(row, _values(draft, mapping) | {"parent_id": parent.id}, at=at)
        by_key[draft.key] = row
        if progress is not None:
            progress(1)
    renumber(root.id)


def _parents_first(drawn: Plan) -> list[Draft]:
    """An area after its parent, whatever the order of the file."""
    ordered: list[Draft] = []
    placed = {drawn.home.key, *drawn.known}
    waiting = list(drawn.drafts)
    waiting_keys = {each.key for each in waiting}
    placed -= waiting_keys
    while waiting:
        ready = [each for each in waiting if each.parent in placed]
        ordered += ready
        placed |= {each.key for each in ready}
        waiting = [each for each in waiting if each.key not in placed]
        if not ready:
            raise ValueError(
                "areas lie in each other"
            )  # kinds make this impossible: a kind never lies in itself
    return ordered


def _slug(draft: Draft, root: Area, taken: set[str]) -> str:
    """Readable and unique: the home, the name, and the code where the name is not enough."""
    name = draft.names.get(root.language) or next(iter(draft.names.values()))
    plain = f"{root.slug}-{slug_of(name)}"[:80].rstrip("-")
    slug = plain
    if slug in taken:
        slug = f"{plain[:50]}-{slug_of(draft.code)}"[:80]
    attempt = 2
    while slug in taken:
        slug = f"{plain[:70]}-{attempt}"
        attempt += 1
    taken.add(slug)
    return slug


def import_places(*, data: bytes, mapping: GazetteerMapping, home: str, dry_run: bool = False) -> Report:
    """Read a gazetteer into the home. Rows that cannot be read are told and left out; the others are stored
    at once.

    Raises NotFound where the home is not there.
    """
    report = Report(mapping.name, home, 0)
    try:
        facts, findings = gazetteers.read(data, mapping)
    except Unreadable as error:
        report.findings.append(error.finding)
        return report
    report.features = len(facts) + len(findings)
    report.findings += map(gazetteers.as_noted, findings)
    known = set(Place.objects.using(OWNER).filter(root__slug=home).values_list("slug", flat=True))
    report.added = [each.slug for each in facts if each.slug not in known]
    report.unchanged = len(facts) - len(report.added)
    if not dry_run:
        save_places(home=home, facts=facts)
        report.done = True
    return report
