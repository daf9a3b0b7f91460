"""Start, find and stop the server of one folder."""

import contextlib
import fcntl
import logging
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from quartier.core.kit.errors import Surroundings
from quartier.core.kit.server import binaries, configuration, identity, places, probe, processes

log = logging.getLogger(__name__)

LOCALE = ("--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C.UTF-8")
ORPHANS_MAY_TAKE = 20.0  # seconds for children of a killed postmaster to notice and leave
STOP_MAY_TAKE = 60.0  # seconds of fast shutdown before the immediate one, which costs a recovery
LOG_LIMIT = 5_000_000  # bytes after which a start turns the log over
# A start just after a kill can fail for a moment; what it says then (src/backend/utils/init/miscinit.c).
PASSING = ("pre-existing shared memory block", "lock file", "could not create any Unix-domain sockets")
# Children of this process, kept so that a dead server does not stay a zombie under a long-lived command.
_children: list[subprocess.Popen[bytes]] = []


class Server:
    """The PostgreSQL server of one folder. Cheap to make; asks the disk and the processes each time."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.places = places.find(self.root)

    def ensure(self, *, fast_and_unsafe: bool = False) -> bool:
        """Have the server running; True when this call started it. Many commands may call at once."""
        if self.running():
            return False
        who = identity.choose(self._owner())
        places.prepare(self.places, who)
        with self._alone(who):
            return self._start(who, fast_and_unsafe)

    def running(self) -> bool:
        """A postmaster of this folder is alive, its pid file is whole, and it takes connections."""
        pid = self._postmaster()
        return pid is not None and probe.ask(self.places.socket) == probe.READY

    def stop(self) -> bool:
        """End the server and wait until its last process is gone; True when there was one."""
        if not self.places.home.is_dir():
            return False
        with self._alone(identity.choose(self._owner())):
            return self._stop()

    def remove(self) -> None:
        """Stop the server and delete its files: for a demo that starts afresh, and for tests."""
        self.stop()
        here = self.places
        for folder in (here.data, here.sockets):
            shutil.rmtree(folder, ignore_errors=True)
        for file in (here.log, here.lock, here.root / places.ELSEWHERE):
            file.unlink(missing_ok=True)
        if here.home != here.root.resolve():
            shutil.rmtree(here.home, ignore_errors=True)

    def address(self, role: str, database: str = "quartier") -> dict[str, str]:
        """For `psycopg.conninfo.make_conninfo`: a path may hold any letter: never paste it."""
        return {"host": str(self.places.sockets), "port": "5432", "user": role, "dbname": database}

    def psql_address(self, role: str, database: str = "quartier") -> str:
        """One word that `psql`, `pg_dump` and DATABASE_URL take."""
        host = quote(str(self.places.sockets), safe="")
        return f"postgresql://{quote(role, safe='')}@/{quote(database, safe='')}?host={host}&port=5432"

    def program(self, name: str) -> str:
        """The path of one of PostgreSQL's client programs."""
        return str(binaries.given() / name)

    def environment(self) -> dict[str, str]:
        """An environment for PostgreSQL's programs without settings of somebody's own database."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
        return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}

    # -- starting

    def _start(self, who: identity.Identity, fast_and_unsafe: bool) -> bool:
        if self._settled():
            return False
        programs = binaries.usable(self._tame_home(), who)
        if not (self.places.data / "PG_VERSION").is_file():
            self._init(programs, who, fast_and_unsafe)
        configuration.write(self.places, who, fast_and_unsafe=fast_and_unsafe)
        end = time.monotonic() + ORPHANS_MAY_TAKE
        while (complaint := self._launch(programs, who)) is not None:
            if time.monotonic() > end or not any(words in complaint for words in PASSING):
                raise _explained(complaint)
            time.sleep(0.1)
            self._settled()
        return True

    def _settled(self) -> bool:
        """Deal with what an earlier life left behind. True: it is a healthy server, nothing to do."""
        data = self.places.data
        _reap()
        pid = self._postmaster()
        if pid is not None and self._wait_ready(pid):
            return True
        left = processes.all_of(data)
        if left and pid is None and (head := self._lost_postmaster(left)):
            log.warning("postgres_without_pid_file")
            processes.send([head], signal.SIGQUIT)
        if left and not processes.wait_gone(data, ORPHANS_MAY_TAKE):
            processes.send(processes.all_of(data), signal.SIGKILL)
            processes.wait_gone(data, ORPHANS_MAY_TAKE)
        # Both files may name a zombie that nobody reaps or somebody else's process, and forbid a start.
        self.places.pid_file.unlink(missing_ok=True)
        self.places.socket_lock.unlink(missing_ok=True)
        return False

    def _init(self, programs: Path, who: identity.Identity, fast_and_unsafe: bool) -> None:
        """Make the folder under another name: a rename is the moment from which it exists."""
        fresh = self.places.data.with_name(self.places.data.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        if self.places.data.is_dir() and any(self.places.data.iterdir()):
            raise Surroundings("data_folder_damaged", folder=str(self.places.data))
        fresh.mkdir(mode=0o700)
        who.give(fresh)
        command = [str(programs / "initdb"), "-D", str(fresh), "--username=postgres", "--encoding=UTF8"]
        command += [*LOCALE, "--auth-local=peer", "--auth-host=reject", "--data-checksums"]
        command += ["--no-instructions", *(["--no-sync"] if fast_and_unsafe else [])]
        done = subprocess.run(
            command, cwd="/", env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True,
            umask=0o077, check=False, **who.spawn_options(),  # type: ignore[call-overload]
        )  # fmt: skip
        if done.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            raise _explained(done.stderr.decode(errors="replace"))
        fresh.rename(self.places.data)

    def _launch(self, programs: Path, who: identity.Identity) -> str | None:
        """One try: None when the server is ready, else what it said before it ended."""
        data, path = self.places.data, self.places.log
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".old.log"))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "ab") as output:
            if not who.borrowed:
                who.give(path)
            begin = output.seek(0, os.SEEK_END)
            child = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(data)], cwd="/", env=self.environment(),
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, umask=0o077,
                start_new_session=True, **who.spawn_options(),  # type: ignore[call-overload]
            )  # fmt: skip
        _children.append(child)
        if self._wait_ready(child.pid):
            return None
        with path.open("rb") as said:
            said.seek(begin)
            return said.read(20_000).decode(errors="replace")

    def _wait_ready(self, pid: int) -> bool:
        """Wait as long as the postmaster lives: recovery takes the time it takes. False when it ended."""
        begun, told, pause = time.monotonic(), 0.0, 0.005
        while processes.is_alive(pid):
            if processes.read_pid(self.places.pid_file) == pid and self._answers():
                return True
            waited = time.monotonic() - begun
            if waited - told > 10:
                told = waited
                log.warning("postgres_still_starting: %d s", int(waited))
            time.sleep(pause)
            pause = min(pause * 1.3, 0.25)
            _reap()
        return False

    def _answers(self) -> bool:
        return probe.ask(self.places.socket) == probe.READY

    # -- stopping and finding

    def _stop(self) -> bool:
        data = self.places.data
        found = processes.all_of(data)
        if not found:
            return False
        processes.send(processes.heads(found), signal.SIGINT)
        if not self._reaped(STOP_MAY_TAKE):
            processes.send(processes.heads(processes.all_of(data)), signal.SIGQUIT)
            if not self._reaped(ORPHANS_MAY_TAKE):
                processes.send(processes.all_of(data), signal.SIGKILL)
        _reap()
        return True

    def _reaped(self, seconds: float) -> bool:
        return processes.wait_gone(self.places.data, seconds)

    def _owner(self) -> int | None:
        return self.places.data.stat().st_uid if self.places.data.is_dir() else None

    def _postmaster(self) -> int | None:
        """The live process that the pid file names, if it really is this folder's."""
        pid = processes.read_pid(self.places.pid_file)
        return pid if pid is not None and processes.belongs(pid, self.places.data) else None

    def _lost_postmaster(self, left: list[int]) -> int | None:
        """A postmaster whose pid file was damaged: the one that has children. Orphans have none."""
        found = processes.heads(left)
        return found[0] if len(found) == 1 and len(left) > 1 else None

    def _tame_home(self) -> Path:
        """Where copied programs go: beside the data, or where the path is short and plain."""
        home = self.places.home
        if binaries.TAME.fullmatch(str(home)):
            return home
        short = places.runtime_place(home)
        short.mkdir(mode=0o755, exist_ok=True)
        return short

    @contextlib.contextmanager
    def _alone(self, who: identity.Identity) -> Iterator[None]:
        """Only one command at a time starts or stops the server of this folder."""
        descriptor = os.open(self.places.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            if not who.borrowed:
                who.give(self.places.lock)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _reap() -> None:
    """Take leave of those that ended, so that they do not count as running."""
    _children[:] = [child for child in _children if child.poll() is None]


def _explained(said: str) -> Surroundings:
    """PostgreSQL's last words as an error that the edge can put into a sentence."""
    lines = [line for line in said.strip().splitlines() if line.strip()]
    if "No space left on device" in said:
        return Surroundings("disk_full", said=lines[-3:])
    if "Permission denied" in said:
        return Surroundings("permission_denied", said=lines[-3:])
    return Surroundings("postgres_does_not_start", said=lines[-6:])
