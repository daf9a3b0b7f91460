"""What an attacker with the log's key can make: heads, histories, requests to witnesses, packs."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.encoding import encode_base64
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.keys import Signer
from quartier.science.merkle.manifest import MANIFEST_NAME, manifest_text, sign_manifest
from quartier.science.merkle.note import parse_note, sign_note
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.tiles import ENTRIES, TILE, encode_bundle, tiles_at
from quartier.science.merkle.tree import Tree

from .outsiders import Reply, WitnessProcess


class History:
    """A whole log in memory: its entries, its tree, and heads signed with some key."""

    def __init__(self, origin: str, entries: Sequence[bytes], signer: Signer) -> None:
        self.origin, self.entries, self.signer = origin, list(entries), signer
        self.tree = Tree(leaf_hash(entry) for entry in entries)

    @property
    def size(self) -> int:
        return len(self.entries)

    def with_entries(self, count: int, *, of: str = "a") -> "History":
        """The same with entries that nobody made; another history for another `of`."""
        more = [b"\x01" + sha256(f"{of} {number}".encode()).digest() for number in range(count)]
        return History(self.origin, [*self.entries, *more], self.signer)

    def altered(self, *, signer: Signer | None = None) -> "History":
        """Of the same size, with another first entry."""
        first = b"\x01" + sha256(b"another first").digest()
        return History(self.origin, [first, *self.entries[1:]], signer or self.signer)

    def head(self, size: int | None = None) -> Checkpoint:
        size = self.size if size is None else size
        return Checkpoint(self.origin, size, self.tree.root(size))

    def range_at(self, size: int) -> bytes:
        """The compact range as the sequencer keeps it."""
        tree = CompactRange()
        tree.extend(leaf_hash(entry) for entry in self.entries[:size])
        return b"".join(tree.hashes)

    def note(self, size: int | None = None) -> bytes:
        """The head, signed."""
        return sign_note(self.head(size).text, self.signer)

    def submission(self, *, old: int, size: int | None = None) -> bytes:
        """What a witness is asked, as if this had always been the history."""
        size = self.size if size is None else size
        path = self.tree.consistency(old, size) if 0 < old < size else []
        hashes = "".join(encode_base64(each) + "\n" for each in path)
        return f"old {old}\n{hashes}\n".encode() + self.note(size)

    def show(self, witness: WitnessProcess, *, old: int, size: int | None = None) -> Reply:
        return witness.submit(self.submission(old=old, size=size))

    def write(self, folder: Path) -> None:
        """All files of the log, checkpoint without cosignatures included."""
        row = [leaf_hash(entry) for entry in self.entries]
        levels = [row]
        while len(levels[-1]) >= TILE:
            full = len(levels[-1]) // TILE
            level = 8 * len(levels)
            levels.append([self.tree.node(level, index) for index in range(full)])
        for name in tiles_at(self.size):
            start = name.index * TILE
            path = folder / name.path
            path.parent.mkdir(parents=True, exist_ok=True)
            if name.level == ENTRIES:
                path.write_bytes(encode_bundle(self.entries[start : start + name.width]))
            else:
                path.write_bytes(b"".join(levels[int(name.level)][start : start + name.width]))
        (folder / "checkpoint").write_bytes(self.note())


def cosigned(note: bytes, lines: Sequence[bytes]) -> bytes:
    """A checkpoint with the lines of witnesses."""
    parse_note(note)  # lines are only ever added to a whole note
    return note + b"".join(lines)


def sign_again(pack: Path, *, origin: str, head: Checkpoint, signer: Signer) -> None:
    """Write the manifest anew, over whatever lies in the pack now."""
    files = {}
    for path in sorted(pack.rglob("*")):
        name = path.relative_to(pack).as_posix()
        if path.is_file() and name != MANIFEST_NAME:
            data = path.read_bytes()
            files[name] = (sha256(data).digest(), len(data))
    (pack / MANIFEST_NAME).write_bytes(sign_manifest(manifest_text(origin, head, files), signer))
