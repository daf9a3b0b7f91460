"""What the witness remembers, in one SQLite file, durable before anybody is answered.

    head       per origin: size, root, the log's lines and our own line, and the number of the step that set it
    evidence   submissions that contradicted a head, whole, because the log signed them

Beside the key lies a *mark*: the number of the last step. A state file that was put back to an older copy lies behind
it, and the witness does not start: else it would sign what it once refused. Never put the file on a network drive.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TypeVar

from .rules import Held

SCHEMA = """
create table if not exists step (number integer primary key check (number = 0), last integer not null);
insert or ignore into step values (0, 0);
create table if not exists head (
  origin text primary key, size integer not null, root blob not null check (length(root) = 32),
  lines text not null, own_line text not null, at integer not null, step integer not null unique) strict;
create table if not exists evidence (
  sha256 blob primary key, origin text not null, at integer not null, reason text not null,
  held_size integer not null, held_root blob not null, request blob not null) strict;
"""
EVIDENCE_KEPT = 1000  # pieces; the first ones are the interesting ones
FORM = b"quartier/witness-mark/v1\n"

Result = TypeVar("Result")


class Unusable(Exception):
    """The state must not be used: `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Kept:
    """A head with what is shown of it; `at` in seconds since 1970."""

    held: Held
    lines: str
    own_line: str
    at: int


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction: what it may read and write. It commits when its `with` block ends without an error."""

    connection: sqlite3.Connection

    def held(self, origin: str) -> Held:
        row = self.connection.execute("select size, root from head where origin = ?", [origin]).fetchone()
        return Held(row[0], row[1]) if row else Held()

    def last_at(self) -> int:
        """The latest time that we ever signed."""
        return int(self.connection.execute("select coalesce(max(at), 0) from head").fetchone()[0])

    def swap(self, origin: str, *, before: Held, after: Kept) -> None:
        """Set the head, provided that it still is `before`. Raises Unusable `moved` otherwise."""
        number = self.connection.execute("update step set last = last + 1 returning last").fetchone()[0]
        values = [after.held.size, after.held.root, after.lines, after.own_line, after.at, number]
        changed = self.connection.execute(
            "update head set size = ?, root = ?, lines = ?, own_line = ?, at = ?, step = ?"
            " where origin = ? and size = ? and root = ?",
            [*values, origin, before.size, before.root],
        ).rowcount
        if not changed and before == Held():
            changed = self.connection.execute(
                "insert or ignore into head (size, root, lines, own_line, at, step, origin) values (?, ?, ?, ?, ?, ?, ?)",
                [*values, origin],
            ).rowcount
        if changed != 1:
            raise Unusable("moved")

    def keep_evidence(self, origin: str, *, at: int, reason: str, held: Held, request: bytes) -> None:
        """Keep a signed contradiction, once."""
        if self.connection.execute("select count(*) from evidence").fetchone()[0] >= EVIDENCE_KEPT:
            return
        values = [sha256(request).digest(), origin, at, reason, held.size, held.root, request]
        self.connection.execute("insert or ignore into evidence values (?, ?, ?, ?, ?, ?, ?)", values)


class Memory:
    """One file, one process, one writer at a time. Raises Unusable `in_use`, `rolled_back` or `unreadable`."""

    def __init__(self, path: Path, *, mark: Path) -> None:
        self._path, self._mark = path, mark
        self._writing = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._alone = _take(path.with_name(path.name + ".lock"))
        fresh = not path.exists()
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        try:
            with self._connected() as connection:
                connection.executescript(SCHEMA)
                last = connection.execute("select last from step").fetchone()[0]
        except sqlite3.DatabaseError as problem:
            raise Unusable("unreadable") from problem
        if fresh:
            _sync_folder(path.parent)
        if last < self._marked():
            raise Unusable("rolled_back")

    def change(self, work: Callable[[Step], Result]) -> Result:
        """Run `work` in one transaction that sees and sets the newest state; on the disk when this returns."""
        with self._writing, self._connected() as connection:
            connection.execute("begin immediate")
            try:
                result = work(Step(connection))
                last = connection.execute("select last from step").fetchone()[0]
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")
            if last > self._marked():
                self._set_mark(last)
            return result

    def kept(self, origin: str) -> Kept | None:
        """The head of an origin with all that is shown of it."""
        with self._connected() as connection:
            row = connection.execute(
                "select size, root, lines, own_line, at from head where origin = ?", [origin]
            ).fetchone()
        return Kept(Held(row[0], row[1]), row[2], row[3], row[4]) if row else None

    def evidence(self) -> list[tuple[str, int, str, bytes]]:
        """Origin, time, reason and request of each contradiction, the oldest first."""
        with self._connected() as connection:
            return connection.execute(
                "select origin, at, reason, request from evidence order by at, sha256"
            ).fetchall()

    def close(self) -> None:
        self._alone.close()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=10, isolation_level=None)
        try:
            connection.execute("pragma synchronous = extra")  # `full`, and the folder of the journal, too
            yield connection
        finally:
            connection.close()

    def _marked(self) -> int:
        """The number of the mark; 0 where there is none. Raises Unusable `unreadable`."""
        try:
            found = self._mark.read_bytes()
        except FileNotFoundError:
            return 0
        number = found.removeprefix(FORM).strip()
        if not found.startswith(FORM) or not number.isdigit():
            raise Unusable("unreadable")
        return int(number)

    def _set_mark(self, number: int) -> None:
        beside = self._mark.with_name(self._mark.name + ".new")
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(FORM + b"%d\n" % number)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self._mark)
        _sync_folder(self._mark.parent)


def _take(path: Path) -> IO[bytes]:
    """Be the only process on this state. Raises Unusable `in_use`."""
    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        file.close()
        raise Unusable("in_use") from problem
    return file


def _sync_folder(folder: Path) -> None:
    """A new name is durable only when its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
