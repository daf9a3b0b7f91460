"""The acts hold together: words in three languages, sealed fields with a part, conditions and clocks that exist."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from quartier.core.accounts.permits import PERMITS
from quartier.core.law import queries as packs
from quartier.features.custody.rules.acts.act import PARTS, Act, Field, Words, fits
from quartier.features.custody.rules.acts.catalogue import ACTS, ROOMS, TOPICS
from quartier.features.custody.rules.grounds import GROUNDS
from quartier.science.clocks.histories import KINDS

KIND = re.compile("choice|choices|yes_no|line|text|number|instant|date|person|account|cell|items|body|seal")
SIGNERS = {"person", "officer", "bringing", "appropriate_adult", "interpreter", "lawyer"}
ALL = pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))


def every_words(act: Act) -> Iterator[Words]:
    yield from (act.words, act.do, *(saying.words for saying in act.sayings))
    for field in (*act.fields, *(row for each in act.fields for row in each.rows)):
        yield from (
            field.words,
            *([field.hint] if field.hint else []),
            *(option.words for option in field.options),
        )


def test_no_code_is_given_twice() -> None:
    assert len(ACTS) == sum(len(room.ACTS) for room in ROOMS)
    keys = Counter((act.on, act.key) for act in ACTS.values() if act.key)
    assert max(keys.values()) == 1


@ALL
def test_words_stand_in_three_languages(act: Act) -> None:
    for words in every_words(act):
        assert all((words.uk, words.fr, words.en))
        assert not re.search("[ыъэё'’]", words.uk), words.uk  # the apostrophe of Ukrainian is a letter
        assert not re.search(" [:;!?»]|« ", words.fr), words.fr  # unbreakable spaces only


@ALL
def test_its_place_and_its_permits_exist(act: Act) -> None:
    assert act.topic in TOPICS
    assert act.part in ("", *PARTS)
    assert {act.permit, *act.also} <= set(PERMITS)
    assert act.on in ("stay", "suite")
    assert set(act.signed) <= SIGNERS
    assert re.fullmatch("[a-z_]{1,31}", act.code)


@ALL
def test_its_clocks_get_what_they_read(act: Act) -> None:
    assert set(act.tells) <= KINDS
    codes = [field.code for field in act.fields]
    assert {*act.said.values(), *act.facts} <= set(codes)
    assert not any(act.field(code).sealed for code in (*act.said.values(), *act.facts)), (
        "clocks read the open face"
    )
    assert max(Counter(codes).values(), default=0) <= 1
    for saying in act.sayings:
        for code, value in saying.where.items():
            options = {option.code for option in act.field(code).options}
            assert not options or value in options


@ALL
def test_its_fields_are_whole(act: Act) -> None:
    for field in act.fields:
        check(act, field)
        assert not (field.sealed and not act.part), "what is sealed lies in a part"
        assert not (field.sealed and field.open), "what is sealed is not open in the ledger"
        assert (
            field.kind not in {"line", "text", "items"}
            or not field.open
            or act.by_machine
            or field.rows
            or act.on == "suite"
        )


def check(act: Act, field: Field) -> None:
    assert KIND.fullmatch(field.kind), field.kind
    assert re.fullmatch("[a-z][a-z0-9_]{0,63}", field.code)
    assert field.code != "by", "every entry of the ledger has a field of this name"
    codes = field.kind == "line" and act.by_machine  # what the machine writes is said in words
    assert codes or bool(field.options) == (field.kind in {"choice", "choices"})
    assert bool(field.rows) == (field.kind == "items")
    for row in field.rows:
        check(act, row)
    if field.when:
        asked, value = field.when
        other = act.field(asked)
        assert value in ({option.code for option in other.options} or {"yes", "no"})


@pytest.mark.parametrize("name", ["eu.custody", "ua.custody", "ew.custody"])
def test_what_a_pack_names_is_there(name: str) -> None:
    pack = packs.pack(name)
    for row in pack.records:
        assert set(row.fields) <= {field.code for field in ACTS[row.act].fields}, (row.act, row.fields)
    for right in pack.rights:
        assert right.id in offered(ACTS["right_answer"].field("right"), name)
        for delay in right.delays:
            assert {ground.code for ground in delay.grounds} <= offered(
                ACTS["right_delayed"].field("ground"), name
            )
    assert {level.id for level in pack.levels} <= offered(ACTS["level_set"].field("level"), name)
    assert set(GROUNDS.get(name, ())) <= offered(ACTS["deprived_of_liberty"].field("ground"), name)
    assert {care.act for care in pack.care} <= set(ACTS)


def offered(field: Field, pack: str) -> set[str]:
    return {option.code for option in field.options if fits(option.packs, pack)}


def test_what_is_kept_for_some_packs() -> None:
    assert fits((), "ua.custody")
    assert fits(("ua", "eu"), "ua.administrative")
    assert not fits(("ew",), "ua.custody")
    assert not fits(("ew.cust",), "ew.custody")


def test_the_story_takes_the_first_saying_that_fits() -> None:
    arrived = ACTS["lawyer_arrived"]
    assert arrived.story({"title": "woman"}, "ew.custody").en == "Solicitor arrived"
    assert arrived.story({"title": "woman"}, "ua.custody").uk == "Адвокатка прибула"
    assert arrived.story({}).en == "Lawyer arrived"


def test_whoever_may_write_an_act() -> None:
    force = ACTS["force_used"]
    assert force.may({"custody.arrest"})
    assert force.may({"custody.care"})
    assert not force.may({"custody.read"})
