"""Grounds of an arrest by pack."""

from quartier.core.law import queries as law
from quartier.features.custody.rules.grounds import GROUNDS, grounds_of

MARKS = {"text", "old_text", "second_hand", "unread"}


def test_each_ground_has_its_words_article_and_mark() -> None:
    for pack, grounds in GROUNDS.items():
        assert law.pack(pack).name == pack
        assert len({one.code for one in grounds}) == len(grounds)
        for one in grounds:
            assert one.article and one.mark in MARKS
            assert all((one.words.uk, one.words.fr, one.words.en))


def test_a_pack_without_grounds_has_none() -> None:
    assert grounds_of("fr.custody") == ()
