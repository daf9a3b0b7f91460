"""So many at once and no more: for answers that anybody may ask for and that take long."""

import threading
from collections.abc import Iterator


class Turns:
    """At most `at_once` streams in this process."""

    def __init__(self, at_once: int) -> None:
        self._free = threading.BoundedSemaphore(at_once)

    def take(self, chunks: Iterator[bytes]) -> "Turn | None":
        """The stream, with a turn that ends with it; None while all are taken."""
        return Turn(chunks, self._free) if self._free.acquire(blocking=False) else None


class Turn:
    """A stream that gives its turn back when it is closed, read or not: the server closes every answer."""

    def __init__(self, chunks: Iterator[bytes], free: threading.Semaphore) -> None:
        self._chunks, self._free, self._held = chunks, free, True

    def __iter__(self) -> "Turn":
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)

    def close(self) -> None:
        if self._held:
            self._held = False
            self._free.release()
