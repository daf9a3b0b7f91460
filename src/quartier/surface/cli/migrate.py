"""Bring roles, database, tables and rights to this version. Safe to repeat, safe to interrupt."""

from pathlib import Path
from typing import Annotated, Any

import typer

from quartier.core.kit.errors import Surroundings

from . import output, surroundings
from .options import Json, verb, with_example
from .words import gettext as _

app = verb()
SQL = Path(__file__).resolve().parents[2] / "core" / "registry" / "sql"
# Two commands at once: the second waits. Any number will do, as long as nobody else uses it.
ADVISORY_LOCK = 7_208_221_405


@app.command(help=with_example(_("Bring the database to this version."), "quartier migrate"))
def migrate(
    sql: Annotated[
        bool, typer.Option("--sql", help=_("Only print what a superuser must run beforehand."))
    ] = False,
    json: Json = False,
) -> None:
    if sql:
        output.line(privileged_statements())
        return
    result = run()
    if json:
        output.answer(result)
    else:
        output.say(_("The database stands at this version: %(applied)s migrations applied now.") % result)


def privileged_statements() -> str:
    """Roles and rights on the database: what only a superuser may do, as text for an administrator."""
    return "\n".join((SQL / name).read_text(encoding="utf-8") for name in ("roles.sql", "database.sql"))


def run() -> dict[str, Any]:
    """Everything: start, roles, database, migrations, rights. Says how many migrations ran."""
    surroundings.ensure_server()
    prepare_database()
    surroundings.django_ready(start=False)
    from django.db import connections

    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [ADVISORY_LOCK])
    try:
        applied = _migrations(owner)
        return {"applied": applied, "absent": _rights(owner)}
    finally:
        owner.close()


def prepare_database() -> None:
    """As superuser: roles, the database, rights on it. Without a superuser, see that somebody did it."""
    import psycopg

    name = database_name()
    try:
        with surroundings.connect("superuser", "postgres") as connection:
            # Roles and rights belong to the whole server: two commands at once would trip over each other.
            connection.execute("select pg_advisory_lock(%s)", [ADVISORY_LOCK])
            _make(connection, name)
            with surroundings.connect("superuser", name) as inside:
                inside.execute(text("database.sql"))
    except psycopg.OperationalError:
        if surroundings.server() is not None:
            raise
        _demand_roles(name)


def database_name() -> str:
    """The name of the installation's database, as the application's address says it."""
    from quartier.surface.settings.databases import address

    return address(surroundings.env(), "application").get("dbname", "quartier")


def _make(connection: Any, name: str) -> None:
    from psycopg import sql

    connection.execute(text("roles.sql"))
    found = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
    if found is None:
        connection.execute(sql.SQL("create database {} owner quartier_owner").format(sql.Identifier(name)))


def _demand_roles(name: str) -> None:
    import psycopg

    try:
        surroundings.connect("owner", name).close()
    except psycopg.OperationalError as error:
        raise Surroundings("roles_missing_ask_superuser", said=[str(error).splitlines()[0]]) from error


def _migrations(owner: Any) -> int:
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(owner)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with output.progress(_("Migrations"), total=len(plan)) as advance:
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        advance(len(plan))
    return len(plan)


def _rights(owner: Any) -> list[str]:
    from quartier.core.registry import rights

    with owner.cursor() as cursor:
        return list(rights.apply(cursor))


def text(name: str) -> Any:
    """One of the scripts that a superuser runs."""
    return (SQL / name).read_text(encoding="utf-8")


def demand_current() -> None:
    """Refuse to serve over a database of another version: half of the pages would break in odd ways."""
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    owner = connections["owner"]
    try:
        executor = MigrationExecutor(owner)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Surroundings("not_migrated") from error
    finally:
        owner.close()
    if waiting:
        raise Surroundings("not_migrated")
