"""Arbitrary SQL with the application's login: what was tried against the lock, and must go on failing.

Each attack first shows that the rightful visit sees the row, else it could not fail.
"""

from datetime import timedelta

import psycopg
import pytest
from psycopg import errors

from quartier.core.kit.ids import uuid7
from quartier.core.registry import lock
from quartier.core.registry.backend.base import NobodyEntered

pytestmark = [pytest.mark.database, pytest.mark.attack]
COUNT = "select count(*) from registry_subject"


def count(connection):
    return connection.execute(COUNT).fetchone()[0]


def ticket(connection):
    return connection.execute("select current_setting('quartier.ticket', true)").fetchone()[0]


def enter(connection, token):
    connection.execute("select registry.enter(%s)", [token])


def hold(connection, value):
    connection.execute("select set_config('quartier.ticket', %s, true)", [value])


def test_the_rightful_visit_sees_and_nobody_else(town, raw):
    assert count(raw) == 0
    for who, seen in ((town.victim, 1), (town.foreign, 1), (town.resident, 1)):
        with raw.transaction():
            enter(raw, town.token(who))
            assert count(raw) == seen
    with raw.transaction():
        enter(raw, town.token(town.foreign))
        assert raw.execute("select id from registry_subject").fetchall() == [(town.lodged,)]


def test_forged_altered_and_malformed_tickets(town, raw):
    with raw.transaction():
        enter(raw, town.token(town.victim))
        good = ticket(raw)
    body, mac = good[:-65], good[-64:]
    parts = body.split("|")
    attempts = [
        good,  # of an earlier transaction
        body + "|" + "0" * 64,
        "|".join([parts[0], "1", *parts[2:]]) + "|" + mac,
        f"0|1||{town.scope}|" + mac,
        "x" * 100,
        "|" * 70,
        "",
        "{1,2,3}|" + "a" * 64,
    ]
    for attempt in attempts:
        with raw.transaction():
            hold(raw, attempt)
            assert count(raw) == 0


def test_a_ticket_is_worth_nothing_on_another_connection_or_after_commit(town, raw):
    with raw.transaction():
        enter(raw, town.token(town.victim))
        held = ticket(raw)
        with psycopg.connect(raw.info.dsn, autocommit=True) as other:
            other.execute("select set_config('quartier.ticket', %s, false)", [held])
            assert count(other) == 0
        raw.execute("select set_config('quartier.ticket', %s, false)", [held])
        assert count(raw) == 1
    assert count(raw) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "select * from registry.mac_key",
        "select * from registry.visit",
        "select * from registry.reach",
        "select * from registry.party",
        "select * from registry.share",
        "select * from registry.look",
        "select * from registry.words",
        "insert into registry.party values (gen_random_uuid(), gen_random_uuid(), 'lodger')",
        "update registry.clock set ahead = '1 day'",
        "insert into registry.clock (ahead) values ('1 day')",
        "select registry.open_visit('\\x00'::bytea, 1::smallint, gen_random_uuid(), now())",
        "select registry.close_visits(gen_random_uuid())",
        "select registry.refresh(1)",
        "select registry.mac('x')",
        "select registry.ticket()",
        "select registry.enter_owner('because', '{1}')",
        "select registry.wipe(gen_random_uuid())",
        "select registry.erase_again(gen_random_uuid(), 'x', now())",
        "select registry.remember_reach('{1,2,3}')",
        "select * from accounts_account",
        "select * from accounts_grant",
        "select * from accounts_apikey",
        "select * from django_session",
        "insert into accounts_grant default values",
        "set role quartier_owner",
        "set role quartier_keeper",
        "set role quartier_signin",
        "set role quartier_backup",
        "set session authorization quartier_owner",
        "set session_replication_role = replica",
        "alter table registry_subject disable row level security",
        "alter table registry_subject disable trigger all",
        "truncate registry_subject",
        "delete from registry_subject",
        "update registry_subject set scope_id = scope_id",
        "update registry_subject set erased_at = now()",
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "create function mine() returns int language sql as 'select 1'",
        "create extension hstore",
        "copy (select 1) to program 'true'",
        "copy (select 1) to '/tmp/x'",
        "select pg_read_file('/etc/passwd')",
        "select lo_create(0)",
        "select lo_from_bytea(0, '\\x00')",
        "alter role quartier_app bypassrls",
        "alter role quartier_app superuser",
        "alter role quartier_app set track_activities = on",
        "grant quartier_owner to quartier_app",
        "select pg_stat_get_xact_tuples_fetched(1)",
        "prepare transaction 'x'",
    ],
)
def test_what_the_application_may_not_do(town, raw, statement):
    with pytest.raises(psycopg.Error) as refusal, raw.transaction():
        enter(raw, town.token(town.victim))
        raw.execute(statement)
    assert refusal.value.sqlstate in {"42501", "55000", "0A000", "42P17"}, refusal.value


