"""An archive that is written as it is sent."""

import io
import zipfile
import zlib
from pathlib import Path

from quartier.surface.zipped import zipped

FILES = [("MANIFEST", b"one line\n"), ("log/tile/0/000", bytes(8192)), ("envelopes/000.jsonl", b"{}\n" * 900)]


def test_what_comes_out_is_what_went_in() -> None:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(zipped(FILES, folder="pack"))))
    assert archive.testzip() is None
    assert [(name.removeprefix("pack/"), archive.read(name)) for name in archive.namelist()] == FILES


def test_nothing_waits_for_the_end() -> None:
    chunks = zipped(FILES, folder="pack")
    assert b"one line" in zipfile_bytes(next(chunks))
    assert len(next(chunks)) > 8192


def zipfile_bytes(chunk: bytes) -> bytes:
    """The chunk with its one deflated file unpacked."""
    start = 30 + len("pack/MANIFEST")
    return zlib.decompressobj(-15).decompress(chunk[start:])


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    assert b"".join(zipped(FILES, folder="p")) == b"".join(zipped(FILES, folder="p"))
