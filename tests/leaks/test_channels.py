"""Every address of the house, asked by a foreign organisation, a resident and a visitor for what is not theirs.

The answer for what is hidden equals the answer for what does not exist, byte for byte, and no page names it.
"""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from quartier.core.incidents import importing
from quartier.core.kit.ids import tag, uuid7
from quartier.core.registry import actions, lock
from quartier.core.registry import queries as registry
from tests import factories, signing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SECRET = "kestrel-4711"  # stands in the title of the victim's data set and in each of its rows
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
ROW = f"{SECRET}-{{n}},2018-10,Surrey Police,Surrey Police,-0.33,51.23,On or near {SECRET},E01,Mole Valley,Burglary,,\n"
CHANGING = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-hjkmnp-tv-z]{26}\b'
)
NUMBERS = re.compile(r"<(?:\w+:)?(\w+)>")
PARAMETER = re.compile(r"\(\?P<\w+>[^)]*\)|<[^>]+>")  # of a regular expression, or of a path
ACTS = re.compile(r"logout|signout|sign-out|language")  # they change the client that asks
RECEIPT = "/r/"  # whoever holds a record's 128-bit tag is told that it exists, and nothing else: see below
LISTS = (
    "/console/",
    "/console/incidents/",
    "/console/incidents/map/",
    "/console/incidents/map.geojson",
    "/console/incidents/sets/",
    "/console/incidents/import/",
    "/console/find/?q=kestrel",
    "/console/looks/",
    "/console/news/",
    "/api/data-sets",
    "/api/incidents",
    "/api/places/search?q=kestrel",
    "/ogc/collections?f=json",
    "/en/map/",
    "/en/map/data.csv",
    "/en/my-area/?q=kestrel",
    "/en/news/",
    "/feeds/news.atom",
)


def routes() -> list[tuple[str, list[str]]]:
    """Address with a place for each parameter, and the parameters' names, of the whole URLconf."""
    found: list[tuple[str, list[str]]] = []

    def walk(patterns: list[Any], prefix: str) -> None:
        for pattern in patterns:
            text = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, text)
            elif isinstance(pattern, URLPattern):
                found.append((text, NUMBERS.findall(text)))

    walk(get_resolver().url_patterns, "/")
    return found


def filled(address: str, value: str) -> str:
    return PARAMETER.sub(value, address)


@pytest.fixture
def town(db: None, as_fixture: Any, tmp_path: Any) -> SimpleNamespace:
    """The victim's data set with rows, links to it, words to find it by; and those whom it does not concern."""
    with as_fixture():
        root = factories.area(kind="county", lo=0, hi=100, country="GB", time_zone="Europe/London")
        police, other = factories.organisation(), factories.organisation()
        accounts = {
            "victim": factories.account(organisation=police),
            "stranger": factories.account(organisation=other),
            "resident": factories.account(),
        }
        for name, body in (("victim", police), ("stranger", other)):
            factories.grant(accounts[name], role="crime_analyst", area=root, organisation=body)
            signing.add_app(accounts[name].id)
    path = tmp_path / f"{SECRET}.csv"
    path.write_text(HEADER + "".join(ROW.format(n=n) for n in range(3)))
    importing.import_files(
        source=importing.source([path], name="uk-police"),
        area=root.id,
        organisation=police.id,
        enter=lambda: lock.as_account(accounts["victim"].id),
    )
    with lock.as_account(accounts["victim"].id) as visit:
        subjects = list(registry.subjects_for(visit))
        for subject in subjects:
            actions.index(subject=subject.id, by=visit, at=visit.now)
        rows = [str(pk) for pk in ids_of("incidents_occurrence", "incidents_importrun")]
    clients = {"visitor": Client(), "stranger": Client(), "resident": Client(), "victim": Client()}
    for name in ("victim", "stranger"):
        signing.as_staff(clients[name], accounts[name].id)
    hidden = [value for subject in subjects for value in (str(subject.id), subject.tag)] + rows
    return SimpleNamespace(clients=clients, hidden=hidden)


def ids_of(*tables: str) -> list[Any]:
    found = []
    with lock.connections["default"].cursor() as cursor:
        for table in tables:
            cursor.execute(f'select id from "{table}" limit 1')
            found += [row[0] for row in cursor.fetchall()]
    return found


def answer(client: Client, address: str) -> tuple[int, str, bytes]:
    """Status, target and body, without what differs each time (tokens, the number in the address itself)."""
    given = client.get(address)
    body = b"".join(given.streaming_content) if given.streaming else given.content
    return (
        given.status_code,
        CHANGING.sub(b"", given.get("Location", "").encode()).decode(),
        CHANGING.sub(b"", body),
    )


@pytest.mark.parametrize("who", ["visitor", "resident", "stranger"])
def test_hidden_and_absent_are_one_answer_at_every_address(town, who):
    client, differing, asked = town.clients[who], [], 0
    for address, parameters in routes():
        if len(parameters) != 1 or ACTS.search(address) or address.startswith(RECEIPT):
            continue
        for value in town.hidden:
            absent = str(uuid7()) if "-" in value else tag()
            asked += 1
            if answer(client, filled(address, value)) != answer(client, filled(address, absent)):
                differing.append(address)
    assert differing == []
    assert asked > 20


@pytest.mark.parametrize("who", ["visitor", "resident", "stranger"])
def test_a_receipt_tells_everybody_the_same(town, who):
    """Nobody learns more by who they are, and ids are answered like what does not exist."""
    asked = [
        value for value in town.hidden if town.clients["victim"].get(f"{RECEIPT}{value}").status_code == 200
    ]
    assert asked
    for value in town.hidden:
        told, known = (answer(town.clients[one], f"{RECEIPT}{value}") for one in (who, "victim"))
        assert told[0] == known[0] == (200 if value in asked else 404)
        assert "-" not in value or value not in asked


def test_the_control_sees_what_the_others_do_not(town):
    """Without it the test above could not fail: the victim gets 200 at some of the very same addresses."""
    seen = [
        address
        for address, parameters in routes()
        if len(parameters) == 1
        for value in town.hidden
        if town.clients["victim"].get(filled(address, value)).status_code == 200
    ]
    assert len(seen) >= 2, seen


@pytest.mark.parametrize("who", ["visitor", "resident", "stranger"])
def test_no_list_search_feed_or_export_names_what_is_hidden(town, who):
    client = town.clients[who]
    for address in LISTS:
        given = client.get(address, follow=True)
        body = b"".join(given.streaming_content) if given.streaming else given.content
        assert SECRET.encode() not in body, address
        assert not any(value.encode() in body for value in town.hidden), address


def test_the_control_finds_it_in_lists_and_search(town):
    told = {
        address
        for address in LISTS
        if SECRET.encode() in town.clients["victim"].get(address, follow=True).content
    }
    assert "/console/incidents/" in told, told
