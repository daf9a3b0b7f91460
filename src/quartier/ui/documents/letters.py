"""Which letters the fonts of a document can draw. A letter that they lack is named, never left out and never a blank box."""

import struct
from functools import cache
from pathlib import Path

UNDRAWN = "⟨U+{:04X}⟩"


def drawable(text: str, *, known: frozenset[int]) -> str:
    """`text` with each letter that no font has replaced by its number: ⟨U+4E2D⟩; control characters go.

    >>> drawable("Ґ 中", known=frozenset(map(ord, "Ґ ⟨⟩U+")))
    'Ґ ⟨U+4E2D⟩'
    """
    return "".join(_letter(one, known) for one in text.replace("\r\n", "\n"))


def _letter(one: str, known: frozenset[int]) -> str:
    code = ord(one)
    if one == "\n":
        return one
    if one == "\t":
        return " "
    if code < 32 or 127 <= code < 160:
        return ""
    return one if code in known and not 0xE000 <= code < 0xF900 else UNDRAWN.format(code)


@cache
def letters(path: Path) -> frozenset[int]:
    """Code points that a TrueType font maps to a glyph. Raises ValueError where it has no table that we read."""
    data = path.read_bytes()
    start = _table(data, b"cmap")
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", data, start + 2)
    for n in range(count):
        (offset,) = struct.unpack_from(">4xI", data, start + 4 + 8 * n)
        (shape,) = struct.unpack_from(">H", data, start + offset)
        if shape == 4:
            found |= _segments(data, start + offset)
        elif shape == 12:
            found |= _groups(data, start + offset)
    if not found:
        raise ValueError(f"{path.name}: no table of letters")
    return frozenset(found)


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for n in range(count):
        name, offset = struct.unpack_from(">4s4xI", data, 12 + 16 * n)
        if name == tag:
            return int(offset)
    raise ValueError(f"no {tag.decode()}")


def _segments(data: bytes, at: int) -> set[int]:
    """Format 4: stretches of code points; a stretch of the last code point only closes the list."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    return {
        code
        for first, last in zip(starts, ends, strict=True)
        for code in range(first, last + 1)
        if code != 0xFFFF
    }


def _groups(data: bytes, at: int) -> set[int]:
    """Format 12: groups of 32-bit code points."""
    (count,) = struct.unpack_from(">I", data, at + 12)
    found: set[int] = set()
    for n in range(count):
        first, last = struct.unpack_from(">II", data, at + 16 + 12 * n)
        found |= set(range(first, last + 1))
    return found
