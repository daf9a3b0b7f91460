"""The clerk's queue and the public list with many appeals: bytes and CPU milliseconds of each page.

    python -m bench.appeals_queue [--appeals 10000] [--public 1000] [--runs 30] [--hands 2]

The appeals are lodged through the very actions that pages use, by as many processes as `--hands`; a share of them is let
out to the public. Pages are asked for in this process, so that CPU time is its own; the time of the database's
statements is given beside it.
"""

import argparse
import gzip
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench import appeals_world as world  # first: it sets the surroundings up

# isort: split
import django
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import signing

from bench import machine
from quartier.core.publication import moderating
from quartier.core.registry import lock
from quartier.features.appeals import actions


def lodge(town: world.Town, numbers: range, public: int) -> None:
    """Lodge the appeals of these numbers; those below `public` are let out as well."""
    now = datetime.now(UTC)
    for number in numbers:
        with lock.as_account(town.residents[number % len(town.residents)]) as visit:
            wanted = world.lodging(town, number, at=world.arrived(number, now=now), public=number < public)
            done = actions.lodge(lodging=wanted, by=visit, at=visit.now)
        if done.submission is not None:
            with lock.as_account(town.moderator) as visit:
                moderating.let_out(submission=done.submission, by=visit, at=visit.now)


def in_hands(town: world.Town, *, appeals: int, public: int, hands: int) -> float:
    """The same by several processes; seconds."""
    connections.close_all()
    began, pids = time.monotonic(), []
    for hand in range(hands):
        pid = os.fork()
        if pid == 0:
            try:
                lodge(town, range(hand, appeals, hands), public)
                os._exit(0)
            except BaseException as error:
                print(f"{type(error).__name__}: {error}", flush=True)
                os._exit(1)
        pids.append(pid)
    if any(os.waitpid(pid, 0)[1] for pid in pids):
        raise SystemExit("not every appeal was lodged")
    return time.monotonic() - began


def measured(client: Client, address: str, runs: int) -> dict[str, Any]:
    """One page, asked for again and again."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    times, walls = [], []
    for _ in range(runs):
        start, wall = time.process_time(), time.perf_counter()
        client.get(address)
        times.append((time.process_time() - start) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
    with CaptureQueriesContext(connections["default"]) as captured:
        client.get(address)
    return {
        "cpu_ms": machine.summary(times),
        "wall_ms": machine.summary(walls),
        "queries": len(captured),
        "database_ms": round(sum(float(query["time"]) for query in captured) * 1000, 1),
        "html_bytes": len(answer.content),
        "html_bytes_gzip": len(gzip.compress(answer.content, 6)),
    }


def pages(town: world.Town, runs: int) -> dict[str, Any]:
    """Every page by its name."""
    clerk, anybody = Client(), Client()
    clerk.get("/account/login/?language=uk")
    signing.as_staff(clerk, town.clerk)
    wanted: dict[str, tuple[Client, str]] = {
        "queue, first page": (clerk, "/console/appeals/"),
        "queue, all": (clerk, "/console/appeals/?view=all"),
        "queue, tenth page": (clerk, "/console/appeals/?view=all&page=10"),
        "public list, first page": (anybody, "/uk/appeals/?place=lypivka"),
        "lodging, first page": (anybody, "/uk/appeals/new/?place=lypivka"),
        "portal home": (anybody, "/uk/?place=lypivka"),
    }
    look: Callable[[Client, str], dict[str, Any]] = lambda client, address: measured(client, address, runs)  # noqa: E731
    return {name: look(client, address) for name, (client, address) in wanted.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--appeals", type=int, default=10_000)
    parser.add_argument("--public", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--hands", type=int, default=2)
    given = parser.parse_args()
    with world.throw_away() as (database, name):
        town = world.found(database, residents=50)
        seconds = in_hands(town, appeals=given.appeals, public=given.public, hands=given.hands)
        with database.superuser(name) as connection:
            connection.execute("analyze")
        result = pages(town, given.runs)
    lodged = {"appeals": given.appeals, "public": given.public, "lodging_seconds": round(seconds, 1)}
    machine.write("appeals_queue", versions={"django": django.__version__}, result=lodged | {"pages": result})


if __name__ == "__main__":
    main()
