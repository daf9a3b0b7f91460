"""The growing end of the log, in memory: what the next head and the next tiles are made of. Pure."""

from collections.abc import Callable, Iterable

from quartier.science.merkle.edge import TileEdge
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.tiles import ENTRIES, TILE, TileName, encode_bundle

Fetch = Callable[[TileName], bytes]


class Tip:
    """A log of `size` entries: its compact range, the unfinished tile of each level, the unfinished bundle.

    `full` gathers the tiles and bundles that became full, until `hand_over` takes them.
    """

    def __init__(
        self,
        size: int = 0,
        hashes: Iterable[bytes] = (),
        *,
        entries: Iterable[bytes] = (),
        tile: Fetch | None = None,
    ) -> None:
        """`entries`: the last size mod 256; `tile`: partial hash tiles of this size, needed when it is not 0."""
        self._range = CompactRange(size, hashes)
        self._edge = TileEdge(size, tile)
        self._bundle = list(entries)
        self._full: dict[TileName, bytes] = {}

    @property
    def size(self) -> int:
        return self._range.size

    @property
    def hashes(self) -> bytes:
        """The compact range, as one row of bytes."""
        return b"".join(self._range.hashes)

    def root(self) -> bytes:
        return self._range.root()

    def holds_together(self) -> bool:
        """Whether tiles and compact range tell of one tree."""
        return self._edge.root() == self.root()

    def extend(self, entries: list[bytes]) -> None:
        """Append entries."""
        leaves = [leaf_hash(entry) for entry in entries]
        begun = self.size - len(self._bundle)
        self._range.extend(leaves)
        self._full |= dict(self._edge.extend(leaves))
        held = self._bundle + entries
        whole = len(held) - len(held) % TILE
        for start in range(0, whole, TILE):
            name = TileName(ENTRIES, (begun + start) // TILE)
            self._full[name] = encode_bundle(held[start : start + TILE])
        self._bundle = held[whole:]

    def hand_over(self) -> dict[TileName, bytes]:
        """The files that became full since the last time."""
        taken, self._full = self._full, {}
        return taken

    def partials(self) -> dict[TileName, bytes]:
        """The files that exist at this size and are not full."""
        files = dict(self._edge.partials())
        if self._bundle:
            name = TileName(ENTRIES, self.size // TILE, len(self._bundle))
            files[name] = encode_bundle(self._bundle)
        return files


def split(hashes: bytes) -> list[bytes]:
    """A row of hashes as a list."""
    return [hashes[at : at + 32] for at in range(0, len(hashes), 32)]
