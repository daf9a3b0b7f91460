"""Incidents of a home by the recipe: the same seed and the same now give the same rows, byte for byte.

Place and time only: there is no column for a person. What is planted and trapped is stated in the recipe, so
that the analyst's pages can be tested against the truth.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from . import world
from .draws import (
    NOWHERE,
    SPOT,
    STREET_MIDDLE,
    Cell,
    Events,
    Reports,
    background,
    daily_rates,
    offspring,
    rack,
    report,
    window_mask,
)
from .geography import Point, degrees
from .times import resolve

RESIDENTS_PER_RATE = 10_000
# Column of the file → field of the row.
COLUMNS = {
    "id": "id",
    "kind": "kind",
    "origin": "origin",
    "start": "starts_at",
    "end": "ends_at",
    "reported": "reported_at",
    "recorded": "recorded_at",
    "lon": "longitude",
    "lat": "latitude",
    "uncertainty_m": "uncertainty_m",
    "address": "address",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One row as an office holds it. `planted` and `duplicate` are the truth, and are never written."""

    id: str
    kind: str
    origin: str
    starts_at: datetime | None
    ends_at: datetime | None
    reported_at: datetime
    recorded_at: datetime
    longitude: float | None
    latitude: float | None
    uncertainty_m: float | None
    address: str
    beat: str
    planted: str
    duplicate: bool


def generate(home: str, *, now: datetime) -> list[Incident]:
    """All incidents of a home that have been recorded by `now`, in the order of recording."""
    rows = [row for cell in cells(home, now=now) for row in _of_cell(cell)]
    known = sorted((row for row in rows if row.recorded_at <= now), key=attrgetter("recorded_at"))
    return [replace(row, id=f"{home.upper()}-{number:06}") for number, row in enumerate(known, start=1)]


def cells(home: str, *, now: datetime) -> Iterator[Cell]:
    """Each beat and kind of a home with its weekly rate."""
    recipe, zone = world.read("incidents"), world.zone(home)
    days = {end: resolve(recipe["window"][end], zone=zone, now=now) for end in ("from", "to")}
    for beat in world.places("beats", home):
        people = beat["residents"] * recipe["beat_factor"][beat["id"]]
        for kind, spec in recipe["kinds"].items():
            yield Cell(
                home=home,
                beat=beat["id"],
                kind=kind,
                weekly_rate=spec["rate"] * people / RESIDENTS_PER_RATE,
                spec=spec,
                hours=tuple(recipe["profiles"][spec["profile"]]),
                streets=tuple(world.streets(beat["id"])),
                zone=zone,
                now=now,
                first_day=days["from"],
                last_day=days["to"],
            )


def racks(cell: Cell) -> list[dict[str, Any]]:
    """The planted racks of a cell: place, rate, weekdays, hours, spread."""
    planted = world.read("incidents")["planted"]
    rack_b, twin = planted["bicycle_rack"], planted["twin_rack_fr"]
    weekdays = [1.3, 1.3, 1.3, 1.3, 1.3, 0.3, 0.2]
    common = {"spread_m": rack_b["spread_m"], "share_inside": 1.0, "between": (9, 17), "weekday": weekdays}
    comparison = {**common, "id": "planted-2a", "place": rack_b["comparison"]["place"], "rate_per_week": 0.2}
    known = [
        {**common, "home": "en", "kind": rack_b["kind"], "beat": "en_station", **_plan(rack_b)},
        {**comparison, "home": "en", "kind": rack_b["kind"], "beat": "en_station"},
        {
            **common,
            **_plan(twin),
            "home": "fr",
            "kind": twin["kind"],
            "beat": "fr_gare",
            "weekday": twin["weekday"],
            "share_inside": 2 / 3,
            "between": (8, 18),
            "place": "fr_station",
        },
    ]
    place = (cell.home, cell.beat, cell.kind)
    here = [plan for plan in known if (plan["home"], plan["beat"], plan["kind"]) == place]
    return [{**plan, "point": world.point_of(plan["place"])} for plan in here]


def _plan(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("id", "place", "rate_per_week")}


def _of_cell(cell: Cell) -> list[Incident]:
    recipe = world.read("incidents")
    rng = cell.stream(recipe["seed"])
    rates = daily_rates(cell)
    plan = recipe["planted"]["near_repeat_burglary"]
    planted_here = (plan["home"], plan["beat"], plan["kind"]) == (cell.home, cell.beat, cell.kind)
    if planted_here:
        raised = rates * plan["extra_background"]["rate_multiplier"]
        rates = np.where(window_mask(cell, plan["window"]), raised, rates)
    events = background(rng, cell, rates)
    if planted_here:
        events = events + offspring(rng, cell, _in_window(cell, events, plan["window"]), plan)
    for rack_plan in racks(cell):
        events = events + rack(rng, cell, rack_plan)
    trap = recipe["traps"]["midnight_default"]
    trapped = cell.home == trap["home"] and cell.kind in trap["kinds"]
    reports = report(rng, cell, events, unknown_share=trap["share"] if trapped else 0.0)
    return list(_rows(cell, events, reports))


