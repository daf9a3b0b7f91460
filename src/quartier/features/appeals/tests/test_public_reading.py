"""What everybody reads, follows and finds; and what they do not."""

import html5lib
import pytest
from django.test import Client
from tests import signing

from quartier.core.registry import lock
from quartier.features.appeals import actions

pytestmark = pytest.mark.database


def strict(response) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_an_empty_list_says_what_would_stand_there(town, client: Client, language) -> None:
    text = strict(client.get(f"/{language}/appeals/?place=lypivka"))
    assert f"/{language}/appeals/new/" in text
    assert 'class="empty"' in text


def test_hidden_and_unknown_answer_alike(town, client: Client) -> None:
    lodged = town.lodge()
    hidden = client.get(f"/en/appeals/{lodged.tag}/?place=lypivka")
    unknown = client.get("/en/appeals/nothing/?place=lypivka")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content.decode().replace(lodged.tag, "nothing") == unknown.content.decode()


def test_an_account_sees_its_own_and_nobody_elses(town) -> None:
    lodged = town.lodge()
    mine, other = Client(), Client()
    for one, account in ((mine, town.resident), (other, town.neighbour)):
        one.get("/account/login/?language=uk")
        signing.as_staff(one, account)
    assert "Немає світла на Зарічній" in strict(mine.get("/uk/appeals/mine/?place=lypivka"))
    assert "Немає світла" not in strict(other.get("/uk/appeals/mine/?place=lypivka"))
    assert other.get(f"/uk/appeals/mine/{lodged.tag}/").status_code == 404
    receipt = strict(mine.get(f"/uk/appeals/mine/{lodged.tag}/receipt/"))
    assert lodged.number in receipt


def test_a_message_leads_its_author_to_their_own_page(town) -> None:
    lodged = town.lodge()
    mine, other = Client(), Client()
    signing.as_staff(mine, town.resident)
    signing.as_staff(other, town.neighbour)
    there = f"/uk/appeals/{lodged.tag}/"
    assert mine.get(there)["Location"] == f"/uk/appeals/mine/{lodged.tag}/"
    assert other.get(there).status_code == 404


def test_a_question_is_answered_on_ones_own_page(town) -> None:
    lodged = town.lodge()
    with lock.as_account(town.worker) as visit:
        actions.ask_back(appeal=lodged.id, words={"uk": "Біля якого будинку?"}, by=visit, at=visit.now)
    mine = Client()
    mine.get("/account/login/?language=uk")
    signing.as_staff(mine, town.resident)
    address = f"/uk/appeals/mine/{lodged.tag}/"
    assert "Біля якого будинку?" in strict(mine.get(address))
    empty = mine.post(address, {"act": "give", "give-words": ""})
    assert empty.status_code == 422
    done = mine.post(address, {"act": "give", "give-words": "Біля № 14"})
    assert done.status_code == 302, done.content.decode()
    text = strict(mine.get(done["Location"]))
    assert "Біля № 14" in text
    assert 'name="give-words"' not in text


def test_an_answer_can_be_taken_up_again(town) -> None:
    lodged = town.lodge()
    with lock.as_account(town.worker) as visit:
        actions.answer(
            appeal=lodged.id, outcome="refused", words={"uk": "Не наша вулиця."}, by=visit, at=visit.now
        )
    mine = Client()
    mine.get("/account/login/?language=uk")
    signing.as_staff(mine, town.resident)
    address = f"/uk/appeals/mine/{lodged.tag}/"
    assert "Не наша вулиця." in strict(mine.get(address))
    assert mine.post(address, {"act": "reopen", "reopen-words": "Вулиця ваша"}).status_code == 302
    assert "Не наша вулиця." in strict(mine.get(address))


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_figures_count_also_what_is_not_public(town, client: Client, language) -> None:
    town.lodge()
    text = strict(client.get(f"/{language}/appeals/figures/?place=lypivka&year=1"))
    assert 'class="counts"' in text
    assert "<td" in text


def test_the_first_page_leads_to_it(town, client: Client) -> None:
    text = strict(client.get("/en/?place=lypivka"))
    assert "/en/appeals/new/?place=lypivka" in text
