"""A backup is one file: a tar with PostgreSQL's own archive, the files of records, and a manifest of counts.

What does not come along: open visits (sign-ins end with a restore) and the key of the lock's tickets, which is made
anew. The archive is made by the backup role, which reads everything and may write nothing.
"""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from quartier.core.kit.errors import Invalid, Problem, Surroundings

from . import dump_files, surroundings

FORMAT = 1
ARCHIVE, MANIFEST = "database.dump", "manifest.json"
# Keys, tokens, and what is to be forgotten within a day: a copy of it would outlive that.
LEFT_OUT = ("registry.mac_key", "registry.visit", "gate.day_key", "gate.bucket", "publication.seen")
# Their rows are not in the archive, so their counts cannot be compared.
UNCOUNTED = frozenset(LEFT_OUT)
COUNTED_SCHEMAS = ("public", "registry", "ledger", "queue")


def counts(connection: Any) -> dict[str, int]:
    """Rows of every table, by `schema.table`. For roles that see everything."""
    names = connection.execute(
        "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where c.relkind = 'r' and n.nspname = any(%s) order by 1, 2",
        [list(COUNTED_SCHEMAS)],
    ).fetchall()
    from psycopg import sql

    found = {}
    for schema, table in names:
        if f"{schema}.{table}" in UNCOUNTED:
            continue
        query = sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table))
        found[f"{schema}.{table}"] = connection.execute(query).fetchone()[0]
    return found


def write(target: Path) -> dict[str, Any]:
    """Write the backup beside its name and rename it at the end; gives the manifest."""
    if target.exists():
        raise Invalid([Problem(field=str(target), code="file_exists")])
    fresh = target.with_name(f".{target.name}.new")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".quartier-") as folder:
        archive = Path(folder) / ARCHIVE
        with _one_moment() as (snapshot, connection):
            _pg_dump(archive, snapshot)
            manifest = _manifest(connection, archive)
            named = dump_files.named(connection)
        there, manifest["files"] = dump_files.counted(named)
        try:
            with tarfile.open(fresh, "w") as pack:
                _add(pack, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
                pack.add(archive, ARCHIVE)
                dump_files.add(pack, there)
            os.chmod(fresh, 0o600)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    return manifest


@contextmanager
def opened(source: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """The manifest and the archive of a backup, checked against its hash, in a folder that goes away."""
    with tempfile.TemporaryDirectory(dir=source.parent, prefix=".quartier-") as folder:
        try:
            with tarfile.open(source) as pack:
                for name in (MANIFEST, ARCHIVE):
                    pack.extract(name, folder, filter="data")
        except (tarfile.TarError, KeyError, EOFError) as error:
            raise Invalid([Problem(field=str(source), code="not_a_backup")]) from error
        manifest = json.loads((Path(folder) / MANIFEST).read_text(encoding="utf-8"))
        archive = Path(folder) / ARCHIVE
        if manifest.get("format") != FORMAT or manifest.get("sha256") != _digest(archive):
            raise Invalid([Problem(field=str(source), code="damaged_backup")])
        yield manifest, archive


def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's client programs; its exit status decides, not what it left behind."""
    path, env = _program(program)
    done = subprocess.run([path, *arguments], capture_output=True, text=True, env=env, check=False)
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.strip()][:6]
        if "No space left on device" in done.stderr:
            raise Surroundings("disk_full")
        raise Surroundings("program_failed", program=program, said=said)


def _program(name: str) -> tuple[str, dict[str, str]]:
    from quartier.core.kit.server import binaries
    from quartier.core.kit.server.embedded import Server

    server = surroundings.server() or Server(surroundings.env().data / "postgres")
    return str(binaries.given() / name), server.environment()


@contextmanager
def _one_moment() -> Iterator[tuple[str, Any]]:
    """A snapshot that the archive and the counts share, so that they speak of the same moment."""
    with surroundings.connect("backup") as connection, connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        row = connection.execute("select pg_export_snapshot()").fetchone()
        yield str(row[0] if row else ""), connection


def _pg_dump(archive: Path, snapshot: str) -> None:
    left_out = [f"--exclude-table-data={name}" for name in LEFT_OUT]
    run(
        "pg_dump", f"--dbname={surroundings.conninfo('backup')}", "--format=custom", "--compress=gzip:6",
        "--no-large-objects", f"--snapshot={snapshot}", *left_out, f"--file={archive}",
    )  # fmt: skip


def _manifest(connection: Any, archive: Path) -> dict[str, Any]:
    row = connection.execute("show server_version").fetchone()
    return {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quartier": surroundings.version(),
        "postgres": row[0] if row else "",
        "sha256": _digest(archive),
        "counts": counts(connection),
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add(pack: tarfile.TarFile, name: str, content: bytes) -> None:
    import io

    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    pack.addfile(entry, io.BytesIO(content))
