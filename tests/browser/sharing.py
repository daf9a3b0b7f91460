"""One town for all workers of a run: the first starts the server, the others use it, and it ends after the last."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.browser.server import Server


@contextmanager
def shared(folder: Path) -> Iterator[Server]:
    """The server of this folder. Whoever started it waits at the end for those who still use it."""
    folder.mkdir(parents=True, exist_ok=True)
    server, address = Server(folder), folder / "address"
    with (folder / "users").open("w") as users:
        with _alone(folder):
            starter = not address.exists()
            if starter:
                server.start()
                address.write_text(server.url, encoding="ascii")
            else:
                server.join(address.read_text(encoding="ascii"))
                fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield server
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            if starter:
                _end(server, users, folder)


def _end(server: Server, users: IO[str], folder: Path) -> None:
    """A worker that died has let go of its lock, so nobody is waited for in vain."""
    while True:
        with _alone(folder):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                (folder / "address").unlink()
                return server.stop()
        time.sleep(0.5)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "start").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
