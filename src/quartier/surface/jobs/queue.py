"""The queue: where it is, how a job gets into it, how far a job has come."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import procrastinate
import psycopg
from django.conf import settings
from django.db import connections
from psycopg.conninfo import make_conninfo

from quartier.surface.settings.databases import address

SCHEMA = "queue"
APPLICATION = "default"
STATES = ("todo", "doing", "failed")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `total` is None while nobody knows; `code` names the step."""

    state: str
    done: int
    total: int | None
    code: str


def conninfo() -> str:
    """As the application, with the queue's schema in front; options of the connection win over the role's."""
    parameters: dict[str, Any] = dict(address(settings.QUARTIER_ENV, "application"))
    return make_conninfo(**parameters, options=f"-c search_path={SCHEMA},pg_catalog", connect_timeout=5)


@cache
def app() -> procrastinate.App:
    """The library's application; made at first use, since it needs settings."""
    return procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=conninfo(), min_size=1, max_size=3)
    )


def defer(task: str, *, once: str | None = None, **arguments: int | str | None) -> int | None:
    """Put a job into the queue in the caller's transaction: it is there if and only if that commits.

    `once`: no second job with this name is queued while one waits; then None is given back.
    """
    statement = (
        "select unnest(queue.procrastinate_defer_jobs_v1(array[row('default', %s, 0, null, %s, %s::jsonb, null)]"
        "::queue.procrastinate_job_to_defer_v1[]))"
    )
    with connections[APPLICATION].cursor() as cursor:
        if once is not None:
            cursor.execute(
                "select 1 from queue.procrastinate_jobs where queueing_lock = %s and status = 'todo'", [once]
            )
            if cursor.fetchone():
                return None
        cursor.execute(statement, [task, once, json.dumps(arguments)])
        return int(cursor.fetchone()[0])


def progress_of(job: int) -> Progress | None:
    """For a page, inside its visit."""
    with connections[APPLICATION].cursor() as cursor:
        cursor.execute(
            "select j.status::text, coalesce(p.done, 0), p.total, coalesce(p.code, '') "
            "from queue.procrastinate_jobs j left join queue.progress p on p.job = j.id where j.id = %s",
            [job],
        )
        row = cursor.fetchone()
    return Progress(*row) if row else None


def tell(job: int, *, done: int, total: int | None = None, code: str = "") -> None:
    """From within a job: on a connection of its own, so that it is seen before the job's transaction ends."""
    with psycopg.connect(conninfo(), autocommit=True) as connection:
        connection.execute(
            "insert into progress (job, done, total, code) values (%s, %s, %s, %s) on conflict (job) do update "
            "set done = excluded.done, total = excluded.total, code = excluded.code, updated_at = clock_timestamp()",
            [job, done, total, code],
        )


def counts() -> dict[str, int]:
    """Jobs by state, for metrics and `quartier check`. Empty when the database is away."""
    try:
        with psycopg.connect(conninfo(), autocommit=True) as connection:
            rows = connection.execute(
                "select status::text, count(*) from procrastinate_jobs where status::text = any(%s) group by 1",
                [list(STATES)],
            ).fetchall()
    except psycopg.Error:
        return {}
    return dict.fromkeys(STATES, 0) | {state: number for state, number in rows}
