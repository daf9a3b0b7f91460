"""Rooms, bags, who somebody is: what an entry does besides standing in the record."""

from datetime import timedelta

import pytest

from quartier.core.kit.errors import Conflict, Invalid, NotFound
from quartier.core.registry import queries as registry
from quartier.features.custody import cells, queries
from quartier.features.custody.models import Bag, Occupation, Part, Stay
from quartier.features.custody.rules.acts.catalogue import ACTS

RESULT = ACTS["risk_assessed"].field("result").options[0].code
pytestmark = pytest.mark.database


def put(town, stay, cell, *, ago=0, **more):
    with town.visit(town.guard) as visit:
        return cells.place(
            stay=stay,
            cell=cell,
            occurred_at=visit.now - timedelta(minutes=ago),
            by=visit,
            at=visit.now,
            **more,
        )


def rooms(town, stay):
    with town.visit(town.guard):
        rows = Occupation.objects.filter(stay_id=stay).order_by("since", "id").select_related("cell")
        return [(row.cell.code, row.shared, row.until is None) for row in rows]


def test_one_person_is_in_one_room(town):
    stay = town.open().stay
    put(town, stay, "1", ago=20)
    put(town, stay, "2", ago=10)
    assert rooms(town, stay) == [("1", False, False), ("2", False, True)]
    seen = town.stay(town.guard, stay)
    assert (seen.cell, seen.state) == ("2", "held")
    with pytest.raises(Conflict, match=r"custody\.elsewhere"):
        put(town, stay, "1", ago=15)


def test_two_people_share_only_for_a_reason_and_after_an_assessment(town):
    first, second = town.open().stay, town.open(label="").stay
    put(town, first, "4")
    with pytest.raises(Invalid) as refused:
        put(town, second, "4")
    assert refused.value.problems[0].code == "custody.why_shared"
    with pytest.raises(Conflict, match=r"custody\.not_assessed"):
        put(town, second, "4", shared_reason="Брати, просять разом.")
    assert rooms(town, second) == []
    town.record(town.keeper, second, "risk_assessed", values={"result": RESULT})
    put(town, second, "4", shared_reason="Брати, просять разом.")
    assert rooms(town, first) == [("4", False, False), ("4", True, True)]
    assert rooms(town, second) == [("4", True, True)]
    third = town.open().stay
    town.record(town.keeper, third, "risk_assessed", values={"result": RESULT})
    with pytest.raises(Conflict, match=r"custody\.cell_full"):
        put(town, third, "4", shared_reason="Немає місця.")


def test_a_child_is_not_put_with_adults(town):
    adult, child = town.open().stay, town.open(minor=True).stay
    put(town, adult, "4")
    town.record(town.keeper, child, "risk_assessed", values={"result": RESULT})
    with pytest.raises(Conflict, match=r"custody\.child_apart"):
        put(town, child, "4", shared_reason="Немає іншої.")


def test_the_lawyers_room_is_no_cell_and_no_room_is_invented(town):
    stay = town.open().stay
    with pytest.raises(Conflict, match=r"custody\.not_a_cell"):
        put(town, stay, "L1")
    with pytest.raises(Invalid):
        put(town, stay, "99")


def test_a_room_stays_somebodys_in_hospital_and_is_free_after_release(town):
    stay = town.open().stay
    put(town, stay, "3", ago=9)
    town.record(town.guard, stay, "left_for_hospital", ago=8, values={"treatment": True})
    seen = town.stay(town.guard, stay)
    assert (seen.state, seen.cell) == ("out", "3")
    town.record(town.guard, stay, "returned_from_hospital", ago=4)
    town.record(town.keeper, stay, "released", ago=2, values={"why": "no_grounds"})
    seen = town.stay(town.keeper, stay)
    assert (seen.state, seen.cell, seen.released_at is not None) == ("released", "", True)
    assert rooms(town, stay) == [("3", False, False)]
    with town.visit(town.keeper) as visit:
        assert registry.Subject.objects.get(id=stay).review_on.year == visit.now.year + 10


