"""Letters of rights: every right of the pack, hours as they hold, no word that is too hard, nothing about others."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quartier.core.law import queries as law
from quartier.features.custody.rules.acts.act import LANGUAGES
from quartier.features.custody.rules.notices.catalogue import NOTICES, notice_for
from quartier.features.custody.rules.notices.notice import Passage, letter
from quartier.science.clocks import treatment

AT = datetime(2026, 11, 17, 17, 40, tzinfo=UTC)
CHILD, FOREIGN = {"minor": True}, {"foreign": True}
LONGEST_SENTENCE = {"uk": 22, "fr": 24, "en": 24}


def made(name, language="en", *, easy=False, regime=None, facts=None):
    pack = law.pack(name)
    return letter(
        NOTICES[name], pack=pack, regime=regime, facts=facts or {}, language=language, easy=easy, at=AT
    )


def told(found):
    return [*found.opening, *(line for part in found.parts for line in part.lines), *found.closing]


@pytest.mark.parametrize("name", NOTICES)
@pytest.mark.parametrize(
    "facts", [{}, CHILD, FOREIGN, CHILD | FOREIGN], ids=["adult", "child", "foreign", "both"]
)
def test_a_letter_has_every_right_of_the_person_in_the_order_of_the_pack(name, facts):
    rights = treatment.rights_for(law.pack(name), facts=facts, at=AT)
    for language in LANGUAGES:
        for easy in (False, True):
            found = made(name, language, easy=easy, facts=facts)
            assert [part.right for part in found.parts] == [right.id for right in rights]
            assert all(part.lines and all(part.lines) and part.head for part in found.parts)


@pytest.mark.parametrize("name", NOTICES)
def test_each_passage_is_about_a_right_that_the_pack_knows(name):
    assert set(NOTICES[name].passages) <= {right.id for right in law.pack(name).rights}


@pytest.mark.parametrize("name", NOTICES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_long_and_no_gap_stays_open(name, language):
    for easy in (False, True):
        for text in told(made(name, language, easy=easy, facts=CHILD | FOREIGN)):
            assert "{" not in text
            for sentence in re.split(r"(?<=[.?!;:])\s+", text):
                assert len(sentence.split()) <= (12 if easy else LONGEST_SENTENCE[language]), sentence


@pytest.mark.parametrize("name", NOTICES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_easy_letter_is_much_shorter(name, language):
    full, easy = (
        sum(len(text.split()) for text in told(made(name, language, easy=easy))) for easy in (False, True)
    )
    assert easy < 0.55 * full


def test_the_hours_are_those_of_the_regime():
    peace, war = (" ".join(told(made("ua.custody", regime=regime))) for regime in (None, "martial"))
    assert "Within 60 hours you are released" in peace and "Within 24 hours you are handed" in peace
    assert "Within 216 hours you are released" in war and "Within 72 hours you are handed" in war
    assert "Within 60 hours" not in war


def test_who_is_held_by_a_judges_ruling_reads_of_thirty_six_hours_and_of_no_others():
    text = " ".join(told(made("ua.custody", facts={"detained_under_ruling": True})))
    assert "Within 36 hours you are released or brought before that judge" in text
    assert "Within 60 hours" not in text and "72 hours" not in text


def test_hours_that_are_not_known_are_left_out_and_the_words_of_the_pack_stand():
    nowhere = replace(
        NOTICES["ua.custody"], passages={"time_limits": Passage(full=(), easy=(), needs=("none",))}
    )
    pack = law.pack("ua.custody")
    found = letter(nowhere, pack=pack, regime=None, facts={}, language="en", easy=False, at=AT)
    part = next(one for one in found.parts if one.right == "time_limits")
    assert part.lines == (treatment.right_of(pack, "time_limits").words["en"],)


@pytest.mark.parametrize("name", NOTICES)
def test_a_letter_says_whether_a_lawyer_has_signed_it_off(name):
    assert not made(name).verified


@pytest.mark.parametrize("name", NOTICES)
def test_nobody_is_spoken_to_as_a_friend(name):
    for easy in (False, True):
        assert not re.search(r"\b(ти|твої|тебе|тобі)\b", " ".join(told(made(name, "uk", easy=easy))).lower())
        assert not re.search(r"\b(tu|toi|tes|ton)\b", " ".join(told(made(name, "fr", easy=easy))).lower())


def test_a_pack_without_a_letter_of_its_own_has_no_word_of_anothers():
    pack = law.pack("eu.custody")
    found = letter(notice_for(pack.name), pack=pack, regime=None, facts={}, language="fr", easy=False, at=AT)
    assert not found.opening and not found.closing
    assert [part.lines for part in found.parts][:1] == [(pack.rights[0].words["fr"],)]
