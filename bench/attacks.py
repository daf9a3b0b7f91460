"""Every attack of the list, each in an arena of its own with a durable database: who found it out, and how soon.

    python -m bench.attacks [NAME …]

Seconds are from the deed to the finding, with the finder's program started anew; where a finding waits for the next
head, for a deadline or for a visit, `within` says how long that may take in a running installation.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QUARTIER_DATA", tempfile.mkdtemp(prefix="quartier-bench-"))
os.environ.setdefault("QUARTIER_LOG_LEVEL", "critical")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.surface.settings.test")

import django

django.setup()

import cryptography
import psycopg
from django.conf import settings
from django.db import connections
from tests.attacks.conftest import ORIGIN, ROLES
from tests.database import Database

from bench import machine
from quartier.demo.attacks import listing, playing
from quartier.demo.attacks.arena import Arena
from quartier.demo.attacks.evidence import Evidence


def played(database: Database, attack: listing.Attack) -> dict[str, Any]:
    """One attack in a fresh ledger. Raises AssertionError when it does not end as the list says."""
    began = time.perf_counter()
    with database.own_copy() as name, tempfile.TemporaryDirectory() as folder:
        made = Arena(
            Path(folder),
            database=name,
            address=lambda role, name: str(database.address(ROLES[role], name)),
            origin=ORIGIN,
        )
        with made as arena:
            playing.play(attack.id, arena)
            left, strange = playing.missing(attack.id, arena), playing.unexpected(attack.id, arena)
            if left or strange:
                raise AssertionError(f"{attack.id}: not found: {left}; not in the list: {strange}")
            found, later = arena.scene.found, arena.scene.later
    within = {(each.by, each.data, each.answer): each.within for each in attack.found}
    return {
        "attack": attack.id,
        "found": [told(each, within) for each in first_of_each(found)],
        "found_later": [told(each, within) for each in later],
        "nobody": attack.nobody is not None,
        "seconds_in_all": round(time.perf_counter() - began, 2),
    }


def first_of_each(found: list[Evidence]) -> list[Evidence]:
    """Several witnesses give one answer: the first of them counts."""
    kept: dict[tuple[str, str, str], Evidence] = {}
    for each in found:
        kept.setdefault((each.by, each.data, each.answer), each)
    return list(kept.values())


def told(each: Evidence, within: dict[tuple[str, str, str], str]) -> dict[str, Any]:
    key = (each.by, each.data, each.answer)
    return {
        "by": each.by,
        "with": each.data,
        "answer": each.answer,
        "seconds": each.seconds,
        "within": within.get(key, "check"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    names = parser.parse_args().names
    settings.LEDGER_ORIGIN = ORIGIN
    database = Database(settings.QUARTIER_ENV.data / "postgres")
    database.server.ensure()
    try:
        database.migrate()
        chosen = [each for each in listing.attacks() if not names or each.id in names]
        done = [played(database, each) for each in chosen]
    finally:
        connections.close_all()
        database.server.remove()
    result = {
        "list_sha256": listing.sha256(),
        "attacks": len(done),
        "found_out": sum(1 for each in done if each["found"]),
        "found_by_nobody": [each["attack"] for each in done if each["nobody"]],
        "each": done,
    }
    if not names:
        versions = {"psycopg": psycopg.__version__, "cryptography": cryptography.__version__}
        machine.write("attacks", versions=versions, result=result)


if __name__ == "__main__":
    main()
