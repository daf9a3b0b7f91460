"""Names of our logs, and the keys beside the log's own: one signs packs, one signs promises.

A key signs one kind of text. The log's key signs heads and nothing else, as whatever reads as a head would be one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from quartier.science.merkle.encoding import decode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import VerifyingKey
from quartier.science.merkle.note import open_note, parse_note

PACK = "pack"
RECEIPT = "receipt"
MAX_ORIGIN_BYTES = 100
ORIGIN = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[a-z0-9]+(?:[.-][a-z0-9]+)*)+")


def check_origin(origin: str) -> None:
    """Refused `origin` unless it is host and path of the log's prefix: lower case, no scheme, no slash at the end."""
    if len(origin) > MAX_ORIGIN_BYTES or not ORIGIN.fullmatch(origin):
        raise Refused("origin")


def companion_name(origin: str, role: str) -> str:
    """The name of the key that signs packs or promises of a log."""
    return f"{origin}/{role}"


def open_single(
    data: bytes,
    *,
    keys: Collection[VerifyingKey],
    what: str,
    most: int,
    verify: Callable[[bytes, bytes, bytes], bool],
) -> tuple[str, VerifyingKey]:
    """Text and key of a note with exactly one line, by one of these keys: no byte of it may be another.

    `what` begins the codes. Refused `…_form`, `…_key`, `…_signature`.
    """
    try:
        lines = parse_note(data, most=most).signatures
        decode_base64(lines[0].base64)
    except Refused as problem:
        raise Refused(f"{what}_form") from problem
    if len(lines) != 1:
        raise Refused(f"{what}_form")
    known = [key for key in keys if (key.name, key.id) == (lines[0].name, lines[0].id)]
    if not known:
        raise Refused(f"{what}_key")
    try:
        return open_note(data, known, verify=verify, most=most).text, known[0]
    except Refused as problem:
        raise Refused(f"{what}_signature") from problem