def _in_window(cell: Cell, events: Events, window: dict[str, str]) -> Events:
    """The events whose local day lies in a window of the recipe."""
    first, last = (resolve(window[end], zone=cell.zone, now=cell.now) for end in ("from", "to"))
    days = [_local(cell, int(at)).date() for at in events.at]
    chosen = np.array([first <= day <= last for day in days], dtype=bool)
    return Events(**{name: getattr(events, name)[chosen] for name in Events.__slots__})


def _rows(cell: Cell, events: Events, reports: Reports) -> Iterator[Incident]:
    places = degrees(cell.home, [_point(cell, events, reports, n) for n in range(len(events.at))])
    trap = world.read("incidents")["traps"]["midnight_default"]
    until = resolve(trap["until"], zone=cell.zone, now=cell.now)
    for n, place in enumerate(places):
        row = _row(cell, events, reports, n, place, until)
        yield row
        if reports.duplicated[n]:
            yield _again(row, cell, int(reports.duplicate_delay[n]))


def _again(row: Incident, cell: Cell, delay: int) -> Incident:
    """The same event typed a second time by somebody else, some minutes later."""
    reported, recorded = (
        _local(cell, int(at.timestamp()) + delay) for at in (row.reported_at, row.recorded_at)
    )
    return replace(row, reported_at=reported, recorded_at=recorded, duplicate=True)


def _point(cell: Cell, events: Events, reports: Reports, n: int) -> Point:
    if reports.mode[n] == STREET_MIDDLE:
        return cell.streets[events.street[n]].middle
    return float(events.x[n]), float(events.y[n])


def _row(cell: Cell, events: Events, reports: Reports, n: int, place: Point, until: Any) -> Incident:
    reported = _local(cell, int(reports.reported[n]))
    starts: datetime | None = _local(cell, int(reports.start[n]))
    ends: datetime | None = _local(cell, int(reports.end[n])) if "interval_h" in cell.spec else None
    if reports.time_unknown[n]:
        # The old form wrote midnight where nobody knew the time; the new one leaves the fields empty.
        midnight = datetime(reported.year, reported.month, reported.day, tzinfo=cell.zone)
        starts = ends = midnight if reported.date() <= until else None
    located = reports.mode[n] != NOWHERE
    return Incident(
        id="",
        kind=cell.kind,
        origin=cell.spec["origin"],
        starts_at=starts,
        ends_at=ends,
        reported_at=reported,
        recorded_at=_local(cell, int(reports.recorded[n])),
        longitude=place[0] if located else None,
        latitude=place[1] if located else None,
        uncertainty_m=float(reports.uncertainty_m[n]) if located else None,
        address=_address(cell, events, reports, n),
        beat=cell.beat,
        planted=str(events.planted[n]),
        duplicate=False,
    )


def _address(cell: Cell, events: Events, reports: Reports, n: int) -> str:
    """The address line as an officer types it; empty where nobody knows the place."""
    if reports.mode[n] in (NOWHERE, SPOT):
        return ""
    name = cell.streets[events.street[n]].name
    if reports.mode[n] == STREET_MIDDLE:
        return name
    house = int(events.house[n])
    return {"uk": f"{name}, {house}", "fr": f"{name} {house}", "en": f"{house} {name}"}[cell.home]


def _local(cell: Cell, seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, cell.zone)


def as_csv(rows: Iterable[Incident]) -> str:
    """The rows as the file of the import mapping `quartier-demo`: instants with offset, degrees."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell_text(getattr(row, field)) for field in COLUMNS.values()])
    return out.getvalue()


def month_only(rows: Iterable[Incident]) -> str:
    """The same town as a file that tells no more than the month: no hour, no near repeat."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "month", "kind", "longitude", "latitude"))
    for row in rows:
        month = (row.starts_at or row.reported_at).strftime("%Y-%m")
        writer.writerow([row.id, month, row.kind, _cell_text(row.longitude), _cell_text(row.latitude)])
    return out.getvalue()


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def write(path: Path, text: str) -> Path:
    """Write a file whole or not at all: a name beside it, then renamed."""
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    return beside.replace(path)
