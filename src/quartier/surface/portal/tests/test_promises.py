"""Residents read promises in their language; programs take them away."""

import csv
import io
import json
from datetime import timedelta

import html5lib
import pytest
from django.test import Client

from quartier.core.messages.tests.test_sending import let_time_pass
from quartier.core.promises import actions, queries
from quartier.core.promises.tests.conftest import town as town
from quartier.core.registry import lock
from quartier.journeys.follow_promise import follow
from quartier.journeys.publish_promise import withdraw_promise

pytestmark = pytest.mark.database
LANGUAGES = ("uk", "fr", "en")


def strict(response) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overdue_stand_first_on_the_list_and_on_the_first_page(town, client: Client, language) -> None:
    town.public(text="Прибрати сквер.", translations={})
    town.public(due_on=town.today - timedelta(9))
    text = {
        "uk": "Поставимо три ліхтарі.",
        "fr": "Поставимо три ліхтарі.",
        "en": "We will put up three lights.",
    }
    for address in (f"/{language}/promises/", f"/{language}/"):
        page = strict(client.get(f"{address}?place=lypivka"))
        assert page.index(text[language]) < page.index("Прибрати сквер.")
    assert ('lang="uk"><a' in strict(client.get(f"/{language}/promises/?place=lypivka"))) == (
        language != "uk"
    )


def test_the_list_is_narrowed_by_state_area_and_organisation(town, client: Client) -> None:
    town.public(due_on=town.today - timedelta(9))
    base = "/en/promises/?place=lypivka"
    said = "We will put up three lights."
    assert said in strict(client.get(f"{base}&state=late"))
    assert said not in strict(client.get(f"{base}&state=kept"))
    assert said in strict(client.get(f"{base}&area={town.beat.slug}&body={town.council.slug}"))
    assert said not in strict(client.get(f"{base}&body={town.ngo.slug}"))
    assert said not in strict(client.get(f"{base}&area=nowhere"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_promise_shows_its_words_and_all_that_came_of_them(town, client: Client, language) -> None:
    tag = town.public(due_on=town.today + timedelta(1))
    town.act(town.writer, actions.postpone, tag, "Немає опор.", due_on=town.today + timedelta(20))
    town.act(town.writer, actions.claim, tag, "Світять.")
    with lock.as_account(town.writer) as visit:
        actions.correct(tag=tag, text="Поставимо чотири ліхтарі.", by=visit, at=visit.now)
    page = strict(client.get(f"/{language}/promises/{tag}/"))
    for words in ("Немає опор.", "Світять.", "Поставимо чотири ліхтарі.", "Поставимо три ліхтарі."):
        assert words in page
    assert f"/r/{tag}" in page


def test_what_is_not_public_is_absent_and_what_was_taken_back_says_so(town, client: Client) -> None:
    hidden = town.write()
    assert client.get(f"/en/promises/{hidden}/").status_code == 404
    tag = town.public(text="Інша.", translations={})
    with lock.as_account(town.second) as visit:
        withdraw_promise(tag=tag, reasons={"en": "A name stood in it"}, by=visit, at=visit.now)
    response = client.get(f"/en/promises/{tag}/")
    assert response.status_code == 410
    page = strict(response)
    assert "A name stood in it" in page
    assert "Інша." not in page
    assert "Інша." not in client.get("/feeds/promises.json").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_years_account_is_drawn_and_told(town, client: Client, language) -> None:
    town.public(made_on=town.today.replace(month=1, day=1))
    year = town.today.year
    page = strict(client.get(f"/{language}/promises/account/?place=lypivka&year={year}"))
    assert town.council.names[language] in page
    assert 'role="img"' in page
    assert strict(client.get(f"/{language}/promises/account/?place=lypivka&year=1066"))


def test_open_data_agree_with_the_schema_beside_them(town, client: Client) -> None:
    late = town.public(due_on=town.today - timedelta(9))
    kept = town.public(text="Прибрати, і сквер.", translations={})
    town.act(town.writer, actions.claim, kept, "Прибрано.")
    town.act(town.outsider, actions.confirm, kept, "Так.")
    schema = client.get("/feeds/promises.schema.json").json()
    response = client.get("/feeds/promises.csv?place=lypivka")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    found = json.loads(client.get("/feeds/promises.json").content)
    assert [row["tag"] for row in rows] == [one["tag"] for one in found["promises"]] == [late, kept]
    assert list(rows[0]) == [field["name"] for field in schema["fields"]]
    assert (rows[0]["state"], rows[0]["days_late"], rows[0]["disputed"]) == ("late", "9", "false")
    assert (rows[1]["state"], rows[1]["text"]) == ("kept", "Прибрати, і сквер.")
    assert [step["step"] for step in found["promises"][1]["history"]] == ["claimed", "confirmed"]
    allowed = next(field for field in schema["fields"] if field["name"] == "state")["constraints"]["enum"]
    assert {row["state"] for row in rows} <= set(allowed)
    for field in schema["fields"]:
        if field.get("constraints", {}).get("required"):
            assert all(row[field["name"]] for row in rows)
    assert "describedby" in response["Link"]
    assert client.get("/feeds/promises.csv?place=nowhere").status_code == 404


def test_what_it_came_from_is_named_while_that_stands_in_public(town, client: Client) -> None:
    first = town.public(text="Перша обіцянка.", translations={})
    with lock.visit(None) as visit:
        source = queries.public_one(first, at=visit.now).subject
    tag = town.public(source=source)

    def named() -> tuple[bool, str | None]:
        rows = json.loads(client.get("/feeds/promises.json?place=lypivka").content)["promises"]
        page = strict(client.get(f"/uk/promises/{tag}/"))
        return f"/r/{first}" in page, next(row["source"] for row in rows if row["tag"] == tag)

    assert named() == (True, first)
    with lock.as_account(town.second) as visit:
        withdraw_promise(tag=first, reasons={"uk": "Названо людину."}, by=visit, at=visit.now)
    assert named() == (False, None)


def test_a_list_tells_how_many_follow_and_how_long_nobody_spoke(town, client: Client) -> None:
    tag = town.public()
    with lock.as_account(town.outsider) as visit:
        follow(tag=tag, by=visit, at=visit.now)
    let_time_pass(days=29)
    assert "No news" not in strict(client.get("/en/promises/?place=lypivka"))
    let_time_pass(days=1)
    page = strict(client.get("/en/promises/?place=lypivka"))
    assert "1 person follows this." in page and "No news for 30 days." in page
