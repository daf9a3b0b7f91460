"""My area: found by every way, told in three languages, without script."""

from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest
from django.test import Client

from quartier.core.territory import actions
from quartier.core.territory.rules.facts import AreaFacts, HomeFacts, PlaceFacts, PremisesFacts

pytestmark = pytest.mark.database
AT = datetime(2026, 11, 20, 12, 32, tzinfo=UTC)


def square(west: float, south: float, size: float) -> dict[str, Any]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


HOME = HomeFacts(
    slug="lypivska",
    kind="hromada",
    country="UA",
    code="UA-L",
    names={"uk": "Липівська громада", "fr": "Commune de Lypivka", "en": "Lypivka hromada"},
    time_zone="Europe/Kyiv",
    crs="EPSG:32636",
    language="uk",
    languages=["uk"],
    danger_numbers=["102", "112"],
    geometry=square(30, 50, 0.2),
    in_charge={"role": "police_officer", "phone": "050 000 00 02"},
    attribution="© OpenStreetMap contributors",
    licence="ODbL-1.0",
)
BEATS = (
    AreaFacts(
        slug="lypivska-centre",
        kind="beat",
        code="c",
        names={"uk": "Центр", "fr": "Centre", "en": "Centre"},
        geometry=square(30, 50, 0.1),
        in_charge={"role": "community_officer", "phone": "050 000 00 01", "reception": "tue 10:00-13:00"},
    ),
    AreaFacts(
        slug="lypivska-verbna", kind="beat", code="v", names={"uk": "Вербна"}, geometry=square(30.1, 50, 0.1)
    ),
)
STREET = PlaceFacts(
    slug="soborna",
    kind="street",
    names={"uk": "вулиця Соборна"},
    lon=30.05,
    lat=50.05,
    geometry={"type": "LineString", "coordinates": [[30.01, 50.05], [30.09, 50.05]]},
    houses=(1, 80),
    former=[("uk", "вулиця Леніна")],
)
STATION = PremisesFacts(
    slug="station",
    kind="police_station",
    names={"uk": "Поліцейська станція", "fr": "Commissariat", "en": "Police station"},
    lon=30.05,
    lat=50.05,
    street="soborna",
    number="14",
    hours={"all_days": "00:00-24:00"},
)
DOORS = (
    STATION,
    PremisesFacts(
        slug="hall",
        kind="municipality",
        names={"uk": "Рада"},
        lon=30.06,
        lat=50.05,
        hours={"mon": "08:00-17:00"},
    ),
    PremisesFacts(slug="club", kind="ngo", names={"uk": "Клуб"}, lon=30.07, lat=50.05),
    PremisesFacts(slug="cells", kind="custody_suite", names={"uk": "Камери"}, lon=30.07, lat=50.05),
)


@pytest.fixture
def town(db: None, as_fixture: Any) -> None:
    with as_fixture():
        actions.save_home(facts=HOME, at=AT)
        actions.save_areas(home="lypivska", facts=BEATS, at=AT)
        actions.save_places(home="lypivska", facts=[STREET])
        actions.save_premises(home="lypivska", facts=DOORS, at=AT)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert "style=" not in text
    return text


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_the_pages_answer_in_every_language(client, town, language):
    assert "Центр" in page(client, f"/{language}/my-area/") or language != "uk"
    assert "<svg" in page(client, f"/{language}/my-area/lypivska-centre/")
    assert page(client, f"/{language}/my-area/lypivska/")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Соборна 40", "вулиця Соборна, 40"),
        ("soborna", "вулиця Соборна"),
        ("вул. Леніна", "Раніше: вулиця Леніна."),
        ("Центр", "Центр"),
        ("Соборна 400", "Цього будинку ми не знаємо"),
        ("станція", "Поліцейська станція"),
        ("щщщщ", "Нічого не знайдено"),
    ],
)
def test_what_is_typed_leads_to_an_area(client, town, typed, seen):
    text = page(client, f"/uk/my-area/?q={typed}")
    assert seen in text
    if "щ" not in typed:
        assert "/uk/my-area/lypivska-centre/" in text


def test_a_position_leads_to_its_area_or_says_that_it_lies_outside(client, town):
    assert client.get("/uk/my-area/?lon=30.05&lat=50.05")["Location"] == "/uk/my-area/lypivska-centre/"
    assert "notice" in page(client, "/uk/my-area/?lon=10&lat=10")
    for odd in ("lon=x&lat=1", "lon=1", "lon=nan&lat=nan", "lon=999&lat=0"):
        page(client, f"/uk/my-area/?{odd}")


def test_an_area_says_who_answers_as_a_role(client, town):
    text = page(client, "/en/my-area/lypivska-centre/")
    assert "community police officer" in text
    assert "tel:" in text
    assert "10:00–13:00" in text
    inherited = page(client, "/en/my-area/lypivska-verbna/")
    assert "For the whole of Lypivka hromada" in inherited


def test_doors_say_open_closed_or_unknown(client, town):
    text = page(client, "/en/my-area/lypivska-centre/")
    assert "Open day and night." in text
    assert "Nobody has told us the opening hours." in text
    assert text.index("Police station") < text.index("Рада")
    assert "Камери" not in text
    assert "© OpenStreetMap contributors" in page(client, "/en/my-area/lypivska/")


def test_an_absent_area_is_a_page_not_found(client, town):
    assert client.get("/uk/my-area/nowhere/").status_code == 404


def test_without_areas_the_page_explains(client, db):
    assert "notice" in page(client, "/en/my-area/") or "empty" in page(client, "/en/my-area/")
