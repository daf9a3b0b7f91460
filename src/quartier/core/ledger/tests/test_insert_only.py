"""The intake against those who own it, with committed data and the logins of production."""

import threading
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection, connections, transaction

from quartier.core.kit.ids import tag
from quartier.core.ledger import actions, kinds

pytestmark = [pytest.mark.database, pytest.mark.attack]
AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
TABLES = ("ledger_intake", "ledger_envelope", "ledger_opening")
ATTEMPTS = ("update {} set {} = {}", "delete from {}", "truncate {} cascade")


class Clerk:
    def describe(self):
        return {"kind": "visitor", "account": None}


@pytest.fixture
def intake(real_logins, monkeypatch):
    """The throw-away database."""
    monkeypatch.setattr(kinds, "_known", {})
    kinds.register(kinds.EntryKind(code="test.counted", description="Rows counted.", fields={}))
    return real_logins


def append(record):
    return actions.append(kind="test.counted", record=record, fields={}, by=Clerk(), occurred_at=AT)


def superuser(intake):
    return intake.superuser(connections["owner"].settings_dict["NAME"])


def count(intake):
    with superuser(intake) as session:
        return session.execute("select count(*) from ledger_intake").fetchone()[0]


def test_outside_a_transaction_nothing_is_written(intake):
    with pytest.raises(RuntimeError, match="transaction"):
        append(tag())


def test_a_rolled_back_transaction_leaves_nothing(intake):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(tag())
        raise ZeroDivisionError
    assert count(intake) == 0
    with transaction.atomic():
        append(tag())
    assert count(intake) == 1


@pytest.mark.parametrize("who", ["the owner", "a superuser", "a superuser in replication mode"])
def test_nobody_alters_what_stands(intake, who):
    with transaction.atomic():
        append(tag())
    with superuser(intake) as session:
        if who == "the owner":
            session.execute("set session authorization quartier_owner")
        if who == "a superuser in replication mode":
            session.execute("set session_replication_role = replica")
        for table in TABLES:
            column = {"ledger_envelope": "kind", "ledger_opening": "field"}.get(table, "id")
            for attempt in ATTEMPTS:
                with pytest.raises(psycopg.errors.InsufficientPrivilege, match="insert-only"):
                    session.execute(attempt.format(table, column, column))
    assert count(intake) == 1


def test_lawful_erasure_empties_a_record_and_leaves_its_entries(intake):
    with transaction.atomic():
        emptied = append(record := tag())
        kept = append(tag())
    with superuser(intake) as session:
        assert session.execute("select ledger.erase(%s)", [record]).fetchone() == ([emptied.leaf],)
        assert session.execute("select ledger.erase(%s)", [record]).fetchone() == ([],)
        assert session.execute("select count(*) from ledger_intake").fetchone() == (2,)
        for table in TABLES[1:]:
            left = session.execute(f"select distinct intake_id from {table}").fetchall()
            assert left == [(kept.id,)]


def test_two_at_once_on_one_record_wait_for_each_other(intake):
    record, failures = tag(), []

    def work():
        try:
            for _ in range(10):
                with transaction.atomic():
                    append(record)
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with superuser(intake) as session:
        found = session.execute("select leaf, prev from ledger_intake order by number").fetchall()
    assert len(found) == 30
    assert [prev for _, prev in found] == [None, *(leaf for leaf, _ in found[:-1])]
