"""A record goes with all its parts, and the ledger can be verified afterwards as before: each gap says that it is one."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from tests.ledger_world import ORIGIN, LedgerWorld

from quartier.core.kit.errors import Conflict
from quartier.core.registry import actions as registry
from quartier.core.registry import queries as spine
from quartier.features.custody import complaining
from quartier.features.custody.tests.conftest import Town, make_town

pytestmark = [pytest.mark.database, pytest.mark.attack]
WORDS = ("abrasion on the left cheekbone", "74 Sadova Street", "a blow in the van")
TABLES = ("stay", "part", "entry", "content", "stand", "occupation", "bag")


@pytest.fixture
def town(real_logins: Any) -> Town:
    with real_logins.preparing():
        return make_town()


@pytest.fixture
def world(real_logins: Any, settings: Any, tmp_path: Path) -> LedgerWorld:
    held = LedgerWorld.make(tmp_path)
    settings.LEDGER_FOLDER, settings.LEDGER_POLICY = held.folder, held.policy
    settings.LEDGER_KEYS, settings.LEDGER_ORIGIN = held.keys, ORIGIN
    return held


@pytest.fixture
def stay(town: Town) -> Any:
    opened = town.open(about={"name": "Artem Boichak", "address": WORDS[1]})
    town.record(town.doctor, opened.stay, "medically_examined", ago=5, values={"findings": WORDS[0]})
    town.record(town.keeper, opened.stay, "cell_allocated", values={"cell": "4"})
    return opened.stay


def erase(town: Town, stay: Any) -> None:
    with town.visit(town.keeper) as visit:
        registry.erase(subject=stay, ground="The time of keeping is over.", by=visit, at=visit.now)


def complain(town: Town, stay: Any) -> Any:
    with town.visit(town.guard) as visit:
        return complaining.complain(stay=stay, told=WORDS[2], by=visit, at=visit.now)


def dumped(real_logins: Any) -> str:
    """Every row of custody and of the ledger's openings, as whoever copies the database has them."""
    with real_logins.superuser(real_logins.copy_name) as connection:
        tables = [f"custody_{name}" for name in TABLES] + ["ledger_opening", "registry.words"]
        known = [
            name for name in tables if connection.execute("select to_regclass(%s)", [name]).fetchone()[0]
        ]
        rows = [connection.execute(f"select t::text from {name} t").fetchall() for name in known]
    return "\n".join(row[0] for of_table in rows for row in of_table)


def unexplained(town: Town, world: LedgerWorld, real_logins: Any) -> bool:
    """Whether a pack of today would have a gap that nothing explains."""
    with real_logins.preparing():
        published = world.publish(timezone.now())
    with connections["owner"].cursor() as cursor:
        cursor.execute("select ledger.unexplained(%s)", [published.head_id])
        return bool(cursor.fetchone()[0])


def test_with_the_record_go_its_parts_and_every_word(town, stay, real_logins):
    assert WORDS[0] in dumped(real_logins)
    erase(town, stay)
    left = dumped(real_logins)
    assert not any(words in left for words in WORDS)
    assert str(stay) not in left


def test_what_was_erased_is_a_gap_that_says_so(town, stay, world, real_logins):
    erase(town, stay)
    assert not unexplained(town, world, real_logins)


def test_a_complaint_keeps_the_whole_until_its_hold_ends(town, stay, world, real_logins):
    made = complain(town, stay)
    with pytest.raises(Conflict, match="held"):
        erase(town, stay)
    assert WORDS[2] in dumped(real_logins)
    with town.visit(town.inspector) as visit:
        for hold in spine.holds_of(visit, subject=made.part):
            registry.end_hold(
                hold=hold["id"], subject=made.part, reason="Decided, and out of time.", by=visit, at=visit.now
            )
    erase(town, stay)
    assert not any(words in dumped(real_logins) for words in WORDS)
    assert not unexplained(town, world, real_logins)
