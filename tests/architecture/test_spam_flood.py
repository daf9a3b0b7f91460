"""The flood of made-up submissions is frozen: whoever changes it changes what earlier figures meant."""

import hashlib
from collections import Counter

from bench.spam_flood import shape
from bench.spam_flood.flood import digest, flood

SOURCES = "bc608e11fee37a6d75c14b6b3ad0b2e4298281b3251c2f719952505c8502df3c"
FLOOD_1 = "873c48cb5dec02203951c67292f1150807e70ae070425b3568d45959851eb744"


def sources() -> str:
    hashed = hashlib.sha256()
    for path in sorted(each for each in shape.HERE.iterdir() if each.suffix in {".py", ".yaml"}):
        hashed.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return hashed.hexdigest()


def test_neither_the_generator_nor_what_it_makes_has_changed():
    assert sources() == SOURCES
    assert digest(flood(seed=1)) == FLOOD_1


def test_ten_thousand_attacks_of_seven_kinds_stand_beside_five_hundred_honest_ones():
    senders = Counter(each.sender for each in flood(seed=2))
    assert senders.pop("honest") == 500
    assert (len(senders), senders.total()) == (7, 10_000)


def test_a_small_flood_keeps_its_shares_and_its_order():
    small = flood(seed=3, attacks=200, honest=10)
    assert len(small) == 210
    assert [each.at for each in small] == sorted(each.at for each in small)
