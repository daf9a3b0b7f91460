"""`quartier demo attack`: a copy of the town's ledger, the attack upon it, and who finds it out."""

import fcntl
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quartier.core.kit.errors import Conflict
from quartier.core.ledger.lockstore import LockStore
from quartier.core.ledger.site import Site, site
from quartier.demo import clock
from quartier.demo.witnesses import NAMES, NEEDED
from quartier.surface.cli import output, surroundings

from . import playing, telling
from .arena import Arena, copy_sqlite
from .listing import Attack

PREFIX = "quartier_arena_"
TRIES = 5


def show(attack: Attack, *, json: bool) -> bool:
    """Play the attack before somebody's eyes; False when it did not end as the list says. Django is set up."""
    with arena() as made:
        if not json:
            told = telling.opening(attack, entries=made.size, witnesses=len(NAMES), needed=NEEDED)
            output.line("\n".join(told))
        playing.play(attack.id, made)
        if json:
            output.answer(telling.document(attack, made.scene))
        else:
            output.line("")
            for step in made.scene.steps:
                output.line(f"  $ {step.text}")
            output.line("\n".join(telling.findings(attack, made.scene)))
        return not playing.missing(attack.id, made) and not playing.unexpected(attack.id, made)


@contextmanager
def arena() -> Iterator[Arena]:
    """An arena over a copy of the demo; everything of it goes in the end."""
    base = surroundings.env().data / "demo" / "arena"
    base.mkdir(parents=True, exist_ok=True)
    with (base / "lock").open("wb") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)  # one after the other: each takes away what a killed one left
        for left in base.iterdir():
            if left.is_dir():
                shutil.rmtree(left)
        with tempfile.TemporaryDirectory(dir=base) as folder, _copied(Path(folder)) as (name, ahead_s):
            made = Arena(
                Path(folder) / "arena",
                database=name,
                address=surroundings.conninfo,
                origin=site().origin,
                ahead_s=ahead_s,
            )
            with made:
                yield made


@contextmanager
def _copied(folder: Path) -> Iterator[tuple[str, float]]:
    """A copy of the database that belongs to the files beside it: nothing was signed while it was made."""
    from quartier.surface.cli import dump, restore

    ahead_s, name, archive = _ahead(), PREFIX + secrets.token_hex(4), folder / "town.quartier"
    _still(archive, folder / "arena")
    with surroundings.connect("superuser", "postgres") as connection:
        rows = connection.execute("select datname from pg_database where starts_with(datname, %s)", [PREFIX])
        for (left,) in rows.fetchall():
            restore.drop(connection, left)
        try:
            with dump.opened(archive) as (manifest, dumped):
                restore.fill(connection, name, manifest, dumped)
            yield name, ahead_s
        finally:
            restore.drop(connection, name)


def _still(archive: Path, target: Path) -> None:
    """Dump the database and copy the files, again and again until no head was signed meanwhile."""
    from quartier.surface.cli import dump

    here = site()
    lock = LockStore(here.lock, here.origin)
    for _ in range(TRIES):
        archive.unlink(missing_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        before = lock.head()
        dump.write(archive)
        _copy_files(here, surroundings.env().data / "demo" / "witnesses", target)
        if lock.head() == before:
            return
        time.sleep(1)
    raise Conflict("town_is_busy")


def _copy_files(here: Site, witnesses: Path, target: Path) -> None:
    """The operator's files and the witnesses', as an arena expects them."""
    target.mkdir(parents=True)
    for folder, name in ((here.keys, "keys"), (here.folder, "log")):
        if folder.exists():
            shutil.copytree(folder, target / name, ignore=shutil.ignore_patterns(".*"))
    if here.lock.exists():
        copy_sqlite(here.lock, target / "lock.sqlite")
    for state in sorted(witnesses.glob("*/*.sqlite")):
        seat = target / "witnesses" / state.parent.name
        seat.mkdir(parents=True)
        for own in sorted(state.parent.glob(f"{state.name}.key*")):  # the mark before the memory: it may lag
            shutil.copy2(own, seat)
        copy_sqlite(state, seat / state.name)


def _ahead() -> float:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        if not clock.is_simulated(cursor):
            output.say(telling.no_town())
            raise Conflict("no_town_here")
        return clock.ahead_s(cursor)
