"""A log of one's own in a throw-away database: keys, folders, lock store, and sequencers that one can start again."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction

from quartier.core.ledger import actions, keys, kinds
from quartier.core.ledger.book import Book
from quartier.core.ledger.lockstore import LockStore
from quartier.core.ledger.resuming import resume
from quartier.core.ledger.sequencer import nothing
from quartier.core.ledger.site import Site
from quartier.core.ledger.tilestore import TileStore

TABLES = ("intake", "envelope", "opening", "position", "batch", "head", "cosignature", "publication")
AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


class Clerk:
    def describe(self) -> dict[str, Any]:
        return {"kind": "visitor", "account": None, "key": None, "device": None}


def append(record: str | None = None, *, rows: int = 3) -> actions.Entry:
    """One committed entry."""
    with transaction.atomic():
        return actions.append(
            kind="test.counted", record=record, fields={"rows": rows}, by=Clerk(), occurred_at=AT
        )


@dataclass
class Log:
    """One installation's log, and the throw-away database below it."""

    site: Site
    database: Any
    sessions: list[Any]

    def session(self, role: str = "quartier_sequencer") -> Any:
        session = psycopg.connect(self.database.address(role, self.database.copy_name), autocommit=True)
        self.sessions.append(session)
        return session

    @property
    def store(self) -> TileStore:
        return TileStore(self.site.folder)

    @property
    def lock(self) -> LockStore:
        return LockStore(self.site.lock, self.site.origin)

    def sequencer(self, *, reached: Any = nothing, book: Book | None = None) -> Any:
        """As the daemon starts it: whoever ran before has ended."""
        if book is None:
            self.end()
        key = keys.read(self.site).log
        return resume(
            origin=self.site.origin,
            key=key,
            trusted=[key.verifying],
            book=book or Book(self.session()),
            lock=self.lock,
            store=self.store,
            reached=reached,
        )

    def end(self) -> None:
        for session in self.sessions:
            session.close()
        self.sessions.clear()

    def tamper(self, *statements: str) -> None:
        """As somebody who owns the machine: triggers do not run."""
        with self.database.superuser(self.database.copy_name) as session:
            for name in TABLES:
                session.execute(f"alter table ledger_{name} disable trigger all")
            for statement in statements:
                session.execute(statement)


@pytest.fixture
def log(real_logins: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> Any:
    monkeypatch.setattr(kinds, "_known", dict(kinds._known))
    kinds.register(
        kinds.EntryKind(code="test.counted", description="Rows counted.", fields={"rows": "How many."})
    )
    settings.LEDGER_ORIGIN = "sequencer.test/log"
    site = Site(
        origin="sequencer.test/log",
        folder=tmp_path / "log",
        lock=tmp_path / "lock.sqlite",
        keys=tmp_path / "keys",
        policy=tmp_path / "policy",
        witness_every=1.0,
        lenient=True,
    )
    keys.make(site)
    made = Log(site=site, database=real_logins, sessions=[])
    yield made
    made.end()
