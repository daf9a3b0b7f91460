"""The account's page of messages: read, acknowledge, choose how to be written to."""

from typing import Any
from uuid import UUID

import html5lib
import pytest
from django.core import mail
from django.test import Client
from tests import factories, signing

from quartier.core.messages import actions, queries, sending, templates
from quartier.core.messages.actions import To
from quartier.core.messages.templates import Template
from quartier.core.registry import lock

pytestmark = pytest.mark.database
WISHES = {
    "language": "fr",
    "rhythm": "daily",
    "quiet_from": "22:00",
    "quiet_to": "07:00",
    "way": "",
    "discreet": "",
}

WATER = Template(code="test.water", subject="Water is back", changed="Water is back.")


class Town:
    """A council, somebody who sends for it, and a resident who is signed in."""

    def __init__(self) -> None:
        self.place = factories.area(kind="hromada", lo=0, hi=100, slug="lypivka")
        self.council = factories.organisation(kind="municipality", area=self.place)
        self.resident = factories.account(language="en", email_verified_at=factories.START)
        self.other = factories.account(language="en", email_verified_at=factories.START)
        self.clerk = factories.staff(role="press_officer", area=self.place, organisation=self.council)
        self.sender = factories.staff(
            role="mail_room", area=self.place, organisation=self.council, compartments=["post"], secrecy=2
        )

    def tell(self, who: UUID) -> None:
        with lock.as_account(self.clerk) as visit:
            actions.tell(
                to=To(accounts=[who]), template="messages.confirm", gaps={"code": "nothing"}, key="a",
                organisation=self.council.id, by=visit, at=visit.now,
            )  # fmt: skip
        sending.run(self.sender)


@pytest.fixture
def town(db: None, as_fixture: Any) -> Town:
    with as_fixture():
        return Town()


@pytest.fixture
def mine(town: Town) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.with_code(client, town.resident.email)
    return client


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def test_the_account_leads_to_an_empty_page_that_says_what_it_is_for(town, mine) -> None:
    assert 'href="/account/messages/"' in strict(mine.get("/account/"))
    assert "No messages yet" in strict(mine.get("/account/messages/"))


def test_a_message_is_read_and_acknowledged_by_whoever_got_it_and_nobody_else(town, mine) -> None:
    town.tell(town.resident.id)
    with lock.as_account(town.resident.id) as visit:
        (said,) = queries.messages_to(visit, account=town.resident.id)
    path = f"/account/messages/{said.id}/"
    assert "Somebody asked for messages" in strict(mine.get(path))
    stranger = Client()
    signing.with_code(stranger, town.other.email)
    assert stranger.get(path).status_code == stranger.post(path).status_code == 404
    mine.post(path)
    mine.post(path)
    with lock.as_account(town.resident.id) as visit:
        assert queries.message_for(visit, said.id).state == "acknowledged"
    assert "I have read it" not in strict(mine.get(path))


def test_wishes_are_kept_for_every_organisation_that_writes(town, mine) -> None:
    town.tell(town.resident.id)
    assert mine.post("/account/messages/", WISHES)["Location"].endswith("saved=1")
    with lock.as_account(town.resident.id) as visit:
        (row,) = queries.own_recipients(visit)
        assert (row.language, row.rhythm, row.quiet_from.hour, row.discreet) == ("fr", "daily", 22, False)
    text = strict(mine.get("/account/messages/"))
    assert '<option value="22:00" selected>' in text
    assert mine.post("/account/messages/", WISHES | {"way": "pigeon"}).status_code == 422


def test_a_postal_address_needs_two_lines(town, mine) -> None:
    assert mine.post("/account/messages/letters/", {"letter": "Olena"}).status_code == 422
    assert mine.post("/account/messages/letters/", {"letter": "Olena\nSadova 1\nLypivka"}).status_code == 302
    assert "Sadova 1" in strict(mine.get("/account/messages/"))
    mine.post("/account/messages/letters/", {"letter": ""})
    assert "Sadova 1" not in strict(mine.get("/account/messages/"))


def test_what_i_follow_is_ended_one_by_one_and_all_at_once(town, mine) -> None:
    with lock.as_account(town.resident.id) as visit:
        for topic in ("news.alert", "news.prevention", "news.news"):
            actions.follow(
                organisation=town.council.id, topic=topic, area=town.place.id, by=visit, at=visit.now
            )
        first = queries.own_follows(visit)[0]
    assert strict(mine.get("/account/messages/")).count('name="one" value="0') == 3
    mine.post("/account/messages/stop/", {"one": str(first.id)})
    with lock.as_account(town.resident.id) as visit:
        assert len(queries.own_follows(visit)) == 2
    mine.post("/account/messages/stop/", {"one": ""})
    with lock.as_account(town.resident.id) as visit:
        assert queries.own_follows(visit) == []


def test_what_the_message_did_not_tell_is_read_here(town, mine) -> None:
    templates.register(WATER)
    assert mine.post("/account/messages/", WISHES | {"language": "en", "rhythm": "at_once", "discreet": "on"})
    with lock.as_account(town.resident.id) as visit:
        for one in queries.own_recipients(visit):
            chosen = actions.Chosen(language="en", discreet=True)
            actions.prefer(chosen=chosen, recipient=one.id, by=visit, at=visit.now)
    with lock.as_account(town.clerk) as visit:
        actions.tell(
            to=To(accounts=[town.resident.id]), template="test.water", key="b", organisation=town.council.id,
            gaps={}, by=visit, at=visit.now,
        )  # fmt: skip
    sending.run(town.sender)
    assert mail.outbox[-1].subject == "A message for you"
    assert "Water" not in mail.outbox[-1].subject + mail.outbox[-1].body
    with lock.as_account(town.resident.id) as visit:
        (said,) = queries.messages_to(visit, account=town.resident.id)
    assert "Water is back" in strict(mine.get(f"/account/messages/{said.id}/"))
