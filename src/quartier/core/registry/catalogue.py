"""What the database itself says of its tables: locked as the model declares, or excused with a reason, or a fault.

Read from PostgreSQL's catalogue, not from our own lists, so that a table made by hand is seen too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from . import rights
from .records import Locked

TABLES = """
select n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity,
       coalesce((select bool_or(x.grantee = 0) from aclexplode(c.relacl) x), false)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
 order by 1, 2
"""
POLICIES = """
select policyname, cmd, roles::text[], qual, with_check from pg_policies where schemaname = 'public' and tablename = %s
"""
LIST = "(scope_id = ANY (( SELECT registry.visible() AS visible)::integer[]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, what guards it and why; `fault` is a code when neither holds."""

    name: str
    policy: str
    reason: str
    fault: str | None = None


def locks() -> dict[str, Locked]:
    """Table name → its lock, from the models of every installed package."""
    return {
        model._meta.db_table: constraint
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, Locked)
    }


def expected(lock: Locked, table: str) -> set[tuple[str, str, str, str | None, str | None]]:
    """Name, command, role, USING and CHECK of each policy, as PostgreSQL prints them."""
    mine = f"({lock.subject} = ANY (( SELECT registry.mine() AS mine)::uuid[]))"
    rows: set[tuple[str, str, str, str | None, str | None]] = {
        ("cell_select", "SELECT", "quartier_cell", LIST, None),
        ("party_select", "SELECT", "quartier_party", mine, None),
        ("cell_insert", "INSERT", "quartier_cell", None, LIST),
        ("cell_update", "UPDATE", "quartier_cell", LIST, LIST),
        ("owner_entered", "ALL", "quartier_owner", LIST, LIST),
        ("keeper_all", "ALL", "quartier_keeper", "true", "true"),
    }
    if lock.drop_box:
        boxes = f"(scope_id = ANY (( SELECT registry.boxes('{table}'::text) AS boxes)::integer[]))"
        rows.add(("box_insert", "INSERT", "quartier_party", None, boxes))
    return rows


def tables(cursor: Any) -> Iterator[Table]:
    """Every table, partition and materialised view of this database."""
    declared = locks()
    excuses = {table.name: table.reason for table in rights.read()}
    cursor.execute(TABLES)
    for schema, name, enabled, forced, public in cursor.fetchall():
        full = name if schema == "public" else f"{schema}.{name}"
        if name in declared and schema == "public":
            fault = _fault(cursor, declared[name], name, enabled and forced)
            policy = "cell, party, drop-box" if declared[name].drop_box else "cell, party"
            yield Table(name=full, policy=policy, reason="", fault="granted_to_public" if public else fault)
        elif full in excuses:
            yield Table(
                name=full, policy="open", reason=excuses[full], fault="granted_to_public" if public else None
            )
        else:
            yield Table(name=full, policy="none", reason="", fault="neither_locked_nor_excused")


def stale_excuses(cursor: Any) -> list[str]:
    """Excuses for tables that do not exist: a list of reasons must not outlive what it excuses."""
    cursor.execute(TABLES)
    there = {name if schema == "public" else f"{schema}.{name}" for schema, name, *_ in cursor.fetchall()}
    return sorted(table.name for table in rights.read() if table.name not in there)


def _fault(cursor: Any, lock: Locked, name: str, secured: bool) -> str | None:
    if not secured:
        return "row_security_off"
    cursor.execute(POLICIES, [name])
    found = {
        (policy, command, *_only(roles), using, check)
        for policy, command, roles, using, check in cursor.fetchall()
    }
    return None if found == expected(lock, name) else "policies_differ"


def _only(roles: Iterable[str]) -> tuple[str]:
    return (",".join(sorted(roles)),)
