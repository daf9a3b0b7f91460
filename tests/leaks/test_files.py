"""Against files, with the application's login: nobody puts a file to another's record, or learns which bytes there are."""

import psycopg
import pytest

pytestmark = [pytest.mark.database]


def test_nobody_names_a_record_that_they_neither_see_nor_have_just_opened(town, raw):
    for subject in (town.record, town.lodged):
        with pytest.raises(psycopg.Error) as refusal:
            raw.execute("select files.tag_of(%s)", [subject])
        assert refusal.value.sqlstate == "P0002"


def test_nobody_takes_back_a_picture_of_others_or_writes_over_one(raw):
    with pytest.raises(psycopg.Error) as refusal:
        raw.execute("select files.take_back('0dv5r8m2kq4w6t1x3z7y9b0c2e')")
    assert refusal.value.sqlstate == "P0002"
    for statement in (
        "update files_public set sha256 = ''",
        "delete from files_public",
        "select * from files.forgotten",
        "select files.forget(array['a'])",
        "update files_file set sha256 = ''",
        "delete from files_file",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(statement)
