"""The sentences: complete in three languages, short, and with the gaps that the report fills."""

import re
import string

import pytest

from quartier.outside.verifier.baked import WORDS

LANGUAGES = ("uk", "fr", "en")
TEXTS = {
    (table, code): {language: said[language] for language in LANGUAGES}
    for table, texts in WORDS.items()
    for code, said in texts.items()
}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("place", TEXTS)
def test_each_text_has_three_languages_with_the_same_gaps(place):
    texts = TEXTS[place]
    assert all(texts.values())
    assert len({frozenset(gaps(text)) for text in texts.values()}) == 1


@pytest.mark.parametrize("place", TEXTS)
def test_sentences_are_short_and_set_as_the_language_wants(place):
    for language, text in TEXTS[place].items():
        sentences = re.split(r"(?<=[.!?])\s", text)
        assert max(len(sentence.split()) for sentence in sentences) <= 22
        assert "!" not in text
        assert "  " not in text
        if language == "fr":
            assert not re.search(r"[^\u00a0\u202f](?<!\bhttp)[:;?](?:\s|$)", text), text
            assert "'" not in text
        if language == "uk":
            assert "’" not in text and "'" not in text


def test_every_reason_names_a_step_and_every_step_is_named():
    named = {reason["next"] for reason in WORDS["reasons"].values()}
    assert named == set(WORDS["steps"])
