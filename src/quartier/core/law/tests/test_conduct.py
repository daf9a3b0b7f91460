"""Rights, records, roles and care: what the packs of custody promise, and that a slip of the pen is named."""

import copy
from datetime import UTC, datetime

import pytest

from quartier.core.law import library
from quartier.core.law.rules.nodes import BadPack
from quartier.core.law.rules.parsing import read_pack
from quartier.core.law.tests.test_packs import PLAIN
from quartier.science.clocks import treatment
from quartier.science.clocks.limits import LimitType

CUSTODY = ["eu.custody", "ua.custody", "ew.custody"]
NATIONAL = CUSTODY[1:]
AT = datetime(2026, 11, 18, 12, tzinfo=UTC)
WORDS = {"uk": "а", "fr": "b", "en": "c"}
CITED = {"article": "1", "source": "S", "mark": "text"}
RIGHT = {
    "id": "lawyer",
    "names": WORDS,
    "words": WORDS,
    "trigger": "deprived_of_liberty",
    "deadline": "at_once",
    "evidence": ["time"],
    **CITED,
}
ROLE = {"id": "judge", "names": WORDS, "acts": ["court_ruling"], **CITED}
DELAY = {
    "id": "one",
    "words": WORDS,
    "grounds": [{"code": "life", "words": WORDS}],
    "by": ["judge"],
    "longest": "36 hours",
    **CITED,
}


def ids(rows):
    return [row.id for row in rows]


@pytest.mark.parametrize("name", NATIONAL)
def test_a_pack_of_custody_says_rights_records_roles_levels_and_care(name):
    pack = library.pack(name)
    assert {"reason", "lawyer", "inform", "silence", "medical", "interpreter", "time_limits"} <= set(
        ids(pack.rights)
    )
    assert pack.records and pack.roles and pack.care
    assert ids(pack.levels) == ["general", "intermittent", "constant", "close"]


def test_the_union_sets_no_minutes_and_names_no_level():
    pack = library.pack("eu.custody")
    assert not pack.levels and not pack.care


@pytest.mark.parametrize("name", CUSTODY)
def test_each_row_speaks_three_languages_and_says_where_it_stands(name):
    pack = library.pack(name)
    rows = [*pack.rights, *pack.roles, *pack.levels, *pack.care]
    assert all(set(row.names) == {"uk", "fr", "en"} for row in rows)
    assert all(row.article and row.source and row in pack.cited() for row in [*rows, *pack.records])
    assert all(delay in pack.cited() for right in pack.rights for delay in right.delays)


def test_levels_that_nobody_read_are_not_shown_as_read():
    assert not any(level.verified for name in NATIONAL for level in library.pack(name).levels)


def test_less_time_between_checks_the_higher_the_level():
    for name in NATIONAL:
        minutes = [level.minutes or 0 for level in library.pack(name).levels]
        assert minutes == sorted(minutes, reverse=True)


@pytest.mark.parametrize(
    ("facts", "has"),
    [({"minor": True}, True), ({"born": "2008-11-19"}, True), ({"born": "2008-11-18"}, False), ({}, False)],
)
def test_a_parent_is_told_of_a_child_alone(facts, has):
    for name in CUSTODY:
        found = treatment.rights_for(library.pack(name), facts=facts, at=AT)
        assert ("parent" in ids(found)) is has


def test_where_the_age_is_in_doubt_the_rights_are_those_of_a_child():
    pack = library.pack("ua.custody")
    facts = {"born": "1990-01-01", "age_uncertain": True}
    assert treatment.is_minor(pack, facts=facts, at=AT)
    assert "parent" in ids(treatment.rights_for(pack, facts=facts, at=AT))


def test_a_child_does_not_do_without_a_lawyer_in_ukraine_and_may_in_england():
    ua, ew = (treatment.right_of(library.pack(name), "lawyer") for name in NATIONAL)
    assert treatment.may_waive(ua, minor=False) and not treatment.may_waive(ua, minor=True)
    assert "before_lawyer" in ua.waiver.form
    assert treatment.may_waive(ew, minor=True)


def test_a_right_without_a_row_for_a_waiver_may_be_left_unused():
    assert treatment.may_waive(treatment.right_of(library.pack("ua.custody"), "medical"), minor=True)


def test_in_england_an_inspector_may_put_off_the_message_and_only_a_superintendent_the_solicitor():
    pack = library.pack("ew.custody")
    message, solicitor = (treatment.right_of(pack, id).delays[0] for id in ("inform", "lawyer"))
    assert message.by == {"inspector", "superintendent"} and solicitor.by == {"superintendent"}
    assert {message.longest.value, solicitor.longest.value} == {36} and solicitor.clock == "rights_delay"


