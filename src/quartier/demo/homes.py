"""The homes as facts of the territory: areas, streets, landmarks, premises with hours. Pure."""

import json
from typing import Any

from shapely import orient_polygons, to_geojson, union_all
from shapely.geometry import shape

from quartier.core.territory.rules.facts import AreaFacts, HomeFacts, PlaceFacts, PremisesFacts

from . import world
from .geography import degrees, metric_crs, polygon

SLUGS = {"uk": "lypivska", "fr": "tilleuls", "en": "northfield"}
KINDS = {"uk": "hromada", "fr": "police_zone", "en": "district"}
MUNICIPALITIES = {
    "Valombre": {"uk": "Вальомбр", "fr": "Valombre", "en": "Valombre"},
    "Hautpré": {"uk": "Опре", "fr": "Hautpré", "en": "Hautpré"},
}
POLICE = {"uk": "lypivka_police", "fr": "tilleuls_police", "en": "northfield_police"}
# Numbers reserved for examples: they ring nowhere.
TELEPHONES = {"uk": "050 000 00 02", "fr": "0470 00 00 00", "en": "020 7946 0000"}
COMMUNITY_BEATS = ("uk_zaluzhzhia", "uk_verbna")
ATTRIBUTION, LICENCE = "Quartier, demo town", "CC0-1.0"
# What stands before a street's former name in the data, and is no part of it.
FORMERLY = ("колишня ", "колишній ", "колишнє ", "anciennement ", "ancienne ", "ancien ", "formerly ")


def country(home: str) -> str:
    """Two letters; the data say in words that the place is invented."""
    return str(world.home(home)["country"])[:2]


def area_slug(identifier: str) -> str:
    """The slug of a home ("uk") or of a beat ("uk_centre")."""
    home, _, rest = identifier.partition("_")
    return f"{SLUGS[home]}-{rest.replace('_', '-')}" if rest else SLUGS[home]


def home_facts(home: str) -> HomeFacts:
    row = world.home(home)
    x0, y0, x1, y1 = row["grid_extent"]
    return HomeFacts(
        slug=SLUGS[home],
        kind=KINDS[home],
        country=country(home),
        code=SLUGS[home],
        names=row["name"],
        time_zone=row["time_zone"],
        crs=metric_crs(home),
        language=home,
        languages=world.LANGUAGES,
        danger_numbers=[number.strip() for number in row["danger_number"].split("/")],
        geometry=polygon(home, [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]),
        in_charge={"role": "police_officer", "organisation": POLICE[home], "phone": TELEPHONES[home]},
        attribution=ATTRIBUTION,
        licence=LICENCE,
    )


def area_facts(home: str) -> list[AreaFacts]:
    """Municipalities where the home has them, then the beats."""
    return [*_municipalities(home), *(_beat(home, row) for row in world.places("beats", home))]


def _municipalities(home: str) -> list[AreaFacts]:
    settlements = {row["settlement"]: None for row in world.places("beats", home)}
    return [
        AreaFacts(
            slug=_municipality(home, settlement),
            kind="municipality",
            code=_municipality(home, settlement),
            names=MUNICIPALITIES[settlement],
            geometry=_union(home, settlement),
            attribution=ATTRIBUTION,
            licence=LICENCE,
        )
        for settlement in settlements
        if settlement in MUNICIPALITIES
    ]


def _municipality(home: str, settlement: str) -> str:
    return f"{SLUGS[home]}-{MUNICIPALITIES[settlement]['en'].lower().replace('é', 'e')}"


def _union(home: str, settlement: str) -> dict[str, Any]:
    """The ground of all beats of a settlement."""
    rows = [row for row in world.places("beats", home) if row["settlement"] == settlement]
    whole = union_all([shape(polygon(home, row["polygon"])) for row in rows])
    return json.loads(to_geojson(orient_polygons(whole)))


def _beat(home: str, row: dict[str, Any]) -> AreaFacts:
    in_charge = {"role": "beat_officer", "organisation": POLICE[home], "phone": TELEPHONES[home]}
    if row["id"] in COMMUNITY_BEATS:
        in_charge |= {"role": "community_officer", "reception": "tue 10:00-13:00"}
    return AreaFacts(
        slug=area_slug(row["id"]),
        kind=row["kind"],
        code=row["id"],
        names=row["name"],
        parent=_municipality(home, row["settlement"]) if row["settlement"] in MUNICIPALITIES else None,
        geometry=polygon(home, row["polygon"]),
        in_charge=in_charge,
        attribution=ATTRIBUTION,
        licence=LICENCE,
    )


def place_facts(home: str) -> list[PlaceFacts]:
    """The gazetteer: streets with their former and popular names, landmarks."""
    return [
        *(_street(home, row) for row in world.places("streets", home)),
        *(_landmark(home, row) for row in world.places("landmarks", home)),
    ]


def _street(home: str, row: dict[str, Any]) -> PlaceFacts:
    street = world.street(row)
    ends = degrees(home, [street.start, street.end, street.middle])
    return PlaceFacts(
        slug=row["id"],
        kind="street",
        names={home: row["name"]},
        lon=ends[2][0],
        lat=ends[2][1],
        geometry={"type": "LineString", "coordinates": [list(ends[0]), list(ends[1])]},
        houses=(row["houses"][0], row["houses"][1]),
        area=area_slug(row["beat"]),
        aliases=[(home, row["alias"])] if "alias" in row else [],
        former=[(home, _bare(row["former"]))] if "former" in row else [],
        source=ATTRIBUTION,
    )


def _bare(former: str) -> str:
    return next((former.removeprefix(word) for word in FORMERLY if former.startswith(word)), former)


def _landmark(home: str, row: dict[str, Any]) -> PlaceFacts:
    ((lon, lat),) = degrees(home, [(float(row["xy"][0]), float(row["xy"][1]))])
    return PlaceFacts(
        slug=row["id"],
        kind="landmark",
        names=row["name"],
        lon=lon,
        lat=lat,
        area=area_slug(row["beat"]),
        source=ATTRIBUTION,
    )


def premises_facts(home: str) -> list[PremisesFacts]:
    """The doors that people can walk to."""
    names = {row["id"]: row["name"] for row in world.places("streets", home)}
    return [_door(home, row, names[row["street"]]) for row in world.places("premises", home)]


def _door(home: str, row: dict[str, Any], street: str) -> PremisesFacts:
    ((lon, lat),) = degrees(home, [(float(row["xy"][0]), float(row["xy"][1]))])
    number = row["number"]
    address = {"uk": f"{street}, {number}", "fr": f"{street} {number}", "en": f"{number} {street}"}[home]
    return PremisesFacts(
        slug=row["id"],
        kind=row["kind"],
        names=row["name"],
        lon=lon,
        lat=lat,
        organisation=row["organisation"],
        street=row["street"],
        number=number,
        address={home: address},
        phone=TELEPHONES[home],
        hours=row["hours"],
        source=ATTRIBUTION,
    )