def test_a_seal_is_used_once(town):
    first, second = town.open().stay, town.open().stay
    town.record(town.guard, first, "property_taken", values={"items": [{"what": "ключі"}], "seal": "A 1001"})
    with pytest.raises(Conflict, match=r"custody\.seal_used"):
        town.record(
            town.guard, second, "property_taken", values={"items": [{"what": "гаманець"}], "seal": "A 1001"}
        )
    with pytest.raises(Invalid):
        town.record(town.guard, second, "property_moved", values={"seal": "A 1001", "why": "Інша шафа"})
    town.record(
        town.guard, first, "property_moved", values={"seal": "A 1001", "new_seal": "A 1002", "why": "огляд"}
    )
    town.record(town.guard, first, "property_returned", values={"seal": "A 1002", "complete": "all"})
    with town.visit(town.guard):
        bags = Bag.objects.filter(stay_id=first).order_by("seal")
        assert [(bag.seal, bag.opened_at is not None) for bag in bags] == [("A 1001", True), ("A 1002", True)]


def test_a_name_goes_to_those_who_must_know_it_and_initials_to_the_board(town):
    stay = town.open(label="").stay
    values = {"name": "Бойчак, Артем", "born": "2010-05-02", "how": "document"}
    town.record(town.keeper, stay, "identity", values=values)
    seen = town.stay(town.guard, stay)
    assert (seen.label, seen.minor, seen.about) == ("А. Б., 2010", True, {})
    assert town.stay(town.keeper, stay).about["name"] == "Бойчак, Артем"
    with town.visit(town.doctor) as visit:
        assert queries.part_for(visit, stay, "medical").about == {
            "name": "Бойчак, Артем",
            "born": "2010-05-02",
        }
    with town.visit(town.keeper):
        rows = Part.objects.filter(stay=stay, code__in=["file", "arrest"]).values_list(
            "scope__compartment", flat=True
        )
        assert set(rows) == {"juvenile"}
        assert Stay.objects.get(id=stay).scope.compartment == "general"


def test_a_correction_moves_to_the_right_room(town):
    stay = town.open().stay
    wrong = put(town, stay, "5", ago=5)
    with town.visit(town.guard) as visit:
        from quartier.features.custody import correcting

        correcting.correct(
            entry=wrong.entry, values={"cell": "6"}, reason="Не та камера.", by=visit, at=visit.now
        )
    assert rooms(town, stay)[-1] == ("6", False, True)
    assert town.stay(town.guard, stay).cell == "6"
    old, new = town.entries(town.guard, stay)[-2:]
    assert (old.counts, old.corrected_by, new.corrects, new.counts) == (
        False,
        (new.number,),
        old.number,
        True,
    )
    with pytest.raises(NotFound):
        town.stay(town.stranger, stay)


def to_court(town, stay):
    seen = town.stay(town.keeper, stay)
    (limit,) = [one for one in seen.standing.limits if one.id == "to_court"]
    return seen.regime, limit.due_at - seen.moment


def test_a_regime_holds_from_its_entry_on_and_ends_when_that_is_taken_back(town):
    from quartier.features.custody import correcting

    stay = town.open().stay
    assert to_court(town, stay) == ("peace", timedelta(hours=60))
    values = {"regime": "martial", "reason": "Рішення прокурора у справі, ст. 615."}
    made = town.record(town.keeper, stay, "regime_set", values=values)
    assert to_court(town, stay) == ("martial", timedelta(hours=216))
    with town.visit(town.keeper) as visit:
        correcting.correct(entry=made.entry, reason="Не в цій справі.", voids=True, by=visit, at=visit.now)
    assert to_court(town, stay) == ("peace", timedelta(hours=60))
    with pytest.raises(Invalid):
        town.record(town.keeper, stay, "regime_set", values={"regime": "ordinary", "reason": "Так."})


def test_a_moment_that_was_wrong_moves_every_clock_and_both_entries_stay(town):
    from quartier.features.custody import correcting

    opened = town.open()
    before = town.stay(town.keeper, opened.stay).moment
    with town.visit(town.keeper) as visit:
        earlier = before - timedelta(minutes=25)
        correcting.correct(
            entry=opened.entry, occurred_at=earlier, reason="Годинник.", by=visit, at=visit.now
        )
    seen = town.stay(town.keeper, opened.stay)
    assert seen.moment == earlier
    assert to_court(town, opened.stay)[1] == timedelta(hours=60)
    assert [entry.counts for entry in town.entries(town.keeper, opened.stay)] == [False, True]
    with town.visit(town.keeper) as visit, pytest.raises(Invalid):
        correcting.correct(entry=opened.entry, reason="Не було.", voids=True, by=visit, at=visit.now)
