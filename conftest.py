"""The database of the tests: a throw-away server, migrated once, and a transaction for each test.

Default lane: one connection serves every alias. It logs in as `quartier_test`, a member of the application's and the
sign-in role, so that the lock is in force; `as_fixture()` steps outside it to prepare rows. Everything is rolled back.
Attack lane (`real_logins`): a database of its own with the logins of production and committed data.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from tests.database import Database


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    """The throw-away server with one migrated database, from which others are cloned."""
    held = Database(settings.QUARTIER_ENV.data / "postgres")
    held.start()
    try:
        yield held
    finally:
        connections.close_all()
        held.stop()


@pytest.fixture(scope="session")
def django_db_setup(database: Database, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        database.migrate()
    yield


@pytest.fixture
def _django_db_helper(django_db_setup: None, database: Database, django_db_blocker: Any) -> Iterator[None]:
    """What `db` and the mark `django_db` mean here: one transaction on one connection, rolled back."""
    with django_db_blocker.unblock(), database.one_connection(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def real_logins(database: Database, django_db_setup: None, django_db_blocker: Any) -> Iterator[Database]:
    """A fresh database with the roles of production; what is written is committed and dropped with it."""
    with django_db_blocker.unblock(), database.own_copy():
        yield database


@contextmanager
def _as_fixture() -> Iterator[None]:
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        yield
        cursor.execute("reset role")


@pytest.fixture
def as_fixture() -> Any:
    """`with as_fixture():` steps outside the lock, within the test's transaction."""
    return _as_fixture
