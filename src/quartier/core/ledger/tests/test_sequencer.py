"""The sequencer: never skips, never forks, and finishes after a crash what it began."""

import shutil
import threading

import psycopg
import pytest
from django.db import connection, transaction

from quartier.core.kit.ids import tag
from quartier.core.ledger.book import Book
from quartier.core.ledger.halts import Halt
from quartier.core.ledger.tests.conftest import append
from quartier.science.merkle.checkpoint import open_checkpoint
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.reader import TileReader
from quartier.science.merkle.tiles import ENTRIES, TileName, decode_bundle, tiles_at
from quartier.science.merkle.tree import Tree

pytestmark = [pytest.mark.database, pytest.mark.attack]
STEPS = ("taken", "staged", "signed", "locked", "stored", "noted")


class Crash(Exception):
    pass


def crash_at(wanted):
    def reached(step):
        if step == wanted:
            raise Crash(step)

    return reached


def places(log):
    with log.database.superuser(log.database.copy_name) as session:
        return [
            bytes(leaf)
            for _, leaf in session.execute(
                "select p.index, i.leaf from ledger_position p join ledger_intake i on i.id = p.intake_id order by 1"
            ).fetchall()
        ]


def files(log):
    return {
        path.relative_to(log.site.folder).as_posix(): path.read_bytes()
        for path in (log.site.folder / "tile").rglob("*")
        if path.is_file()
    }


def head(log, sequencer):
    return open_checkpoint(
        sequencer.signed, origin=log.site.origin, keys=[sequencer._key.verifying]
    ).checkpoint


def many(count):
    with transaction.atomic():
        return [append(rows=number).leaf for number in range(count)]


def test_a_head_covers_every_committed_entry(log):
    sequencer = log.sequencer()
    assert sequencer.step() is False
    leaves = [append().leaf for _ in range(3)]
    assert sequencer.step() is True
    assert head(log, sequencer).root == Tree(leaves).root()
    assert sequencer.step() is False
    leaves += [append().leaf]
    sequencer.step()
    assert (head(log, sequencer).size, head(log, sequencer).root) == (4, Tree(leaves).root())
    assert log.lock.head() == sequencer.signed


def test_a_late_commit_is_never_skipped(log):
    """An entry with a lower number is committed after one with a higher: `number > last` would have lost it."""
    sequencer = log.sequencer()
    written, may_commit = threading.Event(), threading.Event()
    late = []

    def slow():
        with transaction.atomic():
            late.append(append().leaf)
            written.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    written.wait(10)
    early = append().leaf
    sequencer.step()
    assert places(log) == [early]
    may_commit.set()
    thread.join()
    sequencer.step()
    assert places(log) == [early, *late]
    with log.database.superuser(log.database.copy_name) as session:
        numbers = [
            row[0]
            for row in session.execute(
                "select i.number from ledger_position p join ledger_intake i on i.id = p.intake_id order by p.index"
            ).fetchall()
        ]
    assert numbers[1] < numbers[0]


def test_concurrent_writers_lose_nothing_and_keep_each_record_s_order(log):
    sequencer, records, stop = log.sequencer(), [tag() for _ in range(3)], threading.Event()
    written = []

    def write(number):
        try:
            for n in range(12):
                if n % 4 == 3:
                    with pytest.raises(ZeroDivisionError), transaction.atomic():
                        append()
                        raise ZeroDivisionError
                written.append(append(records[(number + n) % 3]).leaf)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        sequencer.step()
    stop.set()
    sequencer.step()
    assert sorted(places(log)) == sorted(written)
    with log.database.superuser(log.database.copy_name) as session:
        broken = session.execute(
            "select count(*) from ledger_intake i join ledger_intake b on b.leaf = i.prev "
            "join ledger_position pi on pi.intake_id = i.id join ledger_position pb on pb.intake_id = b.id "
            "where pb.index >= pi.index"
        ).fetchone()
    assert broken == (0,)


def test_tiles_and_bundles_are_those_of_the_format(log):
    sequencer = log.sequencer()
    leaves = many(300)
    sequencer.step()
    leaves += many(256 * 2 - 300 + 5)
    sequencer.step()
    sequencer.store.put(sequencer.tip.size, b"", sequencer.tip.partials())
    size = sequencer.tip.size
    stored = files(log)
    assert set(stored) == {name.path for name in tiles_at(size)}
    reader = TileReader(log.store.read, size)
    assert [reader.leaf(index) for index in range(size)] == leaves
    assert reader.root() == head(log, sequencer).root
    bundle = decode_bundle(log.store.read(TileName(ENTRIES, 1)), 256)
    assert [leaf_hash(entry) for entry in bundle] == leaves[256:512]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("entries", [3, 260])
