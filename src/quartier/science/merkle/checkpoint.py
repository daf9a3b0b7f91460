"""Checkpoints (C2SP tlog-checkpoint): origin, size and root of a tree in three lines, as the text of a note.

Ours have no extension lines: one witness refuses them, another signs them, a third signs around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quartier.science.merkle.ed25519 import verify_ed25519
from quartier.science.merkle.encoding import (
    HASH_BYTES,
    MAX_DECIMAL,
    decode_decimal,
    decode_hash,
    encode_base64,
)
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import EMPTY_ROOT
from quartier.science.merkle.keys import VerifyingKey
from quartier.science.merkle.note import OpenedNote, open_note


@dataclass(frozen=True)
class Checkpoint:
    """A tree's head. Refused `empty_origin`, `origin`, `size`, `root_length`, `empty_tree_root`."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin:
            raise Refused("empty_origin")
        if "\n" in self.origin:
            raise Refused("origin")
        if not 0 <= self.size <= MAX_DECIMAL:
            raise Refused("size", size=self.size)
        if len(self.root) != HASH_BYTES:
            raise Refused("root_length", bytes=len(self.root))
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise Refused("empty_tree_root")

    @property
    def text(self) -> str:
        """The signed text, with its final newline."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"


@dataclass(frozen=True)
class OpenedCheckpoint:
    """A head that at least one known key signed, and the note that says so."""

    checkpoint: Checkpoint
    note: OpenedNote


def parse_checkpoint_text(text: str, *, origin: str) -> Checkpoint:
    """Read the text of a note as a head of the log `origin`, which is compared byte for byte.

    Refused `too_few_lines`, `empty_origin`, `wrong_origin`, `decimal…`, `base64…`, `root_length`, `empty_tree_root`,
    `empty_extension_line`, `extension_lines`.
    """
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop():
        raise Refused("too_few_lines")
    if not lines[0]:
        raise Refused("empty_origin")
    if lines[0] != origin:
        raise Refused("wrong_origin", found=lines[0])
    checkpoint = Checkpoint(origin, decode_decimal(lines[1]), decode_hash(lines[2], otherwise="root_length"))
    if len(lines) > 3:
        raise Refused("extension_lines" if all(lines[3:]) else "empty_extension_line")
    return checkpoint


def open_checkpoint(
    data: bytes,
    *,
    origin: str,
    keys: Iterable[VerifyingKey],
    verify: Callable[[bytes, bytes, bytes], bool] = verify_ed25519,
) -> OpenedCheckpoint:
    """Verify a note by the keys of a log, then read it as a head of that log. Refused as open_note and the parser."""
    note = open_note(data, keys, verify=verify)
    return OpenedCheckpoint(parse_checkpoint_text(note.text, origin=origin), note)
