"""Kill an import without warning, again and again: nothing may be half done, and the next call must finish it.

    python -m bench.kill_import [--rounds 20] [--rows 40000]

Odd rounds are killed while rows are staged, even ones after the staging, so around the commit. After each kill the
database must hold none of the file or all of it, and one ledger entry for each committed import; then the same command
is run again and must end with every row there, once.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QUARTIER_DATA", tempfile.mkdtemp(prefix="quartier-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.surface.settings.test")

import django

django.setup()

import psycopg
from django.conf import settings
from django.db import connections
from tests.database import Database

from bench import machine
from bench.import_incidents import world

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
ROW = "r{round}-{n},2018-{month:02},Police,Police,-0.{x:05},51.{y:05},On or near High Street,E01,Area,Burglary,,\n"
PATIENCE_S = 180


@dataclass(frozen=True, slots=True)
class Bench:
    """A database with somebody who may import, and how to ask it as the superuser."""

    database: Database
    name: str
    here: dict[str, Any]

    def ask(self, sql: str, *parameters: Any) -> Any:
        with psycopg.connect(self.database.address("postgres", self.name), autocommit=True) as connection:
            return connection.execute(sql, parameters).fetchone()[0]

    def command(self, path: Path) -> subprocess.Popen[bytes]:
        """`quartier import incidents`, as an analyst would call it."""
        environment = {**os.environ, "DATABASE_URL": self.database.address("quartier_app", self.name)}
        environment |= {
            "QUARTIER_LANGUAGE": "en",
            "DJANGO_SETTINGS_MODULE": "quartier.surface.settings.production",
        }
        arguments = ["import", "incidents", str(path), "--mapping", "uk-police", "--json"]
        arguments += ["--as", str(self.here["account"]), "--area", self.here["slug"]]
        return subprocess.Popen(
            [sys.executable, "-m", "quartier", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )


def written(folder: Path, round: int, rows: int) -> Path:
    dice = random.Random(round)
    path = folder / f"round-{round}.csv"
    with path.open("w") as file:
        file.write(HEADER)
        for n in range(rows):
            values = {"x": dice.randrange(100_000), "y": dice.randrange(100_000), "month": n % 12 + 1}
            file.write(ROW.format(round=round, n=n, **values))
    return path


def until(said: Callable[[], Any], process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait for it, or for the process to end, or lose patience."""
    give_up = time.monotonic() + PATIENCE_S
    while not said():
        if process is not None and process.poll() is not None:
            return
        if time.monotonic() > give_up:
            raise TimeoutError("the import does not move")
        time.sleep(0.02)


def quiet(bench: Bench) -> None:
    """The killed client's backend has noticed and rolled back."""
    until(
        lambda: (
            bench.ask(
                "select count(*) from pg_stat_activity where datname = %s and usename = 'quartier_app'",
                bench.name,
            )
            == 0
        )
    )


def one_round(bench: Bench, folder: Path, round: int, rows: int, dice: random.Random) -> dict[str, Any]:
    """Kill, look, finish, look."""
    path = written(folder, round, rows)
    before = {
        "batches": bench.ask("select count(*) from incidents_stagedbatch"),
        "staged": bench.ask("select count(*) from incidents_importstep where state = 'staged'"),
        "rows": bench.ask("select count(*) from incidents_occurrence"),
    }
    was_running = _kill(bench, path, round, before, dice)
    after = bench.ask("select count(*) from incidents_occurrence") - before["rows"]
    if after not in (0, rows):
        raise AssertionError(f"round {round}: {after} of {rows} rows after the kill")
    _honest(bench)
    again = bench.command(path)
    _out, err = again.communicate(timeout=PATIENCE_S)
    if again.returncode:
        raise AssertionError(
            f"round {round}: the second call ended with {again.returncode}: {err.decode()[-400:]}"
        )
    total = bench.ask("select count(*) from incidents_occurrence") - before["rows"]
    if total != rows:
        raise AssertionError(f"round {round}: {total} of {rows} rows after the second call")
    _honest(bench)
    return {
        "round": round,
        "while": "staging" if round % 2 else "commit",
        "killed": was_running,
        "rows_after_kill": after,
    }


def _kill(bench: Bench, path: Path, round: int, before: dict[str, int], dice: random.Random) -> bool:
    """Start an import and kill it; whether there was still something to kill."""
    process = bench.command(path)
    if round % 2:
        until(lambda: bench.ask("select count(*) from incidents_stagedbatch") > before["batches"], process)
    else:
        until(
            lambda: (
                bench.ask("select count(*) from incidents_importstep where state = 'staged'")
                > before["staged"]
            ),
            process,
        )
    time.sleep(dice.uniform(0, 0.6))
    was_running = process.poll() is None
    if was_running:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    quiet(bench)
    return was_running


def _honest(bench: Bench) -> None:
    """One ledger entry for each committed import, no more and no less."""
    committed = bench.ask("select count(*) from incidents_importstep where state = 'committed'")
    entered = bench.ask("select count(*) from ledger_envelope where kind = 'incidents.imported'")
    if committed != entered:
        raise AssertionError(f"{committed} commits, {entered} entries in the ledger")


def rounds(bench: Bench, folder: Path, *, number: int, rows: int, seed: int) -> list[dict[str, Any]]:
    dice = random.Random(seed)
    return [one_round(bench, folder, round, rows, dice) for round in range(1, number + 1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    database = Database(settings.QUARTIER_ENV.data / "postgres")
    database.server.ensure()
    try:
        database.migrate()
        with database.own_copy() as name, tempfile.TemporaryDirectory() as folder:
            bench = Bench(database, name, world(database))
            connections.close_all()
            done = rounds(bench, Path(folder), number=given.rounds, rows=given.rows, seed=given.seed)
    finally:
        connections.close_all()
        database.server.remove()
    killed = [each for each in done if each["killed"]]
    result = {
        "rounds": len(done),
        "killed": len(killed),
        "rows_each": given.rows,
        "seed": given.seed,
        "each": done,
    }
    machine.write("kill_import", versions={"psycopg": psycopg.__version__}, result=result)


if __name__ == "__main__":
    main()
