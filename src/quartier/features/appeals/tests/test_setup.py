"""A desk is set up from a file, corrected by a second one, and says everything that is wrong with it."""

from datetime import UTC, datetime

import pytest

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid
from quartier.core.registry import lock
from quartier.features.appeals import desks, jobs, setup

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def document(**changes):
    return {
        "mark": "TIL",
        "pack": "own.appeals",
        "facts": {"answer_days": 30},
        "complaints": "inspection",
        "moderation": "council",
        "routes": {"": "council", "lighting": {"organisation": "works", "pack": "ua.appeals"}},
        **changes,
    }


@pytest.mark.database
def test_a_file_sets_a_desk_up_and_a_second_one_corrects_it(town, as_fixture) -> None:
    bodies = {"council": town.council.id, "works": town.works.id, "inspection": town.inspection.id}
    with lock.visit(None):
        first = setup.read(document(), place=town.place.id, bodies=bodies)
    with as_fixture():
        setup.found_desk(desk=first, at=NOW)
    with lock.visit(None):
        desk = desks.set_up(town.place.id)
        assert (desk.mark, len(desk.rules.rules), desk.needs.named) == ("TIL", 2, False)
        assert desk.rules.facts["time_zone"] == "Europe/Kyiv"
        second = setup.read(document(routes={"": "council"}), place=town.place.id, bodies=bodies)
    with as_fixture():
        setup.found_desk(desk=second, at=NOW)
    with lock.visit(None):
        assert desks.bodies(town.place.id) == [town.council.id, town.inspection.id]
    services = accounts.accounts_of([town.council.id], kind="service")
    assert len(services) == 1
    assert services[0].id in jobs.clocks()


@pytest.mark.database
def test_everything_wrong_with_a_file_is_said_at_once(town) -> None:
    with pytest.raises(Invalid) as caught, lock.visit(None):
        setup.read(
            document(complaints="nobody", color="red"), place=town.place.id, bodies={"council": 1, "works": 2}
        )
    assert {problem.code for problem in caught.value.problems} == {
        "appeals.organisation_unknown",
        "appeals.word_unknown",
    }
    wrong = setup.DeskFacts(
        place=town.place.id,
        mark="too long a mark",
        pack="no.pack",
        complaints=1,
        moderation=1,
        routes=[setup.RouteFacts(category="poetry", organisation=1)],
    )
    assert {problem.field for problem in setup.problems(wrong)} == {"mark", "pack", "category", "routes"}
