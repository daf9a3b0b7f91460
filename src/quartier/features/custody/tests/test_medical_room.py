"""The medical room: by name for doctors alone, the body map by tap and by list, nothing typed lost."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import html5lib
import pytest
from django.test import Client
from tests import signing

pytestmark = pytest.mark.database
WRIST = {"mark-0-view": "front", "mark-0-region": "wrist_right", "mark-0-x": "28", "mark-0-y": "125"}


def strict(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content[:400]
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.fixture
def signed_in(as_fixture: Any) -> Callable[[UUID], Client]:
    def client_of(account: UUID) -> Client:
        with as_fixture():
            signing.add_app(account)
        client = Client()
        client.get("/account/login/?language=en")
        signing.as_staff(client, account)
        return client

    return client_of


@pytest.fixture
def stay(town) -> UUID:
    return town.open(about={"name": "Артем Бойчак", "born": "1994-05-02"}).stay


def test_a_doctor_knows_whom_and_police_do_not_see_the_room(town, signed_in, stay) -> None:
    doctor = signed_in(town.doctor)
    assert "Артем Бойчак" in strict(doctor.get("/console/custody/medical/?language=en"))
    assert "Артем Бойчак" in strict(doctor.get(f"/console/custody/medical/{stay}/?language=en"))
    keeper = signed_in(town.keeper)
    for page in ("", f"{stay}/"):
        assert keeper.get(f"/console/custody/medical/{page}").status_code == 403


def test_a_tap_without_script_adds_a_mark_and_keeps_what_was_typed(town, signed_in, stay) -> None:
    doctor = signed_in(town.doctor)
    url = f"/console/custody/stays/{stay}/body_map/?language=en"
    assert "Right wrist" in strict(doctor.get(url))
    page = strict(doctor.post(url, {"front.x": "84", "front.y": "375", "says": "the van", "moment": "force"}))
    assert "1. Right wrist, from the front" in page and "the van" in page
    page = strict(doctor.post(url, {**WRIST, "add": "1", "place": "back calf_left", "says": "the van"}))
    assert "2. Left calf, from behind" in page
    page = strict(doctor.post(url, {**WRIST, "remove-0": "1"}))
    assert "1. Right wrist, from" not in page
    assert "beside the body" in strict(doctor.post(url, {"front.x": "0", "front.y": "0"}), 422)


def test_a_body_map_is_kept_sealed_and_shown_to_doctors_only(town, signed_in, stay) -> None:
    doctor = signed_in(town.doctor)
    url = f"/console/custody/stays/{stay}/body_map/?language=en"
    assert "Choose what is seen" in strict(doctor.post(url, {**WRIST, "keep": "1"}), 422)
    assert "say that nothing is" in strict(doctor.post(url, {"keep": "1"}), 422)
    typed = {**WRIST, "mark-0-kind": "redness", "mark-0-long": "60", "moment": "entry", "keep": "1"}
    assert doctor.post(url, typed).status_code == 302
    page = strict(doctor.get(f"/console/custody/medical/{stay}/?language=en"))
    assert "Right wrist (from the front): redness, 60\u00a0mm" in page and "<circle" in page
    record = strict(signed_in(town.guard).get(f"/console/custody/stays/{stay}/?language=en"))
    assert "Injuries noted on the body map" in record and "Right wrist" not in record


def test_what_is_new_on_the_way_out_is_named(town, stay) -> None:
    from quartier.core.registry import lock
    from quartier.features.custody import queries
    from quartier.features.custody.web import medical

    first = {"view": "front", "region": "wrist_right", "x": 28, "y": 125, "kind": "redness"}
    cheek = {"view": "front", "region": "cheek_left", "x": 70, "y": 26, "kind": "abrasion", "long": 20}
    town.record(town.doctor, stay, "body_map", ago=30, values={"moment": "entry", "marks": [first]})
    town.record(town.doctor, stay, "body_map", ago=5, values={"moment": "exit", "marks": [first, cheek]})
    with lock.as_account(town.doctor) as visit:
        part = queries.part_for(visit, stay, "medical")
        found = medical.compared(queries.entries_in_part(visit, part.id))
    assert len(found["lines"]) == 1 and found["lines"][0].startswith("2. ")


def test_a_stranger_finds_nobody(town, signed_in, stay) -> None:
    stranger = signed_in(town.stranger)
    assert stranger.get(f"/console/custody/stays/{stay}/body_map/").status_code == 404
    assert stranger.get(f"/console/custody/medical/{stay}/").status_code == 403
