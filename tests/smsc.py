"""A short-message centre of our own: real SMPP 3.4 over TCP, written from the specification and not with our library.

As a process of its own (`python -m tests.smsc PORT FILE [SECONDS]`) it writes a line of JSON for each SMS that it
accepted, before it says so; SECONDS is how long it thinks between the two.
"""

import json
import socket
import socketserver
import struct
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BINDS = {0x00000001, 0x00000002, 0x00000009}
SUBMIT, DELIVER, UNBIND, ENQUIRE = 0x00000004, 0x00000005, 0x00000006, 0x00000015
ANSWER = 0x80000000
REFERENCE, MESSAGE_STATE, RECEIPTED = 0x0204, 0x0427, 0x001E
OK, THROTTLED, BAD_NUMBER, BAD_BIND = 0, 0x58, 0x0B, 0x0D


@dataclass
class Centre:
    """What the centre has accepted, and how it shall behave."""

    password: str = "word"
    file: Path | None = None
    receipts: bool = True
    echoes: bool = True  # gives our reference back in receipts
    throttle: int = 0  # refuses so many, then accepts
    cut: int = 0  # accepts so many and cuts the link instead of answering
    thinks: float = 0.0  # seconds between accepting and saying so
    stat: str = "DELIVRD"
    refuse: set[str] = field(default_factory=set)
    accepted: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[bytes] = field(default_factory=list)  # receipts that nobody has acknowledged
    lock: threading.Lock = field(default_factory=threading.Lock)

    def accept(self, one: dict[str, Any]) -> None:
        with self.lock:
            one["id"] = f"{len(self.accepted) + 1:08d}"
            self.accepted.append(one)
            if self.file is not None:
                with self.file.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(one) + "\n")
            if self.receipts and one["wants_receipt"]:
                self.waiting.append(self.receipt(one))

    def receipt(self, one: dict[str, Any]) -> bytes:
        """deliver_sm with a receipt, after appendix B and the fields of 3.4."""
        text = f"id:{one['id']} sub:001 dlvrd:001 submit date:2611211200 done date:2611211200 stat:{self.stat} err:000 text:"
        body = b"\0" + b"\1\1" + one["to"].encode() + b"\0" + b"\5\0" + one["from"].encode() + b"\0"
        body += bytes((0x04, 0, 0)) + b"\0\0" + bytes((0, 0, 0, 0, len(text))) + text.encode()
        state = {"DELIVRD": 2, "UNDELIV": 5, "ACCEPTD": 6}[self.stat]
        body += struct.pack(">HHB", MESSAGE_STATE, 1, state)
        body += struct.pack(">HH", RECEIPTED, len(one["id"]) + 1) + one["id"].encode() + b"\0"
        if self.echoes and one["reference"] is not None:
            body += struct.pack(">HHH", REFERENCE, 2, one["reference"])
        return body

    def texts(self) -> list[tuple[str, str]]:
        """(number, text) as a telephone would show it: parts joined."""
        joined: dict[tuple[str, int, int], dict[int, str]] = {}
        for place, one in enumerate(self.accepted):
            payload, part, of = bytes.fromhex(one["payload"]), 1, place + 1_000
            if one["udh"]:
                head = payload[: payload[0] + 1]
                payload, part, of = payload[payload[0] + 1 :], head[5], head[3]
            text = payload.decode("utf-16-be" if one["coding"] == 8 else "ascii")
            joined.setdefault((one["to"], of, 0), {})[part] = text
        return [(to, "".join(parts[n] for n in sorted(parts))) for (to, _, _), parts in joined.items()]


