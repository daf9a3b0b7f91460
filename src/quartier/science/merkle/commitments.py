"""What an entry of our log commits to: an envelope, and in it one salted digest for each field.

Whoever destroys an envelope's bytes, or a field's salt and value, leaves noise behind: 33 bytes and 32 bytes that
nobody can guess from. The bytes that were hashed are kept and verified as they are, never parsed and printed again.
"""

from __future__ import annotations

from hashlib import sha256

from quartier.science.merkle.errors import Refused

ENVELOPE_DOMAIN = b"quartier-envelope/v1\x00"
FIELD_DOMAIN = b"quartier-field/v1\x00"
ENTRY_VERSION = b"\x01"
ENTRY_BYTES = 33
SALT_BYTES = 32


def entry_of(envelope: bytes) -> bytes:
    """0x01 ‖ SHA-256(domain ‖ envelope): the 33 bytes that the log holds of an envelope."""
    return ENTRY_VERSION + sha256(ENVELOPE_DOMAIN + envelope).digest()


def field_digest(name: str, salt: bytes, value: bytes) -> bytes:
    """SHA-256(domain ‖ salt ‖ uint16 length ‖ name ‖ value), value in canonical JSON. Refused `salt`, `field_name`.

    The name is inside, so that an opening cannot be moved to another field.
    """
    if len(salt) != SALT_BYTES:
        raise Refused("salt", bytes=len(salt))
    encoded = name.encode("utf-8")
    if not encoded or len(encoded) > 0xFFFF:
        raise Refused("field_name")
    return sha256(FIELD_DOMAIN + salt + len(encoded).to_bytes(2, "big") + encoded + value).digest()