def test_row_security_off_is_an_error_not_a_view(town, raw):
    with pytest.raises(errors.InsufficientPrivilege), raw.transaction():
        raw.execute("set local row_security = off")
        count(raw)


def test_choosing_a_capacity_never_widens(town, raw):
    for role in ("quartier_cell", "quartier_party", "quartier_app"):
        with raw.transaction():
            raw.execute(f"set local role {role}")
            assert count(raw) == 0
    with raw.transaction():
        enter(raw, town.token(town.resident))
        raw.execute("set local role quartier_cell")
        assert count(raw) == 0


def test_samples_physical_addresses_and_joins_show_nothing_hidden(town, raw):
    for probe in (
        "select id from registry_subject tablesample system (100)",
        "select id from registry_subject where ctid = '(0,1)' or ctid = '(0,2)'",
        "select s.id from registry_subject s join registry_scope c on c.id = s.scope_id",
    ):
        with raw.transaction():
            enter(raw, town.token(town.resident))
            assert set(raw.execute(probe).fetchall()) <= {(town.lodged,)}


def test_a_forced_error_is_never_reached_on_hidden_rows(town, raw):
    for probe in (
        "select 1 / (case when kind = 'test.note' then 0 else 1 end) from registry_subject",
        "select kind::int from registry_subject",
    ):
        assert raw.execute(probe).fetchall() == []
        with (
            pytest.raises(psycopg.Error),
            raw.transaction(),
        ):  # whoever sees the row gets the error: the probe works
            enter(raw, town.token(town.victim))
            raw.execute(probe)


def test_copy_out_gives_the_visible_rows_and_copy_in_is_refused(town, raw):
    with raw.transaction():
        enter(raw, town.token(town.victim))
        with raw.cursor().copy("copy registry_subject (id) to stdout") as out:
            assert b"".join(out).decode().split() == [str(town.record)]
    with pytest.raises(psycopg.Error), raw.transaction():
        enter(raw, town.token(town.victim))
        with raw.cursor().copy("copy registry_subject (id) from stdin") as inward:
            inward.write(f"{uuid7()}\n")


def test_inserting_into_a_foreign_cell_is_refused(town, raw):
    insert = (
        "insert into registry_subject (id, tag, kind, scope_id, data_law, recorded_at) "
        "values (%s, %s, 'test.note', %s, 'GDPR', now())"
    )
    for who, scope in (
        (town.foreign, town.scope),
        (town.resident, town.scope),
        (town.victim, town.other_scope),
    ):
        with pytest.raises(errors.InsufficientPrivilege), raw.transaction():
            enter(raw, town.token(who))
            raw.execute(insert, [uuid7(), uuid7().hex[:26], scope])


def test_ended_expired_and_unknown_visits_are_visitors(town, raw):
    ended = town.token(town.victim)
    lock.close_visit(ended)
    expired = town.token(town.victim, lasts=timedelta(seconds=-1))
    for token in (ended, expired, lock.new_token(), ""):
        with raw.transaction():
            enter(raw, token)
            assert count(raw) == 0


def test_what_a_transaction_leaves_behind_is_cleaned_from_the_pool(town):
    from quartier.surface.settings.databases import clean

    with psycopg.connect(town.database.address("quartier_app", town.database.copy_name)) as connection:
        enter(connection, town.token(town.victim))
        connection.execute("declare kept cursor with hold for select id from registry_subject")
        connection.execute("set search_path = pg_temp")
        connection.execute("select pg_advisory_lock(7)")
        connection.commit()
        clean(connection)
        assert connection.execute("select count(*) from pg_cursors").fetchone()[0] == 0
        assert (
            connection.execute("select count(*) from pg_locks where locktype = 'advisory'").fetchone()[0] == 0
        )
        assert count(connection) == 0


def test_a_query_outside_a_visit_raises_on_the_application_alias(town, settings):
    from quartier.core.registry.models import Subject

    settings.QUARTIER_GUARD = True
    with pytest.raises(NobodyEntered):
        Subject.objects.count()
    with lock.visit(None):
        assert Subject.objects.count() == 0


def test_an_error_and_a_rollback_leave_no_entry_behind(town):
    from quartier.core.registry.models import Subject

    with pytest.raises(RuntimeError), lock.as_account(town.victim):
        assert Subject.objects.count() == 1
        raise RuntimeError
    with lock.visit(None):
        assert Subject.objects.count() == 0


def test_sign_in_reads_no_record(town):
    address = town.database.address("quartier_signin", town.database.copy_name)
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in (
            COUNT,
            "select registry.enter('')",
            "select registry.visible()",
            "select * from registry.visit",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(statement)
