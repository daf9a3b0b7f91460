"""What a clerk does by page: each act, a refusal with nothing typed lost, many at once with the outcome of each."""

from typing import Any
from uuid import UUID

import html5lib
import pytest
from django.test import Client
from tests import signing

from quartier.core.promises import queries as promises
from quartier.core.registry import lock
from quartier.features.appeals import queries

pytestmark = pytest.mark.database


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def signed_in(account: UUID) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account)
    return client


def seen(account: UUID, id: UUID) -> queries.AppealView:
    with lock.as_account(account) as visit:
        return queries.appeal_for(visit, id=id)


def test_every_page_of_an_act_opens_and_asks_for_what_is_missing(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    page = strict(client.get(f"/console/appeals/{made.id}/?language=en"))
    steps = {
        part.split("/")[4] for part in page.split('href="') if part.startswith(f"/console/appeals/{made.id}/")
    }
    assert {"answered", "forwarded", "asked", "extended", "closed", "noted", "assigned", "joined"} <= steps
    for step in sorted(steps - {"files"}):
        address = f"/console/appeals/{made.id}/{step}/?language=en"
        assert made.number in strict(client.get(address)), step
    for step in ("answered", "forwarded", "asked", "extended", "closed", "noted", "joined", "escalated"):
        wrong = client.post(f"/console/appeals/{made.id}/{step}/?language=en", {})
        assert wrong.status_code == 422, step
        assert strict(wrong)
    assert client.get(f"/console/appeals/{made.id}/flies/").status_code == 404


def test_a_request_is_taken_asked_back_extended_and_answered(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    address = f"/console/appeals/{made.id}"
    assert client.post(f"{address}/acknowledged/").status_code == 302
    assert client.post(f"{address}/assigned/", {"account": str(town.worker)}).status_code == 302
    assert client.post(f"{address}/noted/", {"words": "Спитати бригаду"}).status_code == 302
    day = {"until_d": "1", "until_m": "1", "until_y": "2099"}
    late = client.post(f"{address}/extended/?language=en", {"words": "Немає стовпів", **day})
    assert late.status_code == 422
    assert "Немає стовпів" in strict(late)
    assert client.post(f"{address}/asked/", {"words": "Котрий стовп?", **day}).status_code == 302
    assert seen(town.worker, made.id).state == "waiting"
    assert client.post(f"{address}/given/", {"words": "Біля ліцею"}).status_code == 302
    answer = {"outcome": "will_do", "words": "Поставимо три ліхтарі."}
    assert client.post(f"{address}/answered/", answer | {"outcome": "magic"}).status_code == 422
    assert client.post(f"{address}/answered/", answer).status_code == 302
    view = seen(town.worker, made.id)
    assert view.state == "answered"
    page = strict(client.get(f"{address}/?language=en"))
    assert "Поставимо три ліхтарі." in page
    assert client.post(f"{address}/answered/", answer).status_code == 422
    assert client.post(f"{address}/reopened/", {"words": "Світить лише один"}).status_code == 302
    assert seen(town.worker, made.id).state == "open"


def test_a_request_goes_to_two_bodies_and_each_page_tells_of_the_other(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    to = {"to": [str(town.council.id), str(town.police.id)], "reason": "not_ours"}
    assert client.post(f"/console/appeals/{made.id}/forwarded/", to).status_code == 302
    assert seen(town.worker, made.id).state == "forwarded"
    page = strict(signed_in(town.clerk).get("/console/appeals/?language=en"))
    assert "Немає світла" in page


def test_an_answer_begins_with_a_text_of_the_desk(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    client.post("/console/appeals/texts/new/", {"title_uk": "Стовпи", "words_uk": "На {number}: поставимо."})
    page = strict(client.get(f"/console/appeals/{made.id}/answered/?language=en"))
    assert "?text=" in page
    begun = strict(client.get(f"/console/appeals/{made.id}/answered/?text=стовпи"))
    assert f"На {made.number}: поставимо." in begun


def test_many_at_once_are_asked_once_and_each_has_its_outcome(town) -> None:
    first, second = town.lodge(), town.lodge(title="Ще один ліхтар")
    client = signed_in(town.worker)
    ids = {"act": "acknowledged", "id": [str(first.id), str(second.id), "nonsense"], "back": "?view=new"}
    page = strict(client.post("/console/appeals/bulk/?language=en", ids))
    assert "2 requests are ticked" in page
    client.post(f"/console/appeals/{first.id}/answered/", {"outcome": "done", "words": "Світить."})
    done = strict(client.post("/console/appeals/bulk/?language=en", ids | {"go": "1"}))
    assert "Not done" in done
    assert seen(town.worker, second.id).state == "open"
    assert client.post("/console/appeals/bulk/", {"act": "answered", "id": str(first.id)}).status_code == 302


def test_a_complaint_about_an_officer_reaches_the_inspection_alone(town) -> None:
    client = signed_in(town.clerk)
    typed = {
        "channel": "visit",
        "category": "officer_conduct",
        "title": "Груба розмова",
        "text": "Кричав на мене.",
        "language": "uk",
        "about_officer": "on",
        "concerned": "жетон 4711",
    }
    assert "LYP-" in strict(client.post("/console/appeals/enter/?language=en", typed))
    assert "Груба розмова" not in strict(client.get("/console/appeals/?view=all"))
    inspector = signed_in(town.inspector)
    assert "Груба розмова" in strict(inspector.get("/console/appeals/?view=all"))


def test_what_was_raised_stands_before_the_body_above_to_read(town) -> None:
    made = town.lodge(category="foot_patrol")
    client = signed_in(town.officer)
    raised = {"to": str(town.council.id), "words": "Не маємо повноважень"}
    assert client.post(f"/console/appeals/{made.id}/escalated/", raised).status_code == 302
    assert made.number in strict(client.get("/console/appeals/?view=escalated"))
    above = signed_in(town.clerk)
    assert made.number in strict(above.get("/console/appeals/?view=escalated&language=en"))
    assert made.number in strict(above.get("/console/?language=en"))
    assert made.number in strict(above.get(f"/console/appeals/{made.id}/?language=en"))


def test_an_answer_may_carry_a_promise_which_waits_for_a_second_person(town) -> None:
    made = town.lodge()
    client = signed_in(town.worker)
    address = f"/console/appeals/{made.id}/answered/"
    client.get(address)
    answer = {"outcome": "will_do", "words": "Поставимо ліхтарі.", "promise": "Три ліхтарі до весни"}
    wrong = client.post(f"{address}?language=en", answer)
    assert wrong.status_code == 422
    assert "A promise needs it." in strict(wrong)
    due = {
        "promise_office": "Відділ благоустрою",
        "promise_due_d": "1",
        "promise_due_m": "3",
        "promise_due_y": "2099",
    }
    assert client.post(address, answer | due).status_code == 302
    with lock.as_account(town.worker) as visit:
        assert [one.text for one in promises.waiting_for(visit)] == ["Три ліхтарі до весни"]


def test_two_of_the_same_are_joined_by_number_and_taken_apart_again(town) -> None:
    first, second = town.lodge(), town.lodge(title="Те саме ще раз")
    client = signed_in(town.worker)
    address = f"/console/appeals/{second.id}"
    unknown = client.post(f"{address}/joined/?language=en", {"number": "2026-NIL-1"})
    assert unknown.status_code == 422
    assert "No request within your reach" in strict(unknown)
    assert client.post(f"{address}/joined/", {"number": first.number}).status_code == 302
    assert seen(town.worker, second.id).state == "joined"
    assert "parted/" in strict(client.get(f"{address}/"))
    assert client.post(f"{address}/parted/").status_code == 302
    assert seen(town.worker, second.id).state == "open"
