"""The tables of the log: nobody alters a row, places are dense, and a late commit is never skipped."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import transaction

from quartier.core.kit.ids import tag
from quartier.core.ledger import actions, kinds, queries

pytestmark = [pytest.mark.database, pytest.mark.attack]
AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


class Clerk:
    def describe(self):
        return {"kind": "visitor", "account": None}


@pytest.fixture
def log(real_logins, monkeypatch):
    """The throw-away database, and a connection as the sequencer."""
    monkeypatch.setattr(kinds, "_known", {})
    kinds.register(kinds.EntryKind(code="test.counted", description="Rows counted.", fields={}))
    with psycopg.connect(
        real_logins.address("quartier_sequencer", real_logins.copy_name), autocommit=True
    ) as session:
        yield session


def append(record=None):
    with transaction.atomic():
        return actions.append(kind="test.counted", record=record, fields={}, by=Clerk(), occurred_at=AT)


def take(session, first=0, since=None, at_most=100, opening=None):
    return session.execute(
        "select * from ledger.take(%s, %s::xid8, %s, %s)", [first, since, at_most, opening]
    ).fetchall()


def test_places_are_given_once_and_in_order(log):
    leaves = [append().leaf for _ in range(3)]
    assert [leaf for _, leaf in take(log, at_most=2)] == leaves[:2]
    assert [leaf for _, leaf in take(log, first=2)] == leaves[2:]
    assert take(log, first=3) == []
    assert log.execute("select index, leaf from ledger.entries(1, 3)").fetchall() == [
        (1, leaves[1]),
        (2, leaves[2]),
    ]
    assert log.execute("select * from ledger.places()").fetchone() == (3, 3)


def test_two_sequencers_cannot_give_the_same_place(log):
    append()
    take(log)
    append()
    with pytest.raises(psycopg.errors.SerializationFailure):
        take(log, first=0)


def test_a_batch_follows_the_last_one_and_covers_places_that_are_taken(log):
    append()
    take(log)
    insert = "insert into ledger_batch (size, first, hashes, at) values (%s, %s, %s, registry.now())"
    for size, first in ((2, 0), (1, 1), (1, -1)):
        with pytest.raises(psycopg.errors.CheckViolation):
            log.execute(insert, [size, first, b"h" * 32])
    log.execute(insert, [1, 0, b"h" * 32])
    with pytest.raises(psycopg.errors.IntegrityError):
        log.execute(insert, [1, 0, b"h" * 32])


def test_the_entry_that_opens_the_log_comes_first(log):
    earlier, opening = append(), append()
    assert [leaf for _, leaf in take(log, opening=opening.id)] == [opening.leaf, earlier.leaf]


def test_what_the_sequencer_may_not_do(log):
    for statement in (
        "select * from ledger_intake",
        "select * from ledger_envelope",
        "select * from ledger_opening",
        "select * from registry_subject",
        "insert into ledger_position (index, intake_id) values (0, uuidv7())",
        "delete from ledger_batch",
        "update ledger_head set size = 1",
        "select ledger.erase('x')",
        "select ledger.existence('x')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            log.execute(statement)


def test_nobody_alters_the_log(log, real_logins):
    with real_logins.superuser(real_logins.copy_name) as session:
        session.execute("set session_replication_role = replica")
        for name in ("position", "batch", "head", "cosignature", "publication", "alarm"):
            for attempt in (
                "update ledger_{0} set {1} = {1}",
                "delete from ledger_{0}",
                "truncate ledger_{0} cascade",
            ):
                column = {"position": "index", "batch": "size", "head": "size", "cosignature": "line"}.get(
                    name, "at"
                )
                with pytest.raises(psycopg.errors.InsufficientPrivilege, match="insert-only"):
                    session.execute(attempt.format(name, column))


def test_a_holder_of_the_tag_learns_place_leaf_and_entry(log):
    record, other = tag(), tag()
    first, _, second = append(record), append(other), append(record)
    take(log, at_most=2)
    with transaction.atomic():
        found = queries.existence(record)
        assert queries.existence(tag()) == []
    assert [(each.index, each.leaf) for each in found] == [(0, first.leaf), (None, second.leaf)]
    assert all(len(each.entry) == 33 for each in found)
