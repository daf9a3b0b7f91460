"""The start of the sequencer: database, lock store and files must tell of one log, or nothing is signed.

lock = database                      go on
database ahead of lock               go on: places were given, no head signed yet
lock ahead of tiles or heads         finish what a crash left, out of the database
database behind lock, other roots, heads or publications that the lock does not know      Halt
"""

from quartier.science.merkle.checkpoint import Checkpoint, open_checkpoint
from quartier.science.merkle.edge import perfect_root
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.keys import Signer, VerifyingKey
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.signing import fast_verify
from quartier.science.merkle.tiles import TILE, TileName, decode_tile

from .book import Book
from .halts import Halt
from .lockstore import LockStore
from .sequencer import Reached, Sequencer, nothing
from .tilestore import TileStore
from .tip import Tip, split


def resume(
    *,
    origin: str,
    key: Signer,
    trusted: list[VerifyingKey],
    book: Book,
    lock: LockStore,
    store: TileStore,
    reached: Reached = nothing,
) -> Sequencer:
    """A sequencer that stands where the last one stood. `trusted`: keys that signed this log. Raises Halt."""
    if (alarm := lock.recall("alarm")) is not None:
        raise Halt("ledger_alarm", alarm=alarm)
    book.claim()
    signed = lock.head()
    locked = Checkpoint(origin, 0, CompactRange().root())
    if signed is not None:
        locked = _opened(signed, origin=origin, trusted=trusted, otherwise="ledger_lock_unfit")
    noted = book.newest_head() or (0, CompactRange().root())
    _compare(locked, noted=noted, missing=signed is None)
    if (note := store.checkpoint()) is not None:
        published = _opened(note, origin=origin, trusted=trusted, otherwise="ledger_inconsistent")
        _compare_published(locked, published=published, book=book)
    tip = _tip_at(noted[0], noted[1], book=book, store=store)
    store.clear_staging()
    if noted[0] >= TILE and not store.holds(TileName(0, 0)):
        _restore_tiles(*noted, book=book, store=store)
    _catch_up(tip, locked, signed, book=book, store=store)
    _go_to_the_end(tip, book)
    return Sequencer(
        origin=origin, key=key, book=book, lock=lock, store=store, tip=tip,
        signed=signed, signed_size=locked.size, reached=reached,
    )  # fmt: skip


def _opened(note: bytes, *, origin: str, trusted: list[VerifyingKey], otherwise: str) -> Checkpoint:
    try:
        return open_checkpoint(note, origin=origin, keys=trusted, verify=fast_verify).checkpoint
    except Refused as problem:
        raise Halt(otherwise, reason=problem.code, size=0) from None


def _compare(locked: Checkpoint, *, noted: tuple[int, bytes], missing: bool) -> None:
    """The newest head in the database is the locked one, or the one before."""
    size, root = noted
    if missing and size:
        raise Halt("ledger_lock_missing", size=size)
    if size > locked.size:
        raise Halt("ledger_ahead_of_lock", size=size, locked=locked.size)
    if size == locked.size and root != locked.root:
        raise Halt("ledger_other_root", size=size)


def _compare_published(locked: Checkpoint, *, published: Checkpoint, book: Book) -> None:
    """The published head is an earlier one of the same log."""
    if published.size > locked.size:
        raise Halt("ledger_ahead_of_lock", size=published.size, locked=locked.size)
    hashes = book.hashes_at(published.size)
    roots = [locked.root] if published.size == locked.size else []
    roots += [CompactRange(published.size, split(hashes)).root()] if hashes is not None else []
    if any(root != published.root for root in roots):
        raise Halt("ledger_other_root", size=published.size)


def _tip_at(size: int, root: bytes, *, book: Book, store: TileStore) -> Tip:
    """The log's end at a head that was noted, whose tiles were stored before."""
    hashes = book.hashes_at(size)
    if hashes is None or CompactRange(size, split(hashes)).root() != root:
        raise Halt("ledger_inconsistent", reason="batch", size=size)
    last = [entry for page in book.entries(size - size % TILE, size) for entry in page]

    def tile(name: TileName) -> bytes:
        """A partial tile, made of the entries or of the full tiles below it."""
        if name.level == 0:
            return b"".join(map(leaf_hash, last))
        level = int(name.level) - 1
        start = name.index * TILE
        return b"".join(
            perfect_root(_full(TileName(level, index), book=book, store=store))
            for index in range(start, start + name.width)
        )

    tip = Tip(size, split(hashes), entries=last, tile=tile)
    if size and not tip.holds_together():
        raise Halt("ledger_inconsistent", reason="tiles", size=size)
    return tip


def _full(name: TileName, *, book: Book, store: TileStore) -> list[bytes]:
    """The hashes of a full tile: from its file, or from the entries where the file is gone."""
    try:
        return decode_tile(store.read(name), TILE)
    except (FileNotFoundError, Refused):
        pass
    width = TILE ** int(name.level)  # entries below one hash
    hashes = []
    for number in range(TILE):
        low = (name.index * TILE + number) * width
        below = CompactRange()
        for page in book.entries(low, low + width):
            below.extend(map(leaf_hash, page))
        hashes.append(below.root())
    return hashes


def _restore_tiles(size: int, root: bytes, *, book: Book, store: TileStore) -> None:
    """The folder of tiles was lost: all of them are made again, once it is sure that they will be the same."""
    whole = CompactRange()
    for page in book.entries(0, size):
        whole.extend(map(leaf_hash, page))
    if whole.root() != root:
        raise Halt("ledger_inconsistent", reason="entries", size=size)
    tip = Tip()
    for page in book.entries(0, size):
        tip.extend(page)
        store.put(tip.size, root, tip.hand_over())


def _catch_up(tip: Tip, locked: Checkpoint, signed: bytes | None, *, book: Book, store: TileStore) -> None:
    """From the noted head to the locked one: its tiles and its row may be missing."""
    if signed is None or tip.size == locked.size:
        return
    if book.last_batch()[0] < locked.size:
        raise Halt("ledger_behind_lock", size=book.last_batch()[0], locked=locked.size)
    for page in book.entries(tip.size, locked.size):
        tip.extend(page)
    if tip.root() != locked.root:
        raise Halt("ledger_other_root", size=locked.size)
    store.put(locked.size, locked.root, tip.hand_over())
    book.note_head(size=locked.size, root=locked.root, note=signed)


def _go_to_the_end(tip: Tip, book: Book) -> None:
    """From the locked head to the last batch: places that no head covers yet."""
    size, hashes = book.last_batch()
    taken, following = book.places()
    if not taken == following == size:
        raise Halt("ledger_inconsistent", reason="places", size=size)
    for page in book.entries(tip.size, size):
        tip.extend(page)
    if tip.hashes != hashes:
        raise Halt("ledger_inconsistent", reason="batch", size=size)
