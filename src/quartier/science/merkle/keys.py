"""Verifying keys of notes and cosignatures, and their one-line text (C2SP signed-note, "vkey")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from quartier.science.merkle.ed25519 import check_public_key
from quartier.science.merkle.encoding import decode_base64, encode_base64
from quartier.science.merkle.errors import Refused

ED25519 = 0x01  # over the text of a note
COSIGNATURE = 0x04  # Ed25519 over a checkpoint with a time
ML_DSA_44 = 0x06  # loaded and carried, never verified here: its lines count as unknown
KEY_BYTES = {ED25519: 32, COSIGNATURE: 32, ML_DSA_44: 1312}
KEY_ID = re.compile(r"[0-9a-f]{8}")


def key_id(name: str, type: int, public: bytes) -> bytes:
    """The four bytes by which a signature line names its key; the type is inside, so that 0x01 and 0x04 differ."""
    return sha256(name.encode("utf-8") + b"\n" + bytes((type,)) + public).digest()[:4]


def check_key_name(name: str) -> None:
    """Refused `key_name` when empty, or with a plus, white space of any alphabet, control or lone surrogate."""
    if not name or any(sign == "+" or sign < " " or sign.isspace() for sign in name):
        raise Refused("key_name")
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as problem:
        raise Refused("key_name") from problem


@dataclass(frozen=True)
class VerifyingKey:
    """A public key under its name. Refused `key_name`, `key_type`, `key_length`, `key_id`, `public_key`, `weak_key`."""

    name: str
    id: bytes
    type: int
    public: bytes

    def __post_init__(self) -> None:
        check_key_name(self.name)
        if self.type not in KEY_BYTES:
            raise Refused("key_type", type=self.type)
        if len(self.public) != KEY_BYTES[self.type]:
            raise Refused("key_length", bytes=len(self.public))
        if self.id != key_id(self.name, self.type, self.public):
            raise Refused("key_id")
        if self.type != ML_DSA_44:
            check_public_key(self.public)

    @property
    def text(self) -> str:
        """The vkey: name, id in hexadecimal, type and key in base64, joined by plus signs."""
        return f"{self.name}+{self.id.hex()}+{encode_base64(bytes((self.type,)) + self.public)}"

    def line(self, signature: bytes) -> str:
        """The signature line of a note, with its newline; `signature` is all that follows the key id."""
        return f"\u2014 {self.name} {encode_base64(self.id + signature)}\n"


class Signer(Protocol):
    """Whoever holds a secret key: a file, or a device that never gives it away."""

    @property
    def verifying(self) -> VerifyingKey: ...

    def sign(self, message: bytes) -> bytes: ...


def verifying_key(name: str, type: int, public: bytes) -> VerifyingKey:
    """The key under that name, its id computed."""
    check_key_name(name)
    if type not in KEY_BYTES:
        raise Refused("key_type", type=type)
    return VerifyingKey(name, key_id(name, type, public), type, public)


def parse_vkey(text: str) -> VerifyingKey:
    """Read one vkey. Refused `vkey` for its form, `base64…`, and whatever VerifyingKey refuses."""
    parts = text.split("+", 2)  # base64 has plus signs of its own
    if len(parts) != 3 or not KEY_ID.fullmatch(parts[1]):
        raise Refused("vkey")
    blob = decode_base64(parts[2])
    if not blob:
        raise Refused("vkey")
    return VerifyingKey(parts[0], bytes.fromhex(parts[1]), blob[0], blob[1:])
