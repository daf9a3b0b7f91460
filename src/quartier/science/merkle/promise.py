"""Promises: what a writer gets before the log has its entry. Past the deadline, without a proof, it is evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from quartier.science.merkle.companions import RECEIPT, check_origin, companion_name, open_single
from quartier.science.merkle.ed25519 import verify_ed25519
from quartier.science.merkle.encoding import HASH_BYTES, decode_hash, encode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import Signer, VerifyingKey
from quartier.science.merkle.note import MAX_NOTE_BYTES, sign_note

PROMISE_HEADER = "quartier/receipt/v1"
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


@dataclass(frozen=True)
class Promise:
    """The entry with this leaf hash was recorded at one instant and will be in the log by another.

    Instants are texts, RFC 3339 in UTC with six decimals. Refused `origin`, `hash_length`, `instant`.
    """

    origin: str
    leaf: bytes
    recorded: str
    deadline: str

    def __post_init__(self) -> None:
        check_origin(self.origin)  # which no decimal is, so that this can never pass as a checkpoint
        if len(self.leaf) != HASH_BYTES:
            raise Refused("hash_length", bytes=len(self.leaf))
        check_instant(self.recorded)
        check_instant(self.deadline)

    @property
    def text(self) -> str:
        leaf = encode_base64(self.leaf)
        return f"{PROMISE_HEADER}\n{self.origin}\nleaf {leaf}\nrecorded {self.recorded}\ndeadline {self.deadline}\n"


def check_instant(text: str) -> None:
    """Refused `instant` unless it is the one text of an instant in the years 1 to 9999, without leap seconds."""
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")  # noqa: DTZ007 - only whether such a day and time exist
    except ValueError as problem:
        raise Refused("instant") from problem
    if not INSTANT.fullmatch(text):
        raise Refused("instant")


def sign_promise(promise: Promise, signer: Signer) -> bytes:
    """The note of the receipt key. Refused `promise_key` for any other."""
    if signer.verifying.name != companion_name(promise.origin, RECEIPT):
        raise Refused("promise_key")
    return sign_note(promise.text, signer)


def open_promise(
    data: bytes,
    *,
    keys: Collection[VerifyingKey],
    verify: Callable[[bytes, bytes, bytes], bool] = verify_ed25519,
) -> Promise:
    """Verify a promise by the receipt keys that one trusts, then read it.

    Refused `promise_form`, `promise_key`, `promise_signature`, `wrong_origin`.
    """
    text, key = open_single(data, keys=keys, what="promise", most=MAX_NOTE_BYTES, verify=verify)
    promise = _read_promise(text)
    if key.name != companion_name(promise.origin, RECEIPT):
        raise Refused("wrong_origin", found=promise.origin)
    return promise


def _read_promise(text: str) -> Promise:
    lines = text.split("\n")
    values = [line.partition(" ")[2] for line in lines[2:5]]
    try:
        if len(values) != 3:
            raise Refused("promise_form")
        promise = Promise(lines[1], decode_hash(values[0]), values[1], values[2])
    except Refused as problem:
        raise Refused("promise_form") from problem
    if promise.text != text:
        raise Refused("promise_form")
    return promise
