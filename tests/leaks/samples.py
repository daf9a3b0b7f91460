"""One row in every locked table, made from the catalogue: a new model joins the matrix by itself.

The rows are written by a superuser without keys and checks: the matrix asks who sees a row, not whether it makes sense.
"""

from typing import Any
from uuid import UUID, uuid4

from quartier.core.registry.records import Locked

COLUMNS = """
select a.attname, t.typname, a.attnum = any (coalesce(k.conkey, '{}')) as is_key
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  left join pg_constraint k on k.conrelid = a.attrelid and k.contype = 'p'
 where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
   and (a.attnotnull or a.attname in ('scope_id')) and a.attidentity = '' and a.attgenerated = ''
"""
VALUES: dict[str, Any] = {
    "int2": 1, "int4": 1, "int8": 1, "float8": 1.0, "numeric": 1, "bool": False, "jsonb": "{}",
    "timestamptz": "2026-11-20T12:00:00Z", "date": "2026-11-20", "time": "12:00", "interval": "1 hour",
    "tsvector": "", "point": "(0,0)",
}  # fmt: skip


def loosen(cursor: Any, table: str) -> None:
    """Take the checks and exclusions off, so that any sample fits."""
    cursor.execute(
        "select conname from pg_constraint where conrelid = %s::regclass and contype in ('c', 'x')", [table]
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'alter table "{table}" drop constraint "{name}"')


def put(cursor: Any, *, table: str, lock: Locked, subject: UUID, scope: int) -> None:
    """One row of `subject` in `scope`."""
    cursor.execute(COLUMNS, [table])
    row: dict[str, Any] = {}
    for name, kind, is_key in cursor.fetchall():
        if name == lock.subject:
            row[name] = subject
        elif name == "scope_id":
            row[name] = scope
        else:
            row[name] = _value(kind, unique=is_key)
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(["%s"] * len(row))
    cursor.execute(f'insert into "{table}" ({names}) values ({marks})', list(row.values()))


def _value(kind: str, *, unique: bool) -> Any:
    if kind == "uuid":
        return uuid4()
    if kind == "bytea":
        return uuid4().bytes
    if kind in ("varchar", "text", "bpchar"):
        return uuid4().hex[:4]
    if kind.startswith("_"):
        return "{}"
    if unique and kind.startswith("int"):
        return uuid4().int % 2**30 if kind != "int2" else uuid4().int % 2**14
    return VALUES[kind]
