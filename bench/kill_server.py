"""Kill the embedded server without warning while writers commit: what was acknowledged must be there afterwards.

    python -m bench.kill_server [--rounds 12] [--writers 4]

In turn the postmaster alone, one backend, and every process are killed. The next `ensure()` must bring the server back,
whatever is left of the old one: orphans that hold the memory, zombies that nobody reaped, stale lock files.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from bench import machine
from quartier.core.kit.server import processes
from quartier.core.kit.server.embedded import Server

WRITING_S = 1.0


class Writer(threading.Thread):
    """Commits one row after the other until the server goes; knows which were acknowledged."""

    def __init__(self, server: Server, number: int) -> None:
        super().__init__(daemon=True)
        self.address = make_conninfo(**server.address("postgres", "postgres"))
        self.number, self.acknowledged = number, 0

    def run(self) -> None:
        try:
            with psycopg.connect(self.address, autocommit=True) as connection:
                row = connection.execute(
                    "select coalesce(max(n), 0) from t where w = %s", [self.number]
                ).fetchone()
                n = row[0] if row else 0
                while True:
                    n += 1
                    connection.execute("insert into t values (%s, %s)", [self.number, n])
                    self.acknowledged = n
        except psycopg.Error:
            return


def kill(server: Server, whom: str) -> None:
    everything = processes.all_of(server.places.data)
    head = processes.heads(everything)
    backends = [pid for pid in everything if pid not in head]
    chosen = {"postmaster": head, "one child": [random.choice(backends)], "everything": everything}[whom]
    processes.send(chosen, signal.SIGKILL)


def once(server: Server, writers: int, whom: str) -> dict[str, Any]:
    crowd = [Writer(server, number) for number in range(writers)]
    for writer in crowd:
        writer.start()
    time.sleep(WRITING_S)
    kill(server, whom)
    for writer in crowd:
        writer.join(timeout=30)
    began = time.monotonic()
    server.ensure()
    with psycopg.connect(make_conninfo(**server.address("postgres", "postgres"))) as connection:
        back = time.monotonic() - began
        found = dict(connection.execute("select w, max(n) from t group by w").fetchall())
        gaps = connection.execute(
            "select count(*) from (select w from t group by w having max(n) <> count(*)) g"
        )
        row = gaps.fetchone()
    lost = sum(max(0, writer.acknowledged - found.get(writer.number, 0)) for writer in crowd)
    return {"killed": whom, "seconds_back": round(back, 2), "lost": lost, "gaps": row[0] if row else 0,
            "servers": len(processes.heads(processes.all_of(server.places.data)))}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--writers", type=int, default=4)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="quartier-kill-", dir="/var/tmp"))
    os.chmod(folder, 0o755)
    server = Server(folder / "box")
    server.ensure()
    try:
        with psycopg.connect(make_conninfo(**server.address("postgres", "postgres"))) as connection:
            connection.execute("create table t (w int, n int, primary key (w, n))")
        whom = ("postmaster", "one child", "everything")
        rounds = [once(server, options.writers, whom[n % 3]) for n in range(options.rounds)]
        check = [
            server.program("pg_amcheck"),
            f"--maintenance-db={server.psql_address('postgres', 'postgres')}",
        ]
        sound = subprocess.run(
            [*check, "postgres", "--install-missing"], env=server.environment(), check=False
        )
        with psycopg.connect(make_conninfo(**server.address("postgres", "postgres"))) as connection:
            row = connection.execute("select count(*), current_setting('server_version') from t").fetchone()
    finally:
        server.remove()
        shutil.rmtree(folder, ignore_errors=True)
    good = sound.returncode == 0 and all(not each["lost"] and not each["gaps"] for each in rounds)
    result = {"good": good, "rows": row[0] if row else 0, "rounds": rounds,
              "seconds_back": machine.summary([each["seconds_back"] for each in rounds])}  # fmt: skip
    machine.write("kill_server", versions={"postgres": row[1] if row else ""}, result=result)
    if not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
