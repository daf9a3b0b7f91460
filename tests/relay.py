"""A mail server of our own that takes everything: plain SMTP (RFC 5321) over TCP, with mailboxes behind it.

As a process of its own (`python -m tests.relay PORT FILE [SECONDS]`) it writes a line of JSON for each message that it
accepted, before it says so; SECONDS is how long it thinks between the two. Its mailboxes leave out a message whose
Message-ID they have already, as the usual ones do (the `duplicate` test of RFC 7352): such a line says `again`.
"""

import email
import email.policy
import json
import socketserver
import sys
import threading
import time
from pathlib import Path


class Session(socketserver.StreamRequestHandler):
    """One link."""

    def handle(self) -> None:
        self.to: list[str] = []
        try:
            self.say("220 relay.example")
            for line in iter(self.rfile.readline, b""):
                verb = line[:4].upper()
                if verb == b"QUIT":
                    self.say("221 bye")
                    return
                self.obey(verb, line)
        except OSError:
            return

    def obey(self, verb: bytes, line: bytes) -> None:
        if verb in (b"EHLO", b"HELO"):
            self.say("250 relay.example")
        elif verb == b"RCPT":
            self.to.append(line.decode().split("<")[1].split(">")[0])
            self.say("250 yes")
        elif verb == b"DATA":
            self.say("354 go on")
            self.take()
        else:
            self.say("250 yes")

    def take(self) -> None:
        lines = []
        for line in iter(self.rfile.readline, b""):
            if line == b".\r\n":
                break
            lines.append(line)
        else:
            return  # the link broke before the end: nothing was taken
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        one = {"to": self.to, "id": message["Message-ID"], "subject": message["Subject"]}
        self.server.keep(one)  # type: ignore[attr-defined]
        self.to = []
        self.say("250 taken")

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class Relay(socketserver.ThreadingTCPServer):
    """The server on a port of the loopback."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, file: Path, port: int = 0, *, thinks: float = 0.0) -> None:
        super().__init__(("127.0.0.1", port), Session)
        self.file, self.thinks = file, thinks
        self.held: set[tuple[object, ...]] = set()  # recipient and Message-ID
        self.lock = threading.Lock()

    def keep(self, one: dict[str, object]) -> None:
        name = (str(one["to"]), one["id"])
        with self.lock:
            one["again"] = name in self.held
            self.held.add(name)
            self.write(one)
        time.sleep(self.thinks)

    def write(self, one: dict[str, object]) -> None:
        with self.file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(one) + "\n")


if __name__ == "__main__":
    with Relay(Path(sys.argv[2]), int(sys.argv[1]), thinks=float((sys.argv[3:] or ["0"])[0])) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()
