"""The territory of the console: the tree, an area as a record, search."""

from typing import Any

import html5lib
import pytest
from django.test import Client
from tests import factories, signing

from quartier.core.territory import queries
from quartier.core.territory.models import Area
from quartier.surface.console import territory
from quartier.surface.portal.tests.test_territory import town as town

pytestmark = pytest.mark.database


@pytest.fixture
def officer(client: Client, town: None, as_fixture: Any) -> Client:
    with as_fixture():
        centre = Area.objects.get(slug="lypivska-centre")
        who = factories.account(organisation=factories.organisation())
        factories.grant(who, role="beat_officer", area=centre, organisation=who.organisation, secrecy=1)
        factories.verified(who)
        signing.add_app(who.id)
    signing.as_staff(client, who.id)
    return client


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def test_the_tree_of_a_home(officer):
    text = page(officer, "/console/areas/")
    assert "/console/areas/lypivska-centre/" in text
    assert "/console/areas/lypivska/" in text


def test_an_area_is_a_record_with_its_doors_and_streets(officer):
    text = page(officer, "/console/areas/lypivska-centre/")
    for seen in ("вулиця Соборна", "вулиця Леніна", "1–80", "Europe/Kyiv", "<svg"):
        assert seen in text
    assert officer.get("/console/areas/nowhere/").status_code == 404


def test_search_finds_by_old_names(officer):
    assert "вулиця Соборна" in page(officer, "/console/areas/?home=lypivska&q=lenina")
    assert [hit.label for hit in territory.find(None, "soborna")] == ["вулиця Соборна"]


def test_a_visitor_does_not_pass(client, town):
    assert client.get("/console/areas/").status_code in (302, 403)
    assert queries.homes()
