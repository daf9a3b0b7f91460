"""HTTP for a witness: one POST, one GET. A proxy in front of it brings TLS; this speaks plain HTTP."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import sqlite3
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .answering import Answer, Witness, refusal
from .memory import Unusable

MAX_BODY_BYTES = 64 * 1024
TIMEOUT_S = 10  # for one piece of a request
DEADLINE_S = 30  # for all of it: whoever sends a byte now and then does not keep others out
AT_ONCE = 32
LINGER_BYTES = 1024 * 1024

Say = Callable[[str], None]


class Server(ThreadingHTTPServer):
    """Listens as soon as it is made; port 0 takes a free one. `clock` gives seconds since 1970.

    Threads are bounded, so that a flood of slow clients costs the memory of 32 of them and no more.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, address: tuple[str, int], *, witness: Witness, clock: Callable[[], int], say: Say
    ) -> None:
        self.witness, self.clock, self.say = witness, clock, say
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._begun: dict[socket.socket, float] = {}
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Without asking a name server what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Whoever comes when all threads are taken comes again: a log asks each minute."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        self._begun[request] = time.monotonic()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._begun.pop(request, None)
            self._free.release()

    def service_actions(self) -> None:
        """Between requests: hang up on those that take too long."""
        for request, begun in list(self._begun.items()):
            if time.monotonic() - begun > DEADLINE_S:
                self._begun.pop(request, None)
                with contextlib.suppress(OSError):
                    request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is no fault of ours."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = TIMEOUT_S
    server_version = "quartier-witness"
    sys_version = ""

    def do_POST(self) -> None:
        if self.path != "/add-checkpoint":
            self._send(refusal(404, "nothing_here"))
            return
        body = self._body()
        if isinstance(body, Answer):
            self._send(body)
            self._linger()
            return
        self._send(self._answer(body))

    def do_GET(self) -> None:
        self._send(self.server.witness.read_back(self.path))

    def _body(self) -> bytes | Answer:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            return refusal(411, "length_required")
        if int(length) > MAX_BODY_BYTES:
            return refusal(413, "too_large")
        body = self.rfile.read(int(length))
        return body if len(body) == int(length) else refusal(400, "cut_short")

    def _answer(self, body: bytes) -> Answer:
        try:
            answer = self.server.witness.add_checkpoint(body, at=self.server.clock())
        except (Unusable, sqlite3.Error, OSError) as problem:
            # Nothing was signed: the client comes again, and the operator reads why.
            self.server.say(f"could not keep the head: {problem!r}")
            return refusal(500, "state")
        self.server.say(f"{answer.status} {answer.reason}")
        return answer

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)

    def _linger(self) -> None:
        """Take what is still coming, for a moment: a client that is cut off while it sends sees no answer."""
        self.wfile.flush()
        left = LINGER_BYTES
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1)
            while left > 0 and (taken := self.connection.recv(65_536)):
                left -= len(taken)

    def log_message(self, format: str, *args: object) -> None:
        """Addresses of clients are nobody's business; each answer is said once, by `_answer`."""
