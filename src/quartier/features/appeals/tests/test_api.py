"""Programs read what everybody reads, and nothing else."""

import pytest
from django.test import Client

from .test_public import SAID, let_out

pytestmark = pytest.mark.database


def test_public_requests_are_listed_with_links_to_the_pages_around(town, client: Client) -> None:
    for title in ("Темно біля школи", "Темно біля зупинки"):
        let_out(town, town.lodge(**SAID | {"public_title": title}))
    town.lodge(**SAID)
    found = client.get("/api/appeals?place=lypivka&size=1")
    assert found.status_code == 200
    body = found.json()
    assert (body["total"], body["pages"], body["late"]) == (2, 2, 0)
    assert 'rel="next"' in found["Link"]
    assert 'rel="prev"' not in found["Link"]
    assert "Голубняк" not in found.content.decode()
    assert client.get("/api/appeals?place=lypivka&text=зупинки").json()["total"] == 1
    assert client.get("/api/appeals?place=nowhere").status_code == 404
    assert client.get("/api/appeals?state=lost").status_code == 422


def test_one_request_has_its_steps_and_is_not_sent_twice(town, client: Client) -> None:
    lodged = town.lodge(**SAID)
    assert client.get(f"/api/appeals/{lodged.tag}").status_code == 404
    let_out(town, lodged)
    found = client.get(f"/api/appeals/{lodged.tag}")
    body = found.json()
    assert (body["number"], body["steps"][0]["step"]) == (lodged.number, "registered")
    assert body["url"].endswith(f"/uk/appeals/{lodged.tag}/")
    again = client.get(f"/api/appeals/{lodged.tag}", headers={"If-None-Match": found["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_categories_say_what_can_be_public(client: Client, town) -> None:
    found = {one["code"]: one for one in client.get("/api/appeal-categories").json()["items"]}
    assert found["lighting"]["public"]
    assert not found["officer_conduct"]["public"]
    assert found["lighting"]["names"]["en"] == "Street lights"
