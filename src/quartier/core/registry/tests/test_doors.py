"""Doors: one code opens one record, for two hours at a time, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection

from quartier.core.kit.errors import NotFound
from quartier.core.kit.ids import uuid7
from quartier.core.registry import actions, doors, lock
from quartier.core.registry.models import Subject
from quartier.core.registry.visits import VisitKind

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def lodged(town, **more):
    """A stranger's record in the box, and the code they took along."""
    with lock.visit(None) as visit:
        record = actions.open_record(kind="test.note", scope=town.box, by=visit, at=visit.now)
        return record, doors.give_door(subject=record.id, by=visit, at=visit.now, **more)


def test_whoever_lodged_without_an_account_comes_back_to_exactly_that_record(town):
    town.open(town.clerk, town.box)
    record, code = lodged(town)
    token = doors.open_door(code=code.lower().replace("-", " "))
    with lock.visit(token) as visit:
        assert visit.kind is VisitKind.DOOR and visit.account and not visit.is_staff and visit.breadth == 0
        assert set(Subject.objects.values_list("id", flat=True)) == {record.id}


def test_a_code_is_typed_as_one_reads_it_and_nothing_else_opens(town):
    _, code = lodged(town)
    assert len(code) == 19 and code.count("-") == 3
    assert doors.read_code(code) == code.replace("-", "").lower()
    assert doors.read_code("oil1-OIL1 oil1oil1") == "0111011101110111"
    for wrong in ("", "x", "u" * 16, "0000-0000-0000-0000", code + "0", code[:-1], "\x00" * 16, "é" * 16):
        assert doors.open_door(code=wrong) is None


def test_the_visit_of_a_door_ends_after_two_hours_and_the_door_itself_on_its_day(town):
    _, code = lodged(town, until=None)
    token = doors.open_door(code=code)
    with connection.cursor() as cursor:
        cursor.execute("reset role; set local role quartier_fixture")
        cursor.execute(
            "select until - clock_timestamp() from registry.visit where hash = %s", [lock.digest(token)]
        )
        assert timedelta(hours=1, minutes=59) < cursor.fetchone()[0] <= timedelta(hours=2)
        cursor.execute("reset role")
    with lock.visit(None) as visit:
        past = visit.now - timedelta(seconds=1)
    _, late = lodged(town, until=past)
    assert doors.open_door(code=late) is None


def test_staff_gives_a_code_for_what_they_see_and_ends_all_codes_of_it(town):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.chief) as chief:
        code = doors.give_door(subject=record.id, capacity="victim", by=chief, at=chief.now)
    token = doors.open_door(code=code)
    with lock.as_account(town.chief) as chief:
        assert doors.end_doors(subject=record.id, by=chief, at=chief.now) == 1
        assert doors.end_doors(subject=record.id, by=chief, at=chief.now) == 0
    assert doors.open_door(code=code) is None
    with lock.visit(token):
        assert not Subject.objects.exists()
    for subject in (record.id, uuid7()):
        with lock.as_account(town.clerk) as clerk, pytest.raises(NotFound):
            doors.end_doors(subject=subject, by=clerk, at=clerk.now)


def test_erasure_closes_the_door(town, note_kind):
    record, code = lodged(town)
    with lock.as_account(town.clerk) as clerk:
        actions.erase(subject=record.id, ground="The person asked for it.", by=clerk, at=clerk.now)
    assert doors.open_door(code=code) is None
