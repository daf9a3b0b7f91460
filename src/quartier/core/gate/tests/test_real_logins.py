"""The gate with the logins of production: tokens count at once, and no role reads its tables."""

from datetime import UTC, datetime
from threading import Thread

import psycopg
import pytest
from django.db import DatabaseError, connections, transaction

from quartier.core.gate import actions, rules
from quartier.core.gate.actions import Opened, Passed, Wait
from quartier.core.gate.rules import Bucket, Policy
from quartier.core.registry import lock

pytestmark = [pytest.mark.database, pytest.mark.attack]
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
ONE = Policy(
    what="test",
    origin=Bucket(burst=5, seconds=600, waiting=50),
    wide=Bucket(burst=900, seconds=1),
    house=Bucket(burst=900, seconds=1),
    own=Bucket(burst=5, seconds=600),
)


@pytest.fixture(autouse=True)
def policy(monkeypatch) -> None:
    monkeypatch.setitem(rules.POLICIES, "test", ONE)


def ask(visit) -> Passed | Wait:
    return actions.ask(what="test", origin=b"\xc0\x00\x02", proven=False, by=visit, at=AT)


def test_a_page_that_fails_gives_no_token_back(real_logins) -> None:
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), lock.visit(None) as visit:
            assert ask(visit) == Passed()
            raise ZeroDivisionError
    with lock.visit(None) as visit:
        assert isinstance(ask(visit), Wait)


def test_many_at_once_get_no_more_than_there_is(real_logins) -> None:
    answers: list[Passed | Wait] = []

    def come() -> None:
        try:
            with lock.visit(None) as visit:
                answers.append(ask(visit))
        finally:
            connections.close_all()

    threads = [Thread(target=come) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(answer, Passed) for answer in answers) == 5
    waits = [answer.ready_at for answer in answers if isinstance(answer, Wait)]
    assert len(set(waits)) == len(waits) == 7, "each has a place of its own in the line"


def test_what_waits_is_still_there_when_the_page_that_took_it_fails(real_logins) -> None:
    with lock.visit(None) as visit:
        code = actions.seal(payload=b"text", what="test", ready_at=AT, by=visit, at=AT)
    with pytest.raises(ZeroDivisionError), lock.visit(None) as visit:
        assert isinstance(actions.unseal(code=code, by=visit, at=AT), Opened)
        raise ZeroDivisionError
    with lock.visit(None) as visit:
        assert actions.unseal(code=code, by=visit, at=AT) == Opened(b"text", "test")


@pytest.mark.parametrize("alias", [lock.APPLICATION, lock.SIGN_IN])
@pytest.mark.parametrize("table", ["day_key", "bucket", "waiting"])
def test_nobody_reads_the_tables(real_logins, alias, table) -> None:
    assert refused(alias, f"select * from gate.{table}")


def test_nobody_asks_for_the_key_of_the_day(real_logins) -> None:
    assert refused(lock.APPLICATION, "select gate.key_of(current_date)")


def refused(alias, sql) -> bool:
    with lock.visit(None), pytest.raises(DatabaseError) as why, transaction.atomic(using=alias):
        connections[alias].cursor().execute(sql)
    return isinstance(why.value.__cause__, psycopg.errors.InsufficientPrivilege)
