"""The lock store: the last head that was signed, kept apart from the data it is about.

One row, changed only by compare-and-swap of the exact bytes. Whoever restores the database to yesterday finds here
that today was signed already. It belongs on another disk or machine, and is never restored from a copy: a lock store
that went back would let the log be forked.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TABLES = """
create table if not exists head (origin text primary key, checkpoint blob not null) strict;
create table if not exists remembered (origin text, name text, value text not null, primary key (origin, name)) strict;
"""
PATIENCE = 10.0  # seconds for a backup of the file to let go


class LockStore:
    """The lock store of one origin. Each call is durable when it returns."""

    def __init__(self, path: Path, origin: str) -> None:
        self._path, self._origin = path, origin

    def head(self) -> bytes | None:
        """The last signed checkpoint, or None when none was ever signed (or the file is gone)."""
        if not self._path.exists():
            return None
        with self._session() as session:
            row = session.execute("select checkpoint from head where origin = ?", [self._origin]).fetchone()
        return None if row is None else bytes(row[0])

    def swap(self, old: bytes | None, new: bytes) -> bool:
        """Put `new` in the place of exactly `old` (None: of nothing). False: something else stands there, or the file is
        gone; only the very first head makes one."""
        if old is not None and not self._path.exists():
            return False
        with self._session() as session:
            session.execute("begin immediate")
            if old is None:
                done = session.execute(
                    "insert into head (origin, checkpoint) values (?, ?) on conflict do nothing",
                    [self._origin, new],
                )
            else:
                done = session.execute(
                    "update head set checkpoint = ? where origin = ? and checkpoint = ?",
                    [new, self._origin, old],
                )
            session.execute("commit")
            return done.rowcount == 1

    def recall(self, name: str) -> str | None:
        """A word that was left here: the policy last announced, an alarm that stands."""
        if not self._path.exists():
            return None
        with self._session() as session:
            row = session.execute(
                "select value from remembered where origin = ? and name = ?", [self._origin, name]
            ).fetchone()
        return None if row is None else str(row[0])

    def remember(self, name: str, value: str | None) -> None:
        """Leave a word here, or take it away."""
        with self._session() as session:
            if value is None:
                session.execute("delete from remembered where origin = ? and name = ?", [self._origin, name])
            else:
                session.execute(
                    "insert into remembered (origin, name, value) values (?, ?, ?) "
                    "on conflict (origin, name) do update set value = excluded.value",
                    [self._origin, name, value],
                )

    @contextmanager
    def _session(self) -> Iterator[sqlite3.Connection]:
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.touch(mode=0o600)
        session = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
        try:
            session.execute("pragma synchronous = extra")  # the journal's disappearance is durable too
            session.executescript(TABLES)
            yield session
        finally:
            session.close()
