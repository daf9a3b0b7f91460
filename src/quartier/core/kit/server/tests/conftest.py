"""Servers in folders that the unprivileged user of a root shell can reach, and that vanish after the test."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quartier.core.kit.server.embedded import Server


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, open to pass through: pytest's own are closed to every user but one."""
    path = Path(tempfile.mkdtemp(prefix="quartier-test-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def make(folder: Path) -> Iterator[Callable[..., Server]]:
    """Makes servers below the folder, and removes each of them in the end."""
    made: list[Server] = []

    def server(name: str = "box") -> Server:
        made.append(Server(folder / name))
        return made[-1]

    yield server
    for one in made:
        one.remove()


@pytest.fixture
def server(make: Callable[..., Server]) -> Server:
    """A running server without care for the disk."""
    one = make()
    assert one.ensure(fast_and_unsafe=True)
    return one
