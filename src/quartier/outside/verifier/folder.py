"""The files of a pack: those that the manifest lists, exactly those, and byte for byte."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from quartier.outside.verifier.verdict import Fault
from quartier.science.merkle.manifest import MANIFEST_NAME

PIECE = 1 << 20


def bytes_of_path(path: str) -> bytes:
    """Paths are ordered by these bytes; a name that is no proper text keeps its bytes."""
    return path.encode("utf-8", "surrogateescape")


def files_below(folder: Path) -> dict[str, int | None]:
    """Length of each file by its path with `/`; None for what is neither file nor folder, such as a link."""
    found: dict[str, int | None] = {}
    ahead = [("", os.fspath(folder))]
    while ahead:
        prefix, here = ahead.pop()
        with os.scandir(here) as items:
            for item in items:
                path = prefix + item.name
                if item.is_dir(follow_symlinks=False):
                    ahead.append((path + "/", item.path))
                elif item.is_file(follow_symlinks=False):
                    found[path] = item.stat(follow_symlinks=False).st_size
                else:
                    found[path] = None
    return found


def read_manifest(folder: Path) -> bytes:
    manifest = folder / MANIFEST_NAME
    if manifest.is_symlink() or not manifest.is_file():
        raise Fault("manifest_missing")
    return manifest.read_bytes()


def check_files(folder: Path, listed: Mapping[str, tuple[bytes, int]]) -> None:
    """Compare the folder with the list: SHA-256 and length of each file by its path."""
    found = files_below(folder)
    found.pop(MANIFEST_NAME, None)
    for path in sorted({*listed, *found}, key=bytes_of_path):
        if path in found and found[path] is None:
            raise Fault("file_link", path=path)
        if path not in found:
            raise Fault("file_missing", path=path)
        if path not in listed:
            raise Fault("file_unlisted", path=path)
        digest, length = listed[path]
        if found[path] != length:
            raise Fault("file_length", path=path)
        if _digest(folder / path) != digest:
            raise Fault("file_hash", path=path)


def read_listed(folder: Path, path: str, listed: Mapping[str, tuple[bytes, int]]) -> bytes:
    """A file of the list, compared with it again: a stick that gives other bytes the second time gains nothing."""
    data = (folder / path).read_bytes()
    if (sha256(data).digest(), len(data)) != listed[path]:
        raise Fault("file_hash", path=path)
    return data


def _digest(file: Path) -> bytes:
    digest = sha256()
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
    return digest.digest()
