"""The list of attacks cannot be weakened in silence, and it is honest about what nobody finds."""

import re

from quartier.demo.attacks import listing

# A change of the list needs a line under `history` in it, and the new figure here.
FROZEN = "1536ce4d3b55441773a830c8b8c47d06d6019586034fa0d03838425c7dbabfd5"
VERSION = 5
LANGUAGES = {"uk", "fr", "en"}
WITHIN = re.compile(r"PT?\d+[SMHD]|check|start")


def test_the_list_is_the_frozen_one_or_says_why_not():
    found = listing.read()
    assert found["version"] == VERSION == len(found["history"])
    assert listing.sha256() == FROZEN


def test_the_operator_alone_never_finds_an_attack_out():
    for attack in listing.attacks():
        others = {each.by for each in attack.found} - {"operator"}
        assert others or attack.nobody, attack.id


def test_what_nobody_finds_is_said_in_each_language():
    silent = {attack.id for attack in listing.attacks() if not attack.found}
    assert silent == {"omission", "false-content", "collusion"}
    for attack in listing.attacks():
        assert bool(attack.nobody) == (attack.id in silent), attack.id
        assert set(attack.nobody or LANGUAGES) == LANGUAGES


def test_each_attack_is_told_in_each_language():
    for attack in listing.attacks():
        assert set(attack.title) == set(attack.does) == LANGUAGES, attack.id
        assert all(attack.does[language].endswith(".") for language in LANGUAGES), attack.id


def test_codes_have_words():
    for attack in listing.attacks():
        for language in LANGUAGES:
            assert all(listing.word("powers", code, language) for code in attack.powers)
            for finding in attack.found:
                assert listing.word("finders", finding.by, language)
                assert listing.word("data", finding.data, language)
                assert WITHIN.fullmatch(finding.within), attack.id


def test_names_are_unique_and_those_promised_are_there():
    ids = [attack.id for attack in listing.attacks()]
    assert len(ids) == len(set(ids))
    assert {"rewrite", "old-backup", "two-histories"} <= set(ids)
