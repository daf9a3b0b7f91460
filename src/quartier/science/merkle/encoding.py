"""Base64, hexadecimal and decimal, each with exactly one text for one value.

Python's own decoders are lenient: int() takes "+5", " 5", "1_000" and Arabic digits, b64decode() drops foreign
characters and never minds unused bits. Two texts for one value would be two signed statements about one tree.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error

from quartier.science.merkle.errors import Refused

HASH_BYTES = 32
MAX_DECIMAL = 2**63 - 1  # where SQL's bigint and Go's int64 stop
DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


def encode_base64(value: bytes) -> str:
    """RFC 4648 §4 with padding, on one line."""
    return b64encode(value).decode("ascii")


def decode_loose_base64(text: str) -> bytes:
    """RFC 4648 §4 with padding; unused bits may be set. Only for what is read past. Refused `base64`."""
    try:
        return b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, Base64Error) as problem:
        raise Refused("base64") from problem


def decode_base64(text: str) -> bytes:
    """RFC 4648 §4 with padding, in its one canonical form. Refused `base64` or `base64_noncanonical`."""
    value = decode_loose_base64(text)
    if encode_base64(value) != text:
        raise Refused("base64_noncanonical")
    return value


def decode_hash(text: str) -> bytes:
    """The 32 bytes of a hash in canonical base64. Refused as decode_base64, or `hash_length`."""
    value = decode_base64(text)
    if len(value) != HASH_BYTES:
        raise Refused("hash_length", bytes=len(value))
    return value


def decode_decimal(text: str) -> int:
    """A number from 0 to 2⁶³ − 1 in ASCII digits without sign or leading zero. Refused `decimal`."""
    if not DECIMAL.fullmatch(text) or int(text) > MAX_DECIMAL:
        raise Refused("decimal")
    return int(text)
