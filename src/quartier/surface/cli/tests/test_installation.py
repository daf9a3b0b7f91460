"""Migrate, check, back up, restore, serve: and what happens when something breaks in between."""

import os
import signal
import time
from pathlib import Path

import pytest

from quartier.core.files import store
from quartier.core.kit.server import processes

from .conftest import Installation, descendants, made

pytestmark = [pytest.mark.database, pytest.mark.slow]


def test_migrating_again_changes_nothing(installation: Installation) -> None:
    assert installation.run("migrate", "--json")["applied"] == 0


def test_two_migrations_at_once_wait_for_each_other() -> None:
    with made() as fresh:
        both = [fresh.start("migrate", "--json") for _ in range(2)]
        said = [process.communicate(timeout=120) for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        applied = sorted('"applied": 0' in out for out, _ in said)
        assert applied == [False, True]


def test_the_address_is_what_psql_takes(installation: Installation) -> None:
    for role, login in [
        ("application", "quartier_app"),
        ("sign-in", "quartier_signin"),
        ("owner", "quartier_owner"),
    ]:
        found = installation.run("database", "address", "--role", role, "--json")
        assert found["role"] == role
        assert found["address"].startswith(f"postgresql://{login}@/quartier?host=")


def test_the_application_alone_sees_no_credentials(installation: Installation) -> None:
    with pytest.raises(Exception, match="permission denied"):
        installation.ask("select count(*) from accounts_account", role="quartier_app")


def test_check_answers_every_question(installation: Installation) -> None:
    found = {line["subject"]: line["state"] for line in installation.run("check", "--json")["findings"]}
    assert {"settings.hosts", "keys.secret", "disk", "clock", "lock", "queue", "database.roles"} <= set(found)
    assert "wrong" not in found.values()


def test_check_notices_a_role_that_changed_its_own_settings(installation: Installation) -> None:
    import psycopg
    from psycopg.conninfo import make_conninfo

    with psycopg.connect(
        make_conninfo(**installation.server.address("quartier_app")), autocommit=True
    ) as connection:
        connection.execute("alter role current_user set search_path = somewhere")
        try:
            found = installation.run("check", "--json", status=1)
        finally:
            connection.execute("alter role current_user reset search_path")
    wrong = [line for line in found["findings"] if line["state"] == "wrong"]
    assert [line["subject"] for line in wrong] == ["database.roles"]
    assert "quartier_app" in wrong[0]["text"]
    assert wrong[0]["advice"]


def test_check_notices_a_clock_that_went_back(installation: Installation) -> None:
    stamp = installation.data / "clock"
    installation.run("check")
    stamp.write_text(str(time.time() + 3600))
    try:
        found = installation.run("check", "--json", status=1)
    finally:
        stamp.unlink()
    assert [line["subject"] for line in found["findings"] if line["state"] == "wrong"] == ["clock"]


def test_without_a_database_check_says_so_and_what_to_do(installation: Installation) -> None:
    found = installation.run("check", "--json", status=1, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    wrong = [line for line in found["findings"] if line["state"] == "wrong"]
    assert {line["subject"] for line in wrong} == {
        f"database.{r}" for r in ("application", "signin", "sequencer", "owner", "backup")
    }
    assert all("quartier migrate" in line["advice"] for line in wrong)


def test_a_command_without_a_database_ends_with_three(installation: Installation) -> None:
    said = installation.run("migrate", status=3, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert "Traceback" not in said
    assert "--sql" in said


def test_a_backup_comes_back_with_equal_counts(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "monday.quartier"
    before = installation.run("backup", str(file), "--json")["counts"]
    assert before["public.django_migrations"] > 10
    assert file.stat().st_mode & 0o077 == 0
    assert "exists" in installation.run("restore", str(file), status=1)
    installation.ask("create table public.made_since as select 1 as n")
    result = installation.run("restore", str(file), "--replace", "--json")
    assert result["differences"] == []
    assert result["rows"] == sum(before.values())
    assert installation.ask("select to_regclass('public.made_since')") == (None,)
    assert installation.ask("select count(*) from registry.mac_key") == (1,)
    assert installation.ask("select has_database_privilege('quartier_app', 'quartier', 'temporary')") == (
        False,
    )
    assert installation.run("migrate", "--json")["applied"] == 0


PHOTO = b"\xff\xd8\xff the bytes of a photo"


def a_file(installation: Installation) -> Path:
    """A file of a record as rows and bytes, made without the application."""
    digest = store.put(installation.data / "files", PHOTO)
    installation.ask(
        "insert into territory_area (id, root_id, slug, kind, country, code, names, lo, hi, time_zone, crs, language,"
        " languages, danger_numbers, in_charge, attribution, licence, updated_at) values (9, 9, 'there', 'town',"
        " 'UA', '', '{}', 11, 12, 'Europe/Kyiv', 'EPSG:3857', 'uk', '[]', '[]', '{}', '', '', now())"
    )
    installation.ask(
        "insert into accounts_organisation (id, slug, kind, names, note) values (9, 'board', 'council', '{}', '')"
    )
    installation.ask(
        "with s as (insert into registry_scope (area_id, organisation_id, compartment, secrecy) "
        "values (9, 9, 'general', 1) returning id), r as "
        "(insert into registry_subject (id, tag, kind, scope_id, data_law, recorded_at) "
        f"select {FILED}, repeat('1', 26), 'trial', id, 'GDPR', now() from s returning id, scope_id) "
        "insert into files_file (id, subject_id, scope_id, tag, kind, type, sha256, size, clean_sha256, clean_size,"
        " name, description, description_asked, stored_at) select gen_random_uuid(), id, scope_id, repeat('2', 26),"
        f" 'photo', 'image/jpeg', '{digest}', 30, '{digest}', 30, '', '{{}}', false, now() from r"
    )
    return store.path_of(installation.data / "files", digest)


FILED = "'01920000-0000-7000-8000-000000000002'"


def test_files_come_back_with_their_rows_and_stay_erased_where_they_were(
    installation: Installation, tmp_path: Path
) -> None:
    there, file = a_file(installation), tmp_path / "files.quartier"
    manifest = installation.run("backup", str(file), "--json")
    assert manifest["files"] == {"count": 1, "bytes": len(PHOTO), "missing": 0}
    there.unlink()
    assert "exists" in installation.run("restore", str(file), status=1) and not there.exists()
    assert installation.run("restore", str(file), "--replace", "--json")["files"] == 1
    assert there.read_bytes() == PHOTO and there.stat().st_mode & 0o077 == 0
    installation.ask(f"select registry.erase_again({FILED}, 'asked by the person', now())")
    assert installation.run("restore", str(file), "--replace", "--json")["erased_again"] == 1
    assert not there.exists()


def test_what_was_erased_since_the_backup_is_erased_again(installation: Installation, tmp_path: Path) -> None:
    """A record that stands in the backup and was lawfully erased afterwards."""
    record = "'01920000-0000-7000-8000-000000000001'"
    installation.ask(
        "insert into territory_area (id, root_id, slug, kind, country, code, names, lo, hi, time_zone, crs, language,"
        " languages, danger_numbers, in_charge, attribution, licence, updated_at) values (1, 1, 'somewhere', 'town',"
        " 'UA', '', '{}', 1, 2, 'Europe/Kyiv', 'EPSG:3857', 'uk', '[]', '[]', '{}', '', '', now())"
    )
    installation.ask(
        "insert into accounts_organisation (id, slug, kind, names, note) values (1, 'council', 'council', '{}', '')"
    )
    installation.ask(
        "with s as (insert into registry_scope (area_id, organisation_id, compartment, secrecy) "
        "values (1, 1, 'general', 1) returning id) "
        "insert into registry_subject (id, tag, kind, scope_id, data_law, recorded_at) "
        f"select {record}, repeat('0', 26), 'trial', id, 'GDPR', now() from s"
    )
    file = tmp_path / "monday.quartier"
    installation.run("backup", str(file))
    installation.ask(f"select registry.erase_again({record}, 'asked by the person', now())")
    assert installation.run("restore", str(file), "--replace", "--json")["erased_again"] == 1
    assert installation.ask(f"select erased_at is not null from registry_subject where id = {record}") == (
        True,
    )
    assert installation.run("restore", str(file), "--replace", "--json")["erased_again"] == 1


def test_a_backup_never_overwrites(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "monday.quartier"
    file.write_text("mine")
    installation.run("backup", str(file), status=1)
    assert file.read_text() == "mine"


def test_a_damaged_backup_is_refused_before_anything_happens(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "monday.quartier"
    installation.run("backup", str(file))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert "damaged" in installation.run("restore", str(file), "--replace", status=1)
    file.write_bytes(content[: len(content) // 3])
    installation.run("restore", str(file), "--replace", status=1)
    file.write_bytes(b"")
    installation.run("restore", str(file), "--replace", status=1)
    assert installation.run("migrate", "--json")["applied"] == 0


def test_a_killed_restore_leaves_the_old_database_and_the_next_one_cleans_up(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "monday.quartier"
    installation.run("backup", str(file))
    oid = installation.ask("select oid from pg_database where datname = 'quartier'")
    process = installation.start("restore", str(file), "--replace")
    beside = "select count(*) from pg_database where datname like 'quartier_restoring_%'"
    end = time.monotonic() + 60
    while installation.ask(beside, database="postgres") == (0,) and time.monotonic() < end:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert installation.ask("select oid from pg_database where datname = 'quartier'") == oid
    assert installation.run("migrate", "--json")["applied"] == 0
    installation.run("restore", str(file), "--replace")
    assert installation.ask(beside, database="postgres") == (0,)


def test_serving_ends_without_a_process_left(installation: Installation) -> None:
    installation.server.stop()
    with installation.serving() as served:
        served.wait_until(lambda: served.get("/-/ready").status == 200)
        below = descendants(served.process.pid)
        assert len(below) > 8  # web, worker, database with its own
        began = time.monotonic()
        os.killpg(served.process.pid, signal.SIGINT)  # what Ctrl-C does
        served.process.communicate(timeout=120)
        assert served.process.returncode == 0
        assert time.monotonic() - began < 20
    assert [pid for pid in below if processes.is_alive(pid)] == []
    assert not installation.server.running()


def test_a_killed_serve_takes_its_web_processes_along_and_the_next_one_starts(
    installation: Installation,
) -> None:
    with installation.serving() as served:
        below = set(descendants(served.process.pid))
        served.process.kill()
        served.process.communicate()
    database = set(processes.all_of(installation.server.places.data))
    end = time.monotonic() + 20
    while any(processes.is_alive(pid) for pid in below - database) and time.monotonic() < end:
        time.sleep(0.1)
    assert [pid for pid in below - database if processes.is_alive(pid)] == []
    with installation.serving("--no-jobs") as served:
        served.wait_until(lambda: served.get("/-/ready").status == 200)


def test_a_taken_port_is_said_at_once(installation: Installation) -> None:
    with installation.serving("--no-jobs") as served:
        said = installation.run("serve", "--port", str(served.port), status=3)
        assert str(served.port) in said


def test_the_database_goes_and_comes_back(installation: Installation) -> None:
    with installation.serving("--no-jobs", "--no-ledger") as served:
        served.wait_until(lambda: served.get("/-/ready").status == 200)
        processes.send(processes.all_of(installation.server.places.data), signal.SIGKILL)
        assert served.get("/-/health").status == 200
        assert served.get("/-/ready").status == 503
        for language, words in [("en", "closed for a short time"), ("uk", 'lang="uk"'), ("fr", 'lang="fr"')]:
            answer = served.get(f"/{language}/")
            assert answer.status == 503
            assert answer.headers["Retry-After"]
            assert words in answer.text
        installation.run("database", "start")
        served.wait_until(lambda: served.get("/-/ready").status == 200)
        assert served.get("/en/").status != 503


def test_metrics_and_details_are_for_the_machine_itself(installation: Installation) -> None:
    with installation.serving("--no-jobs") as served:
        served.get("/en/nothing-of-the-kind/")
        page = served.get("/-/metrics")
        assert 'quartier_requests_total{method="GET",route="unmatched",status="404"}' in page.text
        assert "quartier_jobs" in page.text
        assert served.get("/-/metrics", **{"X-Forwarded-For": "203.0.113.9"}).status == 404
        assert "checks" not in served.get("/-/ready", **{"X-Forwarded-For": "203.0.113.9"}).text
