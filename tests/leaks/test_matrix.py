"""The leak matrix: every locked model × every way of not being entitled × ORM and raw SQL in each capacity.

Expected is zero rows, and a control for each table shows that the rightful visit sees the row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connections
from psycopg import sql

from quartier.core.registry import catalogue, lock
from quartier.core.registry.visits import VisitKind
from tests import factories

from . import samples

pytestmark = [pytest.mark.database, pytest.mark.attack]
NOW = datetime.now(UTC)
DAY = timedelta(days=1)
CAPACITIES = (None, "cell", "party")


@dataclass
class World:
    """Tokens by the way of not being entitled, and of those who are."""

    subjects: dict[int, UUID] = field(default_factory=dict)
    foreign: dict[str, str | None] = field(default_factory=dict)
    rightful: dict[str, str] = field(default_factory=dict)


def token(account: UUID, *, kind: VisitKind = VisitKind.ACCOUNT, lasts: timedelta = DAY) -> str:
    return lock.open_visit(account=account, kind=kind, lasts=lasts)


def people(world: World, root: Any, beat: Any, elsewhere: Any, victim: Any, other: Any) -> dict[str, UUID]:
    """Accounts, each not entitled to the victim's rows (beat, general, secrecy 2) for another reason."""
    named = {
        "staff of another organisation": factories.staff(area=root, organisation=other, secrecy=3),
        "same organisation, wrong area": factories.staff(area=elsewhere, organisation=victim, secrecy=3),
        "same organisation, wrong compartment": factories.staff(
            area=root, organisation=victim, secrecy=3, compartments=["medical"]
        ),
        "same organisation, wrong secrecy": factories.staff(area=root, organisation=victim, secrecy=1),
        "expired grant": factories.staff(
            area=root, organisation=victim, secrecy=3, starts_at=NOW - 2 * DAY, until=NOW - DAY
        ),
        "grant that has not begun": factories.staff(
            area=root, organisation=victim, secrecy=3, starts_at=NOW + DAY
        ),
        "resident of another case": factories.account().id,
        "resident whose part has ended": factories.account().id,
        "service of another organisation": factories.staff(area=root, organisation=other, secrecy=3),
        "nobody in particular": factories.account().id,
    }
    rightful = {
        "officer": factories.staff(area=beat, organisation=victim, secrecy=2),
        "party": factories.account().id,
    }
    return named | rightful


@pytest.fixture(scope="module")
def world(committed: Any) -> World:
    world = World()
    with committed.preparing():
        root = factories.area(kind="hromada", lo=0, hi=1000)
        beat = factories.area(parent=root, lo=100, hi=199)
        elsewhere = factories.area(parent=root, lo=200, hi=299)
        victim, other = factories.organisation(), factories.organisation(kind="municipality")
        accounts = people(world, root, beat, elsewhere, victim, other)
        scope = factories.scope(area=beat, organisation=victim, secrecy=2)
        far = factories.scope(area=elsewhere, organisation=other, secrecy=2)
    with committed.superuser(committed.copy_name) as connection, connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        mine, another = uuid4(), uuid4()
        for table, constraint in catalogue.locks().items():
            samples.loosen(cursor, table)
            samples.put(cursor, table=table, lock=constraint, subject=mine, scope=scope)
            samples.put(cursor, table=table, lock=constraint, subject=another, scope=far)
        cursor.executemany(
            "insert into registry.party (subject, account, capacity, until) values (%s, %s, 'lodger', %s)",
            [
                (mine, accounts["party"], None),
                (another, accounts["resident of another case"], None),
                (mine, accounts["resident whose part has ended"], NOW - DAY),
            ],
        )
        cursor.execute(
            "insert into registry.share values (%s, %s, %s, 'ended share')", [mine, other.id, NOW - DAY]
        )
    world.subjects = {scope: mine}
    world.rightful = {name: token(accounts.pop(name)) for name in ("officer", "party")}
    world.foreign = {name: token(account) for name, account in accounts.items()}
    world.foreign["service of another organisation"] = token(
        accounts["service of another organisation"], kind=VisitKind.SERVICE
    )
    world.foreign |= {"nobody": None, "unknown token": lock.new_token()}
    world.foreign["expired visit"] = token(accounts["nobody in particular"], lasts=-DAY)
    return world


def tables() -> list[str]:
    return sorted(catalogue.locks())


@contextmanager
def entered(held: str | None, capacity: str | None) -> Iterator[Any]:
    with lock.visit(held, capacity=capacity), connections["default"].cursor() as cursor:
        yield cursor


def seen(cursor: Any, table: str, subject: UUID) -> int:
    column = catalogue.locks()[table].subject
    statement = sql.SQL("select count(*) from {} where {} = %s").format(
        sql.Identifier(table), sql.Identifier(column)
    )
    cursor.execute(statement.as_string(), [subject])
    return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", tables())
def test_nobody_without_a_right_sees_a_row(world, table):
    (mine,) = world.subjects.values()
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    column = catalogue.locks()[table].subject
    leaks = []
    for who, held in world.foreign.items():
        for capacity in CAPACITIES:
            with entered(held, capacity) as cursor:
                rows = model._default_manager.filter(**{column: mine})
                found = {
                    "raw": seen(cursor, table, mine),
                    "count": rows.count(),
                    "exists": int(rows.exists()),
                    "list": len(rows.values_list("pk", flat=True)),
                }
            leaks += [(who, capacity, channel) for channel, number in found.items() if number]
    assert leaks == []


@pytest.mark.parametrize("table", tables())
def test_the_rightful_see_exactly_the_row(world, table):
    """The control: without it the test above could not fail."""
    (mine,) = world.subjects.values()
    for who, capacity in (("officer", None), ("officer", "cell"), ("party", None), ("party", "party")):
        with entered(world.rightful[who], capacity) as cursor:
            assert seen(cursor, table, mine) == 1, (who, capacity)
            cursor.execute(f'select count(*) from "{table}"')
            assert cursor.fetchone()[0] == 1, (who, capacity)


@pytest.mark.parametrize("table", tables())
def test_nobody_without_a_right_changes_a_row(world, table):
    from django.db import ProgrammingError, transaction

    updatable = catalogue.locks()[table].updatable
    for held in world.foreign.values():
        with entered(held, None) as cursor:
            if updatable:
                cursor.execute(f'update "{table}" set "{updatable[0]}" = "{updatable[0]}"')
                assert cursor.rowcount <= 1  # their own row, never the victim's
            for statement in (f'delete from "{table}"', f'update "{table}" set scope_id = scope_id'):
                with pytest.raises(ProgrammingError), transaction.atomic():
                    cursor.execute(statement)
