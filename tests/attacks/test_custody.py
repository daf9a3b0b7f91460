"""The attacks on custody records, on the record of a real stay: written through the actions, with its rows in the tables."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quartier.demo.attacks import listing, on_custody, playing
from quartier.demo.attacks.arena import Arena
from quartier.features.custody.tests.conftest import Town, make_town

from .conftest import ORIGIN, ROLES

pytestmark = [pytest.mark.database, pytest.mark.attack]
ATTACKS = [attack for attack in listing.attacks() if attack.group == "custody"]
HOUR = 60


def sixty_one_hours(town: Town) -> None:
    """A stay past its limit of sixty hours, as officers and the clock of the suite wrote it down."""
    stay = town.open(ago=timedelta(hours=61)).stay
    town.record(
        town.officer,
        stay,
        "force_used",
        ago=61 * HOUR,
        values={"means": ["handcuffs"], "why": "ran", "injured": "none_seen"},
    )
    town.record(town.keeper, stay, "arrived_at_station", ago=60.4 * HOUR)
    town.record(town.keeper, stay, "level_set", ago=58 * HOUR, values={"level": "general", "why": "calm"})
    town.record(town.clock, stay, "alarm", ago=52.6 * HOUR, values={"about": "check"})
    town.record(town.guard, stay, "check", ago=52.3 * HOUR, values={"seen": "sleeping"})
    town.record(
        town.clock, town.suite.subject, "occupancy", ago=50 * HOUR, values={"held": 1, "out": 0, "street": 0}
    )
    town.record(town.clock, stay, "limit_passed", ago=HOUR, values={"limit": "to_court", "article": "211(2)"})
    town.record(town.keeper, stay, "released", ago=0, values={"why": "limit"})


@pytest.fixture
def arena(real_logins: Any, tmp_path: Path, settings: Any) -> Iterator[Arena]:
    settings.LEDGER_ORIGIN = ORIGIN
    with real_logins.preparing():
        town = make_town()
    sixty_one_hours(town)

    def address(role: str, name: str) -> str:
        return str(real_logins.address(ROLES[role], name))

    with Arena(tmp_path, database=real_logins.copy_name, address=address, origin=ORIGIN) as made:
        made.town = town  # type: ignore[attr-defined]
        yield made


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_an_attack_on_a_real_stay(arena, attack):
    rows = arena.databases.ask("select count(*) from custody_entry")[0][0]
    assert rows == 9
    playing.play(attack.id, arena)
    assert playing.missing(attack.id, arena) == [], arena.scene
    assert playing.unexpected(attack.id, arena) == [], arena.scene


def test_the_record_itself_reads_as_the_attacker_wants(arena):
    """Inside there is nothing to be seen any more: that is why others hold the log."""
    on_custody.hide_limit(arena)
    acts = [act for (act,) in arena.databases.ask("select act from custody_entry order by recorded_at")]
    assert "limit_passed" not in acts
    assert "released" in acts
    [(gap,)] = arena.databases.ask("select released_at - moment from custody_stay")
    assert gap < timedelta(hours=60)


def test_every_entry_of_the_stay_has_its_leaf(arena):
    leaves = {bytes(leaf) for (leaf,) in arena.databases.ask("select leaf from custody_entry")}
    known = {bytes(leaf) for (leaf,) in arena.databases.ask("select leaf from ledger_intake")}
    assert len(leaves) == 9
    assert leaves <= known
