"""Programs come by the same door as people: a key reads what its account may, and writes each message once."""

import hashlib
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests import factories

from quartier.core.accounts.models import Account, ApiKey
from quartier.core.kit.ids import uuid7
from quartier.core.registry import lock
from quartier.core.registry.visits import VisitKind
from quartier.features.custody import doors, queries
from quartier.features.custody.rules.doors.card import COLUMNS

pytestmark = pytest.mark.django_db
READS, CARES = "custody.read", "custody.care"


def key_of(account: UUID, *permits: str) -> str:
    """A key that stands for this account, narrowed to these permits."""
    key = lock.open_visit(account=account, kind=VisitKind.SERVICE, lasts=timedelta(days=30))
    ApiKey.objects.create(
        id=uuid7(),
        account=Account.objects.get(id=account),
        hash=hashlib.sha256(key.encode()).digest(),
        label="reader at the doors",
        permits=list(permits),
        until=factories.START + timedelta(days=36_500),
        created_at=factories.START,
    )
    return key


@pytest.fixture
def there(town: Any) -> SimpleNamespace:
    opened = town.open()
    town.record(town.keeper, opened.stay, "arrived_at_station", ago=20)
    return SimpleNamespace(town=town, stay=opened.stay, guard=key_of(town.guard, READS, CARES))


def ask(key: str, path: str, **headers: str) -> Any:
    return Client().get(f"/api/custody/{path}", headers={"Authorization": f"Bearer {key}", **headers})


def send(key: str, path: str, body: dict[str, Any], **headers: str) -> Any:
    sent = {"Authorization": f"Bearer {key}", **headers}
    return Client().post(f"/api/custody/{path}", body, content_type="application/json", headers=sent)


def test_without_a_key_nothing_is_told_of_anybody(there: SimpleNamespace) -> None:
    for path in ("suites", "suites/lypivka/board", f"stays/{there.stay}", f"stays/{there.stay}/entries"):
        answer = Client().get(f"/api/custody/{path}")
        assert (answer.status_code, answer.json()["code"]) == (401, "key_missing")
    assert Client().get("/api/custody/acts").json()["items"]


