"""The files of records in a backup: each under its fingerprint, so that a damaged one is noticed before it is used."""

import hashlib
import re
import tarfile
from pathlib import Path
from typing import Any

from quartier.core.files import store
from quartier.core.kit.errors import Invalid, Problem

from . import surroundings

FOLDER = "files"
MEMBER = re.compile(rf"{FOLDER}/([0-9a-f]{{64}})\Z")
COLUMNS = (
    ("public.files_file", "select sha256 from files_file union select clean_sha256 from files_file"),
    (
        "public.files_public",
        "select sha256 from files_public where taken_back_at is null"
        " union select small_sha256 from files_public where taken_back_at is null",
    ),
)


def root() -> Path:
    return surroundings.env().data / "files"


def named(connection: Any) -> list[str]:
    """Every content that a row names, seen in the same moment as the archive."""
    found: set[str] = set()
    for table, question in COLUMNS:
        if connection.execute("select to_regclass(%s)", [table]).fetchone()[0] is not None:
            found |= {digest for (digest,) in connection.execute(question).fetchall()}
    return sorted(found)


def counted(digests: list[str]) -> tuple[list[str], dict[str, int]]:
    """Those that lie on the disk, and what the manifest says: how many, how many bytes, how many are missing."""
    there = [digest for digest in digests if store.path_of(root(), digest).is_file()]
    size = sum(store.path_of(root(), digest).stat().st_size for digest in there)
    return there, {"count": len(there), "bytes": size, "missing": len(digests) - len(there)}


def add(pack: tarfile.TarFile, digests: list[str]) -> None:
    for digest in digests:
        pack.add(store.path_of(root(), digest), f"{FOLDER}/{digest}")


def bring_back(source: Path) -> int:
    """Put every file of a backup in its place; returns how many. Raises Invalid when one is not what its name says."""
    brought = 0
    with tarfile.open(source) as pack:
        for member in pack:
            wanted = MEMBER.match(member.name)
            content = pack.extractfile(member) if wanted and member.isfile() else None
            if wanted is None or content is None:
                continue
            held = content.read()
            if hashlib.sha256(held).hexdigest() != wanted[1]:
                raise Invalid([Problem(field=str(source), code="damaged_backup")])
            store.put(root(), held)
            brought += 1
    return brought


def clear() -> None:
    """What was erased again takes its bytes along at once, and not with the next round of the jobs."""
    with surroundings.connect("superuser") as connection, connection.transaction():
        if connection.execute("select to_regclass('files.forgotten')").fetchone()[0] is None:
            return
        noted = connection.execute(
            "select coalesce(array_agg(sha256), '{}') from files.forgotten"
        ).fetchone()[0]
        for digest in connection.execute("select files.unused(%s::text[])", [noted]).fetchone()[0]:
            store.remove(root(), digest)
