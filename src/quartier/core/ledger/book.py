"""The rows of the log, as the sequencer's own role writes and reads them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from quartier.core.kit.ids import uuid7

from .halts import Halt

ADVISORY_LOCK = 7_161_002  # one sequencer at a time; any number will do, as long as nobody else uses it
PAGE = 65_536  # entries read at once: 5 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one pass gave places to. `seen_from`: a later pass need not look at transactions before it."""

    entries: list[bytes]
    seen_from: str


class Book:
    """One connection of the sequencer's role, in autocommit. Whoever loses it has lost the advisory lock with it."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.connection = connection

    def claim(self) -> None:
        """Be the only sequencer as long as the connection lives. Raises Halt when there is one."""
        if not self._one("select pg_try_advisory_lock(%s)", ADVISORY_LOCK)[0]:
            raise Halt("ledger_sequencer_runs")

    def now(self) -> datetime:
        """The clock by which entries are recorded: simulated in the demo."""
        found: datetime = self._one("select registry.now()")[0]
        return found

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """A transaction in which every statement sees the same commits."""
        self.connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        try:
            with self.connection.transaction():
                yield
        finally:
            if not self.connection.closed:
                self.connection.isolation_level = None

    # -- places and batches

    def take(self, *, first: int, since: str | None, at_most: int, opening: UUID | None = None) -> Taken:
        """Give places from `first` on to committed entries that have none. Within the caller's transaction.

        Raises Halt for an entry that is not what its leaf says.
        """
        seen_from = self._one("select pg_snapshot_xmin(pg_current_snapshot())::text")[0]
        rows = self._rows("select * from ledger.take(%s, %s::xid8, %s, %s)", first, since, at_most, opening)
        return Taken(entries=[bytes(entry) for entry, _ in rows], seen_from=seen_from)

    def add_batch(self, *, first: int, size: int, hashes: bytes) -> None:
        self.connection.execute(
            "insert into ledger_batch (size, first, hashes, at) values (%s, %s, %s, registry.now())",
            [size, first, hashes],
        )

    def last_batch(self) -> tuple[int, bytes]:
        """Size and compact range; those of the empty log before the first batch."""
        row = self._maybe("select size, hashes from ledger_batch order by size desc limit 1")
        return (0, b"") if row is None else (row[0], bytes(row[1]))

    def hashes_at(self, size: int) -> bytes | None:
        """The compact range at the end of a batch; None where no batch ended."""
        if size == 0:
            return b""
        row = self._maybe("select hashes from ledger_batch where size = %s", size)
        return None if row is None else bytes(row[0])

    def places(self) -> tuple[int, int]:
        """How many places are taken, and the next one."""
        taken, following = self._one("select * from ledger.places()")
        return taken, following

    def entries(self, low: int, high: int) -> Iterator[list[bytes]]:
        """The entries of these places, page by page. Raises Halt where one is missing."""
        for start in range(low, high, PAGE):
            stop = min(start + PAGE, high)
            rows = self._rows("select index, entry from ledger.entries(%s, %s)", start, stop)
            if [index for index, _ in rows] != list(range(start, stop)):
                raise Halt("ledger_inconsistent", reason="place_missing", size=start)
            yield [bytes(entry) for _, entry in rows]

    # -- heads and what became of them

    def newest_head(self) -> tuple[int, bytes] | None:
        """Size and root of the newest head that was noted."""
        row = self._maybe("select size, root from ledger_head order by size desc limit 1")
        return None if row is None else (row[0], bytes(row[1]))

    def note_head(self, *, size: int, root: bytes, note: bytes) -> None:
        """Write a head down; once more for one that stands is nothing."""
        self.connection.execute(
            "insert into ledger_head (size, root, note, signed_at) values (%s, %s, %s, registry.now()) "
            "on conflict do nothing",
            [size, root, note],
        )

    def note_cosignature(self, *, size: int, witness: str, line: bytes, stamped_at: datetime) -> None:
        self.connection.execute(
            "insert into ledger_cosignature (head_id, witness, line, stamped_at) values (%s, %s, %s, %s) "
            "on conflict do nothing",
            [size, witness, line, stamped_at],
        )

    def cosigned(self) -> dict[str, int]:
        """The largest size that each witness is known to have cosigned."""
        return dict(self._rows("select witness, max(head_id) from ledger_cosignature group by witness"))

    def note_publication(self, *, size: int, note: bytes, witnessed: bool) -> None:
        self.connection.execute(
            "insert into ledger_publication (head_id, note, witnessed, at) values (%s, %s, %s, registry.now())",
            [size, note, witnessed],
        )

    def newest_publication(self) -> tuple[int, bytes] | None:
        """Size and bytes of what was published last."""
        row = self._maybe(
            "select head_id, note from ledger_publication order by head_id desc, at desc limit 1"
        )
        return None if row is None else (row[0], bytes(row[1]))

    def published_before(self, seconds: float) -> int:
        """The largest size that was published at least so long ago; 0 for none."""
        sql = "select coalesce(max(head_id), 0) from ledger_publication where at <= registry.now() - %s * interval '1 s'"
        return int(self._one(sql, seconds)[0])

    def note_alarm(self, *, code: str, witness: str, evidence: bytes) -> None:
        self.connection.execute(
            "insert into ledger_alarm (id, code, witness, evidence, at) values (%s, %s, %s, %s, registry.now())",
            [uuid7(), code, witness, evidence],
        )

    # --

    def _rows(self, sql: str, *parameters: Any) -> list[Any]:
        return self.connection.execute(sql, parameters).fetchall()  # type: ignore[call-overload]

    def _maybe(self, sql: str, *parameters: Any) -> Any:
        return self.connection.execute(sql, parameters).fetchone()  # type: ignore[call-overload]

    def _one(self, sql: str, *parameters: Any) -> Any:
        row = self._maybe(sql, *parameters)
        assert row is not None  # each of these statements gives exactly one row
        return row
