"""Following a promise on the portal, with and without an account, without JavaScript."""

import re
from typing import Any
from uuid import UUID

import html5lib
import pytest
from django.core import mail
from django.test import Client
from tests import factories, signing

from quartier.core.messages import sending
from quartier.core.promises import actions
from quartier.core.promises.tests.conftest import town as town
from quartier.core.registry import lock
from quartier.journeys import promise_steps

pytestmark = pytest.mark.database


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.fixture
def sender(town: Any, as_fixture: Any) -> UUID:
    with as_fixture():
        return factories.staff(
            role="mail_room", area=town.place, organisation=town.council, compartments=["post"], secrecy=2
        )


def hidden(page: str) -> str:
    return re.search(r'name="held"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="held"', page).group(1)


def code(sender: UUID) -> str:
    sending.run(sender)
    return re.search(r"\d{6}", mail.outbox[-1].subject)[0]


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_without_an_account_a_code_is_typed_and_a_word_is_said(
    town, sender, client: Client, language
) -> None:
    tag = town.public()
    town.act(town.writer, actions.claim, tag, "Світять.")
    base = f"/{language}/promises/{tag}/"
    assert f"{base}follow/" in strict(client.get(base))
    strict(client.get(f"{base}follow/"))
    asked = strict(client.post(f"{base}follow/", {"to": "olena@town.example"}))
    held = hidden(asked)
    assert "olena" not in held and "olena" not in asked
    wrong = client.post(f"{base}follow/code/", {"held": held, "code": "12345"})
    assert wrong.status_code == 422 and hidden(strict(wrong)) == held
    done = strict(client.post(f"{base}follow/code/", {"held": held, "code": code(sender)}))
    answer = client.post(f"{base}say/", {"held": hidden(done), "word": "kept"})
    assert answer.status_code == 302 and "held" not in answer["Location"]
    shown = strict(client.get(base))
    assert re.search(r"\b1\b", shown[shown.index('id="followers"') :][:600])
    with lock.as_account(town.outsider) as visit:
        promise_steps.take("confirmed", tag=tag, words={"uk": "Бачили."}, by=visit, at=visit.now)
    sending.run(sender)
    assert mail.outbox[-1].to == ["olena@town.example"] and "Бачили." in mail.outbox[-1].body


def test_what_can_be_no_address_is_told_and_kept(town, client: Client) -> None:
    tag = town.public()
    answer = client.post(f"/en/promises/{tag}/follow/", {"to": "olena at town"})
    assert answer.status_code == 422
    assert 'value="olena at town"' in strict(answer)


def test_a_sealed_field_of_another_promise_or_of_nobody_opens_nothing(town, sender, client: Client) -> None:
    tag, other = town.public(), town.public(text="Інше.", translations={})
    held = hidden(strict(client.post(f"/en/promises/{tag}/follow/", {"to": "olena@town.example"})))
    digits = code(sender)
    for path, value in ((other, held), (tag, held + "x"), (tag, "")):
        answer = client.post(f"/en/promises/{path}/follow/code/", {"held": value, "code": digits})
        assert answer.status_code == 404
    assert client.post(f"/en/promises/{tag}/say/", {"held": held, "word": "kept"}).status_code == 404


def test_a_word_without_following_is_not_counted(town, client: Client) -> None:
    tag = town.public()
    town.act(town.writer, actions.claim, tag, "Світять.")
    assert client.post(f"/en/promises/{tag}/say/", {"word": "kept"}).status_code == 403


def test_an_account_follows_with_one_button_and_ends_it_with_another(
    town, client: Client, as_fixture
) -> None:
    tag = town.public()
    base = f"/en/promises/{tag}/"
    client.get("/account/login/?language=en")
    signing.as_staff(client, town.outsider)
    assert client.post(f"{base}follow/").status_code == 302
    assert "You follow it." in strict(client.get(base))
    client.post(f"{base}follow/end/")
    assert "Nobody follows this promise yet." in strict(client.get(base))


def test_a_promise_that_is_not_there_is_not_followed(client: Client, town) -> None:
    assert client.get("/en/promises/0000000000/follow/").status_code == 404
