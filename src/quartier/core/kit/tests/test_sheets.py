"""Files from office programs: what is read, what is refused and where, what is written."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from quartier.core.kit import sheets
from quartier.core.kit.sheets import BadSheet


def refused(data: bytes, **more: str) -> BadSheet:
    with pytest.raises(BadSheet) as caught:
        sheets.read(data, **more)
    return caught.value


def book(*pages: list[list[object]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(pages):
        sheet = made.create_sheet(f"Page {number + 1}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_with_the_line_on_which_each_row_begins(delimiter: str) -> None:
    lines = [["Номер", "Текст"], ["1", '"перший\nдругий"'], [], ["2", "третій"]]
    data = "\r\n".join(delimiter.join(line) for line in lines).encode("utf-8-sig")
    sheet = sheets.read(data)
    assert sheet.header == ("Номер", "Текст")
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (2, ("1", "перший\nдругий")),
        (5, ("2", "третій")),
    ]


def test_a_csv_in_another_encoding_is_refused_with_its_line_and_read_when_named() -> None:
    data = "number\nйорж\n".encode("cp1251")
    assert refused(data).details == {"line": 2}
    assert sheets.read(data, encoding="cp1251").rows[0].cells == ("йорж",)
    assert sheets.read("number\nйорж\n".encode("utf-16")).rows[0].cells == ("йорж",)
    assert refused(data, encoding="klingon").code == "sheet_encoding_unknown"


def test_an_xlsx_gives_dates_and_numbers_as_one_would_type_them() -> None:
    data = book(
        [
            ["n", "day", "moment", "text"],
            [7.0, date(2026, 11, 2), datetime(2026, 11, 2, 14, 5, tzinfo=UTC).replace(tzinfo=None), " x "],
        ]
    )
    sheet = sheets.read(data)
    assert sheet.rows[0].cells == ("7", "2026-11-02", "2026-11-02 14:05", "x")
    assert sheet.format == "xlsx"


def test_lines_of_an_xlsx_are_those_of_its_program_and_other_sheets_are_named() -> None:
    sheet = sheets.read(book([], [["a"], [None], ["first"]], [["b"], ["second"]]))
    assert [(row.line, row.cells) for row in sheet.rows] == [(3, ("first",))]
    assert (sheet.title, sheet.others) == ("Page 2", ("Page 3",))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"  \n", "sheet_empty"),
        (b"\xd0\xcf\x11\xe0rest", "sheet_old_excel"),
        (b"%PDF-1.7", "sheet_document"),
        (b"PK\x03\x04 torn", "sheet_damaged"),
        (b"a,b\n\0,1", "sheet_not_text"),
        (b'a,b\n"x" y,1', "sheet_not_rows"),
        (b"a" + b",a" * 300, "sheet_too_wide"),
        (b"x\n" * 20_003, "sheet_too_many_rows"),
        (b"x" * (sheets.MOST_BYTES + 1), "sheet_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, code: str) -> None:
    assert refused(data).code == code


def _zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def test_a_small_file_that_unpacks_into_gigabytes_is_refused_unread() -> None:
    bomb = _zipped(xl__workbook_xml=b"0" * (sheets.MOST_UNPACKED + 1))
    assert len(bomb) < sheets.MOST_BYTES
    assert refused(bomb).code == "sheet_too_large"


def test_entities_that_multiply_are_not_followed() -> None:
    good = zipfile.ZipFile(io.BytesIO(book([["a"], ["b"]])))
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in good.namelist():
            content = good.read(name)
            file.writestr(name, laughs + content if name.endswith("sheet1.xml") else content)
    assert refused(out.getvalue()).code == "sheet_damaged"


def test_what_is_written_can_be_read_and_no_cell_is_a_formula() -> None:
    rows = [["=1+1", "-2", datetime(2026, 11, 2, 14, 5, tzinfo=UTC), 3], ["ґанок", "a\x0bb", None, 2.5]]
    written = sheets.write_xlsx("Черга: [усе]", ["a", "b", "c", "d"], rows)
    page = load_workbook(io.BytesIO(written)).active
    assert page.cell(2, 1).data_type == "s"
    assert page.cell(2, 3).is_date
    read = sheets.read(written)
    assert read.rows[0].cells == ("=1+1", "-2", "2026-11-02 14:05", "3")
    assert read.rows[1].cells[:2] == ("ґанок", "a b")
    csv = sheets.write_csv(["a"], [["=cmd()"], ["+380"], ["звичайно"]])
    assert [row.cells[0] for row in sheets.read(csv).rows] == ["'=cmd()", "'+380", "звичайно"]
