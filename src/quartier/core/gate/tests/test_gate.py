"""Counting over the database, and the waiting room."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from quartier.core.gate import actions, rules
from quartier.core.gate.actions import NotYet, Opened, Passed, Wait
from quartier.core.gate.rules import Bucket, Policy
from quartier.core.kit.errors import Invalid, NotFound
from quartier.core.registry import lock

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOME, ELSEWHERE = bytes.fromhex("c00002"), bytes.fromhex("cb0071")
SMALL = Policy(
    what="test",
    origin=Bucket(burst=2, seconds=60, waiting=2),
    wide=Bucket(burst=50, seconds=1),
    house=Bucket(burst=5, seconds=10, waiting=100),
    own=Bucket(burst=1, seconds=60),
)


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    monkeypatch.setitem(rules.POLICIES, "test", SMALL)


@pytest.fixture
def visit(db):
    with lock.visit(None) as found:
        yield found


def ask(visit, *, at=AT, origin=HOME, proven=False, **more):
    return actions.ask(what="test", origin=origin, proven=proven, by=visit, at=at, **more)


def seal(visit, text="Темно", ready_at=AT):
    payload = json.dumps({"text": text}).encode()
    return actions.seal(payload=payload, what="test", ready_at=ready_at, by=visit, at=AT)


def test_who_comes_too_often_stands_in_line_and_keeps_the_place(visit) -> None:
    assert [ask(visit), ask(visit)] == [Passed(), Passed()]
    first, second = ask(visit), ask(visit)
    assert (first, second) == (Wait(AT + timedelta(seconds=60)), Wait(AT + timedelta(seconds=120)))
    assert ask(visit, origin=ELSEWHERE) == Passed()


def test_a_line_that_is_full_takes_nobody_in(visit) -> None:
    for _ in range(4):
        ask(visit)
    full = ask(visit)
    assert full.full
    assert ask(visit) == full  # nothing was taken for it
    assert isinstance(ask(visit, at=full.ready_at + timedelta(seconds=1)), Passed)


def test_tokens_come_back_with_time_and_not_beyond_the_burst(visit) -> None:
    for _ in range(2):
        ask(visit)
    later = AT + timedelta(hours=2)
    assert [ask(visit, at=later), ask(visit, at=later)] == [Passed(), Passed()]
    assert isinstance(ask(visit, at=later), Wait)


def test_the_same_text_waits_from_wherever_it_comes(visit) -> None:
    same = actions.sameness("Купуйте дрова недорого")
    origins = [bytes([n, 1, 1]) for n in range(3)]
    answers = [ask(visit, origin=origin, same=same) for origin in origins]
    assert [type(answer) for answer in answers] == [Passed, Passed, Wait]


def test_whoever_proved_an_address_passes_when_the_house_is_full(visit) -> None:
    for number in range(6):
        last = ask(visit, origin=bytes([number, 1, 1]))
    assert isinstance(last, Wait)
    assert ask(visit, proven=True, own="recipient") == Passed()
    assert ask(visit, proven=True, own="recipient") == Wait(AT + timedelta(seconds=60))


def test_what_was_sealed_opens_in_its_turn_and_once(visit) -> None:
    ready = AT + timedelta(minutes=5)
    code = seal(visit, ready_at=ready)
    assert actions.unseal(code=code, by=visit, at=AT) == NotYet(ready)
    assert not actions.look(code=code, by=visit, at=AT).is_ready(at=AT)
    opened = actions.unseal(code=code.lower().replace("-", " "), by=visit, at=ready)
    assert isinstance(opened, Opened)
    assert json.loads(opened.payload) == {"text": "Темно"}
    with pytest.raises(NotFound):
        actions.unseal(code=code, by=visit, at=ready)


def test_in_its_turn_it_waits_for_the_house_once_more_and_not_again(visit) -> None:
    code = seal(visit)
    for number in range(5):
        ask(visit, origin=bytes([number, 1, 1]))
    again = actions.unseal(code=code, by=visit, at=AT)
    assert again == NotYet(AT + timedelta(seconds=10))
    for number in range(5):
        ask(visit, origin=bytes([number, 2, 1]), at=again.ready_at)
    assert isinstance(actions.unseal(code=code, by=visit, at=again.ready_at), Opened)


@pytest.mark.parametrize("code", ["", "abc", "0000-0000-0000-0000", "../../etc"])
def test_an_unknown_code_opens_nothing(visit, code) -> None:
    with pytest.raises(NotFound):
        actions.unseal(code=code, by=visit, at=AT)


def test_after_three_days_nothing_is_left(visit) -> None:
    code = seal(visit)
    later = AT + timedelta(days=3, seconds=1)
    with pytest.raises(NotFound):
        actions.look(code=code, by=visit, at=later)
    assert actions.sweep(at=later) == 1


def test_the_database_keeps_neither_text_nor_code_nor_network(visit) -> None:
    code = seal(visit, text="Мене звати Олена")
    ask(visit)
    with connection.cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select encode(body, 'escape') || encode(digest, 'escape') from gate.waiting")
        kept = cursor.fetchone()[0]
        cursor.execute("select name from gate.bucket")
        names = [bytes(row[0]) for row in cursor.fetchall()]
        cursor.execute("reset role")
    assert "Олена" not in kept and rules.read_code(code) not in kept
    assert names and all(len(name) == 32 and HOME not in name for name in names)


def test_too_much_to_keep_is_refused(visit) -> None:
    with pytest.raises(Invalid):
        actions.seal(payload=b"x" * 300_000, what="test", ready_at=AT, by=visit, at=AT)


def test_yesterdays_key_is_thrown_away(visit) -> None:
    ask(visit)
    actions.sweep(at=AT + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select count(*) from gate.day_key")
        assert cursor.fetchone()[0] == 0
        cursor.execute("reset role")