def test_ukraine_puts_no_right_off():
    pack = library.pack("ua.custody")
    assert not any(right.delays for right in pack.rights if right.id in {"lawyer", "inform"})


def test_a_delay_whose_length_no_text_names_is_unknown_and_not_endless():
    for right in library.pack("eu.custody").rights:
        assert all(delay.longest.type is LimitType.UNKNOWN for delay in right.delays)


def test_who_decides_is_found_by_the_act():
    pack = library.pack("ew.custody")
    assert ids(treatment.who_decides(pack, "review_done")) == ["review_officer"]
    assert ids(treatment.who_decides(pack, "extension_granted")) == ["superintendent", "magistrates"]
    assert treatment.who_decides(pack, "meal") == ()


def test_what_an_entry_must_say_depends_on_the_person():
    pack = library.pack("ua.custody")
    for facts, rows in (({"minor": True}, 1), ({}, 0)):
        assert len(treatment.required_in(pack, "guardianship_told", facts=facts, at=AT)) == rows


def test_care_and_levels_are_found():
    pack = library.pack("ew.custody")
    assert {"meals", "rousing"} <= set(ids(treatment.care_for(pack, facts={}, at=AT)))
    assert treatment.level_of(pack, "constant").constant
    with pytest.raises(KeyError):
        treatment.level_of(pack, "none")
    with pytest.raises(KeyError):
        treatment.right_of(pack, "none")


def test_who_may_put_a_right_off_has_a_clock_that_watches_it_or_says_that_nobody_knows():
    for name in CUSTODY:
        for right in library.pack(name).rights:
            assert all(delay.clock or delay.longest.value is None for delay in right.delays)


def made(**sections):
    document = copy.deepcopy(PLAIN) | copy.deepcopy(sections)
    return read_pack(document, name="xx.rules", version="1", calendars={})


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ({"rights": [RIGHT | {"evidence": []}]}, "rights[0].evidence is missing"),
        ({"rights": [RIGHT | {"evidence": ["tim"]}]}, "is tim, which is no evidence"),
        ({"rights": [RIGHT | {"wanted": "asks"}]}, "which is no event"),
        ({"rights": [RIGHT | {"clock": "none"}]}, "rights.lawyer names the clock none, which is not there"),
        ({"rights": [RIGHT, RIGHT]}, "rights.lawyer stands there twice"),
        ({"rights": [RIGHT | {"when": {"facts": {"x": 1}}}]}, "asks for the fact x"),
        ({"rights": [RIGHT | {"delays": [DELAY]}]}, "names the role judge, which is not there"),
        ({"rights": [RIGHT | {"delays": [DELAY | {"grounds": []}]}]}, "delays[0].grounds is missing"),
        ({"rights": [RIGHT | {"waiver": {"allowed": True, "form": ["so"], **CITED}}]}, "no form of a waiver"),
        ({"rights": [RIGHT | {"trigger": 1}]}, "rights[0].trigger is no text"),
        ({"records": [{"act": "meal", "fields": [], **CITED}]}, "records[0].fields is missing"),
        ({"roles": [ROLE | {"acts": "court"}]}, "roles[0].acts is no list"),
        (
            {"levels": [{"id": "x", "names": WORDS, "words": WORDS, "minutes": "60", **CITED}]},
            "no whole number",
        ),
        (
            {"care": [{"id": "x", "kind": "tea", "names": WORDS, "words": WORDS, "act": "drink"}]},
            "kind is tea",
        ),
        ({"care": [{"id": "x", "when": {"stated": ["y"]}}]}, "care[0].kind is missing"),
        ({"roles": [ROLE | {"source": "T"}]}, "do not say what T is"),
    ],
)
def test_a_slip_of_the_pen_is_named_with_its_place(sections, said):
    with pytest.raises(BadPack) as caught:
        made(**sections)
    assert said in str(caught.value)


def test_one_law_takes_the_rows_of_its_base_that_it_neither_has_nor_leaves_out():
    level = {"id": "close", "names": WORDS, "words": WORDS, **CITED}
    base = made(
        rights=[RIGHT, RIGHT | {"id": "doctor"}, RIGHT | {"id": "silence"}], roles=[ROLE], levels=[level]
    )
    own = {"rights": [RIGHT | {"article": "2"}], "without": ["rights.doctor"], "levels": []}
    document = copy.deepcopy(PLAIN) | own
    pack = read_pack(document, name="xx.rules", version="1", calendars={}, base=base)
    assert [(row.id, row.article) for row in pack.rights] == [("lawyer", "2"), ("silence", "1")]
    assert ids(pack.roles) == ["judge"] and ids(pack.levels) == ["close"]
    with pytest.raises(BadPack, match=r"names rights.none, which xx.rules has not"):
        read_pack(
            document | {"without": ["rights.none"]}, name="xx.rules", version="1", calendars={}, base=base
        )
