"""Rights of the tables outside the lock: one file lists them, each with its reason, and this applies it.

What the file does not name, nobody but the owner and the backup may touch.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

ROLES = {"application": "quartier_app", "signin": "quartier_signin", "sequencer": "quartier_sequencer"}
VERBS = frozenset({"select", "insert", "update", "delete"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """A table without a lock. `application`, `signin` and `sequencer` are the verbs that each role may use.

    A name without a schema is one of `public`.
    """

    name: str
    reason: str
    application: tuple[str, ...] = ()
    signin: tuple[str, ...] = ()
    sequencer: tuple[str, ...] = ()
    app: str = ""  # the switchable feature that brings the table, such as quartier.features.news

    @property
    def quoted(self) -> str:
        schema, _, name = self.name.rpartition(".")
        return f'"{schema or "public"}"."{name}"'


def read(path: Path | None = None) -> list[OpenTable]:
    """The listed tables; raises ValueError on an entry without a reason or with an unknown verb."""
    source = path or Path(settings.QUARTIER_OPEN_TABLES)
    tables = []
    for entry in tomllib.loads(source.read_text(encoding="utf-8"))["table"]:
        verbs = {role: tuple(entry.get(role, "").replace(",", " ").split()) for role in ROLES}
        if not entry.get("reason") or set().union(*verbs.values()) - VERBS:
            raise ValueError(f"{source.name}: {entry.get('name')} needs a reason and known verbs")
        app = entry.get("app", "")
        if not app or apps.is_installed(app):
            tables.append(OpenTable(name=entry["name"], reason=entry["reason"], app=app, **verbs))
    return tables


def apply(cursor: Any, tables: Iterable[OpenTable] | None = None) -> list[str]:
    """Grant exactly what the file says, as the owner; returns the names of listed tables that do not exist (yet)."""
    absent = []
    for table in tables if tables is not None else read():
        cursor.execute("select to_regclass(%s)", [table.quoted])
        if cursor.fetchone()[0] is None:
            absent.append(table.name)
            continue
        for role, login in ROLES.items():
            cursor.execute(f"revoke all on {table.quoted} from {login}, public")
            verbs = getattr(table, role)
            if verbs:
                cursor.execute(f"grant {', '.join(verbs)} on {table.quoted} to {login}")
                _grant_sequences(cursor, table=table.quoted, login=login)
    return absent


def _grant_sequences(cursor: Any, *, table: str, login: str) -> None:
    """Serial keys of libraries need their sequence; identity columns do not."""
    cursor.execute(
        "select distinct d.objid::regclass::text from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S' "
        "where d.refobjid = %s::regclass and d.deptype in ('a', 'i')",
        [table],
    )
    for (sequence,) in cursor.fetchall():
        cursor.execute(f"grant usage on sequence {sequence} to {login}")