def test_a_crash_at_any_step_is_made_good_at_the_next_start(log, step, entries):
    append()
    log.sequencer().step()
    leaves = [*places(log), *many(entries)]
    sequencer = log.sequencer(reached=crash_at(step))
    with pytest.raises(Crash):
        sequencer.step()
    leaves.append(append().leaf)
    sequencer = log.sequencer()
    sequencer.step()
    assert places(log) == leaves
    assert head(log, sequencer).root == Tree(leaves).root()
    assert set(files(log)) == {name.path for name in tiles_at(len(leaves)) if name.width == 256}
    assert not (log.site.folder / ".staging").exists() or not any((log.site.folder / ".staging").iterdir())


@pytest.mark.parametrize("lost", ["", "tile", "tile/0/001", "tile/0"])
def test_a_long_log_is_taken_up_from_its_tiles_or_from_the_database_where_they_are_gone(log, lost):
    many(600)
    log.sequencer().step()
    before, path = files(log), log.site.folder / lost
    if path.is_dir() and lost:
        shutil.rmtree(path)
    elif lost:
        path.unlink()
    many(1)
    sequencer = log.sequencer()
    sequencer.step()
    assert head(log, sequencer).root == Tree(places(log)).root()
    if path.is_dir():
        assert files(log) == before


def test_a_lock_store_that_disappears_stops_the_signing_and_is_not_made_anew(log):
    append()
    sequencer = log.sequencer()
    sequencer.step()
    log.site.lock.unlink()
    append()
    with pytest.raises(Halt) as refusal:
        sequencer.step()
    assert refusal.value.code == "ledger_lock_missing"
    assert not log.site.lock.exists()


def test_a_second_sequencer_does_not_start(log):
    log.sequencer()
    with pytest.raises(Halt) as refusal:
        log.sequencer(book=Book(log.session()))
    assert refusal.value.code == "ledger_sequencer_runs"


class Unclaimed(Book):
    def claim(self):
        """As if somebody took the advisory lock away."""


def test_without_the_advisory_lock_the_database_lets_one_of_two_give_places(log):
    first = log.sequencer()
    second = log.sequencer(book=Unclaimed(log.session()))
    append()
    first.step()
    append()
    with pytest.raises(Halt) as refusal:
        second.step()
    assert refusal.value.code == "ledger_sequencer_runs"


def test_without_the_database_s_refusal_the_lock_store_lets_one_of_two_sign(log):
    append()
    first = log.sequencer()
    first.take()
    second = log.sequencer(book=Unclaimed(log.session()))
    first.sign()
    with pytest.raises(Halt) as refusal:
        second.sign()
    assert refusal.value.code == "ledger_swap_failed"
    assert log.lock.head() == first.signed


def test_leftovers_of_staging_are_cleared_and_harm_nothing(log):
    append()
    log.sequencer().step()
    stale = log.site.folder / ".staging" / "7-abcd" / "tile" / "0"
    stale.mkdir(parents=True)
    (stale / "000").write_bytes(b"half a tile")
    append()
    log.sequencer().step()
    assert not (log.site.folder / ".staging" / "7-abcd").exists()


def test_a_tile_with_other_bytes_stops_the_sequencer(log):
    many(255)
    log.sequencer().step()
    path = log.site.folder / "tile" / "0" / "000"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * 8192)
    append()
    with pytest.raises(Halt) as refusal:
        log.sequencer().step()
    assert refusal.value.code == "ledger_tile_differs"


@pytest.mark.parametrize("other_life", [3, 2**40], ids=["behind ours", "far ahead"])
def test_a_row_of_another_server_s_transaction_is_found_by_the_next_full_look(log, other_life):
    """Rows that a restore brings back carry transactions of another life."""
    sequencer = log.sequencer()
    append()
    sequencer.step()
    append()
    log.tamper(
        f"update ledger_intake set transaction = '{other_life}' where number = (select max(number) from ledger_intake)"
    )
    assert sequencer.step() is False
    sequencer.look_at_everything()
    assert sequencer.step() is True


def test_the_role_of_the_sequencer_cannot_take_a_place_back(log):
    append()
    log.sequencer().step()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        log.session().execute("delete from ledger_position")
