"""Checked rows → arrays in a staged batch → occurrences. The SQL of the import, in one place.

A locked table takes no COPY; one INSERT … SELECT from arrays per batch is what comes closest.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connections

from quartier.core.incidents.models import COLUMNS
from quartier.core.incidents.rules.checking import SHAPE, Refused
from quartier.core.incidents.rules.flags import names_of
from quartier.core.kit.ids import uuid7
from quartier.core.registry import lock

TEXTS = frozenset(name for name, kind in SHAPE if kind == "text")
NAMES = tuple(name for name, _ in SHAPE)
REPEAT = NAMES.index("duplicate_of")

_STAGE = f"""
insert into incidents_stagedbatch
  (id, run_id, data_set_id, scope_id, number, rows, repeats, refused, {", ".join(COLUMNS)})
values (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, {", ".join(f"%s::{kind}[]" for _, kind in SHAPE)})
on conflict (run_id, number, scope_id) do nothing
"""
_TAKE = f"""
insert into incidents_occurrence
  (id, data_set_id, scope_id, run_id, kind, source_kind, origin, lon, lat, uncertainty_m, starts_at, ends_at,
   precision, reported_at, registered_at, source_id, likeness, duplicate_of, flags, area_id, address)
select s.id, b.data_set_id, b.scope_id, b.run_id, s.kind, s.source_kind, s.origin, s.lon, s.lat, s.uncertainty_m,
       to_timestamp(s.starts), to_timestamp(s.ends), s.precision, to_timestamp(s.reported), to_timestamp(s.registered),
       s.source_id, s.likeness, coalesce(e.id, s.duplicate_of),
       s.flags | case when e.id is null then 0 else 64 end, s.area_id, s.address
  from incidents_stagedbatch b
 cross join lateral unnest({", ".join(f"b.{column}" for column in COLUMNS)}) as s({", ".join(NAMES)})
  left join unnest(%s::uuid[], %s::uuid[]) as e(repeat, id) on e.repeat = s.id
 where b.run_id = %s and b.number = %s
on conflict (id) do nothing
"""
# Rows of earlier imports of the data set that staged rows repeat: found once per commit, there are few.
_EARLIER = f"""
select distinct on (s.id) s.id::text, o.id::text
  from incidents_stagedbatch b
 cross join lateral unnest(b.{COLUMNS[0]}, b.col_likeness, b.col_reported) as s(id, likeness, reported)
  join incidents_occurrence o on o.likeness = s.likeness
 where b.run_id = %s and o.data_set_id = b.data_set_id and o.id <> s.id and o.duplicate_of is null
   and (%s::int is null or s.reported is null or o.reported_at is null
        or abs(extract(epoch from o.reported_at) - s.reported) <= %s::int)
 order by s.id, o.id
"""


def array(values: Iterable[Any], *, quoted: bool) -> str:
    """A PostgreSQL array literal: ten times quicker than adapting a list element by element."""
    if not quoted:
        return "{" + ",".join("NULL" if value is None else str(value) for value in values) + "}"
    return "{" + ",".join("NULL" if value is None else _quote(value) for value in values) + "}"


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def stage(
    *,
    run: UUID,
    data_set: UUID,
    scope: int,
    number: int,
    rows: Sequence[tuple[Any, ...]],
    refused: Sequence[Refused],
    file: int,
) -> None:
    """Write one batch, unless it is there already."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(SHAPE)
    report = [[file, bad.line, bad.column, bad.value, bad.reason] for bad in refused]
    repeats = sum(1 for row in rows if row[REPEAT] is not None)
    arrays = [array(column, quoted=name in TEXTS) for name, column in zip(NAMES, columns, strict=True)]
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            _STAGE,
            [uuid7(), run, data_set, scope, number, len(rows), repeats, json.dumps(report), *arrays],
        )


def batches(*, run: UUID) -> tuple[list[int], int, int]:
    """Numbers of the staged batches in order, and how many rows are good and refused in all."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            """select coalesce(array_agg(number order by number), '{}'), coalesce(sum(rows), 0)::bigint,
                      coalesce(sum(jsonb_array_length(refused)), 0)::bigint
                 from incidents_stagedbatch where run_id = %s""",
            [run],
        )
        numbers, good, refused = cursor.fetchone()
    return list(numbers), int(good), int(refused)


def repeats(*, run: UUID, within_s: int | None) -> list[tuple[str, str]]:
    """(id of a staged row, id of the row of an earlier import that it repeats). Before anything is taken."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(_EARLIER, [run, within_s, within_s])
        return list(cursor.fetchall())


def take(*, run: UUID, number: int, repeats: Sequence[tuple[str, str]]) -> int:
    """Make occurrences of one staged batch; returns how many were new."""
    ours, theirs = zip(*repeats, strict=True) if repeats else ((), ())
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(_TAKE, [array(ours, quoted=False), array(theirs, quoted=False), run, number])
        return int(cursor.rowcount)


def empty(*, run: UUID) -> None:
    """Let go of staged rows; the report of the bad ones stays."""
    emptied = ", ".join(f"{column} = '{{}}'" for column in COLUMNS)
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(f"update incidents_stagedbatch set {emptied} where run_id = %s", [run])


def queue(name: str) -> None:
    """One transaction at a time of that name; the others wait their turn."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 8))", [f"incidents:{name}"])


def counts(*, run: UUID) -> dict[str, Any]:
    """What a run brought, counted once at its commit and kept with the step: flags, precisions, first and last day."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(
            """select flags, precision, origin, count(*), min(starts_at), max(ends_at)
                 from incidents_occurrence where run_id = %s group by 1, 2, 3""",
            [run],
        )
        groups = cursor.fetchall()
    found: dict[str, Any] = {"flags": {}, "precisions": {}, "origins": {}}
    for flags, precision, origin, number, _, _ in groups:
        for name in names_of(flags):
            found["flags"][name] = found["flags"].get(name, 0) + number
        found["precisions"][precision] = found["precisions"].get(precision, 0) + number
        found["origins"][origin] = found["origins"].get(origin, 0) + number
    if groups:
        found["first"] = min(group[4] for group in groups).isoformat()
        found["last"] = max(group[5] for group in groups).isoformat()
    return found
