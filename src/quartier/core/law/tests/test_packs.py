"""The files themselves: that they load, what they promise, and that a slip of the pen is named."""

import copy
import doctest
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from quartier.core.law import library, queries
from quartier.core.law.reasons import REASONS
from quartier.core.law.rules.nodes import BadPack
from quartier.core.law.rules.parsing import read_pack
from quartier.core.law.rules.working_days import read_calendar
from quartier.science.clocks import reading
from quartier.science.clocks.cited import Mark
from quartier.science.clocks.histories import KINDS
from quartier.science.clocks.limits import LimitType

FIXED = {
    "ua.custody": "max_without_ruling to_court decision_served ruling_to_judge suspicion_notice family_informed "
    "legal_aid_informed interview_length interview_day_total",
    "ew.custody": "detention review rights_delay bail",
    "ua.appeals": "answer forward",
    "ua.information": "answer",
    "own.appeals": "answer forward",
    "ua.petitions": "publish collect start_consideration answer",
}
PLAIN = {
    "pack": "xx.rules",
    "jurisdiction": "XX",
    "zone": "Europe/Kyiv",
    "valid_from": date(2026, 1, 1),
    "names": {"uk": "а", "fr": "b", "en": "c"},
    "regimes": {"peace": {"uk": "а", "fr": "b", "en": "c"}},
    "sources": {"S": "somewhere"},
    "clocks": [
        {
            "id": "answer",
            "names": {"uk": "а", "fr": "b", "en": "c"},
            "starts": ["lodged"],
            "ends": ["answered"],
            "rows": [{"limit": "5 days", "article": "1", "source": "S", "mark": "text"}],
        }
    ],
}


@pytest.mark.parametrize("name", ["rules.nodes", "rules.rows", "rules.working_days"])
def test_the_examples_of_the_docstrings_run(name):
    assert doctest.testmod(import_module(f"quartier.core.law.{name}")).failed == 0


@pytest.mark.parametrize("name", FIXED)
def test_the_ids_that_others_rely_on_are_there(name):
    assert set(FIXED[name].split()) <= {clock.id for clock in library.pack(name).clocks}


@pytest.mark.parametrize("pack", library.packs(), ids=lambda pack: pack.name)
def test_no_row_stands_without_article_source_and_mark(pack):
    for row in pack.cited():
        assert row.article and row.source and row.mark in Mark
        assert set(row.source.split()) <= set(pack.sources)
        assert not row.note or set(row.note) == {"uk", "fr", "en"}


@pytest.mark.parametrize("pack", library.packs(), ids=lambda pack: pack.name)
def test_what_nobody_has_read_is_not_verified_and_no_pack_is_signed_off(pack):
    assert all(row.verified == (row.mark is Mark.TEXT) for row in pack.cited())
    assert pack.signed_off_by is None and not pack.verified


def test_the_version_changes_with_every_file_that_a_pack_is_read_from():
    for name, parts in (("ua.information", 3), ("ua.custody", 2)):
        kept = library.texts(name)
        assert len(kept) == parts and library.version(kept) == library.pack(name).version
        for path in kept:
            assert library.version({**kept, path: kept[path] + "#"}) != library.pack(name).version


@pytest.mark.parametrize("pack", library.packs(), ids=lambda pack: pack.name)
def test_kept_files_give_the_same_pack_again(pack):
    assert library.pack_from(library.texts(pack.name), name=pack.name) == pack


