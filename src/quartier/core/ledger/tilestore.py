"""Tiles as files, in the layout in which they are served. A name stands for the same bytes for ever.

Files are made in a staging folder first and linked to their names afterwards: a link comes into being whole or not at
all, and fails where the name exists. Then the bytes are compared, and a difference stops the sequencer: it would be
the trace of a second history.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from quartier.science.merkle.tiles import TileName, parse_tile_path

from .halts import Halt

STAGING = ".staging"  # not a name that a reader of tiles could ask for
CHECKPOINT = "checkpoint"
WRITERS = 8  # at once: a disk that syncs many files together is far quicker than one after the other


class TileStore:
    """The files of one log below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: TileName) -> bytes:
        """The bytes of a tile or bundle. A partial one may be cut from the full one. Raises FileNotFoundError."""
        return (self.folder / name.path).read_bytes()

    def holds(self, name: TileName) -> bool:
        return (self.folder / name.path).is_file()

    def stage(self, size: int, root: bytes, files: Mapping[TileName, bytes]) -> None:
        """Write the files of a head where no reader looks, durably."""
        place = self._staging(size, root)
        place.mkdir(parents=True, exist_ok=True)
        paths = {place / name.path: data for name, data in files.items()}
        for folder in {path.parent for path in paths}:
            folder.mkdir(parents=True, exist_ok=True)
        _each(_write, paths.items())
        _sync_folders(paths, place)

    def settle(self, size: int, root: bytes) -> None:
        """Give the staged files of a head their names, durably. Raises Halt where a name holds other bytes."""
        place = self._staging(size, root)
        staged = [path for path in place.rglob("*") if path.is_file()]
        pairs = [(path, self.folder / path.relative_to(place)) for path in staged]
        for folder in {target.parent for _, target in pairs}:
            folder.mkdir(parents=True, exist_ok=True)
        for path, target in pairs:
            _link(path, target)
        _sync_folders([target for _, target in pairs], self.folder)
        shutil.rmtree(place, ignore_errors=True)

    def put(self, size: int, root: bytes, files: Mapping[TileName, bytes]) -> None:
        """Both at once, for a head that the lock store knows."""
        self.stage(size, root, files)
        self.settle(size, root)

    def clear_staging(self) -> None:
        """Take away what an earlier life left: whatever was signed is made anew from the database."""
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)

    def checkpoint(self) -> bytes | None:
        """The published head as it is served, or None."""
        try:
            return (self.folder / CHECKPOINT).read_bytes()
        except FileNotFoundError:
            return None

    def publish(self, note: bytes) -> None:
        """Serve this head from now on: readers get the old or the new one, never a part."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f".{CHECKPOINT}.new"
        _write((fresh, note))
        fresh.replace(self.folder / CHECKPOINT)
        _sync_folder(self.folder)

    def sweep(self, size: int) -> int:
        """Delete partial files whose full one was published with the head of `size` or before; returns how many.

        Nothing else is ever deleted.
        """
        swept = 0
        for place in list((self.folder / "tile").glob("**/*.p")):
            partials = list(place.iterdir())
            if partials and self._is_complete(place, partials[0], size):
                shutil.rmtree(place)
                swept += len(partials)
        return swept

    def _is_complete(self, place: Path, partial: Path, size: int) -> bool:
        name = parse_tile_path(partial.relative_to(self.folder).as_posix())
        level = 0 if name.level == "entries" else int(name.level)
        full = place.with_suffix("")
        return (name.index + 1) << 8 <= size >> 8 * level and full.is_file()

    def _staging(self, size: int, root: bytes) -> Path:
        return self.folder / STAGING / f"{size}-{root.hex()}"


def _each(work, things: Iterable[tuple[Path, bytes]]) -> None:  # type: ignore[no-untyped-def]
    things = list(things)
    if len(things) == 1:
        work(things[0])
    elif things:
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(work, things))


def _write(file: tuple[Path, bytes]) -> None:
    path, data = file
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except FileExistsError:
        if target.read_bytes() != path.read_bytes():
            raise Halt("ledger_tile_differs", file=str(target)) from None


def _sync_folders(paths: Iterable[Path], top: Path) -> None:
    """Names are durable when every folder from the file up to `top` is."""
    folders: set[Path] = set()
    for path in paths:
        for folder in path.parents:
            folders.add(folder)
            if folder == top:
                break
    for folder in sorted(folders, reverse=True):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
