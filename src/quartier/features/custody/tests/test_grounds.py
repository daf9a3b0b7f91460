"""Grounds of an arrest by pack."""

from quartier.core.law import queries as law
from quartier.features.custody.rules.grounds import GROUNDS, article_of, grounds_of, pack_for

MARKS = {"text", "old_text", "second_hand", "unread"}


def test_each_ground_has_its_article_and_mark() -> None:
    for pack, grounds in GROUNDS.items():
        assert law.pack(pack).name == pack
        for one in grounds.values():
            assert one.article and one.mark in MARKS
            assert not one.pack or law.pack(one.pack).name == one.pack


def test_a_ground_leads_to_the_rules_that_the_detention_runs_by() -> None:
    assert pack_for("administrative", "ua.custody") == "ua.administrative"
    assert pack_for("suspected", "ew.custody") == "ew.custody"
    assert article_of("in_the_act", "ua.administrative") == "КПК 208(1), п. 1"


def test_a_pack_of_which_no_ground_was_read_has_none() -> None:
    assert grounds_of("fr.custody") == {}
    assert article_of("suspected", "fr.custody") == ""
