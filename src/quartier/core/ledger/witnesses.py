"""Asking witnesses (C2SP tlog-witness, the client's side): each in a thread of its own, none waits for another.

200  a line that verifies is kept                409 with a size: again, from that size, three times at most
409 with a size beyond ours, 409 without its type, 422: the witness holds another history. It is asked for the head
that it holds: where our own key signed that one, two histories are proven, and nothing more may be signed.
"""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from quartier.science.merkle.checkpoint import Checkpoint, open_checkpoint
from quartier.science.merkle.cosignature import check_cosignature
from quartier.science.merkle.encoding import decode_decimal, encode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import VerifyingKey
from quartier.science.merkle.note import open_note
from quartier.science.merkle.signing import fast_verify

from .trust import Witness

PATIENCE = 10.0  # seconds for one answer
AGAIN = (0.2, 1.0, 3.0)  # seconds before each repetition
MOST = 65_536  # bytes of an answer
SIZE_TYPE = "text/x.tlog.size"
Prove = Callable[[int], Sequence[bytes]]  # consistency from an older size to the head that is shown
RootAt = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A head as it is shown to witnesses: our own signed note and what can be proven about it."""

    checkpoint: Checkpoint
    note: bytes
    trusted: tuple[VerifyingKey, ...]
    prove: Prove
    root_at: RootAt


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a witness said: a line and its time; or why not; or an alarm with what it rests on.

    `proven`: our own key signed the other history, so that nothing more may be signed.
    """

    witness: str
    line: bytes | None = None
    at: int = 0
    problem: str = ""
    alarm: str = ""
    proven: bool = False
    evidence: bytes = b""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    type: str
    body: bytes


def ask(witness: Witness, shown: Shown, *, old: int, pause: Callable[[float], None] = time.sleep) -> Told:
    """Show a head to a witness that last cosigned `old`. Never raises: whatever goes wrong is told."""
    for wait in (*AGAIN, None):
        body = submission(shown, old)
        try:
            answer = _send(f"{witness.url}/add-checkpoint", body)
        except OSError as problem:
            return Told(witness=witness.name, problem=type(problem).__name__)
        if answer.status == 200:
            return _kept(witness, shown, answer)
        held = _size(answer)
        if answer.status == 409 and held is not None and held <= shown.checkpoint.size:
            if wait is None:
                break
            old = held
            pause(wait)
            continue
        if answer.status in (409, 422):
            return _alarm(witness, shown, body, answer, held)
        return Told(witness=witness.name, problem=f"status_{answer.status}")
    return Told(witness=witness.name, problem="stale")


def submission(shown: Shown, old: int) -> bytes:
    """The body of a request: the size that the witness holds, the proof from there, our head."""
    size = shown.checkpoint.size
    proof = shown.prove(old) if 0 < old < size else ()
    lines = [f"old {old}", *map(encode_base64, proof), "", ""]
    return "\n".join(lines).encode() + shown.note


def _send(url: str, body: bytes | None) -> _Answer:
    if not url.startswith(("http://", "https://")):
        raise OSError("not an address of the web")
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "text/plain; charset=utf-8"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return _Answer(answer.status, answer.headers.get_content_type(), answer.read(MOST))
    except urllib.error.HTTPError as refused:
        with refused:
            return _Answer(refused.code, refused.headers.get_content_type(), refused.read(MOST))


def _kept(witness: Witness, shown: Shown, answer: _Answer) -> Told:
    """Nothing is kept that does not verify."""
    try:
        opened = open_note(shown.note + answer.body, [witness.key], verify=fast_verify)
        blob = opened.verified[0][1]
        at = check_cosignature(witness.key, shown.checkpoint.text, blob, verify=fast_verify)
    except Refused as problem:
        return Told(witness=witness.name, problem=problem.code, evidence=answer.body)
    return Told(witness=witness.name, line=witness.key.line(blob).encode(), at=at)


def _size(answer: _Answer) -> int | None:
    if answer.status != 409 or answer.type != SIZE_TYPE:
        return None
    try:
        return decode_decimal(answer.body.decode("ascii").removesuffix("\n"))
    except (UnicodeDecodeError, Refused):
        return None


def _alarm(witness: Witness, shown: Shown, body: bytes, answer: _Answer, held: int | None) -> Told:
    code = "witness_is_ahead" if held is not None else "witness_holds_another_history"
    note = _read_back(witness, shown)
    proven = note is not None and _contradicts(note, shown)
    parts = [b"sent", body, f"answered {answer.status} {answer.type}".encode(), answer.body]
    parts += [b"holds", note] if note else []
    return Told(
        witness=witness.name, problem=f"status_{answer.status}", alarm=code, proven=proven,
        evidence=b"\n".join(parts),
    )  # fmt: skip


def _read_back(witness: Witness, shown: Shown) -> bytes | None:
    name = sha256(shown.checkpoint.origin.encode()).hexdigest()
    try:
        answer = _send(f"{witness.url}/{name}/checkpoint", None)
    except OSError:
        return None
    return answer.body if answer.status == 200 else None


def _contradicts(note: bytes, shown: Shown) -> bool:
    """Whether our own key signed a head that the log we hold has not."""
    ours = shown.checkpoint
    try:
        theirs = open_checkpoint(note, origin=ours.origin, keys=shown.trusted, verify=fast_verify).checkpoint
    except Refused:
        return False
    return theirs.size > ours.size or theirs.root != shown.root_at(theirs.size)
