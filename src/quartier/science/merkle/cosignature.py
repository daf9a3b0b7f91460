"""Cosignatures (C2SP tlog-cosignature, Ed25519): "at that time this was the largest consistent tree I had seen".

Nothing is said about the entries being true. After the key id of the line: eight bytes of seconds since 1970,
big-endian, then the signature over a message that has the time in front of the checkpoint's text.
"""

from __future__ import annotations

from collections.abc import Callable

from quartier.science.merkle.ed25519 import verify_ed25519
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import COSIGNATURE, Signer, VerifyingKey

TIME_BYTES = 8
LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z: a later time has no text and breaks calendars


def cosigned_message(text: str, at: int) -> bytes:
    """What a witness signs: the whole text of the note with its final newline, without blank line or signatures."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def cosigned_at(blob: bytes) -> int:
    """The seconds since 1970 that a cosignature bears; `blob` is what follows the key id."""
    return int.from_bytes(blob[:TIME_BYTES], "big")


def cosign(signer: Signer, checkpoint_text: str, at: int) -> str:
    """The line of a witness, newline included; `at` in seconds since 1970. Refused `key_type`, `cosignature_time`."""
    if signer.verifying.type != COSIGNATURE:
        raise Refused("key_type", type=signer.verifying.type)
    if not 0 < at <= LAST_SECOND:
        raise Refused("cosignature_time", at=at)
    signature = signer.sign(cosigned_message(checkpoint_text, at))
    return signer.verifying.line(at.to_bytes(TIME_BYTES, "big") + signature)


def check_cosignature(
    key: VerifyingKey,
    text: str,
    blob: bytes,
    *,
    verify: Callable[[bytes, bytes, bytes], bool] = verify_ed25519,
) -> int:
    """The time, in seconds since 1970, at which the key signed that text. `blob` is what follows the key id.

    Refused `key_type`, `invalid_signature`, and `cosignature_time` after the year 9999. Zero is left to the policy.
    """
    if key.type != COSIGNATURE:
        raise Refused("key_type", type=key.type)
    at = cosigned_at(blob)
    if len(blob) >= TIME_BYTES and at > LAST_SECOND:
        raise Refused("cosignature_time", at=at)
    if not verify(key.public, cosigned_message(text, at), blob[TIME_BYTES:]):
        raise Refused("invalid_signature", key=key.name)
    return at
