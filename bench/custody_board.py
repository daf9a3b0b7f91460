"""The board of a suite with two hundred people: bytes, CPU milliseconds and queries, whole and renewed.

    python -m bench.custody_board [--people 200] [--runs 30]

Everybody is detained through the actions that pages use. The board is asked for in this process, so that CPU time is its own.
"""

import argparse
import time
from typing import Any

from bench import custody_world as world  # first: it sets the surroundings up

# isort: split
import django
from django.test import Client
from tests import signing

from bench import machine
from bench.appeals_queue import measured

PAGE = f"/console/custody/suites/{world.SUITE}/"


def unchanged(client: Client, runs: int) -> dict[str, Any]:
    """The part that renews itself, asked for with the tag of the answer before: how often nothing is new in 200 people's times,
    each of which moves on by itself once a minute."""
    tag, times, silent = "", [], 0
    for _ in range(runs):
        start = time.process_time()
        answer = client.get(f"{PAGE}data/", headers={"if-none-match": tag})
        times.append((time.process_time() - start) * 1000)
        tag, silent = answer["ETag"], silent + (answer.status_code == 304)
    return {"cpu_ms": machine.summary(times), "silent": silent}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--runs", type=int, default=30)
    given = parser.parse_args()
    with world.throw_away() as (database, name):
        people = world.found(database, cells=given.people)
        begun = time.monotonic()
        for cell in range(1, given.people + 1):
            world.detain(people, cell=cell, minutes=60 + cell % 500)
        detaining = time.monotonic() - begun
        with database.superuser(name) as connection:
            connection.execute("analyze")
        client = Client()
        client.get("/account/login/?language=uk")
        signing.as_staff(client, people.guard)
        pages = {
            "board": measured(client, PAGE, given.runs),
            "with everything that is due": measured(client, f"{PAGE}?all=1", given.runs),
            "renewed": measured(client, f"{PAGE}data/", given.runs),
            "renewed, asked with the last tag": unchanged(client, given.runs),
        }
    result = {
        "people": given.people,
        "entries_each": 5,
        "detaining_seconds": round(detaining, 1),
        "pages": pages,
    }
    machine.write("custody_board", versions={"django": django.__version__}, result=result)


if __name__ == "__main__":
    main()
