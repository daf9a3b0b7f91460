"""What the lock costs at a million Subjects, beside the same queries on the same rows without it.

    python -m bench.lock_cost [SUBJECTS]

Makes a throw-away server and database, half of all rows with one organisation, 80 beats × 10 organisations × 3 secrecies.
Variants are interleaved run by run. Prints milliseconds: least, median, greatest.
"""

import os
import sys
import tempfile
import time
from typing import Any

os.environ["QUARTIER_DATA"] = tempfile.mkdtemp(prefix="quartier-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "quartier.surface.settings.test"

import django

django.setup()

import psycopg
from django.conf import settings
from tests.database import Database

from bench import machine
from quartier.core.registry.records import Locked

RUNS = 25
BEATS, ORGANISATIONS, SECRECIES = 80, 10, 3
WORLD = f"""
insert into territory_area (id, parent_id, root_id, slug, kind, country, code, names, lo, hi, time_zone, crs, language,
    languages, danger_numbers, in_charge, attribution, licence, updated_at)
  select n, case when n = 0 then null else 0 end, 0, 'a' || n, 'beat', 'UA', n::text, '{{}}', n * 10,
    case when n = 0 then 100000 else n * 10 + 9 end, 'Europe/Kyiv', '', 'uk', '[]', '[]', '{{}}', '', '', now()
    from generate_series(0, {BEATS}) n;
insert into accounts_organisation (id, slug, kind, names, note) select n, 'o' || n, 'police', '{{}}', '' from generate_series(1, {ORGANISATIONS}) n;
insert into registry_scope (id, area_id, organisation_id, compartment, secrecy)
  select row_number() over (), a, o, 'general', s
    from generate_series(1, {BEATS}) a, generate_series(1, {ORGANISATIONS}) o, generate_series(0, {SECRECIES - 1}) s;
"""
FILL = """
insert into registry_subject (id, tag, kind, scope_id, data_law, recorded_at)
  select gen_random_uuid(), left(replace(gen_random_uuid()::text, '-', ''), 26), 'bench.note',
    (select (((n * 7919) %% 80) * 30 + (case when n %% 2 = 0 then 0 else (n * 31) %% 10 end) * 3 + n %% 3) + 1)::int,
    'GDPR', now() - (n %% 700000) * interval '1 minute'
  from generate_series(1, %s::bigint) n;
create table bench_note (id uuid primary key, scope_id int not null, occurred_at timestamptz not null, kind smallint not null);
insert into bench_note select id, scope_id, recorded_at, (abs(hashtext(tag)) %% 12) from registry_subject;
create table bench_free as select * from bench_note;
alter table bench_free add primary key (id);
"""
INDEXES = """
create index on {table} (occurred_at desc, scope_id) include (kind);
create index on {table} (kind, occurred_at desc, scope_id);
create index on {table} (scope_id, occurred_at desc);
"""
QUERIES = {
    "one record": "select * from {table} where id = %(id)s",
    "newest 50": "select * from {table} order by occurred_at desc limit 50",
    "newest 50 of a kind": "select * from {table} where kind = 3 order by occurred_at desc limit 50",
    "count what is visible": "select count(*) from {table}",
    "90 days by kind": "select kind, count(*) from {table} where occurred_at > now() - interval '90 days' group by kind",
}
PEOPLE = {"beat": 1, "chief": 0}


def fill(database: Database, subjects: int) -> None:
    with database.superuser(database.copy_name) as connection:
        connection.execute(WORLD)
        connection.execute(psycopg.ClientCursor(connection).mogrify(FILL, [subjects]))
        connection.execute("alter table bench_note owner to quartier_owner")
        for table in ("bench_note", "bench_free"):
            connection.execute(INDEXES.format(table=table))
        for statement in Locked(name="bench").statements("bench_note"):
            connection.execute(statement)
        connection.execute("grant select on bench_free to quartier_app")
        for person, area in PEOPLE.items():
            grants(connection, person, area)
        connection.execute("vacuum analyze")


def grants(connection: Any, person: str, area: int) -> None:
    connection.execute(
        "insert into accounts_account (id, password, kind, email, display_name, language, is_active, created_at, organisation_id) "
        "values (gen_random_uuid(), '', 'person', %s, %s, 'uk', true, now(), 1)",
        [f"{person}@town.example", person],
    )
    connection.execute(
        "insert into accounts_grant (id, account_id, role, area_id, organisation_id, compartments, secrecy, starts_at, given_at, "
        "reason, end_reason) select gen_random_uuid(), id, 'police_officer', %s, 1, '{general}', 3, now(), now(), '', '' "
        "from accounts_account where email = %s",
        [area, f"{person}@town.example"],
    )
    connection.execute(
        "select registry.open_visit(sha256(convert_to(%s, 'UTF8')), 1::smallint, id, now() + interval '1 day') "
        "from accounts_account where email = %s",
        [person, f"{person}@town.example"],
    )


def measure(database: Database, person: str) -> dict[str, Any]:
    """Milliseconds of each query, with the lock (entered visit) and without, by turns."""
    address = database.address("quartier_app", database.copy_name)
    with psycopg.connect(
        address, autocommit=True, options="-c max_parallel_workers_per_gather=0"
    ) as connection:
        with connection.transaction():
            connection.execute("select registry.enter(%s)", [person])
            row = connection.execute("select id from bench_note order by occurred_at desc limit 1").fetchone()
        measured = {}
        for name, query in QUERIES.items():
            values: dict[str, list[float]] = {"bench_note": [], "bench_free": []}
            for _ in range(RUNS):
                for table in values:
                    values[table].append(once(connection, person, query.format(table=table), {"id": row[0]}))
            locked, free = (machine.summary(values[table]) for table in ("bench_note", "bench_free"))
            measured[name] = {
                "locked_ms": locked,
                "free_ms": free,
                "ratio": round(locked["median"] / free["median"], 2),
            }
        measured["entering_ms"] = machine.summary([entering(connection, person) for _ in range(RUNS * 4)])
        return measured


def once(connection: Any, person: str, query: str, parameters: dict[str, Any]) -> float:
    with connection.transaction():
        connection.execute("select registry.enter(%s)", [person])
        if "bench_note" in query:
            connection.execute("set local role quartier_cell")
        start = time.perf_counter()
        connection.execute(query, parameters).fetchall()
        return (time.perf_counter() - start) * 1000


def entering(connection: Any, person: str) -> float:
    with connection.transaction():
        start = time.perf_counter()
        connection.execute("select registry.enter(%s)", [person])
        return (time.perf_counter() - start) * 1000


def main() -> None:
    subjects = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    database = Database(settings.QUARTIER_ENV.data / "postgres")
    database.start()
    try:
        database.migrate()
        with database.own_copy():
            fill(database, subjects)
            with database.superuser(database.copy_name) as connection:
                version = connection.execute("show server_version").fetchone()[0]
            result = {"subjects": subjects} | {person: measure(database, person) for person in PEOPLE}
        machine.write(
            "lock_cost", versions={"postgresql": version, "psycopg": psycopg.__version__}, result=result
        )
    finally:
        database.server.remove()


if __name__ == "__main__":
    main()
