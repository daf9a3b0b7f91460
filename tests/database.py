"""A throw-away PostgreSQL for the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from psycopg.conninfo import make_conninfo

from quartier.core.kit.server.embedded import Server
from quartier.core.registry import rights

SQL = Path(settings.QUARTIER_OPEN_TABLES).parent.parent / "core" / "registry" / "sql"
TEMPLATE = "quartier_template"
TEST_ROLES = """
do $$ begin
  if not exists (select from pg_roles where rolname = 'quartier_fixture') then
    create role quartier_fixture nologin bypassrls;
    grant pg_read_all_data, pg_write_all_data to quartier_fixture;
    create role quartier_test login;
    grant quartier_app, quartier_signin to quartier_test with inherit true, set true;
    grant quartier_fixture to quartier_test with inherit false, set true;
  end if;
end $$;
"""


class Database:
    """One server, one migrated template, any number of copies."""

    def __init__(self, root: Path) -> None:
        self.server = Server(root)
        self.copies = 0
        self.copy_name = ""

    def start(self) -> None:
        self.server.ensure(fast_and_unsafe=True)

    def stop(self) -> None:
        self.server.remove()

    def address(self, role: str, database: str) -> str:
        return make_conninfo(**self.server.address(role, database))

    def superuser(self, database: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(self.address("postgres", database), autocommit=True)

    def migrate(self) -> None:
        """Make the template and a copy of it for the default lane."""
        with self.superuser() as connection:
            connection.execute((SQL / "roles.sql").read_text())
            connection.execute(TEST_ROLES)
            connection.execute(f"create database {TEMPLATE} owner quartier_owner")
        with self.superuser(TEMPLATE) as connection:
            connection.execute((SQL / "database.sql").read_text())
            connection.execute(f"grant connect on database {TEMPLATE} to quartier_test")
        self._point(TEMPLATE, aliases=("owner",))
        call_command("migrate", database="owner", verbosity=0)
        with connections["owner"].cursor() as cursor:
            rights.apply(cursor)
        connections["owner"].close()
        with self.superuser(TEMPLATE) as connection:
            connection.execute("grant usage on schema registry to quartier_fixture")
            connection.execute("grant execute on all functions in schema registry to quartier_fixture")
        self._copy("quartier")
        self._point("quartier", aliases=("owner",))

    def _copy(self, name: str) -> None:
        with self.superuser() as connection:
            connection.execute(
                f"create database {name} template {TEMPLATE} owner quartier_owner strategy file_copy"
            )
        with self.superuser(name) as connection:
            connection.execute((SQL / "database.sql").read_text())
            connection.execute(f"grant connect on database {name} to quartier_test")

    def _point(self, name: str, *, aliases: tuple[str, ...], user: str | None = None) -> None:
        for alias in aliases:
            connections[alias].close()
            chosen = connections[alias].settings_dict
            chosen["NAME"] = name
            chosen["OPTIONS"].pop("pool", None)
            chosen["CONN_HEALTH_CHECKS"] = False
            if user:
                chosen["USER"] = user

    @contextmanager
    def one_connection(self) -> Iterator[None]:
        """All aliases on one connection of `quartier_test`, so that one transaction holds everything."""
        self._point("quartier", aliases=("default",), user="quartier_test")
        before = {alias: connections[alias] for alias in ("signin", "owner")}
        for alias in before:
            connections[alias] = connections["default"]
        try:
            yield
        finally:
            connections["default"].close()
            for alias, connection in before.items():
                connections[alias] = connection

    @contextmanager
    def preparing(self) -> Iterator[None]:
        """Within `own_copy`: write rows outside the lock and commit them."""
        name, user = self.copy_name, "quartier_test"
        self._point(name, aliases=("default",), user=user)
        before = connections["signin"]
        connections["signin"] = connections["default"]
        try:
            with transaction.atomic(), connections["default"].cursor() as cursor:
                cursor.execute("set local role quartier_fixture")
                yield
        finally:
            connections["signin"] = before
            self._point(name, aliases=("default",), user="quartier_app")

    @contextmanager
    def own_copy(self) -> Iterator[str]:
        self.copies += 1
        name = self.copy_name = f"quartier_copy_{self.copies}"
        self._copy(name)
        for alias, user in (
            ("default", "quartier_app"),
            ("signin", "quartier_signin"),
            ("sequencer", "quartier_sequencer"),
            ("owner", "quartier_owner"),
        ):
            self._point(name, aliases=(alias,), user=user)
        try:
            yield name
        finally:
            connections.close_all()
            with self.superuser() as connection:
                connection.execute(f"drop database {name} with (force)")
            for alias in ("default", "signin", "sequencer", "owner"):
                self._point("quartier", aliases=(alias,))
