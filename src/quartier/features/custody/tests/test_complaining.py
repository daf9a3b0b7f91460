"""A complaint goes past those it is about, and the stay shows nothing of it."""

import pytest

from quartier.core.kit.errors import Conflict, Invalid, NotFound
from quartier.core.registry import actions as registry
from quartier.features.custody import complaining, queries
from quartier.features.custody.complaining import Concerned
from quartier.features.custody.models import Entry, Part

pytestmark = pytest.mark.database
TOLD = "Мене вдарили в машині, двічі, по ребрах."


def complain(town, stay, *, by=None, **more):
    with town.visit(by or town.guard) as visit:
        return complaining.complain(stay=stay, told=TOLD, by=visit, at=visit.now, **more)


def test_it_goes_to_the_body_and_leaves_nothing_in_the_stay(town):
    stay = town.open().stay
    made = complain(town, stay, in_whose_presence=["nobody_else"])
    assert made.told == 2
    for who in (town.guard, town.keeper, town.officer):
        assert [entry.act for entry in town.entries(who, stay)] == ["deprived_of_liberty"]
        assert town.entries(who, made.part) == []
        with town.visit(who) as visit:
            assert not Part.objects.filter(id=made.part).exists()
            assert not Entry.objects.filter(subject_id=made.part).exists()
            assert "complaint" not in queries.parts_of(visit, stay)
            assert queries.complaints(visit).lines == ()
    for who in (town.inspector, town.prosecutor):
        if who == town.inspector:
            with town.visit(who) as visit:
                (line,) = queries.complaints(visit).lines
                assert (line.id, line.stay) == (made.part, stay)
            (entry,) = town.entries(who, made.part)
            assert (entry.number, entry.told["told"]) == (1, TOLD)


def test_the_body_that_is_complained_of_does_not_hear_it(town):
    stay = town.open().stay
    about = [Concerned(account=town.inspector)]
    made = complain(town, stay, concerned=about)
    assert town.entries(town.inspector, made.part) == []
    both = [Concerned(organisation=town.suite.complaints_id), Concerned(organisation=town.suite.higher_id)]
    with pytest.raises(Conflict, match=r"custody\.nobody_to_hear"):
        complain(town, stay, concerned=both)


def test_a_doctor_and_the_arresting_officer_can_write_one_down(town):
    stay = town.open().stay
    assert complain(town, stay, by=town.doctor).part
    assert complain(town, stay, by=town.officer).part
    with pytest.raises(Invalid):
        town.record(town.guard, stay, "complaint_made", values={"told": TOLD})


def test_a_record_with_a_complaint_is_kept_and_says_no_why(town):
    stay = town.open().stay
    complain(town, stay)
    with town.visit(town.keeper) as visit:
        from quartier.core.registry import queries as looking

        assert looking.holds_of(visit, subject=stay) == []
        with pytest.raises(Conflict, match="held"):
            registry.erase(subject=stay, ground="Строк минув.", by=visit, at=visit.now)


def test_a_record_without_one_goes_with_all_its_parts(town):
    stay = town.open().stay
    with town.visit(town.keeper) as visit:
        registry.erase(subject=stay, ground="Строк минув.", by=visit, at=visit.now)
        assert not Part.objects.filter(stay=stay).exists()
    with pytest.raises(NotFound):
        town.stay(town.keeper, stay)
