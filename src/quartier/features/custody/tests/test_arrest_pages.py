"""The arresting officer's pages: one page opens the record; the handover has two sides; nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import html5lib
import pytest
from django.test import Client
from django.utils import timezone
from tests import signing

from quartier.features.custody import handing, queries
from quartier.features.custody.models import Stay

pytestmark = pytest.mark.database
NEW = "/console/custody/arrests/new/?language=en"


@pytest.fixture
def person(town: Any, as_fixture: Any) -> Callable[[UUID], Client]:
    def signed_in(account: UUID) -> Client:
        with as_fixture():
            signing.add_app(account)
        client = Client()
        client.get("/account/login/?language=en")
        signing.as_staff(client, account)
        return client

    return signed_in


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def clock(town: Any, ago: int = 0) -> str:
    with town.visit(town.officer) as visit:
        at = visit.now - timedelta(minutes=ago)
    return timezone.localtime(at, ZoneInfo("Europe/Kyiv")).strftime("%H:%M")


def told(town: Any, *, ago: int = 6, **more: Any) -> dict[str, Any]:
    needed = {"place": "вул. Зелена, 12", "ground": "in_the_act", "force": "no"}
    return {"suite": "lypivka", "moment": clock(town, ago)} | needed | more


FORCE = {
    "force": "yes",
    "means": ["handcuffs"],
    "hands": "behind",
    "injured": "none_seen",
    "why": "спроба втечі",
}


def opened(town: Any, page: Client, as_fixture: Any, **more: Any) -> tuple[UUID, str]:
    answer = page.post(NEW, told(town, **more))
    assert answer.status_code == 302, answer.content.decode()
    with as_fixture():
        return Stay.objects.latest("opened_at").id, answer["Location"]


def test_one_page_opens_the_record_with_all_that_was_told(town, person, as_fixture):
    page = person(town.officer)
    assert "A person is detained" in strict(page.get(NEW))
    said = {
        "words": "Я лише хотів доїхати додому",
        "rights": ["reason", "lawyer"],
        "found": "2 ключі\nтелефон",
    }
    id, address = opened(town, page, as_fixture, given="Артем", family="Бойчак", born="1994", **FORCE, **said)
    with as_fixture():
        stay = Stay.objects.get(id=id)
    assert (stay.label, stay.state, stay.kind, stay.minor) == ("А. Б., 1994", "street", "criminal", False)
    entries = {one.act: one for one in town.entries(town.keeper, id)}
    assert next(iter(entries)) == "deprived_of_liberty"
    assert set(entries) == {
        "deprived_of_liberty",
        "force_used",
        "first_words",
        "rights_told_orally",
        "street_search",
    }
    assert entries["deprived_of_liberty"].content["place"] == "вул. Зелена, 12"
    assert entries["street_search"].content["found"][0]["what"] == "2 ключі"
    assert not entries["deprived_of_liberty"].late
    shown = strict(page.get(f"{address}?language=en"))
    assert "Moment of detention recorded" in shown and "А. Б., 1994" in shown
    assert "Arrived now" in shown


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(town, person):
    page = person(town.officer)
    answer = page.post(NEW, {"moment": "25:90", "facts": "біг зі свічкою запалювання", "force": "yes"})
    text = strict(answer)
    assert answer.status_code == 422
    assert "біг зі свічкою запалювання" in text
    for wish in ("Enter the time like this", "Fill in: Where", "Fill in: Ground", "Say by what means"):
        assert wish in text


def test_a_late_page_is_asked_why_once_and_never_refused_for_it(town, person, as_fixture):
    page = person(town.officer)
    asked = page.post(NEW, told(town, ago=50))
    assert asked.status_code == 422
    assert "Why it is written only now" in strict(asked) and 'name="late_asked" value="1"' in strict(asked)
    id, _address = opened(town, page, as_fixture, ago=50, late_asked="1", late_reason="")
    (entry,) = town.entries(town.keeper, id)
    assert entry.late and entry.late_reason == ""


def test_a_child_in_doubt_is_a_child(town, person, as_fixture):
    id, _address = opened(town, person(town.officer), as_fixture, child="doubt", ground="administrative")
    with as_fixture():
        stay = Stay.objects.get(id=id)
    assert stay.minor and stay.kind == "administrative" and stay.label == ""
    assert stay.pack == "ua.administrative"
    town.record(town.keeper, id, "arrived_at_station")
    limits = town.stay(town.keeper, id).standing.limits
    lengths = {one.due_at - one.started_at for one in limits if one.due_at and one.started_at}
    assert timedelta(hours=3) in lengths and timedelta(hours=60) not in lengths


def test_arriving_is_one_tap_and_the_handover_has_two_sides(town, person, as_fixture):
    page = person(town.officer)
    id, address = opened(town, page, as_fixture)
    assert page.post(f"{address}arrived_at_station/", {"now": "1"}).status_code == 302
    offered = page.post(
        f"{address}handover_offered/", {"moment": clock(town), "handover_offered__risks": "астма"}
    )
    assert offered.status_code == 302
    assert "You have signed. The suite has not yet" in strict(page.get(f"{address}?language=en"))
    with town.visit(town.keeper) as visit:
        handing.accept(stay=id, values={"condition": ["calm"]}, occurred_at=visit.now, by=visit, at=visit.now)
    last = town.entries(town.keeper, id)[-1]
    assert [(one["who"], one["account"]) for one in last.signed] == [
        ("bringing", str(town.officer)),
        ("officer", str(town.keeper)),
    ]
    after = strict(page.get(f"{address}?language=en"))
    assert "The suite has accepted the person" in after
    assert "force_used" not in after
    assert page.post(f"{address}first_words/", {"first_words__words": "…"}).status_code == 404
    with town.visit(town.officer) as visit:
        assert [one.stay for one in queries.my_arrests(visit).lines] == [id]
    assert "Handed over" in strict(page.get("/console/custody/arrests/?language=en"))


def test_nobody_accepts_from_themselves_and_a_stranger_sees_nothing(town, person, as_fixture):
    id, address = opened(town, person(town.officer), as_fixture)
    assert person(town.stranger).get(address).status_code in (403, 404)
    assert person(town.guard).get(address).status_code == 403
    with as_fixture():
        assert Stay.objects.filter(id=id).exists()
