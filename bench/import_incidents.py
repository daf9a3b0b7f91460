"""Rows a second of an import, validation included, beside `\\copy` of the same rows into a bare table.

    python -m bench.import_incidents [FILE...] [--mapping toronto-mci] [--runs 3]

Without files it takes Toronto's from the real data beside the checkout, or from where QUARTIER_REAL_DATA says.
Makes a throw-away server. Each run imports into a data set of its own, so that every run writes every row. The bare
table has no key, no lock and no check: it is the limit that the machine sets.
"""

import argparse
import gzip
import os
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("QUARTIER_DATA", tempfile.mkdtemp(prefix="quartier-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.surface.settings.test")

import django

django.setup()

import psycopg
from django.conf import settings
from django.db import connections
from tests import factories
from tests.database import Database

from bench import machine
from quartier.core.incidents import importing
from quartier.core.registry import lock


def bare_copy(database: Database, name: str, paths: list[Path], columns: tuple[str, ...]) -> float:
    """Seconds in which PostgreSQL takes in the unpacked files without asking anything."""
    texts = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths
    ]
    header = ", ".join(f"c{number} text" for number in range(len(columns)))
    with psycopg.connect(database.address("postgres", name), autocommit=True) as connection:
        connection.execute("drop table if exists bench_bare")
        connection.execute(f"create table bench_bare ({header})")

        def work() -> None:
            for text in texts:
                with connection.cursor().copy("copy bench_bare from stdin (format csv, header)") as copy:
                    copy.write(text)

        return machine.timed(work)


def world(database: Database) -> dict[str, Any]:
    """An area, an organisation and an analyst, committed."""
    with database.preparing():
        area = factories.area(kind="city", lo=0, hi=100, time_zone="UTC")
        police = factories.organisation()
        analyst = factories.staff(area=area, organisation=police)
    return {"area": area.id, "slug": area.slug, "organisation": police.id, "account": analyst}


def measure(paths: list[Path], mapping: str, runs: int) -> dict[str, Any]:
    database = Database(settings.QUARTIER_ENV.data / "postgres")
    database.server.ensure()  # as in production: what is committed is on the disk
    try:
        database.migrate()
        with database.own_copy() as name:
            return _measure(database, name, paths, mapping, runs)
    finally:
        connections.close_all()
        database.server.remove()


def _measure(database: Database, name: str, paths: list[Path], mapping: str, runs: int) -> dict[str, Any]:
    here = world(database)
    source = importing.source(paths, name=mapping)
    header = source.facts[0].header
    seconds, copies = [], []
    report = importing.Report()
    for run in range(runs):
        copies.append(bare_copy(database, name, paths, header))

        def work(title: str = f"run {run}") -> None:
            nonlocal report
            report = importing.import_files(
                source=source,
                title=title,
                area=here["area"],
                organisation=here["organisation"],
                enter=lambda: lock.as_account(here["account"]),
            )

        seconds.append(machine.timed(work))
    rate = [report.rows / each for each in seconds]
    return {
        "files": [path.name for path in paths],
        **report.as_json(several=False),
        "seconds": machine.summary(seconds),
        "rows_per_second": machine.summary(rate),
        "bare_copy_seconds": machine.summary(copies),
    }


def toronto() -> list[Path]:
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    found = sorted(
        (Path(os.environ.get("QUARTIER_REAL_DATA") or beside) / "crime" / "toronto").glob("mci_*.csv.gz")
    )
    return found or [Path("no-real-data-beside-the-checkout.csv")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=toronto())
    parser.add_argument("--mapping", default="toronto-mci")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    result = measure(given.files, given.mapping, given.runs)
    result["dropped"] = len(result["dropped"])
    machine.write(
        "import_incidents",
        versions={"psycopg": psycopg.__version__, "django": django.__version__},
        result=result,
    )


if __name__ == "__main__":
    main()
