"""What the town's people wrote: each appeal as it was said, with its place, and who said it how."""

from datetime import date, datetime, timedelta
from typing import Any

from quartier.features.appeals.actions import Lodging, Person

from .. import homes, personas, world
from ..geography import degrees
from ..times import WAKES, instant, resolve
from .hands import Hands

CHANNELS = {"Open311": "open311"}
# Who writes without an account of the town: invented names, one after the other.
NAMES = {
    "uk": ("Зіновія Теренчук", "Любомир Гайдабура", "Пелагея Сокирко", "Марко Воротиляк", "Уляна Ціж"),
    "fr": ("Aurèle Montjardin", "Solveig Trémont", "Basile Corvaux", "Noor Delahautte", "Odile Vrancart"),
    "en": (
        "Edith Marlowbank",
        "Jonah Thistlegate",
        "Priscilla Oakhanger",
        "Sunny Larchdene",
        "Moira Kettleby",
    ),
}


def rows() -> list[dict[str, Any]]:
    """All appeals in the order in which they arrived, so that numbers go up with time."""
    return sorted(world.read("appeals")["appeals"], key=lambda row: (said_at(row), row["id"]))


def home(row: dict[str, Any]) -> str:
    return world.home_of(row["place"]["ref"])


def at(form: str, row: dict[str, Any]) -> datetime:
    return instant(form, zone=world.zone(home(row)), now=WAKES)


def day(form: str, row: dict[str, Any]) -> date:
    """A day in the town's forms; `lodged+45d` counts from the day on which it was said."""
    if form.startswith("lodged+"):
        counted = timedelta(days=int(form.removeprefix("lodged+").removesuffix("d")))
        return said_at(row).astimezone(world.zone(home(row))).date() + counted
    found = resolve(form, zone=world.zone(home(row)), now=WAKES)
    return found.date() if isinstance(found, datetime) else found


def said_at(row: dict[str, Any]) -> datetime:
    return at(row["history"][0]["at"], row)


def lodging(row: dict[str, Any], hands: Hands) -> Lodging:
    """The appeal as the form, the letter or the call brought it."""
    place, language = home(row), row["language"]
    spot, lon, lat = _where(row, place)
    return Lodging(
        place=hands.areas[place],
        category=row["category"],
        title=row["title"][language],
        text=row["text"],
        language=language,
        spot=spot,
        lon=lon,
        lat=lat,
        about_officer="about_officer" in row.get("traits", []),
        person=_person(row, spot),
        identity="account" if _writes_oneself(row) else "contact",
        publish=is_shown(row),
        public_title=row["title"][language],
        public_text=row["public"][language],
        channel=CHANNELS.get(row["channel"], row["channel"]),
        occurred_at=said_at(row),
        arrived_at=said_at(row),
        organisation=hands.organisations[first_body(row)],
    )


def first_body(row: dict[str, Any]) -> str:
    """Where it came to: the police, where the town's story says that they sent it on."""
    if row["id"] == "uk-01":
        return "lypivka_police"
    return str(row["organisation"])


def is_shown(row: dict[str, Any]) -> bool:
    """Whether its author asked for a public version of what may have one."""
    from quartier.features.appeals.rules.categories import CATEGORIES

    return CATEGORIES[row["category"]].public and "about_officer" not in row.get("traits", [])


def _writes_oneself(row: dict[str, Any]) -> bool:
    return row["channel"] == "web" and row["by"] != "resident"


def _person(row: dict[str, Any], spot: str) -> Person:
    known = world.persona(row["by"])
    names = NAMES[home(row)]
    name = personas.name(known) if known else names[int(row["id"][-2:]) % len(names)]
    if row["channel"] == "phone":
        return Person(name=name, residence=spot, way="phone", phone=homes.TELEPHONES[home(row)])
    return Person(name=name, residence=spot)


def _where(row: dict[str, Any], place: str) -> tuple[str, float, float]:
    """In words as one writes an address there, and in degrees."""
    ref, number = row["place"]["ref"], row["place"].get("number")
    street = next((one for one in world.places("streets", place) if one["id"] == ref), None)
    if street is None:
        named = next(
            one for kind in ("premises", "landmarks") for one in world.places(kind) if one["id"] == ref
        )
        ((lon, lat),) = degrees(place, [world.point_of(ref)])
        return named["name"][place], lon, lat
    line = world.street(street)
    spot = line.house(int(number)) if number and int(number) <= line.houses else line.middle
    ((lon, lat),) = degrees(place, [spot])
    if not number:
        return line.name, lon, lat
    words = {"uk": f"{line.name}, {number}", "fr": f"{line.name} {number}", "en": f"{number} {line.name}"}
    return words[place], lon, lat
