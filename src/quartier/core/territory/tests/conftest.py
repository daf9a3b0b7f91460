"""Fixtures of the territory: an instant, a square town."""

from datetime import UTC, datetime
from typing import Any

import pytest

from quartier.core.territory import actions
from quartier.core.territory.rules.facts import AreaFacts, HomeFacts

AT = datetime(2026, 11, 20, 12, 32, tzinfo=UTC)


def square(west: float, south: float, size: float = 1.0) -> dict[str, Any]:
    """A GeoJSON square."""
    east, north = west + size, south + size
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def home(**changes: Any) -> HomeFacts:
    values: dict[str, Any] = {
        "slug": "lypivka",
        "kind": "hromada",
        "country": "UA",
        "code": "UA-L",
        "names": {"uk": "Липівська громада", "fr": "Commune de Lypivka", "en": "Lypivka hromada"},
        "time_zone": "Europe/Kyiv",
        "crs": "EPSG:32636",
        "language": "uk",
        "languages": ["uk"],
        "danger_numbers": ["102", "112"],
        "geometry": square(30.0, 50.0, 0.4),
    } | changes
    return HomeFacts(**values)


def beats() -> list[AreaFacts]:
    """Four beats in the south-western quarter of the home; two thirds of its ground belong to no beat."""
    named = [("centre", "Центр"), ("station", "Вокзал"), ("zaluzhzhia", "Залужжя"), ("verbna", "Вербна")]
    return [
        AreaFacts(
            slug=f"lypivka-{slug}",
            kind="beat",
            code=slug,
            names={"uk": name, "en": slug.title()},
            geometry=square(30.0 + 0.1 * (place % 2), 50.0 + 0.1 * (place // 2), 0.1),
            in_charge={"role": "community_officer", "organisation": "lypivka_police"},
        )
        for place, (slug, name) in enumerate(named)
    ]


@pytest.fixture
def town(db: None, as_fixture: Any) -> dict[str, int]:
    """The ids of the home and its beats by slug."""
    with as_fixture():
        root = actions.save_home(facts=home(), at=AT)
        return {"lypivka": root} | actions.save_areas(home="lypivka", facts=beats(), at=AT)
