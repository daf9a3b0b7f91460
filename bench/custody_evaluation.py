"""One record with three hundred entries: milliseconds to compute how it stands, and to add one more entry to it.

    python -m bench.custody_evaluation [--entries 300] [--runs 20]

Entries are those of days in custody: checks, meals, drinks, rest. After each of them everything is computed anew from all of
them, through the rule pack: that is what is measured, and the whole action around it, with its ledger entry.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from bench import custody_world as world  # first: it sets the surroundings up

# isort: split
import django

from bench import machine
from quartier.core.law import library
from quartier.core.registry import lock
from quartier.features.custody import following

DAY = (
    *(
        ("check", {"seen": "awake"}),
        ("drink", {"taken": "yes"}),
        ("check", {"seen": "sleeping"}),
        ("meal", {"taken": "yes"}),
    ),
    *(
        ("check", {"seen": "awake"}),
        ("hygiene", {"taken": "yes"}),
        ("check", {"seen": "awake"}),
        ("rest_started", {}),
    ),
    *(("check", {"seen": "sleeping"}), ("rest_ended", {})),
)


def fill(people: world.World, stay: UUID, entries: int, minutes: int) -> None:
    """Entries at equal distances until now; those of the opening are five."""
    for number in range(entries - 5):
        act, values = DAY[number % len(DAY)]
        with lock.as_account(people.keeper) as visit:
            ago = (minutes - 40) * (1 - number / entries)
            world.write(visit, stay, act, dict(values), at=visit.now - timedelta(minutes=ago))


@contextmanager
def timing(times: list[float]) -> Iterator[None]:
    """Milliseconds of everything that follows from an entry, each time it is computed."""
    follow = following.follow

    def timed(*args: Any, **more: Any) -> None:
        start = time.perf_counter()
        follow(*args, **more)
        times.append((time.perf_counter() - start) * 1000)

    following.follow = timed
    try:
        yield
    finally:
        following.follow = follow


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--entries", type=int, default=300)
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    with world.throw_away() as (database, name):
        people = world.found(database, cells=1)
        minutes = 58 * 60
        stay = world.detain(people, cell=1, minutes=minutes)
        fill(people, stay, given.entries, minutes)
        with database.superuser(name) as connection:
            connection.execute("analyze")
        computing, adding = [], []
        with timing(computing):
            for _ in range(given.runs):
                with lock.as_account(people.keeper) as visit:
                    start = time.perf_counter()
                    world.write(visit, stay, "check", {"seen": "awake"}, at=visit.now)
                    adding.append((time.perf_counter() - start) * 1000)
        result = {
            "entries": given.entries,
            "computing_ms": machine.summary(computing),
            "adding_one_entry_ms": machine.summary(adding),
        }
    versions = {"django": django.__version__, "ua.custody": library.pack("ua.custody").version}
    machine.write("custody_evaluation", versions=versions, result=result)


if __name__ == "__main__":
    main()
