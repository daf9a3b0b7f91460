"""The API of the territory: what it tells, how it pages, how it refuses."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from quartier.core.territory import actions
from quartier.core.territory.rules.facts import AreaFacts, HomeFacts, PremisesFacts

pytestmark = pytest.mark.database
AT = datetime(2026, 11, 20, 12, 32, tzinfo=UTC)


def square(west: float, south: float, size: float) -> dict[str, Any]:
    east, north = west + size, south + size
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


@pytest.fixture
def town(db: None, as_fixture: Any) -> dict[str, int]:
    home = HomeFacts(
        slug="northfield",
        kind="district",
        country="GB",
        code="E1",
        names={"en": "Northfield", "uk": "Нортфілд"},
        time_zone="Europe/London",
        crs="EPSG:27700",
        language="en",
        languages=["en"],
        danger_numbers=["999"],
        geometry=square(-1, 52, 1),
    )
    wards = [
        AreaFacts(
            slug=f"northfield-{n}",
            kind="beat",
            code=str(n),
            names={"en": f"Ward {n}"},
            geometry=square(-1 + n / 10, 52, 0.1),
        )
        for n in range(7)
    ]
    station = PremisesFacts(
        slug="station",
        kind="police_station",
        names={"en": "Police station"},
        lon=-0.95,
        lat=52.05,
        hours={"all_days": "00:00-24:00"},
    )
    with as_fixture():
        root = actions.save_home(facts=home, at=AT)
        ids = actions.save_areas(home="northfield", facts=wards, at=AT)
        actions.save_premises(home="northfield", facts=[station], at=AT)
    return {"northfield": root} | ids


def test_pages_lead_to_each_other(client, town):
    seen, address = [], "/api/areas?kind=beat&limit=3"
    while address:
        response = client.get(address)
        assert response.status_code == 200
        seen += [area["code"] for area in response.json()["items"]]
        links = dict(part.strip().split("; ")[::-1] for part in response["Link"].split(","))
        address = links.get('rel="next"', "").strip("<>")
    assert seen == [str(n) for n in range(7)]
    assert response.json()["total"] == 7


def test_an_area_comes_with_its_boundary_and_a_tag(client, town):
    response = client.get(f"/api/areas/{town['northfield-0']}")
    body = response.json()
    assert body["geometry"]["type"] == "Polygon"
    assert body["bbox"] == [-1.0, 52.0, -0.9, 52.1]
    again = client.get(f"/api/areas/{town['northfield-0']}", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_point_lies_in_its_home_and_its_ward(client, town):
    found = client.get("/api/areas-at?lon=-0.95&lat=52.05").json()["items"]
    assert [area["slug"] for area in found] == ["northfield", "northfield-0"]
    assert client.get("/api/areas-at?lon=30&lat=50").json()["items"] == []


def test_premises_say_whether_they_are_open(client, town):
    [station] = client.get(f"/api/premises?area={town['northfield-0']}").json()["items"]
    assert (station["state"], station["until"], station["week"]["sun"]) == (
        "open",
        None,
        [["00:00", "24:00"]],
    )
    assert client.get(f"/api/premises?area={town['northfield-1']}").json()["items"] == []
    assert client.get(f"/api/premises/{station['id']}").json()["slug"] == "station"


def test_search_forgives(client, town):
    [hit, *_] = client.get(f"/api/places/search?q=polise+statoin&home={town['northfield']}").json()["items"]
    assert (hit["kind"], hit["slug"]) == ("premises", "station")


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/areas/999999", 404, "area_unknown"),
        ("/api/areas/nothing", 422, "invalid"),
        ("/api/areas?limit=0", 422, "invalid"),
        ("/api/areas?bbox=1,2,3", 422, "invalid"),
        ("/api/areas?bbox=5,2,3,4", 422, "invalid"),
        ("/api/areas?bbox=nan,nan,nan,nan", 422, "invalid"),
        ("/api/premises/1", 404, "premises_unknown"),
        ("/api/nothing", 404, "not_found"),
        ("/api/", 404, "not_found"),
    ],
)
def test_errors_are_problems(client, db, address, status, code):
    response = client.get(address)
    body = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"]


def test_a_wrong_method_is_a_problem_that_names_the_right_one(client, town):
    response = client.delete("/api/areas")
    assert (response.status_code, response["Allow"], response.json()["code"]) == (
        405,
        "GET",
        "method_not_allowed",
    )


def test_the_description_is_openapi_3_1_and_names_problems(client, db):
    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert (
        "application/problem+json" in schema["paths"]["/api/areas/{id}"]["get"]["responses"]["404"]["content"]
    )
    assert json.dumps(schema)


def test_the_documentation_needs_nothing_from_elsewhere(client, db):
    page = client.get("/api/docs").content.decode()
    assert "http" not in page.replace("https://quartier", "")
    assert "<script>" not in page
    assert "style=" not in page
