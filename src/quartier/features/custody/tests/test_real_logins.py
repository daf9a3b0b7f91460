"""With the roles of production, each act committed: nobody writes past the functions, and no stranger through them."""

from typing import Any

import pytest
from django.db import ProgrammingError, connections, transaction

from quartier.core.kit.errors import NotFound
from quartier.features.custody.models import Entry
from quartier.features.custody.tests.conftest import Town, make_town

pytestmark = pytest.mark.database


@pytest.fixture
def committed(real_logins: Any) -> Town:
    with real_logins.preparing():
        return make_town()


def test_nobody_writes_past_the_functions(committed):
    opened = committed.open()
    for statement in (
        "insert into custody_entry select * from custody_entry",
        "insert into custody_content select * from custody_content",
        "insert into custody_stay select * from custody_stay",
        "update custody_entry set recorded_at = now()",
        "update custody_entry set occurred_at = now()",
        "update custody_stay set state = 'released'",
        "update custody_stay set standing = '{}'",
        "delete from custody_entry",
        "select custody.subject(gen_random_uuid(), 'x', 'custody.stay', 1)",
        "select * from custody.draft",
        "update custody.counter set last = 0",
    ):
        with committed.visit(committed.keeper), connections["default"].cursor() as cursor:
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute(statement)
            assert Entry.objects.filter(subject_id=opened.stay).count() == 1


def test_a_stranger_neither_writes_nor_reads(committed):
    opened = committed.open()
    for who in (committed.stranger, committed.inspector):
        with pytest.raises(NotFound):
            committed.record(who, opened.stay, "drink", values={"taken": "yes"})
        with pytest.raises(NotFound):
            committed.stay(who, opened.stay)
        with committed.visit(who), connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from custody.faces(%s)", [opened.stay])
            assert cursor.fetchone()[0] == 0


def test_a_doctor_writes_without_seeing(committed):
    opened = committed.open()
    committed.record(committed.doctor, opened.stay, "medication_given", values={"taken": "taken"})
    assert [entry.act for entry in committed.entries(committed.keeper, opened.stay)][-1] == "medication_given"
    with committed.visit(committed.doctor), connections["default"].cursor() as cursor:
        cursor.execute("select count(*) from custody.faces(%s)", [opened.stay])
        assert cursor.fetchone()[0] == 0
