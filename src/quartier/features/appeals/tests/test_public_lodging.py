"""Somebody with a cheap phone says what is wrong: step by step, without script, without an account."""

import re
import secrets

import html5lib
import pytest
from django.core import mail
from django.test import Client

from quartier.core.gate.actions import Wait
from quartier.features.appeals.web import carried, public_gate

pytestmark = pytest.mark.database
NEW = "/uk/appeals/new/?place=lypivka"


def strict(response) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def carries(text: str) -> str:
    return re.search(r'name="carried" value="([^"]+)"', text).group(1)


class Walker:
    """Answers one step after the other and keeps what the page carries."""

    def __init__(self, client: Client, address: str = NEW) -> None:
        self.client, self.address = client, address
        self.text = strict(client.get(address))

    def answer(self, step: str, go: str = "next", **typed):
        sent = {"carried": carries(self.text), "step": step, "go": go, **typed}
        response = self.client.post(self.address, sent)
        if response.status_code != 302:
            self.text = strict(response)
        return response

    @property
    def draft(self) -> carried.Draft:
        return carried.opened(carries(self.text))


WHAT = {"category": "lighting", "title": "Немає світла", "text": "Ліхтар не горить. Тел. 050 000 00 14"}
WHO = {"name": "Тарас Голубняк", "residence": "вул. Зарічна, 14", "email": "Taras@Town.Example"}


@pytest.fixture
def codes(monkeypatch) -> list[str]:
    """The digits that are sent, as the person reads them."""
    monkeypatch.setattr(secrets, "randbelow", lambda limit: 123456 % limit)
    return ["123456"]


def through(client: Client, codes: list[str]) -> Walker:
    """As far as the last page."""
    walker = Walker(client)
    walker.answer("what", **WHAT)
    walker.answer("where", spot="Біля ліцею")
    walker.answer("who", way="email", **WHO)
    walker.answer("code", code=codes[-1])
    return walker


def test_danger_comes_first(town, client: Client) -> None:
    text = strict(client.get(NEW))
    assert text.index('href="tel:102"') < text.index('name="category"')


def test_a_sentence_becomes_a_receipt_with_number_day_and_code(town, client: Client, codes) -> None:
    walker = through(client, codes)
    assert "Немає світла" in walker.text
    sent = walker.answer("check", go="send", publish="no")
    assert sent.status_code == 302, sent.content.decode()
    arrived = client.get(sent["Location"])
    receipt = client.get(arrived["Location"])
    text = strict(receipt)
    assert re.search(r"20\d\d-LYP-000001", text)
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    assert receipt["Cache-Control"] == "no-store"
    own = strict(client.get(arrived["Location"].removesuffix("receipt/")))
    assert "Ліхтар не горить." in own


def test_the_code_from_the_receipt_opens_it_on_another_device(town, client: Client, codes) -> None:
    walker = through(client, codes)
    arrived = client.get(walker.answer("check", go="send", publish="no")["Location"])
    text = strict(client.get(arrived["Location"]))
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", text).group(0)
    other = Client()
    assert other.post("/uk/appeals/mine/", {"code": "0000-0000-0000-0000"}).status_code == 422
    opened = other.post("/uk/appeals/mine/", {"code": code.lower().replace("-", " ")})
    assert opened.status_code == 302
    there = other.get(opened["Location"])
    assert "Ліхтар не горить." in strict(other.get(there["Location"]))
    assert Client().get(there["Location"]).status_code == 302


def test_nothing_typed_is_lost_when_an_answer_cannot_be_taken(town, client: Client) -> None:
    walker = Walker(client)
    refused = walker.answer("what", **WHAT | {"category": ""})
    assert refused.status_code == 422
    assert "Ліхтар не горить." in walker.text
    walker.answer("what", **WHAT)
    walker.answer("where", spot="Біля ліцею")
    assert walker.answer("who", way="email", **WHO | {"email": "taras", "name": ""}).status_code == 422
    assert walker.text.count('class="err"') == 2
    walker.answer("who", go="back", way="email", **WHO)
    walker.answer("where", go="back", spot="Біля ліцею")
    assert "Ліхтар не горить." in walker.text
    assert walker.draft.email == "Taras@town.example"


def test_a_wrong_code_proves_nothing(town, client: Client, codes) -> None:
    walker = Walker(client)
    walker.answer("what", **WHAT)
    walker.answer("where", spot="Біля ліцею")
    walker.answer("who", way="email", **WHO)
    wrong = "111111" if codes[-1] != "111111" else "222222"
    assert walker.answer("code", code=wrong).status_code == 422
    assert not walker.draft.is_proven


def test_personal_details_are_pointed_out_and_taken_out_on_request(town, client: Client, codes) -> None:
    walker = through(client, codes)
    assert "<q>050 000 00 14</q>" in walker.text
    words = {"publish": "yes", "public_title": "Немає світла", "public_text": WHAT["text"]}
    walker.answer("check", go="redact", **words)
    assert "<q>" not in walker.text
    assert "050 000 00 14" not in carried.opened(carries(walker.text)).public_text
    assert walker.draft.text == WHAT["text"]


def test_what_was_carried_cannot_be_made_up(town, client: Client) -> None:
    walker = Walker(client)
    forged = client.post(NEW, {"carried": walker.draft.once, "step": "check", "go": "send"})
    assert 'name="category"' in strict(forged)
    assert mail.outbox == []


def test_too_much_from_one_network_waits_and_loses_nothing(town, client: Client, codes, monkeypatch) -> None:
    walker = through(client, codes)
    with monkeypatch.context() as busy:
        busy.setattr(public_gate, "later", lambda request, what, **more: Wait(request.visit.now))
        waits = walker.answer("check", go="send", publish="no")
    code = client.cookies["quartier_waits"].value
    assert code in walker.text
    assert waits["Refresh"].endswith("/uk/appeals/waiting/")
    other = Client()
    assert other.post("/uk/appeals/waiting/?place=lypivka", {"code": "0000"}).status_code == 422
    sent = client.get("/uk/appeals/waiting/?place=lypivka")
    assert sent.status_code == 302, sent.content.decode()
    receipt = client.get(client.get(sent["Location"])["Location"])
    assert "LYP-000001" in strict(receipt)
