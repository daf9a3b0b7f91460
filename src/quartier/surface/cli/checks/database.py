"""The database: can each role come in, is it the version we need, has somebody changed a role's own settings."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from quartier.core.kit.errors import Surroundings

from .. import surroundings
from ..words import gettext as _
from .finding import Finding, ok, warning, wrong

LOGINS = ("application", "signin", "sequencer", "owner", "backup")
OLDEST = 180000  # server_version_num
DRIFT = 2.0  # seconds between our clock and the database's
# What setup gives each role, exactly. A role may change its own defaults, and they would stay.
ROLE_SETTINGS = {
    "quartier_app": {"track_activities=off", "max_parallel_workers_per_gather=0"},
    "quartier_signin": {"track_activities=off"},
}
# name: (superuser, createrole, createdb, bypassrls, login)
ATTRIBUTES = {
    "quartier_owner": (False, False, False, False, True),
    "quartier_app": (False, False, False, False, True),
    "quartier_signin": (False, False, False, False, True),
    "quartier_sequencer": (False, False, False, False, True),
    "quartier_backup": (False, False, False, True, True),
    "quartier_keeper": (False, False, False, False, False),
    "quartier_cell": (False, False, False, False, False),
    "quartier_party": (False, False, False, False, False),
}


def reachable() -> Iterator[Finding]:
    """Each login role comes in, and no other way than by its own address."""
    import psycopg

    for role in LOGINS:
        try:
            with surroundings.connect(role) as connection:
                row = connection.execute("select current_user, current_database()").fetchone() or ("", "")
            yield ok(
                f"database.{role}", _("%(role)s comes in to %(name)s") % {"role": row[0], "name": row[1]}
            )
        except psycopg.OperationalError as error:
            reason = str(error).splitlines()[-1] if str(error) else type(error).__name__
            yield wrong(
                f"database.{role}",
                _("The role cannot come in: %(reason)s") % {"reason": reason},
                _("Run “quartier migrate”; with a server of your own, see DATABASE_URL and pg_hba.conf."),
            )


def server() -> Iterator[Finding]:
    """Version, encoding, and whether the server promises that what is committed stays."""
    with surroundings.connect("owner") as connection:
        number = int(_show(connection, "server_version_num"))
        encoding, careful = _show(connection, "server_encoding"), _show(connection, "fsync")
        row = connection.execute("select clock_timestamp()").fetchone()
    text = _("PostgreSQL %(major)s.%(minor)s, %(encoding)s") % {
        "major": number // 10000, "minor": number % 10000, "encoding": encoding,
    }  # fmt: skip
    if number < OLDEST or encoding != "UTF8":
        yield wrong("database.version", text, _("PostgreSQL 18 or newer with UTF8 is needed."))
    else:
        yield ok("database.version", text)
    if careful != "on":
        yield wrong("database.fsync", _("fsync is off: a power cut destroys data."), _("Set fsync = on."))
    apart = abs((row[0] - datetime.now(UTC)).total_seconds()) if row else 0.0
    words = _("The database's clock is %(seconds).1f s from ours") % {"seconds": apart}
    yield (
        wrong("clock.database", words, _("Synchronise both clocks."))
        if apart > DRIFT
        else ok("clock.database", words)
    )


def roles() -> Iterator[Finding]:
    """Attributes and own settings of the roles are what setup made them."""
    with surroundings.connect("owner") as connection:
        found = {
            name: tuple(rest)
            for name, *rest in connection.execute(
                "select rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolcanlogin "
                "from pg_roles where starts_with(rolname, 'quartier_')"
            ).fetchall()
        }
        own = connection.execute(
            "select r.rolname, s.setconfig from pg_db_role_setting s join pg_roles r on r.oid = s.setrole "
            "where starts_with(r.rolname, 'quartier_')"
        ).fetchall()
    held: dict[str, set[str]] = {}
    for name, config in own:
        held.setdefault(name, set()).update(config)
    bad = [name for name, wanted in ATTRIBUTES.items() if found.get(name) != wanted]
    bad += [name for name in found if held.get(name, set()) != ROLE_SETTINGS.get(name, set())]
    if bad:
        yield wrong(
            "database.roles",
            _("Not as setup made them: %(names)s") % {"names": ", ".join(sorted(set(bad)))},
            _("Find out who changed them (\\drds in psql), then run “quartier migrate”."),
        )
    else:
        yield ok("database.roles", _("Roles and their settings are as setup made them."))


def migrations() -> Iterator[Finding]:
    from .. import migrate

    try:
        migrate.demand_current()
    except Surroundings:
        yield wrong(
            "database.migrations", _("The database is older than the program."), _("Run “quartier migrate”.")
        )
    else:
        yield ok("database.migrations", _("The database stands at this version."))


def lock() -> Iterator[Finding]:
    """Every table is behind the lock, or excused with a reason; none differs from what its model says."""
    from django.db import connections

    from quartier.core.registry import catalogue

    with connections["owner"].cursor() as cursor:
        tables = list(catalogue.tables(cursor))
    faulty = [f"{table.name}: {table.fault}" for table in tables if table.fault]
    if faulty:
        yield wrong(
            "lock", "; ".join(faulty), _("Do not serve before this is understood: a table stands open.")
        )
    else:
        yield ok(
            "lock", _("%(tables)s tables are locked or excused with a reason.") % {"tables": len(tables)}
        )


def queue() -> Iterator[Finding]:
    """Whether somebody works on jobs, and whether any failed."""
    import psycopg

    with surroundings.connect("application") as connection:
        try:
            row = connection.execute(
                "select count(*) filter (where status = 'failed'), "
                "count(*) filter (where status = 'todo' and coalesce(scheduled_at, now()) <= now()), "
                "(select max(last_heartbeat) from queue.procrastinate_workers) from queue.procrastinate_jobs"
            ).fetchone() or (0, 0, None)
        except psycopg.Error:
            yield wrong("queue", _("The queue of jobs is missing."), _("Run “quartier migrate”."))
            return
    failed, waiting, seen = row
    text = _("%(waiting)s jobs wait, %(failed)s failed") % {"waiting": waiting, "failed": failed}
    if seen is None or (datetime.now(UTC) - seen).total_seconds() > 90:
        yield warning("queue", text, _("Nobody works on jobs: run “quartier serve” or “quartier jobs work”."))
    elif failed:
        yield warning("queue", text, _("Look for “failed” in the log."))
    else:
        yield ok("queue", text)


def _show(connection: Any, name: str) -> str:
    return str(connection.execute(f"show {name}").fetchone()[0])
