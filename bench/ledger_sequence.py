"""Leaves a second through the sequencer: places, tiles, bundles, lock store and signature, everything durable.

    python -m bench.ledger_sequence [--entries 300000]

Beside it, in the same run, the hashing alone (leaves and compact range in memory) and a bare copy of the places.
"""

import argparse
import time
from pathlib import Path

from bench import ledgers, machine
from quartier.core.ledger import keys
from quartier.core.ledger.book import Book
from quartier.core.ledger.lockstore import LockStore
from quartier.core.ledger.resuming import resume
from quartier.core.ledger.tilestore import TileStore
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.ranges import CompactRange

BARE = """
create table bench_bare (index bigint primary key, intake_id uuid unique);
insert into bench_bare select row_number() over (order by number) - 1, id from ledger_intake;
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=300_000)
    entries = parser.parse_args().entries
    with ledgers.world() as world:
        world.fill(entries)
        with world.session() as session:
            bare = machine.timed(lambda: session.execute(BARE))
            sample = [bytes(row[0]) for row in session.execute("select entry from ledger_intake limit 50000")]
        hashing = machine.timed(lambda: CompactRange().extend(map(leaf_hash, sample)))
        key = keys.read(world.site).log
        with world.session("quartier_sequencer") as connection:
            sequencer = resume(
                origin=world.site.origin, key=key, trusted=[key.verifying], book=Book(connection),
                lock=LockStore(world.site.lock, world.site.origin), store=TileStore(world.site.folder),
            )  # fmt: skip
            began, passes = time.monotonic(), 0
            while sequencer.step():
                passes += 1
            seconds = time.monotonic() - began
        files = sum(1 for path in Path(world.site.folder, "tile").rglob("*") if path.is_file())
        result = {
            "entries": entries, "passes": passes, "seconds": round(seconds, 2), "files": files,
            "leaves_per_second": round(entries / seconds),
            "hashing_alone_per_second": round(len(sample) / hashing),
            "bare_places_per_second": round(entries / bare),
        }  # fmt: skip
        machine.write("ledger_sequence", versions=world.versions(), result=result)


if __name__ == "__main__":
    main()
