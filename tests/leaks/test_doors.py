"""Against doors, with the application's login: nobody gives themselves a way to somebody else's record."""

import hashlib

import psycopg
import pytest

from quartier.core.kit.errors import NotFound
from quartier.core.registry import doors, lock

pytestmark = [pytest.mark.database]
GIVE = "select registry.give_door(%s, %s, 'lodger', null)"


def wanted(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def test_nobody_makes_a_door_to_a_record_of_others(town, raw):
    for subject in (town.record, town.lodged):
        with pytest.raises(psycopg.Error) as refusal:
            raw.execute(GIVE, [subject, wanted("mine")])
        assert refusal.value.sqlstate == "P0002"
    for token in (town.token(town.resident), town.token(town.foreign), None):
        with lock.visit(token) as visit, pytest.raises(NotFound):
            doors.give_door(subject=town.record, by=visit, at=visit.now)


def test_a_transaction_that_is_under_way_elsewhere_opens_nothing(town, raw):
    """A record touched by another open transaction is not `opened here`."""
    with lock.visit(town.token(town.victim)), pytest.raises(psycopg.Error):
        raw.execute(GIVE, [town.record, wanted("another")])


def test_the_application_reads_no_door_and_opens_no_visit(raw):
    for statement in (
        "select * from registry.door",
        "insert into registry.door values (gen_random_uuid(), sha256('a'), gen_random_uuid(), 'x', null, now())",
        "select registry.behind(sha256('a'))",
        "select registry.open_door(sha256('a'), sha256('b'), interval '1 hour')",
        "select registry.opened_here(gen_random_uuid())",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(statement)
