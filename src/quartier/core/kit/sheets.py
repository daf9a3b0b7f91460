"""Small tables that people keep in office programs: CSV and XLSX in, the same two out. Every cell is text.

In: text with the line on which its row begins, as the person sees it in their program. A date is written as ISO 8601, a
whole number without a point. Limits hold after unpacking: a small XLSX can hold gigabytes.
Out: no cell is ever a formula (CWE-1236).
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from quartier.core.kit.errors import Refusal

MOST_BYTES = 10 << 20  # of the file as it came
MOST_UNPACKED = 200 << 20  # of all parts of an XLSX together
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_IN_CELL = 32_767  # what a spreadsheet program itself can hold
DELIMITERS = (";", ",", "\t", "|")
ZIP, OLD_EXCEL, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class BadSheet(Refusal):
    """The file as a whole cannot be read; `details` say where it breaks."""

    status = 422


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: the line on which it begins (the header's row counts), and its cells as text."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`format` is csv or xlsx; `title` is the name of the sheet that was read, `others` those that were not."""

    format: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""
    others: tuple[str, ...] = ()


def read(data: bytes, *, encoding: str = "") -> Sheet:
    """The first sheet that has rows, or the whole CSV. `encoding` only where a CSV is neither UTF-8 nor UTF-16 with a mark.

    Raises BadSheet: sheet_empty, sheet_too_large, sheet_too_many_rows, sheet_too_wide, sheet_old_excel, sheet_document,
    sheet_damaged, sheet_protected, sheet_not_text, sheet_encoding, sheet_not_rows.
    """
    if not data.strip():
        raise BadSheet("sheet_empty")
    if len(data) > MOST_BYTES:
        raise BadSheet("sheet_too_large", most=MOST_BYTES >> 20)
    if data.startswith(OLD_EXCEL):
        raise BadSheet("sheet_old_excel")
    if data.startswith(PDF):
        raise BadSheet("sheet_document")
    return _xlsx(data) if data.startswith(ZIP) else _csv(data, encoding)


def _csv(data: bytes, encoding: str) -> Sheet:
    text = _decoded(data, encoding)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, before = [], 0
    try:
        for cells in reader:
            rows.append(Row(before + 1, tuple(cells)))
            before = reader.line_num
            _bounded(len(rows), len(cells))
    except csv.Error:
        raise BadSheet("sheet_not_rows", line=before + 1) from None
    return _sheet(rows, format="csv")


def _decoded(data: bytes, told: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        told = "utf-16"
    elif b"\0" in data:
        raise BadSheet("sheet_not_text")
    try:
        return data.decode(told or "utf-8-sig")
    except LookupError:
        raise BadSheet("sheet_encoding_unknown", encoding=told) from None
    except UnicodeDecodeError as error:
        raise BadSheet("sheet_encoding", line=data[: error.start].count(b"\n") + 1) from None


def _xlsx(data: bytes) -> Sheet:
    from openpyxl import load_workbook  # on demand: half a second that no other page should pay

    _unpackable(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        told = [(sheet.title, _rows(sheet)) for sheet in shown]
    except BadSheet:
        raise
    except Exception:  # whatever a broken or hostile file makes of the library is one answer
        raise BadSheet("sheet_damaged") from None
    filled = [(title, rows) for title, rows in told if rows]
    if not filled:
        raise BadSheet("sheet_empty")
    title, rows = filled[0]
    return _sheet(rows, format="xlsx", title=title, others=tuple(other for other, _rows in filled[1:]))


def _unpackable(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise BadSheet("sheet_damaged") from None
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadSheet("sheet_too_large", most=MOST_BYTES >> 20)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise BadSheet("sheet_document" if "[Content_Types].xml" in names else "sheet_damaged")


def _rows(sheet: Any) -> list[Row]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    rows = []
    for line, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
        cells = tuple(_text(value) for value in values)
        while cells and not cells[-1]:
            cells = cells[:-1]
        if cells:
            rows.append(Row(line, cells))
            _bounded(len(rows), len(cells))
        elif line > MOST_ROWS * 5:
            raise BadSheet("sheet_too_many_rows", most=MOST_ROWS)
    return rows


def _bounded(rows: int, width: int) -> None:
    if rows > MOST_ROWS + 1:
        raise BadSheet("sheet_too_many_rows", most=MOST_ROWS)
    if width > MOST_COLUMNS:
        raise BadSheet("sheet_too_wide", most=MOST_COLUMNS)


def _text(value: Any) -> str:
    """A cell as a person would type it: days without a time, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _sheet(rows: Sequence[Row], **more: Any) -> Sheet:
    """The first row with a word in it is the header; rows without any cell are none."""
    filled = [
        Row(row.line, tuple(cell.strip() for cell in row.cells))
        for row in rows
        if any(map(str.strip, row.cells))
    ]
    if not filled:
        raise BadSheet("sheet_empty")
    header = filled[0].cells
    return Sheet(header=header, rows=tuple(filled[1:]), **more)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a mark, so that office programs read Cyrillic; lines end as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (header, *rows):
        writer.writerow([harmless(_text(value)) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(text: str) -> str:
    """A cell that a spreadsheet program would run as a formula is shown as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def write_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet, its header in bold and standing still; dates are dates, every text is text and nothing else."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip("' ") or "1")
    sheet.freeze_panes = "A2"
    lines = [tuple(row) for row in rows]
    for at, label in enumerate(header):
        widest = max([len(label), *(len(str(row[at])) for row in lines[:200])])
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(60, widest + 2)

    def cell(value: object, bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=None)
        if isinstance(value, int | float | date):
            made.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        else:
            made.value = FORBIDDEN_IN_XML.sub(" ", _text(value))[:MOST_IN_CELL]
            made.data_type = "s"  # a text that begins with = stays a text
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(label, bold=True) for label in header])
    for row in lines:
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
