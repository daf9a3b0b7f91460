"""What a log sends: the size that it believes we hold, a consistency proof, and its signed checkpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quartier.science.merkle.checkpoint import Checkpoint, parse_checkpoint_text
from quartier.science.merkle.encoding import decode_decimal, decode_hash
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import VerifyingKey
from quartier.science.merkle.note import open_note
from quartier.science.merkle.signing import fast_verify

MAX_HASHES = 63  # enough for any tree below 2^63
UNTRUSTED = {"invalid_signature", "no_known_signature", "base64_noncanonical"}

Logs = Mapping[str, Sequence[VerifyingKey]]  # origin → the keys that may sign for it


@dataclass(frozen=True, slots=True)
class Submission:
    """The request taken apart; nothing is verified. `origin` is the checkpoint's first line."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes
    origin: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission whose checkpoint the log did sign: `lines` are its verified signature lines."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: Checkpoint
    lines: tuple[str, ...]


def parse(body: bytes) -> Submission:
    """Take a request apart. Raises Refused with the code of what is malformed."""
    head, blank, note = body.partition(b"\n\n")
    if not blank:
        raise Refused("no_blank_line")
    try:
        first, *hashes = head.decode("ascii").split("\n")
        origin = note.partition(b"\n")[0].decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Refused("utf8") from problem
    word, space, number = first.partition(" ")
    if word != "old" or not space:
        raise Refused("old_line")
    if len(hashes) > MAX_HASHES:
        raise Refused("too_many_hashes", most=MAX_HASHES)
    return Submission(decode_decimal(number), tuple(decode_hash(each) for each in hashes), note, origin)


def open_submission(submission: Submission, logs: Logs) -> Opened:
    """Verify the checkpoint by the keys of its log, then read it.

    Raises Refused: `untrusted` where no trusted key signed or one of them fails, else the code of what is malformed.
    KeyError for a log that we do not know.
    """
    try:
        note = open_note(submission.note, logs[submission.origin], verify=fast_verify)
    except Refused as problem:
        if problem.code in UNTRUSTED:
            raise Refused("untrusted", because=problem.code) from problem
        raise
    lines = tuple(key.line(signature) for key, signature in note.verified)
    checkpoint = parse_checkpoint_text(note.text, origin=submission.origin)
    return Opened(submission.old, submission.proof, checkpoint, lines)
