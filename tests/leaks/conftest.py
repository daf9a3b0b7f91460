"""A committed town with two organisations, and raw connections with the application's login."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from quartier.core.registry import actions, lock
from quartier.core.registry.visits import VisitKind
from tests import factories


@dataclass
class Town:
    """Ids only: the rows are committed in the copy."""

    victim: UUID
    foreign: UUID
    resident: UUID
    scope: int
    other_scope: int
    box: int
    record: UUID
    lodged: UUID
    database: Any

    def token(self, account: UUID, lasts: timedelta = timedelta(minutes=5)) -> str:
        return lock.open_visit(account=account, kind=VisitKind.ACCOUNT, lasts=lasts)


@pytest.fixture(scope="module")
def committed(database: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """One copy for a module whose tests change nothing that the others look at."""
    with django_db_blocker.unblock(), database.own_copy():
        yield database


@pytest.fixture(scope="module")
def town(committed: Any) -> Town:
    with committed.preparing():
        root = factories.area(kind="hromada", lo=0, hi=100)
        police, council = factories.organisation(), factories.organisation(kind="municipality")
        victim = factories.staff(area=root, organisation=police)
        foreign = factories.staff(area=root, organisation=council)
        resident = factories.account().id
        scope = factories.scope(area=root, organisation=police)
        other = factories.scope(area=root, organisation=council)
        box = factories.scope(area=root, organisation=council, secrecy=2)
        with lock.connections["default"].cursor() as cursor:
            cursor.execute(
                "insert into registry.drop_box values ('public.registry_subject'::regclass, %s)", [box]
            )
    with lock.as_account(victim) as visit:
        record = actions.open_record(kind="test.note", scope=scope, by=visit, at=visit.now).id
    with lock.as_account(resident) as visit:
        lodged = actions.open_record(kind="test.note", scope=box, by=visit, at=visit.now).id
    return Town(victim, foreign, resident, scope, other, box, record, lodged, committed)


@pytest.fixture
def raw(town: Town) -> Iterator[psycopg.Connection[Any]]:
    """Arbitrary SQL with the application's login: what an injection would have."""
    address = town.database.address("quartier_app", town.database.copy_name)
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection
