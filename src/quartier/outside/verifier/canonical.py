"""JSON that has exactly one text (RFC 8785), and the values that stand in it.

Two programs that read one text differently would show two people different things. So the text is parsed, printed
again and compared: a repeated member, a stray space or another order of members is refused. Fractions do not occur.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from quartier.science.merkle.encoding import decode_base64, decode_hash

MAX_INTEGER = 2**53 - 1  # where JavaScript's whole numbers stop
SECOND = 1_000_000  # instants are counted in microseconds
TAG = re.compile(r"[0-7][0-9a-hjkmnp-tv-z]{25}")
KIND = re.compile(r"(?=.{1,64}\Z)[a-z0-9_]+(?:\.[a-z0-9_]+)+")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
INSTANT_PARTS = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])\.([0-9]{6})Z"
)


def read_canonical(text: str) -> Any:
    """The value of a canonical JSON text. Raises ValueError for any other text."""
    try:
        value = DECODER.decode(text)
        printed = canonical_text(value)
    except RecursionError as problem:
        raise ValueError("nested too deeply") from problem
    if printed != text:
        raise ValueError("not canonical")
    return value


def canonical_text(value: Any) -> str:
    """RFC 8785 for texts, whole numbers, lists and objects whose member names are ASCII."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def members(value: Any, *names: str) -> list[Any]:
    """The values of an object that has exactly these members. Raises ValueError for anything else."""
    if not isinstance(value, dict) or set(value) != set(names):
        raise ValueError("other members")
    return [value[name] for name in names]


def whole_number(value: Any) -> int:
    """A count: zero or more. True and false are no numbers."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("not a count")
    return value


def text_of(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def matching(pattern: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError("not of that form")
    return value


def hash_of(value: Any) -> bytes:
    """32 bytes from canonical base64. Raises ValueError."""
    return decode_hash(text_of(value))


def bytes_of(value: Any) -> bytes:
    """Bytes from canonical base64. Raises ValueError."""
    return decode_base64(text_of(value))


def instant_of(value: Any) -> int:
    """Microseconds since 1970 of `2026-11-21T20:00:00.000000Z`. Raises ValueError for another form or no such day."""
    found = INSTANT_PARTS.fullmatch(text_of(value))
    if found is None:
        raise ValueError("not an instant")
    year, month, day, hour, minute, second, micro = (int(part) for part in found.groups())
    days = date(year, month, day).toordinal() - date(1970, 1, 1).toordinal()
    return (days * 86_400 + hour * 3_600 + minute * 60 + second) * SECOND + micro


def _whole(digits: str) -> int:
    if len(digits) > len(str(-MAX_INTEGER)) or abs(int(digits)) > MAX_INTEGER:
        raise ValueError("too large")
    return int(digits)


def _refused(text: str) -> Any:
    raise ValueError("no fractions here: " + text)


DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_refused, parse_constant=_refused)
