"""Each attack of the list is found out by whom the list names, for the reason that it states, and by nobody else."""

import pytest

from quartier.core.ledger import kinds
from quartier.demo.attacks import in_database, listing, playing

pytestmark = [pytest.mark.database, pytest.mark.attack]


def test_every_attack_of_the_list_can_be_played():
    assert set(playing.PLAYS) == {attack.id for attack in listing.attacks()}


@pytest.mark.parametrize("attack", listing.attacks(), ids=lambda attack: attack.id)
def test_an_attack(arena, attack):
    playing.play(attack.id, arena)
    assert playing.missing(attack.id, arena) == [], arena.scene
    assert playing.unexpected(attack.id, arena) == [], arena.scene


def test_an_entry_of_every_kind_is_defended(arena):
    """A new kind joins by being registered: its example is entered, confirmed, rewritten, and found out."""
    for kind in kinds.known():
        before = len(arena.scene.found)
        body = in_database.body_of(arena, arena.entries[kind.code].leaf)
        in_database.rewrite_envelope(arena, arena.entries[kind.code].leaf)
        in_database.monitor_looks(arena)
        [evidence] = arena.scene.found[before:]
        assert (evidence.answer, evidence.by) == ("entry_differs", "monitor"), kind.code
        in_database.put_envelope(arena, arena.entries[kind.code].leaf, body)
    assert arena.monitor.check(arena.export()).verdict == "OK"