class Session(socketserver.BaseRequestHandler):
    """One link: reads PDUs until it ends."""

    def handle(self) -> None:
        self.bound, self.sequence, self.sent = False, 0, {}
        try:
            while (pdu := self.read()) is not None:
                self.answer(*pdu)
        except OSError:
            return

    @property
    def centre(self) -> Centre:
        return self.server.centre  # type: ignore[attr-defined, no-any-return]

    def read(self) -> tuple[int, int, int, bytes] | None:
        head = self.exactly(16)
        if head is None:
            return None
        length, command, status, sequence = struct.unpack(">LLLL", head)
        return command, status, sequence, self.exactly(length - 16) or b""

    def exactly(self, size: int) -> bytes | None:
        found = b""
        while len(found) < size:
            more = self.request.recv(size - len(found))
            if not more:
                return None
            found += more
        return found

    def write(self, command: int, status: int, sequence: int, body: bytes = b"") -> None:
        self.request.sendall(struct.pack(">LLLL", 16 + len(body), command, status, sequence) + body)

    def answer(self, command: int, status: int, sequence: int, body: bytes) -> None:
        if command in BINDS:
            _name, password = body.split(b"\0")[:2]
            self.bound = password.decode() == self.centre.password
            self.write(command | ANSWER, OK if self.bound else BAD_BIND, sequence, b"centre\0")
            if self.bound:
                self.deliver()
        elif command == SUBMIT and self.bound:
            self.submit(sequence, body)
        elif command == DELIVER | ANSWER:
            receipt = self.sent.pop(sequence, None)
            if status == OK and receipt in self.centre.waiting:
                self.centre.waiting.remove(receipt)
        elif command in (UNBIND, ENQUIRE):
            self.write(command | ANSWER, OK, sequence)

    def submit(self, sequence: int, body: bytes) -> None:
        one = parse(body)
        with self.centre.lock:
            throttled, self.centre.throttle = self.centre.throttle > 0, max(0, self.centre.throttle - 1)
        if throttled or one["to"] in self.centre.refuse:
            self.write(SUBMIT | ANSWER, THROTTLED if throttled else BAD_NUMBER, sequence)
            return
        self.centre.accept(one)
        time.sleep(self.centre.thinks)
        if self.centre.cut > 0:
            self.centre.cut -= 1
            self.request.shutdown(socket.SHUT_RDWR)
            raise OSError("cut")
        self.write(SUBMIT | ANSWER, OK, sequence, one["id"].encode() + b"\0")
        self.deliver()

    def deliver(self) -> None:
        for receipt in list(self.centre.waiting):
            if receipt not in self.sent.values():
                self.sequence += 1
                self.sent[self.sequence] = receipt
                self.write(DELIVER, OK, self.sequence, receipt)


def parse(body: bytes) -> dict[str, Any]:
    """The fields of submit_sm (3.4 §4.4.1) that matter here."""
    _service, rest = body.split(b"\0", 1)
    source, rest = rest[2:].split(b"\0", 1)
    to, rest = rest[2:].split(b"\0", 1)
    kind, rest = rest[0], rest[3:]
    _when, rest = rest.split(b"\0", 1)
    _valid, rest = rest.split(b"\0", 1)
    wants, coding, length = rest[0], rest[2], rest[4]
    payload, rest = rest[5 : 5 + length], rest[5 + length :]
    fields = {}
    while rest:
        name, size = struct.unpack(">HH", rest[:4])
        fields[name], rest = rest[4 : 4 + size], rest[4 + size :]
    reference = struct.unpack(">H", fields[REFERENCE])[0] if REFERENCE in fields else None
    return {
        "from": source.decode(), "to": to.decode(), "udh": bool(kind & 0x40), "wants_receipt": bool(wants & 1),
        "coding": coding, "payload": payload.hex(), "reference": reference,
    }  # fmt: skip


class Server(socketserver.ThreadingTCPServer):
    """The centre on a port of the loopback."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, centre: Centre, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Session)
        self.centre = centre

    @property
    def url(self) -> str:
        return f"smpp://name:{self.centre.password}@127.0.0.1:{self.server_address[1]}?from=Lypivka"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A link that breaks is what we are here for."""


if __name__ == "__main__":
    centre = Centre(file=Path(sys.argv[2]), thinks=float((sys.argv[3:] or ["0"])[0]))
    with Server(centre, int(sys.argv[1])) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()
