"""The conversation between a log and a witness, byte for byte, as the real program answers."""

import http.client
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from quartier.outside.witness.answering import Witness, path_of
from quartier.outside.witness.memory import Memory
from quartier.outside.witness.serving import Server
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.encoding import encode_base64
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.keys import COSIGNATURE, ED25519
from quartier.science.merkle.note import sign_note
from quartier.science.merkle.signing import SigningKey
from quartier.science.merkle.tree import Tree

ORIGIN = "log.city.example/log"
START = 1_795_000_000
INTRODUCTION = """# What a log and a witness say to each other

Written by `tools/docs.py` out of the running program, and compared with it by `make check`. The format is C2SP
tlog-witness; where it leaves something open, the answers here are ours. The seed of a key is the SHA-256 of its name, so
that everything can be computed again. Entry i of the log is the text `entry i`, of the forked log `other i`. Lines of
HTTP that do not belong to the format are left out.

    log      {log}
    witness  {witness}

A public witness in Go: **untested**. The answers are held against vectors that were made apart from this program, and
whose notes say what a public witness answered to the same requests.
"""


@dataclass(frozen=True)
class Step:
    """One exchange: words above it, and the request. `seconds` after the start."""

    says: str
    seconds: int
    body: bytes


def key(name: str, type: int) -> SigningKey:
    return SigningKey.from_seed(name, type, sha256(name.encode()).digest())


LOG, WITNESS = key(ORIGIN, ED25519), key("witness.bar.example/w1", COSIGNATURE)
STRANGER = SigningKey.from_seed(ORIGIN, ED25519, sha256(b"stranger").digest())
HONEST = Tree(leaf_hash(f"entry {index}".encode()) for index in range(20))
FORKED = Tree(leaf_hash(f"other {index}".encode()) for index in range(20))


def submission(tree: Tree, *, old: int, size: int, by: SigningKey = LOG) -> bytes:
    """What a log sends."""
    path = tree.consistency(old, size) if 0 < old < size else []
    note = sign_note(Checkpoint(ORIGIN, size, tree.root(size)).text, by)
    return f"old {old}\n{''.join(encode_base64(each) + chr(10) for each in path)}\n".encode() + note


def steps() -> list[Step]:
    stranger = submission(HONEST, old=0, size=8).replace(ORIGIN.encode(), b"log.other.example/log", 1)
    return [
        Step("First contact: any size, no proof.", 0, submission(HONEST, old=0, size=5)),
        Step("The log has grown and proves it.", 60, submission(HONEST, old=5, size=8)),
        Step("The same head again, for a fresh time.", 120, submission(HONEST, old=8, size=8)),
        Step(
            "The log remembers another size than the witness: the answer says which.",
            180,
            submission(HONEST, old=5, size=20),
        ),
        Step(
            "Another history: its proof does not start at what was confirmed.",
            240,
            submission(FORKED, old=8, size=20),
        ),
        Step("Another head of the same size.", 300, submission(FORKED, old=8, size=8)),
        Step("A log that this witness does not know.", 360, stranger),
        Step(
            "The right name, signed with another key.", 420, submission(HONEST, old=8, size=20, by=STRANGER)
        ),
        Step(
            "A number with a leading zero.",
            480,
            submission(HONEST, old=8, size=20).replace(b"old 8", b"old 08", 1),
        ),
        Step("And on it goes.", 540, submission(HONEST, old=8, size=20)),
    ]


def page() -> str:
    lines = [INTRODUCTION.format(log=LOG.verifying.text, witness=WITNESS.verifying.text)]
    with running() as (server, clock):
        for step in steps():
            clock[0] = START + step.seconds
            answer = ask(server, "POST", "/add-checkpoint", step.body)
            lines.append(f"## {step.says.rstrip('.')}\n\nThe witness’s clock says {clock[0]}.\n")
            lines.append(
                quoted("POST /add-checkpoint HTTP/1.1", step.body.decode())
                + "\n\nAnswer:\n\n"
                + answer
                + "\n"
            )
        path = path_of(ORIGIN)
        lines.append("## Reading back\n\nAnybody may ask for the last confirmed head.\n")
        lines.append(quoted(f"GET {path} HTTP/1.1") + "\n\nAnswer:\n\n" + ask(server, "GET", path) + "\n")
    return "\n".join(lines).rstrip("\n") + "\n"


def quoted(first: str, body: str = "") -> str:
    text = first if not body else f"{first}\n\n{body.rstrip(chr(10))}"
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))


def ask(server: Server, method: str, path: str, body: bytes = b"") -> str:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request(method, path, body=body)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return quoted(
        f"HTTP/1.1 {answer.status} {answer.reason}\nContent-Type: {answer.headers['Content-Type']}", text
    )


@contextmanager
def running() -> Iterator[tuple[Server, list[int]]]:
    clock = [START]
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder, "state"), mark=Path(folder, "mark"))
        witness = Witness(signer=WITNESS, memory=memory, logs=[LOG.verifying])
        server = Server(("127.0.0.1", 0), witness=witness, clock=lambda: clock[0], say=lambda text: None)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server, clock
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            memory.close()
