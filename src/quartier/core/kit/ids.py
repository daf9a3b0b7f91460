"""Identifiers: ids stay inside (they tell their time of birth), tags go outside (they tell nothing)."""

import secrets
import time
from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
TAG_LENGTH = 26


def uuid7(at_ms: int | None = None) -> UUID:
    """A version 7 UUID (RFC 9562 §5.7): 48 bits of Unix milliseconds, 74 random bits.

    `at_ms` is given where a test or the demo needs a known time of birth.
    """
    milliseconds = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    value = (milliseconds & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def tag(bits: int | None = None) -> str:
    """128 random bits as 26 Crockford letters, for receipts, addresses and the ledger."""
    value = secrets.randbits(128) if bits is None else bits
    letters = []
    for _ in range(TAG_LENGTH):
        value, index = divmod(value, 32)
        letters.append(ALPHABET[index])
    return "".join(reversed(letters))


def read_tag(text: str) -> str | None:
    """The tag that somebody typed from paper, or None: case, spaces, hyphens, o/0 and i/l/1 do not matter."""
    folded = text.lower().replace(" ", "").replace("-", "")
    folded = folded.replace("o", "0").replace("i", "1").replace("l", "1")
    if len(folded) != TAG_LENGTH or set(folded) - set(ALPHABET) or folded[0] > "7":
        return None
    return folded
