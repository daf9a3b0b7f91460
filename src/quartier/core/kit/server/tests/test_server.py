"""The wrapper against the accidents that were seen in trials. Each start here is a real server."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from quartier.core.kit.errors import Surroundings
from quartier.core.kit.server import binaries, processes
from quartier.core.kit.server.embedded import Server

pytestmark = pytest.mark.database
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="changes the user of a process")


def connect(server: Server, role: str = "postgres", **options: bool) -> psycopg.Connection:
    return psycopg.connect(make_conninfo(**server.address(role, "postgres")), **options)


def ask(server: Server, query: str, role: str = "postgres") -> object:
    with connect(server, role) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def postmaster(server: Server) -> int:
    pid = processes.read_pid(server.places.pid_file)
    assert pid is not None
    return pid


def test_starts_once_answers_and_stops_without_a_trace(make: Callable[..., Server]) -> None:
    server = make()
    assert not server.running()
    assert server.ensure(fast_and_unsafe=True)
    assert not server.ensure()
    assert ask(server, "select lower('ЇЖАК ÉCOLE')") == "їжак école"
    assert ask(server, "show listen_addresses") == ""
    assert ask(server, "show data_checksums") == "on"
    assert server.stop()
    assert not server.stop()
    assert processes.all_of(server.places.data) == []
    assert not server.places.pid_file.exists()


def test_what_people_wrote_stays_out_of_the_log(server: Server) -> None:
    with connect(server) as connection:
        connection.execute("create temp table t (mail text unique)")
        connection.execute("insert into t values ('somebody@example.org')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into t values (%s)", ["somebody@example.org"])
    text = server.places.log.read_text()
    assert "duplicate key" in text
    assert "somebody" not in text


def test_only_root_and_the_owner_come_in(server: Server) -> None:
    users = ask(server, "select array_agg(distinct sys_name) from pg_ident_file_mappings")
    assert users == (["root"] if os.geteuid() == 0 else sorted({"root", os.environ.get("USER", "root")}))
    rules = ask(server, "select array_agg(type || ' ' || auth_method) from pg_hba_file_rules")
    assert rules == ["local peer"]
    with connect(server, autocommit=True) as connection:
        connection.execute("create role quartier_app login")
        connection.execute("create role somebody login")
    assert ask(server, "select current_user", role="quartier_app") == "quartier_app"
    with pytest.raises(psycopg.OperationalError, match="eer authentication failed"):
        ask(server, "select 1", role="somebody")


@needs_root
def test_another_system_user_is_refused_even_with_the_socket_open(server: Server) -> None:
    server.places.socket.chmod(0o777)
    program = [server.program("psql"), server.psql_address("postgres", "postgres"), "-Atc", "select 1"]
    refused = subprocess.run(program, capture_output=True, text=True, user="daemon", check=False, cwd="/")
    assert refused.returncode == 2
    assert "eer authentication failed" in refused.stderr


@pytest.mark.parametrize(
    "name",
    [
        "with a space and \"quotes\" and 'more'",
        "$HOME;`echo x`%s\\n",
        "дільниця Липівська, з комою",
        "x" * 120,
        "é" * 60,
    ],
)
def test_odd_paths(make: Callable[..., Server], name: str) -> None:
    server = make(name)
    assert server.ensure(fast_and_unsafe=True)
    assert ask(server, "select 1") == 1
    with psycopg.connect(server.psql_address("postgres", "postgres")) as connection:
        assert connection.execute("select 2").fetchone() == (2,)
    said = subprocess.run(
        [server.program("psql"), server.psql_address("postgres", "postgres"), "-Atc", "select 3"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout == "3\n"


def test_a_killed_postmaster_is_replaced_and_committed_rows_are_there(make: Callable[..., Server]) -> None:
    server = make()
    server.ensure()
    with connect(server, autocommit=True) as connection:
        connection.execute("create table t as select generate_series(1, 1000) as n")
        os.kill(postmaster(server), signal.SIGKILL)
    assert server.ensure()
    assert ask(server, "select count(*) from t") == 1000


def test_everything_killed_at_once(make: Callable[..., Server]) -> None:
    server = make()
    server.ensure()
    ask(server, "select 1")
    processes.send(processes.all_of(server.places.data), signal.SIGKILL)
    assert server.ensure()
    assert ask(server, "select 1") == 1


@pytest.mark.parametrize("content", ["", "12", "not a number\n", None])
def test_a_damaged_pid_file_of_a_running_server(make: Callable[..., Server], content: str | None) -> None:
    server = make()
    server.ensure()
    if content is None:
        server.places.pid_file.unlink()
    else:
        server.places.pid_file.write_text(content)
    assert server.ensure()
    assert ask(server, "select 1") == 1
    assert len(processes.heads(processes.all_of(server.places.data))) == 1


def test_a_stale_pid_file_that_names_somebody_else(make: Callable[..., Server]) -> None:
    server = make()
    server.ensure()
    whole = server.places.pid_file.read_text()
    server.stop()
    somebody = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], cwd="/")
    try:
        server.places.pid_file.write_text("\n".join([str(somebody.pid), *whole.split("\n")[1:]]))
        assert server.ensure()
        assert ask(server, "select 1") == 1
        assert somebody.poll() is None
    finally:
        somebody.kill()
        somebody.wait()


def test_a_half_made_folder_is_not_taken_for_a_database(make: Callable[..., Server]) -> None:
    server = make()
    leftover = server.places.data.with_name(server.places.data.name + ".new")
    leftover.mkdir(parents=True)
    (leftover / "PG_VERSION").write_text("18\n")
    assert server.ensure(fast_and_unsafe=True)
    assert ask(server, "select 1") == 1
    assert not leftover.exists()


def test_a_folder_with_strange_content_is_left_alone(make: Callable[..., Server]) -> None:
    server = make()
    server.places.data.mkdir(parents=True)
    (server.places.data / "letter.txt").write_text("mine")
    with pytest.raises(Surroundings, match="data_folder_damaged"):
        server.ensure(fast_and_unsafe=True)
    assert (server.places.data / "letter.txt").read_text() == "mine"


ENSURE = """
import sys
from pathlib import Path
from quartier.core.kit.server.embedded import Server
print(Server(Path(sys.argv[1])).ensure(fast_and_unsafe=True))
"""


@pytest.mark.slow
def test_many_commands_at_once_make_one_server(make: Callable[..., Server]) -> None:
    server = make()
    command = [sys.executable, "-c", ENSURE, str(server.root)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(3):
        crowd = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
            for _ in range(6)
        ]
        said = [process.communicate(timeout=120) for process in crowd]
        assert sorted(out.strip() for out, _ in said) == ["False"] * 5 + ["True"], said
        assert len(processes.heads(processes.all_of(server.places.data))) == 1
        processes.send(processes.all_of(server.places.data), signal.SIGKILL)


def _as_ordinary_user(home: Path) -> bool:
    os.chdir("/")
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    server = Server(home / "box")
    good = server.ensure(fast_and_unsafe=True) and ask(server, "select 1") == 1
    good = good and server.places.data.stat().st_uid == 65534
    server.remove()
    return good


@pytest.mark.slow
@needs_root
def test_an_ordinary_user_runs_it_too(folder: Path) -> None:
    home = folder / "ordinary"
    home.mkdir()
    os.chown(home, 65534, 65534)
    # A fork, since the interpreter itself may lie where that user cannot start it.
    child = os.fork()
    if child == 0:
        good = False
        try:
            good = _as_ordinary_user(home)
        finally:
            os._exit(0 if good else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.slow
@needs_root
def test_a_folder_that_the_server_cannot_reach_goes_elsewhere_and_says_so(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    server = Server(closed / "box")
    try:
        server.ensure(fast_and_unsafe=True)
        assert ask(server, "select 1") == 1
        assert not server.places.data.is_relative_to(folder)
        note = (closed / "box" / "the-database-is-elsewhere.txt").read_text()
        assert str(server.places.home) in note
        assert Server(closed / "box").running()
    finally:
        server.remove()
    assert not server.places.home.exists()


def test_a_deleted_folder_leaves_no_second_server_behind(make: Callable[..., Server]) -> None:
    server = make()
    server.ensure(fast_and_unsafe=True)
    first = postmaster(server)
    shutil.rmtree(server.root)
    assert server.ensure(fast_and_unsafe=True)
    end = time.monotonic() + 10
    while processes.is_alive(first) and time.monotonic() < end:
        time.sleep(0.05)
    assert not processes.is_alive(first)
    assert ask(server, "select 1") == 1


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 24 MB: room for half a database."""
    place = folder / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m,mode=755", "tmpfs", str(place)], check=False
    )
    if mounted.returncode != 0:
        pytest.skip(reason="this machine does not let us mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.slow
@needs_root
def test_a_full_disk_is_said_and_nothing_is_left_half_made(small_disk: Path) -> None:
    server = Server(small_disk / "box")
    with pytest.raises(Surroundings, match="disk_full"):
        server.ensure()
    assert not server.running()
    assert processes.all_of(server.places.data) == []
    assert not server.places.data.exists()
    assert not server.places.data.with_name(server.places.data.name + ".new").exists()
    subprocess.run(["mount", "-o", "remount,size=400m", str(small_disk)], check=True)
    try:
        assert server.ensure(fast_and_unsafe=True)
        assert ask(server, "select 1") == 1
    finally:
        server.remove()


def test_programs_that_the_servers_user_cannot_reach_are_copied(
    make: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virtual environment below somebody's closed home: a root shell is the usual case."""
    package, runnable = binaries.given(), binaries._runnable
    monkeypatch.setattr(
        binaries, "_runnable", lambda folder, who: folder != package and runnable(folder, who)
    )
    server = make()
    assert server.ensure(fast_and_unsafe=True)
    assert ask(server, "select 1") == 1
    program = Path(os.readlink(f"/proc/{postmaster(server)}/exe"))
    assert program.is_relative_to(server.places.home)
    server.stop()
    assert server.ensure(fast_and_unsafe=True)


def test_programs_of_ones_own_are_taken_or_refused_by_name(
    make: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv(binaries.BIN_SETTING, str(folder))
    with pytest.raises(Surroundings, match="postgres_programs_missing"):
        make().ensure(fast_and_unsafe=True)
