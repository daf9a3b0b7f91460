"""An Open311 client that knows nothing of this house: reports, reads back, follows, adds."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import factories
from tests.georeport_client import Error, GeoReport

from quartier.core.accounts.models import ApiKey
from quartier.core.files.models import File
from quartier.core.gate import actions as gate
from quartier.core.gate.actions import Wait
from quartier.core.kit.ids import uuid7
from quartier.core.publication import moderating, submissions
from quartier.core.registry import lock
from quartier.core.registry.visits import VisitKind
from quartier.features.appeals import actions
from quartier.features.appeals.models import Appeal, Desk, Route
from quartier.features.appeals.web import open311_reports

from .test_mailbox_taking import photo

pytestmark = pytest.mark.database
DISCOVERY = "https://testserver/open311/v2/discovery.json"
REPORT = {
    "service_code": "lighting",
    "lat": "50.01234",
    "long": "30.01234",
    "address_string": "вул. Зарічна, 14",
    "description": "На Зарічній не горить жоден ліхтар. Темно від школи до зупинки.",
    "email": "olena@mail.example",
    "first_name": "Олена",
    "last_name": "Коваль",
    "device_id": "a-phone",
}


@pytest.fixture(params=["xml", "json"])
def city(town, request) -> GeoReport:
    return GeoReport(DISCOVERY, format=request.param)


def the_appeal(as_fixture: Any) -> Appeal:
    with as_fixture():
        return Appeal.objects.get()


def let_out(town: Any) -> None:
    with lock.as_account(town.moderator) as visit:
        for one in submissions.queue_for(visit):
            moderating.let_out(submission=one.id, by=visit, at=visit.now)


def key_of(account: Any) -> str:
    key = lock.open_visit(account=account.id, kind=VisitKind.SERVICE, lasts=timedelta(days=30))
    ApiKey.objects.create(
        id=uuid7(),
        account=account,
        hash=hashlib.sha256(key.encode()).digest(),
        label="partner",
        permits=["appeals.enter"],
        until=factories.START + timedelta(days=36_500),
        created_at=factories.START,
    )
    return key


def test_services_are_about_a_spot_and_never_about_a_person(city) -> None:
    found = {each["service_code"]: each for each in city.services()}
    assert "lighting" in found
    assert not {"officer_conduct", "victim_contact", "fraud", "information_request"} & set(found)
    assert found["lighting"]["type"] == "realtime"
    assert "Street lights" in found["lighting"]["keywords"]
    assert "102" in found["danger"]["description"]
    definition = city.definition("lighting")
    assert definition["service_code"] == "lighting"
    assert [each["code"] for each in definition["attributes"]] == ["title", "publish"]
    assert [each["key"] for each in definition["attributes"][1]["values"]] == ["yes", "no"]


def test_a_report_is_registered_let_out_and_read_back(city, town, as_fixture) -> None:
    done = city.post(**REPORT)
    row = the_appeal(as_fixture)
    assert done["service_request_id"] == row.tag
    assert row.number in done["service_notice"]
    assert "102" in done["service_notice"]
    assert (row.channel, row.identity, row.title) == (
        "open311",
        "contact",
        "На Зарічній не горить жоден ліхтар.",
    )
    assert row.person == {"name": "Олена Коваль", "email": "olena@mail.example"}
    assert "a-phone" not in str(vars(row))
    with pytest.raises(Error) as absent:
        city.request(row.tag)
    assert absent.value.status == 404
    assert city.requests() == []
    let_out(town)
    found = city.request(row.tag)
    assert found["status"] == "open"
    assert found["service_code"] == "lighting"
    assert found["description"] == REPORT["description"]
    assert found["address"] == "вул. Зарічна"  # the house is nobody's business
    assert float(found["lat"]) == pytest.approx(50.0125)
    assert "olena" not in str(found)
    assert [each["service_request_id"] for each in city.requests()] == [row.tag]
    assert city.request(row.number) == found


def test_an_answer_closes_a_request_and_the_steps_are_updates(city, town, as_fixture) -> None:
    city.post(**REPORT)
    let_out(town)
    row = the_appeal(as_fixture)
    with lock.as_account(town.worker) as visit:
        actions.acknowledge(appeal=row.id, by=visit, at=visit.now)
        actions.answer(
            appeal=row.id,
            outcome="done",
            words={"uk": "Пані Олено, зроблено."},
            public_words={"uk": "Ліхтарі горять."},
            by=visit,
            at=visit.now,
        )
    found = city.request(row.tag)
    assert (found["status"], found["status_notes"]) == ("closed", "Ліхтарі горять.")
    told = city.updates()
    assert [each["status"] for each in told][-1] == "fixed"
    assert told[-1]["description"] == "Ліхтарі горять."
    assert {each["service_request_id"] for each in told} == {row.tag}
    assert "Пані Олено" not in str(told)
    (extended,) = city.requests(extensions="true")
    assert extended["extended_attributes"]["status"] == "fixed"
    assert extended["extended_attributes"]["number"] == row.number
    assert len(extended["notes"]) == len(told)
    assert city.requests(status="open") == []
    assert len(city.requests(status="closed")) == 1


def test_searches_narrow_by_service_time_and_id(city, town, as_fixture) -> None:
    city.post(**REPORT)
    let_out(town)
    tag = the_appeal(as_fixture).tag
    assert len(city.requests(service_code="lighting,road")) == 1
    assert city.requests(service_code="road") == []
    assert city.requests(end_date="2020-01-01T00:00:00Z") == []
    assert len(city.requests(service_request_id=tag, end_date="2020-01-01T00:00:00Z")) == 1
    assert city.requests(page="2", page_size="1") == []


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"service_code": "officer_conduct"}, 404, "service_code"),
        ({"service_code": ""}, 400, "service_code"),
        ({"lat": "", "long": "", "address_string": ""}, 400, "lat"),
        ({"lat": "north"}, 400, "lat"),
        ({"description": "x" * 4001}, 400, "4000"),
    ],
)
def test_what_is_wrong_with_a_report_is_said(city, as_fixture, change, status, says) -> None:
    with pytest.raises(Error) as refused:
        city.post(**REPORT | change)
    assert refused.value.status == status
    assert any(says in each["description"] for each in refused.value.errors)
    with as_fixture():
        assert not Appeal.objects.exists()


def test_a_wrong_key_is_refused_and_a_cookie_counts_nothing(city, town) -> None:
    city.key = "no-key-of-ours"
    with pytest.raises(Error) as refused:
        city.post(**REPORT)
    assert refused.value.status == 403


def test_a_partner_with_a_key_is_the_lodger_and_adds_to_its_own_only(city, town, as_fixture) -> None:
    city.post(**REPORT)
    others = the_appeal(as_fixture).tag
    with as_fixture():
        account = factories.account(organisation=town.council, kind="service")
    city.key = key_of(account)
    mine = city.post(**REPORT | {"description": "Темно і на Зарічній, 20. Це вже другий тиждень."})
    update = {
        "update_id": "77",
        "updated_datetime": "2026-11-22T00:00:00Z",
        "status": "OPEN",
        "description": "Стовп хитається.",
    }
    first = city.post_update(service_request_id=mine["service_request_id"], **update)
    again = city.post_update(service_request_id=mine["service_request_id"], **update)
    assert first["update_id"] == again["update_id"]
    with pytest.raises(Error) as foreign:
        city.post_update(service_request_id=others, **update)
    assert foreign.value.status == 404
    city.key = ""
    with pytest.raises(Error) as nobody:
        city.post_update(service_request_id=mine["service_request_id"], **update)
    assert nobody.value.status == 403


def test_when_too_many_come_a_token_stands_for_the_report(city, town, as_fixture, monkeypatch) -> None:
    with lock.visit(None) as visit:
        soon = visit.now + timedelta(minutes=5)
    real = gate.ask
    monkeypatch.setattr(gate, "ask", lambda **asked: Wait(soon))
    given = city.post(**REPORT)
    monkeypatch.setattr(gate, "ask", real)
    assert "service_request_id" not in given
    waits = city.token(given["token"])
    assert (waits["token"], "service_request_id" in waits) == (given["token"], False)
    with as_fixture():
        assert not Appeal.objects.exists()
    unseal = gate.unseal
    monkeypatch.setattr(gate, "unseal", lambda **asked: unseal(**asked | {"at": soon + timedelta(seconds=1)}))
    taken = city.token(given["token"])
    assert taken["service_request_id"] == the_appeal(as_fixture).tag
    assert city.token(given["token"]) == taken  # the answer may have been lost on the way
    assert the_appeal(as_fixture)
    with pytest.raises(Error) as unknown:
        city.token("7K3M-0Q9D-AAAA-ZZZ1")
    assert unknown.value.status == 404


def test_whoever_says_no_is_not_published_and_nothing_said_is_lost(city, town, as_fixture) -> None:
    city.post(
        **REPORT,
        **{
            "attribute[publish]": "no",
            "attribute[title]": "Темно",
            "attribute[lamp]": "12",
            "media_url": "https://photos.example/1.jpg",
        },
    )
    row = the_appeal(as_fixture)
    assert row.title == "Темно"
    assert "lamp: 12" in row.text
    assert "https://photos.example/1.jpg" in row.text
    with lock.as_account(town.moderator) as visit:
        assert list(submissions.queue_for(visit)) == []


def test_a_picture_may_be_enclosed_and_lies_with_the_request(town, as_fixture, client: Client) -> None:
    picture = SimpleUploadedFile("ліхтар.jpg", photo(), "image/jpeg")
    sent = client.post("/open311/v2/requests.json", REPORT | {"media": picture})
    assert sent.status_code == 200
    with as_fixture():
        (file,) = File.objects.filter(subject_id=Appeal.objects.get().id)
    assert (file.kind, file.description_asked) == ("photo", True)
    broken = SimpleUploadedFile("a.exe", b"MZ" + b"x" * 500, "image/jpeg")
    refused = client.post("/open311/v2/requests.json", REPORT | {"media": broken})
    assert refused.status_code == 400
    assert "PDF" in refused.json()[0]["description"]


def test_several_places_need_a_name(town, as_fixture) -> None:
    with as_fixture():
        other = factories.area(kind="town", lo=200, hi=300, slug="elsewhere")
        Desk.objects.create(
            place=other, mark="ELS", pack="ua.appeals", complaints=town.inspection, moderation=town.council
        )
        Route.objects.create(place=other, organisation=town.council)
    nobody = GeoReport(DISCOVERY, format="json")
    with pytest.raises(Error) as missing:
        nobody.services()
    assert missing.value.status == 400
    for name, status in (("nowhere", 404), ("elsewhere", 200), ("lypivka", 200)):
        city = GeoReport(DISCOVERY, format="json", jurisdiction=name)
        if status == 200:
            assert city.services()
            continue
        with pytest.raises(Error) as unknown:
            city.services()
        assert unknown.value.status == status


def test_wrong_methods_formats_and_ranges_answer_in_the_shape_of_errors(town, client: Client) -> None:
    answer = client.delete("/open311/v2/requests.json")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")
    assert client.get("/open311/v2/requests.txt").status_code == 404
    answer = client.get("/open311/v2/requests.json?start_date=yesterday")
    assert answer.status_code == 400
    assert answer.json()[0]["code"] == 400
    assert client.get("/open311/v2/requests.json")["Access-Control-Allow-Origin"] == "*"


def test_a_point_outside_the_place_is_refused(town) -> None:
    from quartier.core.territory import queries as territory
    from quartier.features.appeals.rules.georeport import asking

    with lock.visit(None):
        place = replace(territory.area(id=town.place.id, with_geometry=False), box=(30.0, 50.0, 30.1, 50.1))
    inside = asking.report({name: [value] for name, value in REPORT.items()})
    open311_reports._inside(inside, place)
    with pytest.raises(Exception, match="invalid"):
        open311_reports._inside(replace(inside, lat=51.0), place)
