"""Signing keys, and verification at the speed of a library. The only module here that needs `cryptography`."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from quartier.science.merkle.encoding import decode_base64, encode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import COSIGNATURE, ED25519, KEY_ID, VerifyingKey, verifying_key

SEED_BYTES = 32


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 key under its name; one key signs one kind of text, which is its type (0x01 notes, 0x04 heads)."""

    verifying: VerifyingKey
    _private: Ed25519PrivateKey = field(repr=False, compare=False)

    @classmethod
    def from_seed(cls, name: str, type: int, seed: bytes) -> SigningKey:
        """The key of that seed. Refused `key_type`, `key_length`, `key_name`."""
        if type not in (ED25519, COSIGNATURE):
            raise Refused("key_type", type=type)
        if len(seed) != SEED_BYTES:
            raise Refused("key_length", bytes=len(seed))
        private = Ed25519PrivateKey.from_private_bytes(seed)
        return cls(verifying_key(name, type, private.public_key().public_bytes_raw()), private)

    @classmethod
    def generate(cls, name: str, type: int = ED25519) -> SigningKey:
        """A new key from the system's randomness."""
        return cls.from_seed(name, type, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> SigningKey:
        """Read Go's private form. Refused `private_key`, `key_id`, `base64…`; no detail ever repeats the text."""
        parts = text.split("+", 4)
        if len(parts) != 5 or parts[:2] != ["PRIVATE", "KEY"] or not KEY_ID.fullmatch(parts[3]):
            raise Refused("private_key")
        blob = decode_base64(parts[4])
        if not blob:
            raise Refused("private_key")
        key = cls.from_seed(parts[2], blob[0], blob[1:])
        if key.verifying.id.hex() != parts[3]:
            raise Refused("key_id")
        return key

    @property
    def text(self) -> str:
        """`PRIVATE+KEY+name+id+base64(type ‖ seed)`: a secret, for a file that only its owner reads."""
        key, seed = self.verifying, self._private.private_bytes_raw()
        return f"PRIVATE+KEY+{key.name}+{key.id.hex()}+{encode_base64(bytes((key.type,)) + seed)}"

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature; the same for the same message."""
        return self._private.sign(message)


def fast_verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """As verify_ed25519, for keys that check_public_key has let pass, some twenty times as fast."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