def test_a_board_is_sent_once_while_nothing_changes(there: SimpleNamespace) -> None:
    first = ask(there.guard, "suites/lypivka/board")
    assert [one["label"] for one in first.json()["stays"]] == ["А. Б., 1994"]
    assert ask(there.guard, "suites/lypivka/board", **{"If-None-Match": first["ETag"]}).status_code == 304
    assert send(there.guard, f"stays/{there.stay}/checks", {"values": {"seen": "awake"}}).status_code == 201
    again = ask(there.guard, "suites/lypivka/board", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_what_is_late_changes_the_board_though_nobody_wrote(there: SimpleNamespace, monkeypatch: Any) -> None:
    from quartier.features.custody import api

    before = ask(there.guard, "suites/lypivka/board")["ETag"]
    monkeypatch.setattr(api, "_passed", lambda seen, now: ["check"])
    assert ask(there.guard, "suites/lypivka/board")["ETag"] != before


def test_a_guards_key_sees_faces_and_no_contents(there: SimpleNamespace) -> None:
    stay = ask(there.guard, f"stays/{there.stay}").json()
    assert {part["code"]: part["open"] for part in stay["parts"]} == {
        "file": False,
        "arrest": False,
        "medical": False,
    }
    assert all(part["about"] == {} for part in stay["parts"])
    entries = ask(there.guard, f"stays/{there.stay}/entries").json()["items"]
    assert [one["act"] for one in entries] == ["deprived_of_liberty", "arrived_at_station"]
    assert all(one["content"] == {} for one in entries)


def test_a_message_sent_twice_is_written_once(there: SimpleNamespace) -> None:
    name = {"Idempotency-Key": "door-4-000917"}
    body = {"values": {"seen": "sleeping"}, "done_by": "P. Yatsyna"}
    first = send(there.guard, f"stays/{there.stay}/checks", body, **name)
    again = send(there.guard, f"stays/{there.stay}/checks", body, **name)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() | {"again": True} == again.json()
    checks = [
        one
        for one in ask(there.guard, f"stays/{there.stay}/entries").json()["items"]
        if one["act"] == "check"
    ]
    assert [(one["done_by"], one["values"]["seen"]) for one in checks] == [("P. Yatsyna", "sleeping")]
    other = send(there.guard, f"stays/{there.stay}/checks", {"values": {"seen": "awake"}}, **name)
    assert (other.status_code, other.json()["code"]) == (409, "custody.repeat_differs")


def test_one_name_of_two_programs_is_two_messages(there: SimpleNamespace) -> None:
    town = there.town
    keeper = key_of(town.keeper, READS, CARES)
    name = {"Idempotency-Key": "1"}
    for key in (there.guard, keeper):
        answer = send(key, f"stays/{there.stay}/checks", {"values": {"seen": "awake"}}, **name)
        assert answer.status_code == 201


def test_a_program_writes_what_its_key_permits_and_no_more(there: SimpleNamespace) -> None:
    reader = key_of(there.town.guard, READS)
    answer = send(reader, f"stays/{there.stay}/checks", {"values": {"seen": "awake"}})
    assert (answer.status_code, answer.json()["code"]) == (403, "custody.not_yours")
    decided = send(there.guard, f"stays/{there.stay}/entries", {"act": "level_set", "values": {}})
    assert decided.status_code == 403


def test_everything_wrong_is_said_at_once(there: SimpleNamespace) -> None:
    ahead = factories.soon(days=400).isoformat()
    body = {"values": {"seen": "awake", "colour": "red"}, "occurred_at": ahead}
    answer = send(there.guard, f"stays/{there.stay}/checks", body)
    assert answer.status_code == 422
    found = {(each["field"], each["code"]) for each in answer.json()["problems"]}
    assert ("occurred_at", "custody.in_future") in found
    assert any(field == "colour" for field, _ in found)


def test_hidden_and_absent_are_alike(there: SimpleNamespace) -> None:
    stranger = key_of(there.town.stranger, READS, CARES)
    hidden, absent = ask(stranger, f"stays/{there.stay}"), ask(stranger, f"stays/{uuid7()}")
    assert (
        (hidden.status_code, hidden.content) == (absent.status_code, absent.content) == (404, absent.content)
    )


def test_a_card_at_the_door_is_asked_and_proves_presence(there: SimpleNamespace) -> None:
    town = there.town
    assert send(there.guard, f"stays/{there.stay}/questions", {}).json()["code"] == "custody.no_card"
    town.record(town.keeper, there.stay, "cell_allocated", values={"cell": "4"})
    with town.visit(town.keeper) as visit:
        suite = queries.suite_for(visit, "lypivka")
        doors.issue_card(suite=suite, cell="4", by=visit, at=visit.now)
        card = dict(doors.card_of(visit, suite, "4").rows)
    asked = send(there.guard, f"stays/{there.stay}/questions", {}).json()
    row, column = asked["place"]
    digits = card[row][COLUMNS.index(column)]
    wrong = {"asked": asked["id"], "digits": f"{(int(digits) + 1) % 1000:03}"}
    answer = send(there.guard, f"stays/{there.stay}/checks", {"values": {"seen": "awake"}, "card": wrong})
    assert [each["code"] for each in answer.json()["problems"]] == ["custody.card_wrong"]
    again = {"asked": asked["id"], "digits": digits}
    answer = send(there.guard, f"stays/{there.stay}/checks", {"values": {"seen": "awake"}, "card": again})
    assert [each["code"] for each in answer.json()["problems"]] == ["custody.card_old"]  # one try each

    asked = send(there.guard, f"stays/{there.stay}/questions", {}).json()
    row, column = asked["place"]
    body = {
        "values": {"seen": "awake"},
        "card": {"asked": asked["id"], "digits": card[row][COLUMNS.index(column)]},
    }
    name = {"Idempotency-Key": "door-4"}
    assert send(there.guard, f"stays/{there.stay}/checks", body, **name).status_code == 201
    assert send(there.guard, f"stays/{there.stay}/checks", body, **name).status_code == 200
    last = ask(there.guard, f"stays/{there.stay}/entries").json()["items"][-1]
    assert (last["presence"]["kind"], last["presence"]["cell"]) == ("card", "4")
    claimed = send(
        there.guard, f"stays/{there.stay}/checks", {"values": {"seen": "awake"}, "presence": {"kind": "card"}}
    )
    assert claimed.status_code == 201
    assert ask(there.guard, f"stays/{there.stay}/entries").json()["items"][-1]["presence"] == {}
