"""One pass of the sequencer: places for what was committed, then a signed head, in an order that survives any crash.

    taken    places and batch are committed
    staged   full tiles lie where no reader looks, durably
    signed   the head exists in memory only
    locked   the lock store swapped the old head for it: from here on it is signed, and never taken back
    stored   the tiles have their names
    noted    the head stands in the database

Before `locked` nothing was promised and everything is made anew; after it, a restart finishes what is missing.
"""

from collections.abc import Callable
from uuid import UUID

from psycopg.errors import IntegrityError, SerializationFailure

from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.keys import Signer
from quartier.science.merkle.note import sign_note

from .book import Book
from .halts import Halt
from .lockstore import LockStore
from .tilestore import TileStore
from .tip import Tip

AT_MOST = 50_000  # entries in one pass: some seconds of the heaviest import that was measured
Reached = Callable[[str], None]


def nothing(step: str) -> None:
    """What is done at each step, usually."""


class Sequencer:
    """Holds the log's end. `signed` are the exact bytes that the lock store holds, and `signed_size` their size."""

    def __init__(
        self,
        *,
        origin: str,
        key: Signer,
        book: Book,
        lock: LockStore,
        store: TileStore,
        tip: Tip,
        signed: bytes | None,
        signed_size: int,
        reached: Reached = nothing,
    ) -> None:
        self.origin, self.tip, self.store, self.book = origin, tip, store, book
        self.signed, self.signed_size = signed, signed_size
        self._key, self._lock, self._reached = key, lock, reached
        self._seen_from: str | None = None  # None: look at everything once

    def step(self) -> bool:
        """Take what waits and sign a head over it; True when there was something. Raises Halt."""
        self.take()
        if self.tip.size == self.signed_size:
            return False
        self.sign()
        return True

    def take(self, *, open_log: Callable[[], UUID] | None = None) -> int:
        """Give places to entries that have none; returns how many. `open_log` writes the very first entry."""
        first = self.tip.size
        try:
            with self.book.one_view():
                opening = open_log() if open_log and first == 0 else None
                taken = self.book.take(first=first, since=self._seen_from, at_most=AT_MOST, opening=opening)
                if taken.entries:
                    self.tip.extend(taken.entries)
                    self.book.add_batch(first=first, size=self.tip.size, hashes=self.tip.hashes)
        except (SerializationFailure, IntegrityError):
            raise Halt("ledger_sequencer_runs") from None
        if len(taken.entries) < AT_MOST:
            self._seen_from = taken.seen_from
        if taken.entries:
            self._reached("taken")
        return len(taken.entries)

    def look_at_everything(self) -> None:
        """Let the next pass compare all entries with all places, whatever their transaction was."""
        self._seen_from = None

    def sign(self) -> None:
        """Make the head of what is taken. Raises Halt when somebody else signed, or a tile differs."""
        size, root = self.tip.size, self.tip.root()
        self.store.stage(size, root, self.tip.hand_over())
        self._reached("staged")
        note = sign_note(Checkpoint(self.origin, size, root).text, self._key)
        self._reached("signed")
        if not self._lock.swap(self.signed, note):
            gone = self.signed is not None and self._lock.head() is None
            raise Halt("ledger_lock_missing" if gone else "ledger_swap_failed", size=self.signed_size)
        self._reached("locked")
        self.store.settle(size, root)
        self._reached("stored")
        self.book.note_head(size=size, root=root, note=note)
        self._reached("noted")
        self.signed, self.signed_size = note, size
