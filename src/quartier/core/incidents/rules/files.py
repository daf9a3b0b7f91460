"""Opens a file of rows as it comes: plain or gzip, any delimiter, a known encoding; says exactly what is wrong with it."""

import csv
import gzip
import hashlib
import zlib
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from quartier.core.kit.errors import Refusal

BLOCK = 1 << 20
LARGEST = 4 << 30  # bytes after decompression: a small gzip can hold terabytes
CHUNK = 10_000  # rows
DELIMITERS = (",", ";", "\t", "|")
KNOWN_STARTS = {
    b"PK\x03\x04": "file_is_spreadsheet",
    b"%PDF": "file_is_document",
    b"\xd0\xcf\x11\xe0": "file_is_spreadsheet",
}
LIKELY = ("cp1251", "cp1252")  # what Ukrainian and western office programs write when not told otherwise


class BadFile(Refusal):
    """The file as a whole cannot be read; `details` say where it breaks."""

    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a first pass over the file found. `sha256` is of the decompressed bytes: the same rows, zipped or not."""

    path: Path
    name: str
    sha256: str
    size: int
    lines: int
    encoding: str
    delimiter: str
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that belong together, with the line on which each begins (the header is line 1)."""

    lines: list[int]
    rows: list[list[str]]


def opened(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if zipped else path.open("rb")  # type: ignore[return-value]


def examine(
    path: Path,
    *,
    columns: Sequence[str] = (),
    encoding: str | None = None,
    delimiter: str | None = None,
    name: str | None = None,
) -> FileFacts:
    """Read all of the file once: its hash, whether it is whole, whether it is text, its header. Raises BadFile.

    `columns`: those that a mapping needs; with them the delimiter is chosen that finds most of them.
    """
    digest, size, lines, first = hashlib.sha256(), 0, 0, b""
    decoder = None
    try:
        with opened(path) as stream:
            while block := stream.read(BLOCK):
                if decoder is None:
                    first, encoding = block, _encoding(block, encoding)
                    decoder = getincrementaldecoder(encoding)("strict")
                _decode(decoder, block, size=size, lines=lines, encoding=encoding or "")
                digest.update(block)
                size, lines = size + len(block), lines + block.count(b"\n")
                if size > LARGEST:
                    raise BadFile("file_too_large", limit=LARGEST)
            if decoder is None:
                raise BadFile("file_empty")
            _decode(decoder, b"", size=size, lines=lines, encoding=encoding or "", final=True)
    except EOFError:
        raise BadFile("file_truncated", bytes=size, lines=lines) from None
    except (gzip.BadGzipFile, zlib.error):
        raise BadFile("file_damaged", bytes=size, lines=lines) from None
    chosen, header = _header(first, encoding or "utf-8", delimiter, columns)
    return FileFacts(
        path=path,
        name=name or path.name,
        sha256=digest.hexdigest(),
        size=size,
        lines=lines,
        encoding=encoding or "utf-8",
        delimiter=chosen,
        header=header,
    )


def _encoding(block: bytes, told: str | None) -> str:
    for start, code in KNOWN_STARTS.items():
        if block.startswith(start):
            raise BadFile(code)
    if block[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if b"\0" in block:
        raise BadFile("file_not_text")
    if told:
        try:
            getincrementaldecoder(told)
        except LookupError:
            raise BadFile("encoding_unknown", encoding=told) from None
    return told if told and told.lower().replace("_", "-") not in ("utf-8", "utf8") else "utf-8-sig"


def _decode(
    decoder: IncrementalDecoder,
    block: bytes,
    *,
    size: int,
    lines: int,
    encoding: str,
    final: bool = False,
) -> None:
    if b"\0" in block and not encoding.startswith("utf-16"):
        raise BadFile("file_not_text")
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError as error:
        line = lines + error.object[: error.start].count(b"\n") + 1
        raise BadFile(
            "file_encoding", encoding=encoding.removesuffix("-sig"), line=line, try_=list(LIKELY)
        ) from None


def _header(
    first: bytes, encoding: str, told: str | None, columns: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    text = first.decode(encoding, "ignore").lstrip("\ufeff")
    lines = text.splitlines()
    if not lines or not lines[0].strip():
        raise BadFile("file_empty")
    best = told or ","
    header: tuple[str, ...] = ()
    for delimiter in (told,) if told else DELIMITERS:
        cells = tuple(cell.strip() for cell in next(csv.reader([lines[0]], delimiter=delimiter)))
        found = len(set(columns) & set(cells)) if columns else len(cells)
        if found > (len(set(columns) & set(header)) if columns else len(header)) or not header:
            best, header = delimiter, cells
    repeated = sorted({cell for cell in header if cell in columns and header.count(cell) > 1})
    if repeated:
        raise BadFile("columns_repeated", columns=repeated)
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadFile("columns_missing", columns=missing, header=list(header)[:40])
    return best, header


def chunks(facts: FileFacts, size: int = CHUNK) -> Iterator[Chunk]:
    """The rows after the header, `size` at a time. Empty lines are no rows."""
    with opened(facts.path) as stream, TextIOWrapper(stream, facts.encoding, newline="") as text:
        reader = csv.reader(text, delimiter=facts.delimiter)
        next(reader, None)
        lines: list[int] = []
        rows: list[list[str]] = []
        before = reader.line_num
        try:
            for row in reader:
                if row:
                    lines.append(before + 1)
                    rows.append(row)
                before = reader.line_num
                if len(rows) == size:
                    yield Chunk(lines, rows)
                    lines, rows = [], []
        except csv.Error:
            raise BadFile("file_not_rows", line=before + 1) from None
        if rows:
            yield Chunk(lines, rows)
