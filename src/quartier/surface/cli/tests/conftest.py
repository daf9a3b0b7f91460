"""A whole installation in a folder of its own, driven through the command as an administrator would."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quartier.core.kit.server import processes
from quartier.core.kit.server.embedded import Server


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: Any


@dataclass(frozen=True)
class Installation:
    """Commands run as processes of their own, with the settings of production."""

    data: Path

    @property
    def server(self) -> Server:
        return Server(self.data / "postgres")

    def environment(self, **more: str) -> dict[str, str]:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("QUARTIER_", "DJANGO_", "DATABASE_URL"))
        }
        own = {"QUARTIER_DATA": str(self.data), "QUARTIER_HTTPS": "0", "QUARTIER_LANGUAGE": "en"}
        return kept | own | {"PYTHONPATH": os.pathsep.join(sys.path)} | more

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "quartier", *arguments], env=self.environment(**more), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str, status: int = 0, **more: str) -> Any:
        """The answer of a command; JSON if it was asked for. Fails unless it ends with `status`."""
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=180)
        assert process.returncode == status, out + err
        return json.loads(out) if "--json" in arguments and out else out + err

    def ask(self, query: str, role: str = "postgres", database: str = "quartier") -> Any:
        import psycopg
        from psycopg.conninfo import make_conninfo

        address = make_conninfo(**self.server.address(role, database))
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(query)
            return cursor.fetchone() if cursor.description else None

    @contextmanager
    def serving(self, *arguments: str) -> Iterator["Serving"]:
        port = free_port()
        process = self.start("serve", "--port", str(port), "--processes", "1", *arguments)
        one = Serving(process, port)
        try:
            one.wait_until(lambda: one.get("/-/health").status == 200)
            yield one
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=120)


@dataclass(frozen=True)
class Serving:
    process: "subprocess.Popen[str]"
    port: int

    def get(self, path: str, **headers: str) -> Answer:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return Answer(answer.status, answer.read().decode(), answer.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), error.headers)
        except OSError:
            return Answer(0, "", {})

    def wait_until(self, good: Callable[[], bool], seconds: float = 150) -> None:
        end = time.monotonic() + seconds
        while not good():
            assert time.monotonic() < end, "waited in vain"
            assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def descendants(pid: int) -> list[int]:
    """Live processes below `pid`."""
    parents = {
        int(p.name): processes._stat(int(p.name)) for p in Path("/proc").iterdir() if p.name.isdecimal()
    }
    found, queue = [], [pid]
    while queue:
        parent = queue.pop()
        below = [child for child, stat in parents.items() if stat is not None and stat[1] == parent]
        found += below
        queue += below
    return found


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    """Migrated once; tests that break it make their own."""
    with made() as one:
        one.run("migrate")
        yield one


@contextmanager
def made() -> Iterator[Installation]:
    path = Path(tempfile.mkdtemp(prefix="quartier-test-", dir="/tmp"))
    path.chmod(0o755)
    try:
        yield Installation(path)
    finally:
        Server(path / "postgres").remove()
        shutil.rmtree(path, ignore_errors=True)
