"""Durable appends a second with 1, 8 and 32 writers, beside a plain insert of a row as large in the same run.

    python -m bench.ledger_append [--seconds 4] [--rounds 3]

Each writer is a process of its own and commits one entry after the other through Django, fsync on. The rounds of both
are interleaved. A plain insert is one row with the envelope's bytes and a key: what one would do without a ledger.
Storage: bytes on disk for one entry, in tables with their indexes, and of both.
"""

import argparse
import multiprocessing
import statistics
import time
from typing import Any

from django.db import connection, transaction

from bench import ledgers, machine
from quartier.core.kit.ids import uuid7
from quartier.core.ledger import actions

WRITERS = (1, 8, 32)
PLAIN = "create table public.bench_plain (id uuid primary key, kind text not null, at timestamptz not null, body bytea not null)"
BODY = b"x" * 700  # an envelope of four fields


def append() -> None:
    with transaction.atomic():
        actions.append(
            kind=ledgers.KIND, record=None, fields=ledgers.FIELDS, by=ledgers.Clerk(), occurred_at=ledgers.AT
        )


def plain() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into bench_plain values (%s, %s, now(), %s)", [uuid7(), "ledger.erased", BODY])


def write(work: Any, start: Any, seconds: float, done: Any) -> None:
    """One process: warm, wait for the others, count commits."""
    for _ in range(5):
        work()
    start.wait()
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        work()
        count += 1
    done.put(count)
    connection.close()


def rate(work: Any, writers: int, seconds: float) -> float:
    here = multiprocessing.get_context("fork")
    start, done = here.Barrier(writers + 1), here.Queue()
    crowd = [here.Process(target=write, args=(work, start, seconds, done)) for _ in range(writers)]
    for one in crowd:
        one.start()
    start.wait()
    total = sum(done.get() for _ in crowd)
    for one in crowd:
        one.join()
    return total / seconds


def measure(seconds: float, rounds: int) -> list[dict[str, Any]]:
    result = []
    for writers in WRITERS:
        found: dict[str, list[float]] = {"plain": [], "append": []}
        for _ in range(rounds):
            found["plain"].append(rate(plain, writers, seconds))
            found["append"].append(rate(append, writers, seconds))
        ratio = statistics.median(found["append"]) / statistics.median(found["plain"])
        row = {f"{name}_per_second": machine.summary(values) for name, values in found.items()}
        result.append({"writers": writers, "of_plain": round(ratio, 2), **row})
    return result


def storage(world: ledgers.World) -> dict[str, float]:
    with world.session() as session:
        session.execute("vacuum full ledger_intake, ledger_envelope, ledger_opening, bench_plain")
        sizes = {
            name: session.execute(
                f"select pg_total_relation_size('{name}')::float / greatest((select count(*) from {counted}), 1)"
            ).fetchone()
            for name, counted in (
                ("ledger_intake", "ledger_intake"), ("ledger_envelope", "ledger_intake"),
                ("ledger_opening", "ledger_intake"), ("bench_plain", "bench_plain"),
            )
        }  # fmt: skip
    return {name: round(row[0], 1) for name, row in sizes.items() if row}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with ledgers.world() as world:
        with world.session() as session:
            session.execute(PLAIN)
            session.execute("grant insert on bench_plain to quartier_app")
        connection.close()
        result = {"rates": measure(options.seconds, options.rounds), "bytes_per_entry": storage(world)}
        machine.write("ledger_append", versions=world.versions(), result=result)


if __name__ == "__main__":
    main()
