"""The form of any act: it records, asks once why it is late, keeps what was typed, and lets a signature be declined."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import html5lib
import jsonschema_rs
import pytest
from django.test import Client
from tests import signing

from quartier.core.registry import lock
from quartier.features.custody import drafting, queries
from quartier.features.custody.rules.acts.catalogue import ACTS


def strict(response: Any) -> str:
    text: str = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.fixture
def signed_in(as_fixture: Any) -> Callable[[UUID], Client]:
    """A browser in which somebody is signed in, with a second factor."""
    made: dict[UUID, Client] = {}

    def client(account: UUID) -> Client:
        if account not in made:
            with as_fixture():
                signing.add_app(account)
            made[account] = Client()
            made[account].get("/account/login/?language=en")
            signing.as_staff(made[account], account)
        return made[account]

    return client


@pytest.fixture
def stay(town: Any) -> UUID:
    found: UUID = town.open().stay
    return found


def page(stay: UUID, act: str) -> str:
    return f"/console/custody/stays/{stay}/{act}/"


def test_every_act_has_a_page_in_whole_html(town: Any, signed_in: Any, stay: UUID) -> None:
    client, holds = signed_in(town.keeper), {"custody.care", "custody.decide"}
    for act in ACTS.values():
        if act.on == "stay" and not act.by_machine and act.may(holds) and act.code != "check":
            response = client.get(page(stay, act.code), follow=True)  # some have a page of their own
            assert response.status_code == 200, act.code
            strict(response)


def test_an_act_is_recorded_now_unless_a_time_is_said(town: Any, signed_in: Any, stay: UUID) -> None:
    client = signed_in(town.guard)
    response = client.post(page(stay, "meal"), {"v-which": "supper", "v-taken": "yes"})
    assert response.status_code == 302, strict(response)
    entry = town.entries(town.guard, stay)[-1]
    assert (entry.act, entry.values["taken"], entry.late) == ("meal", "yes", False)


def test_a_late_entry_is_asked_why_once_and_then_taken(town: Any, signed_in: Any, stay: UUID) -> None:
    client = signed_in(town.guard)
    with lock.as_account(town.guard) as visit:
        suite = queries.stay_for(visit, stay).suite
        typed = (visit.now - timedelta(minutes=30)).astimezone(ZoneInfo(suite.zone)).strftime("%H:%M")
    given = {"v-taken": "declined", "occurred_at": typed}
    first = client.post(page(stay, "drink"), given)
    assert first.status_code == 422
    assert "Say why it is written only now" in strict(first)
    assert client.post(page(stay, "drink"), given | {"asked_why": "1"}).status_code == 302
    assert town.entries(town.guard, stay)[-1].late


def test_what_is_missing_is_asked_by_name_and_nothing_typed_is_lost(
    town: Any, signed_in: Any, stay: UUID
) -> None:
    response = signed_in(town.keeper).post(
        page(stay, "force_used"), {"v-why": "Бив по дверях", "v-means": ["hold"]}
    )
    text = strict(response)
    assert response.status_code == 422
    assert "Fill in: Injuries" in text
    assert "Бив по дверях" in text


def test_declining_to_sign_is_as_easy_as_signing(town: Any, signed_in: Any, stay: UUID) -> None:
    client = signed_in(town.keeper)
    given = {
        "v-what": ["protocol"],
        "sign-person": "declined",
        "sign-person-words": "завтра",
        "sign-present": "О. М.",
    }
    assert client.post(page(stay, "copy_given"), given).status_code == 302
    with lock.as_account(town.keeper) as visit:
        signed = next(one for one in queries.entries_of(visit, stay) if one.act == "copy_given").signed
    assert {"who": "person", "how": "declined", "words": "завтра", "present": "О. М."} in [
        dict(one) for one in signed
    ]


def test_a_draft_is_kept_for_its_writer_alone_and_taken_up_again(
    town: Any, signed_in: Any, stay: UUID
) -> None:
    client = signed_in(town.keeper)
    url = f"/console/custody/drafts/{stay}/note/data/"
    assert client.post(url, {"v-words": "Почала писати", "csrfmiddlewaretoken": "x"}).status_code == 204
    assert "Почала писати" in strict(client.get(page(stay, "note")))
    assert "Почала писати" not in strict(signed_in(town.guard).get(page(stay, "note")))
    assert client.post(page(stay, "note"), {"v-words": "Дописала"}).status_code == 302
    with lock.as_account(town.keeper) as visit:
        assert drafting.mine(by=visit) == []


def test_a_fresh_draft_is_not_swept_away(town: Any, stay: UUID) -> None:
    with lock.as_account(town.keeper) as visit:
        drafting.keep(about=stay, act="note", typed={"v-words": ["Щойно"]}, by=visit)
        assert drafting.sweep() == 0
        assert [one.act for one in drafting.mine(by=visit)] == ["note"]


def test_a_draft_can_be_thrown_away(town: Any, signed_in: Any, stay: UUID) -> None:
    client = signed_in(town.keeper)
    client.post(f"/console/custody/drafts/{stay}/note/data/", {"v-words": "Ні"})
    assert "Begin anew" not in strict(client.post(page(stay, "note"), {"drop": "1"}))


def test_more_rows_keep_what_stands_in_them(town: Any, signed_in: Any, stay: UUID) -> None:
    given = {"v-items-0-what": "Телефон", "v-items-0-count": "1", "more": "1"}
    response = signed_in(town.keeper).post(page(stay, "property_taken"), given)
    assert response.status_code == 200
    assert "Телефон" in strict(response)


def test_nobody_writes_what_is_not_theirs(town: Any, signed_in: Any, stay: UUID) -> None:
    assert signed_in(town.guard).get(page(stay, "detention_authorised")).status_code == 403
    assert signed_in(town.stranger).get(page(stay, "meal")).status_code == 404
    assert signed_in(town.keeper).get(page(stay, "alarm")).status_code == 404
    assert signed_in(town.keeper).get(page(stay, "no_such")).status_code == 404


def test_a_suite_has_acts_of_its_own(town: Any, signed_in: Any) -> None:
    client = signed_in(town.keeper)
    url = f"/console/custody/suites/{town.suite.code}/staff/"
    strict(client.get(url))
    assert client.post(url, {"v-on_duty": "3"}).status_code == 302
    assert client.get(f"/console/custody/suites/{town.suite.code}/meal/").status_code == 404


def test_a_complaint_goes_past_those_it_is_about_and_out_of_sight(
    town: Any, signed_in: Any, stay: UUID
) -> None:
    client, url = signed_in(town.keeper), page(stay, "complaint_made")
    assert str(town.officer) in strict(client.get(url))
    before = len(town.entries(town.keeper, stay))
    given = {"v-told": "Мене вдарили в авто", "about": [str(town.officer)], "v-present": ["lawyer"]}
    response = client.post(url, given)
    assert response.status_code == 302, strict(response)
    after = strict(client.get(response["Location"]))
    assert "hidden from those complained about" in after
    assert "вдарили" not in after
    assert len(town.entries(town.keeper, stay)) == before
    with lock.as_account(town.inspector) as visit:
        assert len(queries.complaints(visit).lines) == 1
    assert "вдарили" not in strict(client.get(url)), "no draft is left"


def test_what_was_begun_stands_among_what_needs_a_hand_without_a_name(
    town: Any, signed_in: Any, stay: UUID
) -> None:
    client = signed_in(town.keeper)
    client.post(f"/console/custody/drafts/{stay}/note/data/", {"v-words": "Почала писати"})
    text = strict(client.get("/console/"))
    assert page(stay, "note") in text
    assert "Почала" not in text
    assert "А. Б." not in text
    assert page(stay, "note") not in strict(signed_in(town.guard).get("/console/"))


def test_the_schema_of_a_record_is_for_everybody(town: Any, client: Client) -> None:
    answer = client.get("/schemas/custody-record/1.json")
    assert answer["Content-Type"] == "application/schema+json"
    jsonschema_rs.meta.validate(answer.json())
