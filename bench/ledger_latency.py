"""How long from a committed entry to its place in a signed head, and to a head that two of three witnesses signed.

    python -m bench.ledger_latency [--seconds 60] [--every 10]

The keeper runs as a process of its own and three witnesses as they are run elsewhere, over HTTP; entries come at random,
some each second. Also: the bytes of a proof with its cosigned checkpoint, of a log of the last size and of a million.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from bench import ledgers, machine
from quartier.core.ledger import actions, keys, trust
from quartier.core.ledger.tilestore import TileStore
from quartier.demo import witnesses
from quartier.science.merkle.keys import parse_vkey
from quartier.science.merkle.proof_file import ProofFile
from quartier.science.merkle.reader import TileReader

WAIT = 120.0
WITNESSES = [sys.executable, "-m", "quartier.outside.witness"]


def seats(world: ledgers.World) -> list[Any]:
    """Three witnesses in folders of their own, and a policy that takes two of them."""
    found = witnesses.seats(Path(settings.QUARTIER_ENV.data) / "witnesses", witnesses.free_ports())
    held = keys.read(world.site)
    listed = [trust.Witness(name=one.name, key=parse_vkey(one.vkey()), url=one.address) for one in found]
    trust.write(world.site, trust.policy_text(held, witnesses=listed, quorum=2))
    return found


def keeper(world: ledgers.World, every: float) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "DATABASE_URL": world.database.address("quartier_app", world.name),
        "QUARTIER_LEDGER_ORIGIN": world.site.origin,
        "QUARTIER_LEDGER_WITNESS_EVERY": str(every),
    }
    return subprocess.Popen([sys.executable, "-m", "quartier", "ledger", "sequence"], env=environment)


def until_published(world: ledgers.World) -> None:
    """The first head is out: from here on we measure a log that runs."""
    end = time.monotonic() + WAIT
    while TileStore(world.site.folder).checkpoint() is None and time.monotonic() < end:
        time.sleep(0.1)


def write(seconds: float) -> None:
    """Entries at random moments, some each second."""
    end, dice = time.monotonic() + seconds, random.Random(1)
    while time.monotonic() < end:
        with transaction.atomic():
            actions.append(
                kind=ledgers.KIND,
                record=None,
                fields=ledgers.FIELDS,
                by=ledgers.Clerk(),
                occurred_at=ledgers.AT,
            )
        time.sleep(dice.expovariate(5.0))
    connection.close()


def waited(world: ledgers.World) -> dict[str, list[float]]:
    """Seconds from the commit of each entry to the first head over it, and to the first published one."""
    sql = """
      select extract(epoch from h.signed_at - i.recorded_at)::float, extract(epoch from c.at - i.recorded_at)::float
        from ledger_position p join ledger_intake i on i.id = p.intake_id
        join lateral (select signed_at from ledger_head where size > p.index order by size limit 1) h on true
        join lateral (select at from ledger_publication where head_id > p.index and witnessed order by head_id, at limit 1)
          c on true
       where p.index > 0"""
    with world.session() as session:
        rows = session.execute(sql).fetchall()
    return {"signed": sorted(row[0] for row in rows), "cosigned": sorted(row[1] for row in rows)}


def at(values: list[float], share: float) -> float:
    return round(values[min(len(values) - 1, int(len(values) * share))], 2)


def proof_bytes(world: ledgers.World) -> dict[str, int]:
    """Of the first entry; each doubling of the log adds one hash of 45 bytes."""
    store = TileStore(world.site.folder)
    note = store.checkpoint() or b""
    size = int(note.split(b"\n")[1])
    path = TileReader(store.read, size).inclusion(0)
    own = len(ProofFile(index=0, path=tuple(path), checkpoint=note).encode())
    return {"entries": size, "bytes": own, "bytes_at_a_million": own + 45 * (20 - len(path))}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=10.0)
    options = parser.parse_args()
    with ledgers.world() as world:
        log = keys.read(world.site).log.verifying.text
        running = [subprocess.Popen([*WITNESSES, *one.arguments(log)]) for one in seats(world)]
        running.append(keeper(world, options.every))
        try:
            until_published(world)
            write(options.seconds)
            time.sleep(options.every + 5)
            found = waited(world)
        finally:
            for process in reversed(running):
                process.terminate()
                process.wait(WAIT)
        result = {
            "entries": len(found["signed"]), "witnesses": 3, "quorum": 2, "shown_every_seconds": options.every,
            **{f"{name}_seconds": {"median": at(v, 0.5), "p99": at(v, 0.99), "max": at(v, 1.0)} for name, v in found.items()},
            "proof": proof_bytes(world),
        }  # fmt: skip
        machine.write("ledger_latency", versions=world.versions(), result=result)


if __name__ == "__main__":
    main()
