"""News by e-mail: asked for, confirmed, told once, ended with one click."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.core import mail
from django.test import Client
from tests import factories, signing

from quartier.core.messages import queries, sending
from quartier.core.registry import actions as registry
from quartier.core.registry import lock
from quartier.features.news import queries as news

pytestmark = pytest.mark.database
ASKED = {"email": "nadia@town.example", "kinds": ["prevention", "alert"], "rhythm": "at_once"}


@pytest.fixture
def sender(town: Any, as_fixture: Any) -> Any:
    with as_fixture():
        return factories.staff(
            role="mail_room", area=town.place, organisation=town.council, compartments=["post"], secrecy=2
        )


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def path_in(text: str, pattern: str) -> str:
    found = re.search(rf"https?://[^/\s]+({pattern}\S*)", text)
    assert found, text
    return found[1]


def subscribed(client: Client, town: Any, sender: Any) -> None:
    asked = client.post("/en/news/follow/?place=lypivka", ASKED | {"area": town.place.id})
    assert "Look at your messages" in strict(asked)
    sending.run(sender)
    link = path_in(mail.outbox.pop().body, "/messages/confirm/")
    assert "Press the button" in strict(client.get(link))
    assert "confirmed" in strict(client.post(link))


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_the_form_is_linked_and_asks_in_each_language(town, client: Client, language) -> None:
    assert f"/{language}/news/follow/?place=lypivka" in strict(client.get(f"/{language}/news/?place=lypivka"))
    text = strict(client.get(f"/{language}/news/follow/?place=lypivka"))
    assert 'name="email"' in text and 'name="kinds"' in text


def test_a_subscriber_is_told_of_a_text_in_the_own_language_and_ends_it_with_one_click(
    town, sender, client: Client
) -> None:
    subscribed(client, town, sender)
    tag = town.published()
    sending.run(sender)
    (letter,) = mail.outbox
    assert letter.subject == "Advice: Lamps shine"
    assert f"/en/news/{tag}/?place=lypivka" in letter.body
    one_click = path_in(letter.extra_headers["List-Unsubscribe"], "/messages/").rstrip(">")
    assert (
        Client(enforce_csrf_checks=True).post(one_click, {"List-Unsubscribe": "One-Click"}).status_code == 200
    )
    town.published(titles={"uk": "Ще ліхтарі"}, texts={"uk": "Чотири."})
    sending.run(sender)
    assert len(mail.outbox) == 1


def test_other_kinds_and_other_places_do_not_reach_a_subscriber(town, sender, client: Client) -> None:
    subscribed(client, town, sender)
    town.published(kind="news")
    assert sending.run(sender).handed_over == 0


def test_the_link_at_the_foot_shows_and_changes_wishes_without_signing_in(
    town, sender, client: Client
) -> None:
    subscribed(client, town, sender)
    town.published()
    sending.run(sender)
    link = path_in(mail.outbox[0].body, "/messages/")
    page = client.get(link)
    text = strict(page)
    assert "nadia" not in text and page["Cache-Control"] == "no-store" and "noindex" in page["X-Robots-Tag"]
    assert "Advice" in text and "Alerts" in text
    path = link.partition("?")[0]
    wishes = {"language": "uk", "rhythm": "daily", "quiet_from": "21:00", "quiet_to": "08:00"}
    assert client.post(path, wishes)["Location"].endswith("?language=uk&saved=1")
    assert client.post(path, wishes | {"rhythm": "hourly"}).status_code == 422
    one = re.search(r'name="one" value="([^"]+)"', text)[1]
    client.post(path + "stop/", {"one": one})
    assert len(re.findall(r'name="one" value="[^"]', strict(client.get(path)))) == 1
    client.post(path + "stop/", {"one": ""})
    assert 'name="one"' not in strict(client.get(path))


def test_a_wrong_key_and_an_old_code_open_nothing(town, client: Client) -> None:
    assert client.get("/messages/" + "a" * 64 + "/").status_code == 404
    assert client.post("/messages/" + "a" * 64 + "/stop/").status_code == 404
    assert "no longer valid" in strict(client.post("/messages/confirm/nothing/?language=en"))


def test_what_can_be_no_address_is_said_beside_the_field(town, client: Client) -> None:
    answer = client.post("/en/news/follow/?place=lypivka", ASKED | {"email": "nadia", "area": town.place.id})
    assert answer.status_code == 422
    assert "name@example.org" in strict(answer)


def test_an_account_follows_without_giving_an_address(town, sender, as_fixture, client: Client) -> None:
    with as_fixture():
        who = factories.account(language="fr", email_verified_at=factories.START)
    client.get("/account/login/?language=en")
    signing.with_code(client, who.email)
    form = strict(client.get("/en/news/follow/?place=lypivka"))
    assert 'name="email"' not in form
    done = client.post("/en/news/follow/?place=lypivka", {"area": town.beat.id, "kinds": ["prevention"]})
    assert "You receive these news" in strict(done)
    town.published()
    sending.run(sender)
    assert mail.outbox[-1].to == [who.email]
    with lock.as_account(who.id) as visit:
        (said,) = queries.messages_to(visit, account=who.id)
    assert (said.language, said.state) == ("fr", "handed_over")


def test_an_erased_text_takes_along_what_followers_were_told(town, sender, client: Client) -> None:
    subscribed(client, town, sender)
    town.published()
    with lock.as_account(town.writer) as visit:
        (item,) = news.items_for(visit)
        (occasion,) = queries.said_about(visit, about=item.id)
        assert occasion.counted() == {"queued": 1}
        registry.erase(subject=item.id, ground="asked for", by=visit, at=visit.now)
    assert sending.run(sender).handed_over == 0
    with lock.as_account(sender) as visit:
        said = queries.messages_to_address(visit, value="nadia@town.example")
    assert {(one.state, one.text) for one in said if one.template == "news.prevention"} == {("given_up", "")}


def test_alerts_are_asked_for_by_theme_and_come_by_sms_for_that_theme_only(
    town, sender, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.QUARTIER_SMS_FOLDER = tmp_path
    asked = ASKED | {"email": "", "phone": "+380 67 123 45 67", "kinds": ["alert"], "themes": ["roads"]}
    form = strict(client.get("/en/news/follow/?place=lypivka"))
    assert 'name="phone"' in form and "Roads and traffic" in form
    wrong = client.post("/en/news/follow/?place=lypivka", asked | {"area": town.place.id, "phone": "12"})
    assert wrong.status_code == 422 and "+380671234567" in strict(wrong)
    neither = client.post("/en/news/follow/?place=lypivka", asked | {"area": town.place.id, "phone": ""})
    assert "Enter an e-mail address or a telephone number" in strict(neither)
    asked |= {"area": town.place.id, "rhythm": "weekly"}
    done = client.post("/en/news/follow/?place=lypivka", asked)
    assert "Look at your messages" in strict(done)
    sending.run(sender)
    client.post(path_in(_by_sms(tmp_path)[0], "/messages/confirm/"))
    with lock.as_account(town.writer) as visit:
        ends = visit.now + timedelta(hours=5)
    for theme in ("fire", "roads"):
        titles = {"uk": f"Увага {theme}", "en": f"Beware {theme}"}
        town.published(kind="alert", theme=theme, titles=titles, expires_at=ends)
    sending.run(sender)
    assert ["Alert: Beware roads" in text for text in _by_sms(tmp_path)].count(True) == 1
    assert not any("fire" in text for text in _by_sms(tmp_path))


def _by_sms(folder: Path) -> list[str]:
    """What telephones were sent, in any order."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file()]


def test_whoever_follows_a_kind_and_a_theme_of_it_is_told_once(town, sender, client: Client) -> None:
    subscribed(client, town, sender)
    client.post(
        "/en/news/follow/?place=lypivka",
        ASKED | {"kinds": ["prevention"], "themes": ["fraud"], "area": town.place.id},
    )
    sending.run(sender)
    client.post(path_in(mail.outbox.pop().body, "/messages/confirm/"))
    town.published(theme="fraud")
    sending.run(sender)
    assert len(mail.outbox) == 1
    mail.outbox.clear()
    town.published(theme="fire")
    sending.run(sender)
    assert len(mail.outbox) == 1
