"""The requirements of OGC 17-069r4 (Part 1: Core, 1.0), one by one, and the way QGIS walks."""

import json
from typing import Any

import pytest

from quartier.surface.api.tests.test_territory import town as town

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("town")]
LAYERS = ["areas", "beats", "premises", "incidents"]


def get(client: Any, address: str, **headers: str) -> Any:
    return client.get(address, headers={"Accept": "application/json"} | headers)


def relations(body: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {link["rel"]: link for link in body["links"]}


def local(href: str) -> str:
    return href.removeprefix("http://testserver")


def test_req_1_2_landing_page_links_to_description_conformance_and_data(client):
    response = get(client, "/ogc/")
    links = relations(response.json())
    assert response.status_code == 200
    assert {"self", "alternate", "service-desc", "conformance", "data"} <= set(links)
    for relation in ("service-desc", "conformance", "data"):
        assert get(client, local(links[relation]["href"])).status_code == 200
    assert links["service-desc"]["type"] == "application/vnd.oai.openapi+json;version=3.0"


def test_req_3_4_api_definition_is_openapi_3_0_and_describes_every_layer(client):
    response = get(client, "/ogc/api")
    body = response.json()
    assert response["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert body["openapi"].startswith("3.0")
    for layer in LAYERS:
        names = {each["name"] for each in body["paths"][f"/collections/{layer}/items"]["get"]["parameters"]}
        assert {"limit", "bbox", "datetime", "f"} <= names


def test_req_5_6_conformance_classes(client):
    classes = get(client, "/ogc/conformance").json()["conformsTo"]
    for name in ("core", "oas30", "html", "geojson"):
        assert f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" in classes


def test_req_8_9_unknown_and_invalid_parameters_are_400(client):
    for address in ("/ogc/?x=1", "/ogc/collections?limit=3", "/ogc/collections/areas/items?colour=red"):
        assert get(client, address).status_code == 400
    for query in (
        "limit=0",
        "limit=x",
        "limit=-1",
        "bbox=1,2,3",
        "bbox=a,b,c,d",
        "bbox=5,5,1,1",
        "bbox=nan,0,1,1",
        "datetime=yesterday",
        "datetime=../..",
        "datetime=2026-01-02/2026-01-01",
        "f=xml",
        "limit=1&limit=2",
        "offset=-1",
    ):
        response = get(client, f"/ogc/collections/areas/items?{query}")
        assert response.status_code == 400, query
        assert response["Content-Type"] == "application/problem+json"


def test_req_11_to_15_collections_tell_extent_and_items(client):
    body = get(client, "/ogc/collections").json()
    assert [each["id"] for each in body["collections"]] == LAYERS
    assert {"self", "alternate"} <= set(relations(body))
    for each in body["collections"]:
        links = [link for link in each["links"] if link["rel"] == "items"]
        assert {link["type"] for link in links} == {"application/geo+json", "text/html"}
        assert len(each["extent"]["spatial"]["bbox"][0]) == 4
        assert "http://www.opengis.net/def/crs/OGC/1.3/CRS84" in each["crs"]


def test_req_16_17_a_collection_says_the_same_as_in_the_list(client):
    listed = get(client, "/ogc/collections").json()["collections"]
    for each in listed:
        alone = get(client, f"/ogc/collections/{each['id']}").json()
        for key in ("id", "title", "extent", "crs", "itemType"):
            assert alone[key] == each[key]
    assert get(client, "/ogc/collections/nothing").status_code == 404


def test_req_19_to_21_limit(client):
    body = get(client, "/ogc/collections/beats/items?limit=2").json()
    assert (len(body["features"]), body["numberReturned"], body["numberMatched"]) == (2, 2, 7)
    assert get(client, "/ogc/collections/beats/items?limit=99999").status_code == 200


def test_req_22_to_24_bbox_takes_what_it_meets(client):
    body = get(client, "/ogc/collections/beats/items?bbox=-0.98,52.02,-0.92,52.08").json()
    assert [each["properties"]["code"] for each in body["features"]] == ["0"]
    six = get(client, "/ogc/collections/beats/items?bbox=-0.98,52.02,0,-0.92,52.08,100").json()
    assert six["numberMatched"] == 1
    assert get(client, "/ogc/collections/beats/items?bbox=10,10,11,11").json()["features"] == []


@pytest.mark.parametrize(
    "moment",
    [
        "2026-01-01T00:00:00Z",
        "2026-01-01",
        "2026-01-01/..",
        "../2026-01-01T00:00:00Z",
        "/2026-02-01",
        "2026-01-01/2026-02-01",
    ],
)
def test_req_25_26_datetime_keeps_features_without_time(client, moment):
    assert get(client, f"/ogc/collections/beats/items?datetime={moment}").json()["numberMatched"] == 7
    assert get(client, f"/ogc/collections/incidents/items?datetime={moment}").status_code == 200


def test_req_27_to_31_a_page_of_features(client):
    response = get(client, "/ogc/collections/beats/items?limit=3&offset=3")
    body = response.json()
    assert response["Content-Type"] == "application/geo+json"
    assert body["type"] == "FeatureCollection"
    assert body["timeStamp"]
    links = relations(body)
    assert {"self", "alternate", "next", "prev", "collection"} <= set(links)
    assert (links["self"]["type"], links["alternate"]["type"]) == ("application/geo+json", "text/html")
    for each in body["features"]:
        assert {"type", "id", "geometry", "properties"} <= set(each)


def test_every_feature_is_reached_by_next_once(client):
    seen, address = [], "/ogc/collections/beats/items?limit=3"
    while address:
        body = get(client, address).json()
        seen += [each["properties"]["code"] for each in body["features"]]
        address = local(relations(body).get("next", {}).get("href", ""))
    assert seen == [str(n) for n in range(7)]


def test_req_32_to_34_one_feature(client, town):
    response = get(client, f"/ogc/collections/areas/items/{town['northfield-0']}")
    body = response.json()
    assert response["Content-Type"] == "application/geo+json"
    assert (body["type"], body["id"]) == ("Feature", str(town["northfield-0"]))
    assert {"self", "alternate", "collection"} <= set(relations(body))
    for absent in ("areas/items/999999", "areas/items/x", "incidents/items/x-1"):
        assert get(client, f"/ogc/collections/{absent}").status_code == 404
    assert get(client, f"/ogc/collections/beats/items/{town['northfield']}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "",
        "conformance",
        "collections",
        "collections/areas",
        "collections/areas/items",
        "collections/premises/items?limit=1",
    ],
)
def test_html_and_json_by_accept_and_by_f(client, address):
    page = client.get(f"/ogc/{address}", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page["Content-Type"].startswith("text/html")
    assert b"<h1>" in page.content
    sign = "&" if "?" in address else "?"
    assert json.loads(client.get(f"/ogc/{address}{sign}f=json", headers={"Accept": "text/html"}).content)
    html = client.get(f"/ogc/{address}{sign}f=html", headers={"Accept": "application/json"})
    assert html["Content-Type"].startswith("text/html")


def test_a_single_feature_has_a_page(client, town):
    page = client.get(f"/ogc/collections/areas/items/{town['northfield-0']}?f=html").content.decode()
    assert "Ward 0" in page


def test_filters_of_a_layer(client):
    assert get(client, "/ogc/collections/areas/items?kind=beat&home=northfield").json()["numberMatched"] == 7
    assert get(client, "/ogc/collections/areas/items?home=elsewhere").json()["numberMatched"] == 0
    assert get(client, "/ogc/collections/premises/items?kind=police_station").json()["numberMatched"] == 1


def test_other_sites_may_read_and_nobody_may_write(client):
    assert get(client, "/ogc/collections")["Access-Control-Allow-Origin"] == "*"
    assert client.post("/ogc/collections/areas/items").status_code == 405
    assert client.head("/ogc/").status_code == 200


def test_the_way_of_qgis(client):
    """QGIS 3: landing with its own Accept, conformance, the layers, one layer, a sample, then the view in
    pages.
    """
    accept = "application/json, application/vnd.oai.openapi+json;version=3.0"
    landing = get(client, "/ogc/", Accept=accept).json()
    data = relations(landing)["data"]["href"]
    description = get(client, local(relations(landing)["service-desc"]["href"]), Accept=accept).json()
    assert description["paths"]
    assert get(client, local(relations(landing)["conformance"]["href"]), Accept=accept).json()["conformsTo"]
    for each in get(client, local(data), Accept="application/json").json()["collections"]:
        self_link = local(relations(each)["self"]["href"])
        assert get(client, self_link, Accept="application/json").json()["id"] == each["id"]
        items = next(link["href"] for link in each["links"] if link["type"] == "application/geo+json")
        sample = get(
            client, f"{local(items)}&limit=10", Accept="application/geo+json, application/json"
        ).json()
        assert sample["type"] == "FeatureCollection"
        view = get(
            client, f"{local(items)}&limit=1000&bbox=-180,-90,180,90", Accept="application/geo+json"
        ).json()
        assert view["numberReturned"] == view["numberMatched"]
