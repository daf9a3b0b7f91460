"""Signed notes (C2SP signed-note): a text, a blank line, signature lines.

The text is poison until it is verified: it is read no further than is needed to choose the keys. Lines of unknown keys
are ignored, a line of a known key that fails is fatal, however many others verify.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quartier.science.merkle.cosignature import check_cosignature
from quartier.science.merkle.ed25519 import verify_ed25519
from quartier.science.merkle.encoding import decode_base64, decode_loose_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import (
    COSIGNATURE,
    ED25519,
    ML_DSA_44,
    Signer,
    VerifyingKey,
    check_key_name,
)

MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 64
ID_BYTES = 4
CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f]"
)  # a tab too; 0x7f, U+0085 and a byte order mark belong to the text


@dataclass(frozen=True)
class SignatureLine:
    """One line: who is said to have signed, and all that follows the key id. `base64` is the text as it stood."""

    name: str
    id: bytes
    blob: bytes
    base64: str


@dataclass(frozen=True)
class Note:
    """A note taken apart; nothing in it is verified."""

    text: str
    signatures: tuple[SignatureLine, ...]


@dataclass(frozen=True)
class OpenedNote:
    """A note of which at least one known key signed the text.

    `verified`: each such key with what followed its id, in the order of the lines. `unknown`: lines ignored.
    """

    text: str
    verified: tuple[tuple[VerifyingKey, bytes], ...]
    unknown: int


def parse_note(data: bytes, *, most: int = MAX_NOTE_BYTES) -> Note:
    """Take a note of at most `most` bytes apart.

    Refused `note_too_long`, `utf8`, `control_character`, `no_blank_line`, `no_signatures`, `no_final_newline`,
    `too_many_signatures`, `signature_line`, `base64`, `signature_short`.
    """
    text, blank, lines = _note_text(data, most).rpartition("\n\n")
    if not blank:
        raise Refused("no_blank_line")
    if not lines:
        raise Refused("no_signatures")
    if not lines.endswith("\n"):
        raise Refused("no_final_newline")
    if lines.count("\n") > MAX_SIGNATURES:
        raise Refused("too_many_signatures", most=MAX_SIGNATURES)
    return Note(text + "\n", tuple(_signature_line(line) for line in lines[:-1].split("\n")))


def open_note(
    data: bytes,
    keys: Iterable[VerifyingKey],
    *,
    verify: Callable[[bytes, bytes, bytes], bool] = verify_ed25519,
    most: int = MAX_NOTE_BYTES,
) -> OpenedNote:
    """Verify a note against the keys that one trusts. A key counts once, by its first line; each line must verify.

    Refused as parse_note, and `base64_noncanonical`, `invalid_signature`, `cosignature_time`, `no_known_signature`.
    """
    note, known, unknown = parse_note(data, most=most), _by_name(keys), 0
    verified: dict[tuple[str, bytes], tuple[VerifyingKey, bytes]] = {}
    for line in note.signatures:
        key = known.get((line.name, line.id))
        if key is None:
            unknown += 1
            continue
        decode_base64(line.base64)  # a set unused bit would be a change that nobody notices
        _check_signature(key, note.text, line.blob, verify)
        verified.setdefault((key.name, key.id), (key, line.blob))
    if not verified:
        raise Refused("no_known_signature")
    return OpenedNote(note.text, tuple(verified.values()), unknown)


def sign_note(text: str, *signers: Signer) -> bytes:
    """The text with one line for each signer. Refused `note_text` for a text that no note may have, `key_type`."""
    if not text.endswith("\n") or CONTROL.search(text) or not signers:
        raise Refused("note_text")
    lines = []
    for signer in signers:
        if signer.verifying.type != ED25519:
            raise Refused("key_type", type=signer.verifying.type)
        lines.append(signer.verifying.line(signer.sign(text.encode("utf-8"))))
    return f"{text}\n{''.join(lines)}".encode()


def _note_text(data: bytes, most: int) -> str:
    if len(data) > most:
        raise Refused("note_too_long", most=most)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Refused("utf8") from problem
    if CONTROL.search(text):
        raise Refused("control_character")
    return text


def _signature_line(line: str) -> SignatureLine:
    dash, _, rest = line.partition(" ")
    name, space, base64 = rest.partition(" ")
    if dash != "\u2014" or not space:
        raise Refused("signature_line")
    try:
        check_key_name(name)
    except Refused as problem:
        raise Refused("signature_line") from problem
    blob = decode_loose_base64(base64)
    if len(blob) <= ID_BYTES:
        raise Refused("signature_short")
    return SignatureLine(name, blob[:ID_BYTES], blob[ID_BYTES:], base64)


def _by_name(keys: Iterable[VerifyingKey]) -> dict[tuple[str, bytes], VerifyingKey]:
    """The keys by what a line says of them. Two keys of one name and id cannot be told apart: Refused `key_collision`."""
    known: dict[tuple[str, bytes], VerifyingKey] = {}
    for key in keys:
        if key.type != ML_DSA_44 and known.setdefault((key.name, key.id), key) != key:
            raise Refused("key_collision", name=key.name)
    return known


def _check_signature(
    key: VerifyingKey, text: str, blob: bytes, verify: Callable[[bytes, bytes, bytes], bool]
) -> None:
    if key.type == COSIGNATURE:
        check_cosignature(key, text, blob, verify=verify)
    elif not verify(key.public, text.encode("utf-8"), blob):
        raise Refused("invalid_signature", key=key.name)
