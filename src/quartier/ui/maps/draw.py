"""The map itself: areas in five steps with numbers, a border, ways, spots, a scale bar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from quartier.ui.charts.svg import element, group, text
from quartier.ui.formats import NBSP, number
from quartier.ui.maps import geometry as geo

Geometry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area. `mark`: q1…q5, qn (hatched: nothing may be shown) or "" (outline only).

    number: what stands on it and refers to the table; name: a second, smaller line, or alone; url makes it a link.
    """

    label: str
    geometry: Geometry
    mark: str = ""
    number: str = ""
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that stands for so many events (safe precision), or one landmark. `few`: hollow."""

    lon: float
    lat: float
    label: str
    size: float = 5
    few: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What is on the sheet, bottom first: around, areas, ways, border, spots. Bounds default to areas and border."""

    id: str
    title: str
    desc: str
    language: str
    areas: Sequence[Area] = ()
    spots: Sequence[Spot] = ()
    border: Sequence[Geometry] = ()
    ways: Sequence[Geometry] = ()
    around: Sequence[Geometry] = ()
    bounds: tuple[float, float, float, float] | None = None


def draw(map: Map) -> str:
    """SVG text. Raises ValueError when nothing tells the bounds."""
    on = geo.sheet(map.bounds or _bounds(map))
    linked = any(area.url for area in map.areas)
    parts = [
        element("title", escape(map.title), id=f"{map.id}-title"),
        element("desc", escape(map.desc), id=f"{map.id}-desc") if map.desc else "",
        group((_line(one, on) for one in map.around), class_="around"),
        group((_area(one, on) for one in map.areas), class_="areas"),
        group((_line(one, on) for one in map.ways), class_="ways"),
        group((_line(one, on) for one in map.border), class_="border"),
        group((_spot(one, on) for one in map.spots), class_="spots"),
        group(_labels(map.areas, on), class_="labels", aria_hidden="true" if linked else None),
        _scale(on, map.language),
    ]
    return element(
        "svg",
        *parts,
        class_="map",
        viewBox=f"0 0 {on.width:g} {on.height + 30:.0f}",
        role="group" if linked else "img",
        aria_labelledby=f"{map.id}-title",
        aria_describedby=f"{map.id}-desc" if map.desc else None,
    )


def _bounds(map: Map) -> tuple[float, float, float, float]:
    shapes = [area.geometry for area in map.areas] + list(map.border)
    spots = [{"type": "Point", "coordinates": (spot.lon, spot.lat)} for spot in map.spots]
    return geo.bounds_of(shapes or [*map.ways, *spots])


def _line(shape: Geometry, on: geo.Sheet) -> str:
    return element("path", d=geo.path(shape, on))


def _area(area: Area, on: geo.Sheet) -> str:
    name = element("title", escape(area.label))
    drawn = element("path", name, d=geo.path(area.geometry, on), class_=area.mark or "q0")
    return element("a", drawn, href=area.url, aria_label=area.label) if area.url else drawn


def _spot(spot: Spot, on: geo.Sheet) -> str:
    x, y = on.place(spot.lon, spot.lat)
    name = element("title", escape(spot.label))
    return element("circle", name, cx=x, cy=y, r=float(spot.size), class_="few" if spot.few else None)


def _labels(areas: Sequence[Area], on: geo.Sheet) -> Iterable[str]:
    for area in areas:
        if area.number or area.name:
            x, y = geo.middle(area.geometry, on)
            ground = "on" if area.mark in ("q4", "q5") else ""
            if area.number:
                yield text(area.number, x, y, class_=ground or None)
            if area.name:
                yield text(area.name, x, y + 13, class_=f"{ground} name".strip())


def _scale(on: geo.Sheet, language: str) -> str:
    metres = geo.bar_length(on)
    length = metres * on.metre
    units = {"uk": ("м", "км")}.get(language.split("-")[0], ("m", "km"))
    written = (
        f"{number(metres // 1000, language)}{NBSP}{units[1]}"
        if metres >= 1000
        else f"{metres}{NBSP}{units[0]}"
    )
    y = on.height + 22
    return group(
        [element("path", d=f"M6 {y - 5:.1f}v5h{length:.1f}v-5"), text(written, 6, y - 9)],
        class_="scale",
    )
