"""Lodging at a steady rate with a kill -9 in the middle: how long people wait, and that nothing acknowledged is lost.

    python -m bench.appeals_lodging [--rate 50] [--seconds 60] [--hands 2] [--kill both]

As many processes as `--hands` lodge appeals at planned instants, each through the gate and the action that the page
uses. A wait is counted from the planned instant, so that a stall costs everybody who came meanwhile. In the middle the
database's server loses every process, one lodging process is killed as well (`--kill server`, `hand`, `both`, `none`),
and both are started again. Whoever got no acknowledgement sends the same again, as a person would. At the end every
acknowledged appeal must be there with its first step and its ledger entry; how many came twice is told.
"""

import argparse
import json
import os
import signal
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from bench import appeals_world as world  # first: it sets the surroundings up

# isort: split
import django
import psycopg
from django.db import connections
from django.db.utils import Error as DatabaseError
from tests.database import Database

from bench import machine
from quartier.core.gate import actions as gate
from quartier.core.kit.server import processes
from quartier.core.registry import lock
from quartier.features.appeals import actions

PATIENCE_S = 120
AGAIN_S = 0.2


def once(town: world.Town, number: int) -> UUID:
    """Through the gate, then lodged. The person is signed in, and has not lodged before."""
    with lock.as_account(town.residents[number]) as visit:
        answer = gate.ask(what="lodge", origin=b"\x64\x40\x01", proven=True, by=visit, at=visit.now)
        if isinstance(answer, gate.Wait):
            raise SystemExit(f"the gate keeps number {number} waiting")
        return actions.lodge(lodging=world.lodging(town, number), by=visit, at=visit.now).id


def hand(town: world.Town, numbers: list[int], plan: dict[int, float], journal: Path) -> None:
    """Lodge each number at its instant, and write down what was acknowledged before going on."""
    with journal.open("a", encoding="utf-8") as kept:
        for number in numbers:
            time.sleep(max(0.0, plan[number] - time.monotonic()))
            tries = 0
            while True:
                tries += 1
                try:
                    id = once(town, number)
                    break
                except (DatabaseError, psycopg.Error):
                    if time.monotonic() > plan[number] + PATIENCE_S:
                        raise
                    connections.close_all()
                    time.sleep(AGAIN_S)
            line = {
                "number": number,
                "id": str(id),
                "waited": time.monotonic() - plan[number],
                "tries": tries,
            }
            kept.write(json.dumps(line) + "\n")
            kept.flush()


def child(*work: Any) -> int:
    """A hand in a process of its own."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            hand(*work)
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", flush=True)
            os._exit(1)
    return pid


def read(journal: Path) -> list[dict[str, Any]]:
    """What one hand wrote down; a line that the kill cut off was not acknowledged."""
    lines = journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []
    found = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return found


def run(database: Database, town: world.Town, given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The whole stretch, the kill in its middle, and what was written down."""
    total = given.rate * given.seconds
    begin = time.monotonic() + 1.5
    plan = {number: begin + number / given.rate for number in range(total)}
    journals = [folder / f"hand-{number}" for number in range(given.hands)]
    shares = [list(range(number, total, given.hands)) for number in range(given.hands)]
    pids = [child(town, share, plan, journal) for share, journal in zip(shares, journals, strict=True)]
    time.sleep(max(0.0, begin + given.seconds / 2 - time.monotonic()))
    back = 0.0
    if given.kill in {"server", "both"}:
        killed = time.monotonic()
        processes.send(processes.all_of(database.server.places.data), signal.SIGKILL)
        database.server.ensure()
        back = time.monotonic() - killed
    if given.kill in {"hand", "both"}:
        os.kill(pids[0], signal.SIGKILL)
        os.waitpid(pids[0], 0)
        done = {line["number"] for line in read(journals[0])}
        rest = [number for number in shares[0] if number not in done]
        pids[0] = child(town, rest, plan, journals[0])
    failed = [pid for pid in pids if os.waitpid(pid, 0)[1]]
    return {
        "failed_hands": len(failed),
        "seconds_back": round(back, 2),
        "lines": [line for journal in journals for line in read(journal)],
        "seconds": round(time.monotonic() - begin, 1),
    }


def judge(database: Database, name: str, lines: list[dict[str, Any]]) -> dict[str, int]:
    """What was acknowledged, against what is there."""
    with psycopg.connect(database.address("postgres", name), autocommit=True) as connection:
        rows = connection.execute(
            "select a.id::text, a.external, "
            "exists (select from appeals_step s where s.appeal_id = a.id and s.number = 1), "
            "exists (select from ledger_intake i join ledger_envelope e on e.intake_id = i.id "
            "where i.record = a.tag and e.kind = 'appeals.lodged') "
            "from appeals_appeal a"
        ).fetchall()
    there = {row[0]: row for row in rows}
    acknowledged = [line["id"] for line in lines]
    times = Counter(row[1] for row in rows)
    return {
        "acknowledged": len(acknowledged),
        "there": len(rows),
        "lost": sum(id not in there for id in acknowledged),
        "without_step_or_entry": sum(not (row[2] and row[3]) for row in rows),
        "came_twice_after_no_answer": sum(number - 1 for number in times.values()),
    }


def waits(lines: list[dict[str, Any]]) -> dict[str, float | int]:
    """Milliseconds between the planned instant and the acknowledgement."""
    found = sorted(line["waited"] * 1000 for line in lines)
    if len(found) < 2:
        return {"count": len(found)}
    cut = statistics.quantiles(found, n=100, method="inclusive")
    figures = {"p50": cut[49], "p95": cut[94], "p99": cut[98], "max": found[-1]}
    return {"count": len(found), **{name: round(value, 1) for name, value in figures.items()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rate", type=int, default=50, help="appeals a second, all hands together")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--hands", type=int, default=2)
    parser.add_argument("--kill", choices=("both", "server", "hand", "none"), default="both")
    given = parser.parse_args()
    with world.throw_away() as (database, name), tempfile.TemporaryDirectory() as folder:
        town = world.found(database, residents=given.rate * given.seconds)
        done = run(database, town, given, Path(folder))
        checked = judge(database, name, done["lines"])
    middle = given.rate * given.seconds / 2
    # What was planned in the last two seconds before the kill may have been caught by it.
    before = [line for line in done["lines"] if line["number"] < middle - 2 * given.rate]
    after = [line for line in done["lines"] if line["number"] >= middle * 1.5]
    result = {
        "rate": given.rate,
        "planned_seconds": given.seconds,
        "seconds": done["seconds"],
        "hands": given.hands,
        "kill": given.kill,
        "server_back_after_seconds": done["seconds_back"],
        "milliseconds": waits(done["lines"]),
        "milliseconds_before_the_kill": waits(before),
        "milliseconds_in_the_last_quarter": waits(after),
        **checked,
    }
    machine.write("appeals_lodging", versions={"django": django.__version__}, result=result)
    missing = given.rate * given.seconds - checked["acknowledged"]
    if done["failed_hands"] or checked["lost"] or checked["without_step_or_entry"] or missing:
        raise SystemExit(f"lost {checked['lost']}, not acknowledged {missing}")


if __name__ == "__main__":
    main()
