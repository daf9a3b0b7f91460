"""Kill the process that keeps the ledger at each of its steps, under writers: nothing acknowledged may be missing.

    python -m bench.kill_sequencer [--rounds 2] [--writers 2]

In each round it is started with the order to die at one step, and then once more without; writers commit all the time.
At the end every acknowledged entry must have a place, the nightly check must find nothing, and the head must be signed.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

from django.db import connection, transaction

from bench import ledgers, machine
from quartier.core.ledger import actions, checking
from quartier.core.ledger.tilestore import TileStore

STEPS = (
    "taken",
    "staged",
    "signed",
    "locked",
    "stored",
    "noted",
    "shown",
    "witnessed",
    "published",
    "recorded",
)
PATIENCE = 90.0


class Writer(threading.Thread):
    """Commits entries until it is told to stop; knows the leaves that were acknowledged."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.stop, self.acknowledged = stop, list[bytes]()

    def run(self) -> None:
        while not self.stop.wait(0.01):
            with transaction.atomic():
                entry = actions.append(
                    kind=ledgers.KIND,
                    record=None,
                    fields=ledgers.FIELDS,
                    by=ledgers.Clerk(),
                    occurred_at=ledgers.AT,
                )
            self.acknowledged.append(entry.leaf)
        connection.close()


def keeper(world: ledgers.World, stop_at: str = "") -> "subprocess.Popen[bytes]":
    """The command, as `quartier serve` starts it."""
    environment = {
        **os.environ,
        "DATABASE_URL": world.database.address("quartier_app", world.name),
        "QUARTIER_LEDGER_ORIGIN": world.site.origin,
        "QUARTIER_LEDGER_WITNESS_EVERY": "1",
        "QUARTIER_LEDGER_STOP_AT": stop_at,
    }
    return subprocess.Popen([sys.executable, "-m", "quartier", "ledger", "sequence"], env=environment)


def once(world: ledgers.World, step: str) -> float:
    """Die at a step; give the seconds until the next one has published something newer."""
    dying = keeper(world, step)
    if dying.wait(PATIENCE) != -signal.SIGKILL:
        raise SystemExit(f"it did not die at {step}: status {dying.returncode}")
    before, began = size(world), time.monotonic()
    living = keeper(world)
    while size(world) <= before:
        if living.poll() is not None or time.monotonic() - began > PATIENCE:
            raise SystemExit(f"after {step} it did not go on: status {living.returncode}")
        time.sleep(0.05)
    took = time.monotonic() - began
    living.terminate()
    if living.wait(PATIENCE) != 0:
        raise SystemExit(f"after {step} it did not end politely: status {living.returncode}")
    return took


def size(world: ledgers.World) -> int:
    note = TileStore(world.site.folder).checkpoint()
    return 0 if note is None else int(note.split(b"\n")[1])


def finish(world: ledgers.World, writers: list[Writer]) -> dict[str, Any]:
    """Everything acknowledged is in the log, and the log is whole."""
    wanted = {leaf for writer in writers for leaf in writer.acknowledged}
    last = keeper(world)
    try:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with world.session() as session:
                placed = {
                    bytes(row[0])
                    for row in session.execute(
                        "select i.leaf from ledger_position p join ledger_intake i on i.id = p.intake_id"
                    )
                }
            if wanted <= placed and size(world) >= len(placed):
                break
            time.sleep(0.2)
    finally:
        last.terminate()
        last.wait(PATIENCE)
    with world.session("quartier_backup") as session:
        result = checking.check(world.site, session)
    if wanted - placed or not result.good:
        raise SystemExit(f"{len(wanted - placed)} entries missing, findings {result.findings}")
    return {"acknowledged": len(wanted), "missing": len(wanted - placed), "findings": len(result.findings)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--writers", type=int, default=2)
    options = parser.parse_args()
    with ledgers.world() as world:
        stop = threading.Event()
        writers = [Writer(stop) for _ in range(options.writers)]
        for writer in writers:
            writer.start()
        back = {step: [once(world, step) for _ in range(options.rounds)] for step in STEPS}
        stop.set()
        for writer in writers:
            writer.join()
        result = {
            "kills": options.rounds * len(STEPS),
            **finish(world, writers),
            "seconds_until_published_again": {step: machine.summary(took) for step, took in back.items()},
        }
        machine.write("kill_sequencer", versions=world.versions(), result=result)


if __name__ == "__main__":
    main()
