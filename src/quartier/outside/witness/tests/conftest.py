"""A witness behind its real HTTP server, with a clock that the test sets."""

import http.client
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quartier.outside.witness.answering import Answer, Witness, path_of
from quartier.outside.witness.memory import Kept, Memory
from quartier.outside.witness.rules import Held
from quartier.outside.witness.serving import Server
from quartier.science.merkle.tests import known


@dataclass
class Running:
    """One witness. `now` is what its clock says."""

    server: Server
    memory: Memory
    now: int = 1_795_000_000

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.headers["Content-Type"])
        finally:
            connection.close()

    def submit(self, request: str | bytes) -> Answer:
        return self.ask("POST", "/add-checkpoint", request.encode() if isinstance(request, str) else request)

    def read_back(self, origin: str) -> Answer:
        return self.ask("GET", path_of(origin))

    def heads(self, origins: Sequence[str]) -> dict[str, Held]:
        kept = {origin: self.memory.kept(origin) for origin in origins}
        return {origin: each.held for origin, each in kept.items() if each is not None}

    def remember(self, origin: str, size: int, root: str) -> None:
        """As if it had countersigned that head before."""
        held = Held(size, bytes.fromhex(root))
        self.memory.change(lambda step: step.swap(origin, before=Held(), after=Kept(held, "", "", 0)))


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a witness by the labels of the vectors' keys."""
    ends: list[Callable[[], Any]] = []

    def begin(logs: dict[str, list[str]], *, signer: str = "w-bar") -> Running:
        memory = Memory(tmp_path / f"{len(ends)}.state", mark=tmp_path / f"{len(ends)}.mark")
        trusted = [key for each in logs.values() for key in known.keys(*each)]
        witness = Witness(signer=known.signer(signer), memory=memory, logs=trusted)
        running: list[Running] = []
        server = Server(
            ("127.0.0.1", 0), witness=witness, clock=lambda: running[0].now, say=lambda text: None
        )
        running.append(Running(server, memory))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        ends.extend((server.shutdown, thread.join, server.server_close, memory.close))
        return running[0]

    yield begin
    for end in ends:
        end()