def test_a_base_gives_what_a_pack_does_not_say_itself():
    pack = library.pack("ua.custody")
    ids = [clock.id for clock in pack.clocks]
    assert "medical_help" in ids and "third_person_on_request" not in ids
    told = next(clock for clock in pack.clocks if clock.id == "rights_told")
    assert told.rows[0].article == "КПК 276(2)-(3)"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["clocks", 0, "rows", 0, "limit"], "5 day", "clocks[0].rows[0].limit is 5 day, which is no limit"),
        (["clocks", 0, "rows", 0, "limit"], "0 days", "is 0 days, which is no limit"),
        (["clocks", 0, "rows", 0, "limt"], "5 days", "clocks[0].rows[0].limt is not known here"),
        (["clocks", 0, "rows", 0, "article"], None, "clocks[0].rows[0].article is missing"),
        (["clocks", 0, "rows", 0, "source"], "T", "do not say what T is"),
        (["clocks", 0, "rows", 0, "mark"], "sure", "mark is sure, not one of text"),
        (["clocks", 0, "rows", 0, "regimes"], ["war"], "names the regime war"),
        (["clocks", 0, "rows", 0, "when"], {"facts": {"x": True}}, "asks for the fact x"),
        (["clocks", 0, "rows", 0, "note"], {"en": "c"}, "note.uk is missing"),
        (["clocks", 0, "rows"], [], "clocks[0].rows is missing"),
        (["clocks", 0, "ends"], ["answerd"], "ends[0] is answerd, which is no event"),
        (["clocks", 0, "starts"], [{"event": "lodged", "fact": "x"}], "either an event or a fact"),
        (["clocks", 0, "pauses"], [{"begins": "lodged", "ends": "answered"}], "stop hours only"),
        (["clocks", 0, "calendar"], "xx", "is xx, which is not there"),
        (["clocks", 0, "consequence"], "death", "is death, not one of"),
        (["pack"], "xx.other", "is not the name of its file"),
        (["zone"], "Europe/Kiyv", "is no time zone"),
        (["zone_fact"], "x", "zone_fact is x, which is no fact that holds a zone"),
        (["clocks", 0, "rows", 0, "when"], {"stated": ["x"]}, "asks for the fact x"),
        (["valid_from"], "2026", "valid_from is no date"),
        (["regimes"], {}, "regimes is missing"),
        (["working_days"], {"peace": "xx"}, "which is no calendar"),
        (["names", "uk"], "", "names.uk is no text"),
        (["more"], 1, "more is not known here"),
        (["without"], ["x"], None),
    ],
)
def test_a_slip_of_the_pen_is_named_with_its_place(path, value, said):
    document = copy.deepcopy(PLAIN)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    if said is None:
        assert read_pack(document, name="xx.rules", version="1", calendars={}).name == "xx.rules"
        return
    with pytest.raises(BadPack) as caught:
        read_pack(document, name="xx.rules", version="1", calendars={})
    assert said in str(caught.value) and str(caught.value).startswith("xx.rules: ")


def test_two_clocks_of_one_id_are_refused():
    document = copy.deepcopy(PLAIN)
    document["clocks"] *= 2
    with pytest.raises(BadPack, match="answer stands there twice"):
        read_pack(document, name="xx.rules", version="1", calendars={})


def test_a_member_written_twice_in_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(library, "text", lambda folder, name: "pack: a\npack: b\n")
    with pytest.raises(BadPack, match="stands there twice"):
        library.document("packs", "a")


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-04-13", False),
        ("2026-08-24", False),
        ("2026-06-01", False),
        ("2026-06-29", False),
        ("2026-04-14", True),
        ("2026-10-14", True),
        ("2022-10-14", False),
    ],
)
def test_a_holiday_on_a_weekend_moves_in_peace_and_is_none_under_martial_law(day, working):
    when = date.fromisoformat(day)
    assert library.calendar("ua.peace").calendar.is_working(when) is working
    assert library.calendar("ua.martial").calendar.is_working(when)


def test_christmas_on_a_weekend_gives_two_more_days_in_england():
    found = library.calendar("ew.bank").calendar
    assert [found.is_working(date(2027, 12, day)) for day in (24, 27, 28, 29)] == [True, False, False, True]


def test_a_calendar_says_where_it_is_wrong():
    document = library.document("calendars", "ua.peace")
    document["days_off"][0]["date"] = "13-01"
    with pytest.raises(BadPack, match=r"days_off\[0\].date is no month and day"):
        read_calendar(document, name="ua.peace")


def test_the_list_of_packs_is_what_the_command_promises():
    found = queries.described(library.pack("ua.appeals"))
    assert set(found) == {
        "pack",
        "version",
        "valid_from",
        "valid_to",
        "jurisdiction",
        "verified",
        "rows",
        "sources",
    }
    assert (found["pack"], found["jurisdiction"], found["verified"]) == ("ua.appeals", "UA", False)


def test_each_reason_with_words_is_one_that_the_engine_or_a_pack_gives():
    sources = [path.read_text("utf-8") for path in Path(reading.__file__).parent.glob("*.py")]
    texts = "".join([*sources, *(library.text("packs", name) for name in library.names("packs"))])
    for code, words in REASONS.items():
        assert f'"{code}"' in texts or f": {code}" in texts, code
        assert set(words) == {"uk", "fr", "en"}


def test_the_page_on_histories_names_every_kind_and_every_state():
    page = (Path(__file__).parents[5] / "docs" / "reference" / "histories.md").read_text("utf-8")
    said = set(re.findall(r"`([a-z_]+)`", page))
    assert set(KINDS) <= said
    assert {state.value for state in reading.State} | {each.value for each in LimitType} <= said
