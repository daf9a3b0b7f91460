"""Whoever is not the operator: witnesses, a monitor with a verifier, somebody who reads the log. Each a process."""

import http.client
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quartier.demo.witnesses import Seat
from quartier.outside.witness.answering import path_of

READY_S = 20.0
PATIENCE_S = 60.0
# Runs a program as if its machine's clock were ahead.
LATER = (
    "import runpy, sys, time; now = time.time; time.time = lambda: now() + {seconds}; "
    "del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a witness answered."""

    status: int
    body: bytes

    @property
    def shown(self) -> str:
        return f"{self.status} {self.body.decode('utf-8', 'replace').strip()}"


class WitnessProcess:
    """One witness on its own port, with a clock that the operator cannot turn."""

    def __init__(self, seat: Seat, *, log: str, ahead: Path) -> None:
        self.seat = seat
        self._command = [sys.executable, "-m", "quartier.demo.witnessing", str(ahead), *seat.arguments(log)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin; `ready` waits until it answers."""
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
        )

    def ready(self) -> bool:
        """Whether it answers; False when it ended instead."""
        end = time.monotonic() + READY_S
        while time.monotonic() < end and self._process is not None and self._process.poll() is None:
            try:
                self._ask("GET", "/")
            except OSError:
                time.sleep(0.02)
            else:
                return True
        return False

    def stop(self) -> int:
        """End it; gives its exit status."""
        if self._process is None:
            return 0
        self._process.terminate()
        try:
            status = self._process.wait(READY_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self._process = None
        return status

    def submit(self, body: bytes) -> Reply:
        return self._ask("POST", "/add-checkpoint", body)

    def read_back(self, origin: str) -> bytes | None:
        """The last head it confirmed, as anybody may ask for it."""
        reply = self._ask("GET", path_of(origin))
        return reply.body if reply.status == http.HTTPStatus.OK else None

    def _ask(self, method: str, path: str, body: bytes | None = None) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.seat.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body=body)
            answer = connection.getresponse()
            return Reply(answer.status, answer.read())
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Report:
    """What the verifier said, as its --json has it."""

    said: dict[str, Any]

    @property
    def verdict(self) -> str:
        return str(self.said["verdict"])

    @property
    def reason(self) -> str | None:
        return self.said.get("reason")

    @property
    def shown(self) -> str:
        """The verdict's first line, as a reader of codes has it."""
        return " ".join(filter(None, (self.verdict, self.reason, json.dumps(self.said.get("details") or {}))))

    def fact(self, code: str) -> dict[str, Any]:
        """The first fact of this code. Raises KeyError."""
        for fact in self.said.get("facts", []):
            if fact["code"] == code:
                return dict(fact)
        raise KeyError(code)


class Monitor:
    """Somebody with the verifier that was printed for them, alone in an empty folder."""

    def __init__(self, folder: Path, *, verifier: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.program = folder / "verify.py"
        self.program.write_bytes(verifier)

    def check(
        self, path: Path, *, since: Path | None = None, policy: Path | None = None, later_s: float = 0.0
    ) -> Report:
        """The program's report on a pack or a receipt; with `later_s`, as if it ran so many seconds later."""
        more = [*(["--since", str(since)] if since else []), *(["--policy", str(policy)] if policy else [])]
        start = ["-c", LATER.format(seconds=later_s)] if later_s else []
        command = [sys.executable, "-I", *start, str(self.program), str(path), *more, "--json"]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=self.program.parent, timeout=PATIENCE_S, check=False
        )
        if not done.stdout:
            raise RuntimeError(
                f"the verifier said nothing, and ended with {done.returncode}: {done.stderr[-800:]}"
            )
        return Report(json.loads(done.stdout))


def read_log(folder: Path, *, policy: Path) -> Report:
    """Somebody else reads what the log serves, in a process of their own."""
    command = [sys.executable, "-m", "quartier.demo.attacks.reading", str(folder), str(policy)]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment(), timeout=PATIENCE_S, check=True
    )
    return Report(json.loads(done.stdout))


def environment() -> dict[str, str]:
    """For our own modules in another process, with nothing of the operator's settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QUARTIER_", "DJANGO_", "DATABASE_"))
    }
    return {**kept, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
