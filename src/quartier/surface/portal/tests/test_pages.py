"""The portal's pages in each language: they answer, keep the place, link to nothing that is not there."""

import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from uuid import uuid4

import html5lib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests import factories

from quartier.core.publication import actions
from quartier.core.publication.actions import Event, Source
from quartier.core.publication.rules.policy import Policy
from quartier.core.registry.visits import Visit, VisitKind

LANGUAGES = ("uk", "fr", "en")
NAMES = (
    "portal-home",
    "portal-map",
    "portal-about",
    "portal-accessibility",
    "portal-privacy",
    "portal-open-data",
    "portal-sitemap",
)
SQUARE = {"type": "Polygon", "coordinates": [[[30, 50], [30.02, 50], [30.02, 50.02], [30, 50.02], [30, 50]]]}
NEXT = {
    "type": "Polygon",
    "coordinates": [[[30.02, 50], [30.04, 50], [30.04, 50.02], [30.02, 50.02], [30.02, 50]]],
}
KINDS = {
    "theft_bicycle": {"uk": "Крадіжки велосипедів", "fr": "Vols de vélos", "en": "Bicycle thefts"},
    "noise": {"uk": "Шум", "fr": "Bruit", "en": "Noise"},
}
NOW = datetime(2026, 7, 20, 12, tzinfo=UTC)


@pytest.fixture
def town(db, as_fixture):
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100, slug="lypivka", danger_numbers=["102", "112"])
        here = factories.area(
            parent=root,
            lo=10,
            hi=15,
            slug="centre",
            geometry=SQUARE,
            names={"uk": "Центр", "fr": "Centre", "en": "Centre"},
        )
        there = factories.area(
            parent=root,
            lo=20,
            hi=25,
            slug="station",
            geometry=NEXT,
            names={"uk": "Вокзал", "fr": "Gare", "en": "Station"},
        )
        factories.area(
            kind="borough", lo=200, hi=300, slug="northfield", language="en", names={"en": "Northfield"}
        )
        body = factories.organisation()
    return root, here, there, body


@pytest.fixture
def released(town):
    root, here, there, body = town
    analyst = Visit(
        kind=VisitKind.ACCOUNT,
        account=uuid4(),
        organisation=body.id,
        breadth=1,
        roles=("any",),
        now=NOW,
        permits_of=lambda roles: frozenset({"incidents.publish"}),
    )
    source = Source(
        tag="0" * 26,
        titles={"uk": "Події", "fr": "Faits", "en": "Incidents"},
        place=root.id,
        organisation=body.id,
        areas=[here.id, there.id],
        first_month=date(2026, 1, 1),
        last_month=date(2026, 6, 1),
        kind_names=KINDS,
        attribution="Police of Lypivka",
        quality=actions.Quality(rows=1000, located=960, origin="resident"),
    )
    events = [
        Event(area.id, date(2026, month, 1), kind, 30.001 + n / 1000 + (0.02 if area is there else 0), 50.01)
        for area, each in ((here, 14), (there, 3))
        for month in range(1, 7)
        for kind in KINDS
        for n in range(each + month % 2)
    ]
    return actions.release_counts(
        source=source, events=events, policy=Policy(version="test"), by=analyst, at=NOW
    )


def strict(response) -> str:
    text = response.content.decode()
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(text)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_pages_answer_in_each_language(town, client: Client, language, name) -> None:
    with override(language):
        address = reverse(name)
    response = client.get(f"{address}?place=lypivka")
    assert response.status_code == 200
    text = strict(response)
    assert f'<html lang="{language}"' in text
    assert text.count("<h1") == 1
    assert "style=" not in text
    assert 'href="tel:102"' in text
    assert len(response.content) < 60_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_page_says_what_it_knows(released, client: Client, language) -> None:
    response = client.get(f"/{language}/map/?place=lypivka")
    text = strict(response)
    assert text.count("<h1") == 1
    assert "<map-view" in text
    assert "Police of Lypivka" in text
    assert 'class="areas"' in text


def test_choosing_area_and_kind(released, client: Client) -> None:
    text = strict(client.get("/en/map/?place=lypivka&area=centre&kind=noise&period=2026-01"))
    assert "What happens in Centre" in text
    assert '<option value="noise" selected>' in text
    assert '<option value="2026-01" selected>' in text
    unknown = client.get("/en/map/?place=lypivka&area=nowhere&kind=magic&period=never&data=none")
    assert unknown.status_code == 200


def test_small_figures_are_on_no_page_and_in_no_file(released, client: Client) -> None:
    """In the station area each kind has 3 or 4 events a month; neither number may stand in the data."""
    text = b"".join(client.get("/en/map/data.csv?place=lypivka").streaming_content).decode()
    lines = [line.split(",") for line in text.splitlines()[1:]]
    counts = [int(line[7]) for line in lines if line[7]]
    assert min(counts) >= 5
    assert all((line[7] == "") == (line[8] == "yes") for line in lines)
    assert any(line[8] == "yes" for line in lines)


def test_language_links_keep_page_place_and_question(released, client: Client) -> None:
    text = strict(client.get("/en/map/?place=lypivka&area=centre"))
    link = re.search(r'href="(/fr/map/[^"]*)" lang="fr"', text)
    assert link
    address = link[1].replace("&amp;", "&")
    assert "area=centre" in address
    assert "place=lypivka" in address
    assert "que se passe-t-il" in client.get(address).content.decode()


def test_links_keep_a_place_that_is_not_the_languages_own(town, client: Client) -> None:
    text = strict(client.get("/en/?place=lypivka"))
    assert 'href="/en/map/?place=lypivka"' in text
    assert 'href="/en/map/"' in strict(client.get("/en/"))
    assert "Northfield" in strict(client.get("/en/"))


def test_every_link_of_the_portal_leads_somewhere(released, client: Client) -> None:
    seen, waiting = set(), {"/uk/", "/fr/?place=lypivka"}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = client.get(address)
        assert response.status_code in (200, 302), address
        if response.status_code != 200 or response.streaming or "html" not in response["Content-Type"]:
            continue
        for found in re.findall(r'<a [^>]*href="([^"#]+)', response.content.decode()):
            target = found.replace("&amp;", "&")
            parts = urlsplit(target)
            if (
                not parts.scheme
                and target.startswith("/")
                and parts.path not in {urlsplit(s).path for s in seen | waiting}
            ):
                waiting.add(target)
    assert len(seen) > 8


def test_leaving_quickly_is_offered_on_the_first_page_only(town, client: Client) -> None:
    assert 'class="leave"' in client.get("/en/").content.decode()
    assert 'class="leave"' not in client.get("/en/about/").content.decode()


def test_the_door_leads_to_the_readers_language(town, client: Client) -> None:
    assert client.get("/", headers={"accept-language": "fr"})["Location"] == "/fr/"
    assert b"Disallow: /console/" in client.get("/robots.txt").content


def test_an_installation_without_an_area_still_has_pages(db, client: Client) -> None:
    for name in NAMES:
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there(town, client: Client, language) -> None:
    response = client.get(f"/{language}/nothing-here/")
    assert response.status_code == 404
    assert f'<html lang="{language}"' in strict(response)
