"""What the benchmarks of the ledger share: a migrated server with fsync on, a log on it, and a way to fill it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QUARTIER_DATA", tempfile.mkdtemp(prefix="quartier-bench-"))
os.environ["QUARTIER_TEST_WORKER"] = os.environ.get("PYTEST_XDIST_WORKER", "")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.surface.settings.test")
os.environ.setdefault("QUARTIER_LOG_LEVEL", "error")

import django

django.setup()

import psycopg
from django.conf import settings
from django.db import connections
from tests.database import Database

from quartier.core.ledger import setup
from quartier.core.ledger.site import Site, site

AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
KIND = "ledger.erased"  # of all kinds the one with the most ordinary fields
FIELDS = {
    "leaves": ["q5P3nFZqGeRvb1fJzrZ0cM2w0u0mV0cE5m7yV9bH3kM="],
    "field": "ground",
    "ground": "x",
    "authority": None,
}
# Entries that the sequencer takes as they come; made in the database, as many thousand in a second as one likes.
FILL = """
insert into ledger_intake (id, recorded_at, entry, leaf)
  select uuidv7(), registry.now(), e.entry, sha256('\\x00'::bytea || e.entry)
    from (select '\\x01'::bytea || sha256(convert_to(random()::text || n, 'UTF8')) as entry
            from generate_series(1, %s::bigint) n) e
"""


class Clerk:
    """Whoever acts in a benchmark."""

    def describe(self) -> dict[str, Any]:
        return {
            "kind": "account",
            "account": "0193a0b2-7c11-7c22-8d33-9e44af550001",
            "key": "ab" * 16,
            "device": None,
        }


@dataclass(frozen=True)
class World:
    """One database of a throw-away server, and the site of its log."""

    database: Database
    name: str
    site: Site

    def session(self, role: str = "postgres") -> "psycopg.Connection[Any]":
        return psycopg.connect(self.database.address(role, self.name), autocommit=True)

    def fill(self, entries: int) -> None:
        """Committed entries without a place."""
        with self.session() as session:
            session.execute(FILL, [entries])

    def versions(self) -> dict[str, str]:
        with self.session() as session:
            row = session.execute(
                "select current_setting('server_version'), current_setting('fsync')"
            ).fetchone()
            assert row is not None
        return {"postgresql": row[0], "fsync": row[1], "psycopg": psycopg.__version__}


@contextmanager
def world() -> Iterator[World]:
    """A server with the settings of production; gone at the end."""
    data = Path(settings.QUARTIER_ENV.data)
    database = Database(data / "postgres")
    database.server.ensure()
    try:
        database.migrate()
        with database.own_copy() as name:
            here = replace(site(), origin="bench.test/log", witness_every=1.0)
            setup.prepare(here)
            yield World(database, name, here)
    finally:
        connections.close_all()
        database.stop()
        shutil.rmtree(data, ignore_errors=True)
