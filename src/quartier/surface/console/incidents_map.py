"""Points of incidents on a map: what the drawn one holds, what the live one is given."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from quartier.core.incidents.queries import Box, Happened, Spot
from quartier.core.territory.queries import AreaView
from quartier.surface.console import incidents_tables as tables
from quartier.surface.ground import ground
from quartier.ui.maps import draw, live
from quartier.ui.tags.texts import table_date, table_number

DRAWN, LIVE, TOLD = 600, 5_000, 25  # points of the drawn map, of the live one, rows of the table
SMALLEST, LARGEST = 2.5, 11.0
AROUND = 0.01  # degrees that a single incident's map shows on each side


def box_of(text: str) -> Box | None:
    """ "west,south,east,north" in degrees; None for anything else."""
    parts = text.split(",")
    try:
        west, south, east, north = map(float, parts)
    except ValueError:
        return None
    within = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    return (west, south, east, north) if within else None


def label(spot: Spot) -> str:
    """How many, which kinds, the latest."""
    kinds = sorted(spot.kinds, key=lambda code: -spot.kinds[code])[:3]
    told = {
        "number": table_number(spot.count),
        "kinds": ", ".join(tables.kind_name(code) for code in kinds),
        "day": table_date(spot.latest),
    }
    return (
        ngettext(
            "%(number)s incident: %(kinds)s; latest %(day)s",
            "%(number)s incidents: %(kinds)s; latest %(day)s",
            spot.count,
        )
        % told
    )


def size(count: int) -> float:
    """The circle's surface grows with the number."""
    return round(min(LARGEST, SMALLEST * sqrt(count)), 1)


def drawn(found: Sequence[Spot], *, area: AreaView | None) -> draw.Map | None:
    """The map for paper and without script; None when there is nothing to draw."""
    if not found:
        return None
    border = [area.geometry] if area is not None and area.geometry else []
    language, box = get_language() or "en", _bounds(found)
    below = ground(box, language=language)
    return draw.Map(
        id="incidents",
        title=gettext("Where incidents happened"),
        desc=gettext(
            "Circles stand for points; the larger, the more incidents. The table below names the fullest."
        ),
        language=language,
        areas=below.areas,
        ways=below.ways,
        spots=[
            draw.Spot(lon=spot.lon, lat=spot.lat, label=label(spot), size=size(spot.count)) for spot in found
        ],
        border=border,
        bounds=box if not border else None,
    )


def _bounds(found: Sequence[Spot]) -> Box:
    """All points but the outermost hundredth: one wrong point must not shrink the town to a dot."""
    lons, lats = sorted(spot.lon for spot in found), sorted(spot.lat for spot in found)
    cut = len(found) // 100
    last = -1 - cut
    return lons[cut] - 0.002, lats[cut] - 0.002, lons[last] + 0.002, lats[last] + 0.002


def around(row: Happened) -> draw.Map | None:
    """One incident in its surroundings."""
    if row.lon is None or row.lat is None:
        return None
    language = get_language() or "en"
    spot = draw.Spot(lon=row.lon, lat=row.lat, label=tables.kind_name(row.kind), size=9)
    box = (row.lon - AROUND, row.lat - AROUND, row.lon + AROUND, row.lat + AROUND)
    below = ground(box, language=language)
    return draw.Map(
        id="incident",
        title=gettext("Where it happened"),
        desc="",
        language=language,
        areas=below.areas,
        ways=below.ways,
        spots=[spot],
        bounds=box,
    )


def collection(found: Sequence[Spot]) -> dict[str, Any]:
    """GeoJSON in the shape that the live map draws."""
    return live.collection(
        [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]},
                "properties": {
                    "layer": "spot",
                    "label": label(spot),
                    "size": size(spot.count),
                    "count": spot.count,
                }
                | ({"url": tables.at_point(spot)} if spot.only else {}),
            }
            for spot in found
        ]
    )
