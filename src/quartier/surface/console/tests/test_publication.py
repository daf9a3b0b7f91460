"""Letting figures out and switching the wartime rule, by page."""

from types import SimpleNamespace

import pytest
from django.test import Client
from tests import factories, signing

from quartier.core.publication import queries

pytestmark = pytest.mark.django_db
REASON = "Shelling of places where people gather"


@pytest.fixture
def town(db, as_fixture):
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100)
        council = factories.organisation(kind="municipality", area=root)
        people = [factories.account(organisation=council) for _ in range(3)]
        for one, role in zip(
            people, ("council_secretary", "council_secretary", "crime_analyst"), strict=True
        ):
            factories.grant(one, role=role, area=root, organisation=council)
            signing.add_app(one.id)
    return SimpleNamespace(root=root, first=people[0], second=people[1], analyst=people[2])


def signed_in(account) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account.id)
    return client


def test_two_people_switch_the_wartime_rule(town) -> None:
    first, second = signed_in(town.first), signed_in(town.second)
    assert "Nowhere." in first.get("/console/wartime/?language=en").content.decode()
    short = first.post("/console/wartime/?language=en", {"area": town.root.id, "on": "1", "reason": "war"})
    assert short.status_code == 422
    asked = first.post("/console/wartime/", {"area": town.root.id, "on": "1", "reason": REASON})
    assert asked.status_code == 302
    assert REASON in second.get("/console/").content.decode()
    switch = queries.waiting_switches()[0]
    alone = first.post(f"/console/wartime/{switch.id}/?language=en", {"agree": "1"})
    assert "A second person decides" in alone.content.decode()
    assert second.post(f"/console/wartime/{switch.id}/", {"agree": "1"}).status_code == 302
    assert queries.is_wartime(town.root.id)


def test_the_page_of_publication_says_what_stands(town) -> None:
    analyst = signed_in(town.analyst)
    page = analyst.get("/console/publication/?language=en").content.decode()
    assert "Nothing stands in public yet" in page
    assert "Policy 2026-11" in page
    gone = analyst.post(f"/console/publication/{'z' * 26}/withdraw/?language=en", {"reason_en": "Wrong"})
    assert gone.status_code == 409
    assert signed_in(town.first).get("/console/publication/").status_code == 403
