"""Bad days of a file as a whole: each is told apart, and says where it breaks."""

import gzip

import pytest

from quartier.core.incidents.rules import files
from quartier.core.incidents.rules.files import BadFile, examine
from quartier.core.incidents.rules.mapping import guess, mapping

from .files import SURREY, checked, surrey, written

COLUMNS = mapping("uk-police").columns()


def code_of(path, **kwargs) -> BadFile:
    with pytest.raises(BadFile) as caught:
        examine(path, columns=COLUMNS, **kwargs)
    return caught.value


def test_the_same_rows_have_the_same_hash_zipped_or_not(tmp_path):
    text = SURREY + surrey()
    plain, zipped = written(tmp_path, text), written(tmp_path, text, zipped=True)
    assert examine(plain, columns=COLUMNS).sha256 == examine(zipped, columns=COLUMNS).sha256


def test_half_a_gzip_is_refused_as_half(tmp_path):
    path = written(tmp_path, SURREY + surrey() * 500, zipped=True)
    path.write_bytes(path.read_bytes()[:-20])
    assert code_of(path).code == "file_truncated"


def test_a_damaged_gzip_is_told_apart_from_half_of_one(tmp_path):
    path = written(tmp_path, SURREY + "".join(surrey(str(n)) for n in range(500)), zipped=True)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)
    assert code_of(path).code == "file_damaged"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\n\n", "file_empty"),
        (b"PK\x03\x04whatever", "file_is_spreadsheet"),
        (b"%PDF-1.7", "file_is_document"),
        (b"a,b\n\0\0\0", "file_not_text"),
        (b"<html><body>Not found</body></html>", "columns_missing"),
        (b'{"type": "FeatureCollection"}', "columns_missing"),
        (b"Crime ID,Month,Month,Longitude,Latitude,Location,Crime type\n", "columns_repeated"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, content, code):
    assert code_of(written(tmp_path, content)).code == code


def test_missing_columns_are_listed(tmp_path):
    error = code_of(written(tmp_path, "Crime ID,Longitude,Latitude,Location\n1,2,3,4\n"))
    assert error.details["columns"] == ["Crime type", "Month"]


def test_a_wrong_encoding_names_the_line_and_what_to_try(tmp_path):
    text = SURREY + surrey() * 3 + surrey(kind="Крадіжка")
    error = code_of(written(tmp_path, text.encode("cp1251")))
    assert error.code == "file_encoding"
    assert error.details["line"] == 5
    assert "cp1251" in error.details["try_"]


def test_a_told_encoding_is_used(tmp_path):
    path = written(tmp_path, (SURREY + surrey(identity="їжак")).encode("cp1251"))
    facts = examine(path, columns=COLUMNS, encoding="cp1251")
    assert next(files.chunks(facts)).rows[0][0] == "їжак"


def test_an_encoding_that_does_not_exist_is_refused(tmp_path):
    assert code_of(written(tmp_path, SURREY), encoding="cp-nowhere").code == "encoding_unknown"


def test_an_office_programs_mark_and_semicolons_are_understood(tmp_path):
    text = "\ufeff" + (SURREY + surrey()).replace(",", ";")
    facts = examine(written(tmp_path, text), columns=COLUMNS)
    assert (facts.delimiter, facts.header[0]) == (";", "Crime ID")


def test_utf_16_with_its_mark_is_read(tmp_path):
    facts = examine(written(tmp_path, (SURREY + surrey()).encode("utf-16")), columns=COLUMNS)
    assert next(files.chunks(facts)).rows[0][9] == "Burglary"


def test_a_gzip_that_grows_without_end_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"a" * (3 << 20)))
    assert code_of(path).code == "file_too_large"


def test_half_a_plain_file_loses_only_its_last_row(tmp_path):
    text = SURREY + surrey("a") + surrey("b")
    result = checked(written(tmp_path, text[:-60]), "uk-police")
    assert [(bad.line, bad.reason) for bad in result.refused] == [(3, "row_short")]
    assert len(result.rows) == 1


def test_lines_are_those_that_an_editor_shows(tmp_path):
    text = SURREY + surrey().replace("High Street", '"High\nStreet"').replace("On or near ", "")
    text += "\n" + surrey(month="October")
    assert [bad.line for bad in checked(written(tmp_path, text), "uk-police").refused] == [5]


def test_a_mapping_is_guessed_from_the_header(tmp_path):
    assert guess(examine(written(tmp_path, SURREY + surrey())).header) == ["uk-police"]
    assert guess(["a", "b"]) == []
