"""The town's data, read once and never changed: people, places, texts, walks, recipe."""

from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from .geography import Street

HOMES = ("uk", "fr", "en")
LANGUAGES = ("uk", "fr", "en")


@cache
def read(name: str) -> dict[str, Any]:
    """One file of the town by its name without ending."""
    text = resources.files("quartier.demo").joinpath("town", f"{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def personas(home: str | None = None) -> list[dict[str, Any]]:
    """The people who can sign in, in the order of the file; with `home`, only those who live there."""
    return [person for person in read("personas")["personas"] if home in (None, person["home"])]


def persona(slug: str) -> dict[str, Any] | None:
    return next((person for person in personas() if person["id"] == slug), None)


def home_of(identifier: str) -> str:
    """The home whose grid a beat, street, premises or landmark lies on: the ids say so."""
    home = identifier.split("_", 1)[0]
    if home not in HOMES:
        raise ValueError(identifier)
    return home


def places(kind: str, home: str | None = None) -> list[dict[str, Any]]:
    """Rows of `places.yaml` of one kind (organisations, beats, streets, premises, landmarks)."""
    rows: list[dict[str, Any]] = read("places")[kind]
    return [row for row in rows if home is None or (row.get("home") or home_of(row["id"])) == home]


def home(slug: str) -> dict[str, Any]:
    return next(row for row in read("places")["homes"] if row["id"] == slug)


def zone(slug: str) -> ZoneInfo:
    return ZoneInfo(home(slug)["time_zone"])


def streets(beat: str) -> list[Street]:
    """The streets of a beat, in the order of the file."""
    return [street(row) for row in read("places")["streets"] if row["beat"] == beat]


def street(row: dict[str, Any]) -> Street:
    start, end = row["line"]
    return Street(
        id=row["id"],
        name=row["name"],
        beat=row["beat"],
        start=(float(start[0]), float(start[1])),
        end=(float(end[0]), float(end[1])),
        houses=row["houses"][1],
    )


def point_of(identifier: str) -> tuple[float, float]:
    """Grid metres of a premises or a landmark."""
    for kind in ("premises", "landmarks"):
        for row in read("places")[kind]:
            if row["id"] == identifier:
                return float(row["xy"][0]), float(row["xy"][1])
    raise KeyError(identifier)
