"""`quartier restore`: beside the database, compared, and only then in its place."""

import secrets
from pathlib import Path
from typing import Annotated, Any

import typer

from quartier.core.kit.errors import Conflict

from . import output
from .options import Json, verb, with_example
from .words import gettext as _

app = verb()
# A half-restored database carries this name until it is compared; the next restore removes what was killed.
BESIDE = "quartier_restoring_"


@app.command(help=with_example(_("Bring a backup back."), "quartier restore monday.quartier --replace"))
def restore(
    file: Annotated[Path, typer.Argument(exists=True, readable=True, help=_("The backup."))],
    replace: Annotated[bool, typer.Option("--replace", help=_("Put it in place of what is there."))] = False,
    json: Json = False,
) -> None:
    from . import dump, dump_files, migrate, surroundings

    surroundings.ensure_server()
    name = migrate.database_name()
    with dump.opened(file.absolute()) as (manifest, archive):
        if not replace:
            refuse_to_replace(name)
        files = dump_files.bring_back(file.absolute())  # before the rows that name them
        result = bring_back(manifest, archive, name, replace=replace) | {"files": files}
        dump_files.clear()
    report(result, json=json)


def refuse_to_replace(name: str) -> None:
    from . import surroundings

    with surroundings.connect("superuser", "postgres") as connection:
        if exists(connection, name):
            raise Conflict("database_exists", name=name)


def bring_back(manifest: dict[str, Any], archive: Path, name: str, *, replace: bool) -> dict[str, Any]:
    """Restore beside `name`, compare, rename. The old database is untouched until the counts agree."""
    from . import migrate, surroundings

    with surroundings.connect("superuser", "postgres") as connection:
        if exists(connection, name) and not replace:
            raise Conflict("database_exists", name=name)
        connection.execute(migrate.text("roles.sql"))
        sweep(connection)
        beside = BESIDE + secrets.token_hex(4)
        try:
            differences = fill(connection, beside, manifest, archive)
            again = 0
            if not differences:
                again = erase_again(erasures(name) if exists(connection, name) else [], beside)
                swap(connection, beside, name)
        finally:
            drop(connection, beside)
    return {"tables": len(manifest["counts"]), "rows": sum(manifest["counts"].values()),
            "made_at": manifest["made_at"], "erased_again": again, "differences": differences}  # fmt: skip


def fill(connection: Any, beside: str, manifest: dict[str, Any], archive: Path) -> list[dict[str, Any]]:
    """Make the new database, and say in which tables it differs from the manifest."""
    from psycopg import sql

    from . import dump, migrate, surroundings

    connection.execute(sql.SQL("create database {} owner quartier_owner").format(sql.Identifier(beside)))
    dump.run(
        "pg_restore", f"--dbname={surroundings.conninfo('superuser', beside)}", "--exit-on-error",
        "--single-transaction", str(archive),
    )  # fmt: skip
    with surroundings.connect("superuser", beside) as there:
        there.execute(migrate.text("database.sql"))
        there.execute("select registry.make_mac_key()")
        there.execute("analyze")
        now = dump.counts(there)
    before = manifest["counts"]
    return [
        {"table": table, "backup": before.get(table), "restored": now.get(table)}
        for table in sorted(set(before) | set(now))
        if before.get(table) != now.get(table)
    ]


def erasures(name: str) -> list[tuple[Any, str, Any]]:
    """What was lawfully erased in the database that is about to go, with ground and time."""
    from . import surroundings

    with surroundings.connect("superuser", name) as old:
        if old.execute("select to_regclass('registry.erasure')").fetchone() == (None,):
            return []
        return old.execute("select subject, ground, at from registry.erasure order by at").fetchall()


def erase_again(known: list[tuple[Any, str, Any]], beside: str) -> int:
    """A backup must not bring back what a person had a right to have erased. All of it or nothing."""
    from . import surroundings

    with surroundings.connect("superuser", beside) as there, there.transaction():
        found = [there.execute("select registry.erase_again(%s, %s, %s)", row).fetchone() for row in known]
    return sum(1 for row in found if row and row[0])


def swap(connection: Any, beside: str, name: str) -> None:
    """Two renames; between them, and if we are killed there, the old database stands under a name that says so."""
    from psycopg import sql

    old = f"{name}_before_{secrets.token_hex(4)}"
    had = exists(connection, name)
    if had:
        _close(connection, name)
        connection.execute(
            sql.SQL("alter database {} rename to {}").format(*map(sql.Identifier, (name, old)))
        )
    connection.execute(sql.SQL("alter database {} rename to {}").format(*map(sql.Identifier, (beside, name))))
    if had:
        drop(connection, old)


def report(result: dict[str, Any], *, json: bool) -> None:
    if json:
        output.answer(result)
    elif not result["differences"]:
        words = _("Restored: %(tables)s tables, %(rows)s rows, the same as when the backup was made.")
        output.say(words % result)
        if result["erased_again"]:
            output.say(_("Erased again, as since the backup: %(erased_again)s records.") % result)
    for difference in [] if json else result["differences"]:
        output.say(_("%(table)s: %(backup)s rows in the backup, %(restored)s restored") % difference)
    if result["differences"]:
        raise Conflict("counts_differ", tables=len(result["differences"]))


def exists(connection: Any, name: str) -> bool:
    return connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def sweep(connection: Any) -> None:
    """Remove what a killed restore left behind."""
    rows = connection.execute("select datname from pg_database where starts_with(datname, %s)", [BESIDE])
    for (name,) in rows.fetchall():
        drop(connection, name)


def drop(connection: Any, name: str) -> None:
    from psycopg import sql

    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _close(connection: Any, name: str) -> None:
    """Nobody may be inside while the name changes; whoever was gets a moment's 503."""
    connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()",
        [name],
    )
