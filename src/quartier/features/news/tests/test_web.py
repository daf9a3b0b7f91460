"""Residents read news in their language; staff write and let them out."""

import xml.etree.ElementTree as ET

import html5lib
import pytest
from django.test import Client
from tests import signing

from quartier.core.registry import lock
from quartier.features.news import queries

pytestmark = pytest.mark.database
ATOM = "{http://www.w3.org/2005/Atom}"


def strict(response) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def signed_in(account) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account)
    return client


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_residents_find_news_on_the_first_page_the_list_and_its_own(town, client: Client, language) -> None:
    tag = town.published()
    title = {"uk": "Ліхтарі світять", "fr": "Ліхтарі світять", "en": "Lamps shine"}[language]
    for address in (f"/{language}/", f"/{language}/news/", f"/{language}/news/{tag}/"):
        assert title in strict(client.get(f"{address}?place=lypivka"))
    own = strict(client.get(f"/{language}/news/{tag}/?place=lypivka"))
    assert ('<h1 lang="uk">' in own) == (language == "fr")


def test_the_list_can_be_narrowed_and_paged(town, client: Client) -> None:
    town.published()
    assert "Lamps shine" in strict(client.get("/en/news/?place=lypivka&kind=prevention&page=99"))
    assert "Lamps shine" not in strict(client.get("/en/news/?place=lypivka&kind=you_said_we_did"))


def test_the_feed_is_atom_in_one_language(town, client: Client) -> None:
    tag = town.published()
    response = client.get("/feeds/news.atom?language=en&place=lypivka")
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(response.content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    for name in ("id", "title", "updated", "author"):
        assert root.find(ATOM + name) is not None
    entry = root.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Lamps shine"
    assert entry.find(f"{ATOM}id").text.endswith(tag)
    assert f"/en/news/{tag}/" in entry.find(f"{ATOM}link").get("href")
    assert "Ліхтарі" in client.get("/feeds/news.atom?language=uk&place=lypivka").content.decode()


def test_what_was_withdrawn_says_so_and_no_more(town, client: Client) -> None:
    from quartier.features.news import actions

    tag = town.published()
    with lock.as_account(town.second) as visit:
        item = queries.items_for(visit)[0]
        actions.withdraw(
            item=item.id, reasons={"uk": "Помилка", "en": "It was wrong"}, by=visit, at=visit.now
        )
    response = client.get(f"/en/news/{tag}/?place=lypivka")
    assert response.status_code == 410
    text = strict(response)
    assert "It was wrong" in text
    assert "Lamps shine" not in text
    assert client.get("/en/news/nothing/").status_code == 404


def test_staff_write_offer_and_publish_by_page(town) -> None:
    writer, second = signed_in(town.writer), signed_in(town.second)
    assert strict(writer.get("/console/news/?language=en"))
    assert strict(writer.get("/console/news/write/?language=en"))
    typed = {
        "kind": "news",
        "area": town.place.id,
        "version": 1,
        "title_uk": "Збори в ліцеї",
        "text_uk": "У вівторок о 18:00.",
    }
    wrong = writer.post("/console/news/write/?language=en", typed | {"title_uk": ""})
    assert wrong.status_code == 422
    assert "У вівторок о 18:00." in strict(wrong)
    made = writer.post("/console/news/write/", typed)
    assert made.status_code == 302, made.content.decode()
    address = made["Location"]
    assert "Збори в ліцеї" in strict(writer.get(address))
    refused = writer.post(f"{address}publish/?language=en")
    assert refused.status_code == 422
    assert "Somebody else must let this out" in strict(refused)
    assert writer.post(f"{address}offer/").status_code == 302
    assert "Збори в ліцеї" in second.get("/console/").content.decode()
    back = second.post(f"{address}send-back/?language=en", {"reason": ""})
    assert back.status_code == 422
    assert second.post(f"{address}publish/").status_code == 302
    assert "Збори в ліцеї" in Client().get("/uk/news/?place=lypivka").content.decode()
    edited = writer.post(f"{address}edit/?language=en", typed | {"version": 7})
    assert edited.status_code == 422
    assert "Somebody else has changed this text" in strict(edited)
    gone = second.post(f"{address}withdraw/", {"reason_uk": "Перенесено"})
    assert gone.status_code == 302
    assert "Збори в ліцеї" not in Client().get("/uk/news/?place=lypivka").content.decode()


def test_strangers_and_visitors_do_not_see_drafts(town) -> None:
    item = town.write()
    assert signed_in(town.stranger).get(f"/console/news/{item}/").status_code == 404
    assert Client().get(f"/console/news/{item}/").status_code == 302


def test_the_command_bar_finds_texts(town) -> None:
    town.write()
    found = signed_in(town.writer).get("/console/find/?q=ліхтарі", headers={"accept": "application/json"})
    assert [item["label"] for item in found.json()["items"]] == ["Ліхтарі світять"]
