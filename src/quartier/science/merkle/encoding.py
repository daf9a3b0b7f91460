"""Base64, hexadecimal and decimal, each with exactly one text for one value.

Python's own decoders are lenient: int() takes "+5", " 5", "1_000" and Arabic digits, b64decode() drops foreign
characters and never minds unused bits. Two texts for one value would be two signed statements about one tree.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from quartier.science.merkle.errors import Refused

HASH_BYTES = 32
MAX_DECIMAL = 2**63 - 1  # where SQL's bigint and Go's int64 stop
BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
DECIMAL = re.compile(r"0|[1-9][0-9]*")


def encode_base64(value: bytes) -> str:
    """RFC 4648 §4 with padding, on one line."""
    return b64encode(value).decode("ascii")


def decode_loose_base64(text: str) -> bytes:
    """RFC 4648 §4 with padding; unused bits may be set. Only for what is read past. Refused `base64`."""
    if not BASE64.fullmatch(text):
        raise Refused("base64")
    return b64decode(text)


def decode_base64(text: str) -> bytes:
    """RFC 4648 §4 with padding, in its one canonical form. Refused `base64` or `base64_noncanonical`."""
    value = decode_loose_base64(text)
    if encode_base64(value) != text:
        raise Refused("base64_noncanonical")
    return value


def decode_hash(text: str, *, otherwise: str = "hash_length") -> bytes:
    """The 32 bytes of a hash in canonical base64. Refused as decode_base64, or `otherwise` for another length."""
    value = decode_base64(text)
    if len(value) != HASH_BYTES:
        raise Refused(otherwise, bytes=len(value))
    return value


def decode_decimal(text: str) -> int:
    """A number from 0 to 2⁶³ − 1 in ASCII digits without sign or leading zero. Refused `decimal`, `decimal_range`."""
    if not DECIMAL.fullmatch(text):
        raise Refused("decimal")
    if len(text) > len(str(MAX_DECIMAL)) or int(text) > MAX_DECIMAL:
        raise Refused("decimal_range")
    return int(text)
