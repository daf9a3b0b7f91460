"""One sitting about rights: several entries at one time, all or none; requests follow; answers are never overwritten."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound
from quartier.features.custody import queries, rights
from quartier.features.custody.rights import Answer, Sitting

pytestmark = pytest.mark.database
SIGNED = ({"who": "person", "how": "finger"},)


def sit(town: Any, stay: Any, *answers: Answer, told: Any = None, who: Any = None, **more: Any) -> list[Any]:
    with town.visit(who or town.keeper) as visit:
        sitting = Sitting(
            occurred_at=visit.now - timedelta(minutes=1), told=told, answers=answers, signed=SIGNED, **more
        )
        return rights.tell(stay=stay, sitting=sitting, by=visit, at=visit.now)


def acts(town: Any, stay: Any) -> list[str]:
    return [entry.act for entry in town.entries(town.keeper, stay)]


def standing(town: Any, stay: Any) -> dict[str, Any]:
    with town.visit(town.keeper) as visit:
        found, entries = queries.stay_for(visit, stay), queries.entries_of(visit, stay)
        return {one.right.id: one for one in rights.asked_of(found, entries, at=visit.now)}


@pytest.fixture
def stay(town: Any) -> Any:
    return town.open().stay


def test_rights_answers_and_requests_are_written_in_one_go(town, stay):
    whom = {"who": "мати", "phone": "050 000 00 00"}
    written = sit(
        town,
        stay,
        Answer(right="lawyer", answer="wants", wish={"whom": "duty"}),
        Answer(right="inform", answer="wants", wish=whom),
        Answer(right="medical", answer="declines"),
        told={"language": "uk", "understood": "yes", "notice": "signed"},
        present=["nobody_else"],
    )
    assert acts(town, stay)[1:] == [
        *("rights_told", "right_answer", "lawyer_requested", "right_answer", "third_person_requested"),
        "right_answer",
    ]
    assert len(written) == 6
    found = standing(town, stay)
    assert found["lawyer"].owed and found["inform"].owed and not found["medical"].owed
    assert all(one.line.told for one in found.values())
    entries = town.entries(town.keeper, stay)
    assert entries[1].signed[0]["how"] == "finger" and entries[5].told["who"] == "мати"


def test_the_clock_of_the_law_starts_with_the_request(town, stay):
    sit(town, stay, Answer(right="lawyer", answer="wants"), told={"language": "uk"})
    limits = {one.id: one.state for one in town.stay(town.keeper, stay).standing.limits}
    assert limits["rights_told"] in ("met", "met_late") and limits["lawyer_access"] in ("running", "late")


def test_a_change_of_mind_leaves_both_answers(town, stay):
    sit(
        town,
        stay,
        Answer(right="lawyer", answer="declines", reason="поговорю завтра"),
        told={"language": "uk"},
    )
    sit(town, stay, Answer(right="lawyer", answer="wants"))
    found = standing(town, stay)["lawyer"]
    assert [said for said, _at, _number in found.answers] == ["declines", "wants"] and found.owed
    assert acts(town, stay)[-1] == "lawyer_requested"


def test_what_is_wanted_already_is_not_requested_twice(town, stay):
    sit(town, stay, Answer(right="lawyer", answer="wants"))
    sit(town, stay, Answer(right="lawyer", answer="wants"))
    assert acts(town, stay).count("lawyer_requested") == 1
    sit(town, stay, Answer(right="lawyer", answer="wants", wish={"whom": "own", "who": "Л. Т."}))
    assert acts(town, stay).count("lawyer_requested") == 2


def test_an_interpreter_who_is_wanted_is_needed_and_has_not_come(town, stay):
    sit(town, stay, Answer(right="interpreter", answer="wants", wish={"language": "pl"}))
    entry = town.entries(town.keeper, stay)[-1]
    assert (entry.act, entry.told["step"], entry.told["language"]) == ("interpreter", "needed", "pl")
    assert standing(town, stay)["interpreter"].owed


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        ([], "answers", "custody.nothing_said"),
        ([Answer(right="silence", answer="wants")], "silence", "custody.not_asked_about"),
        ([Answer(right="codes", answer="wants")], "codes", "custody.not_asked_about"),
        ([Answer(right="lawyer", answer="perhaps")], "lawyer", "custody.unknown_value"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(town, stay, answers, field, code):
    with pytest.raises(Invalid) as caught:
        sit(town, stay, *answers)
    assert [(one.field, one.code) for one in caught.value.problems] == [(field, code)]
    assert len(acts(town, stay)) == 1


def test_one_answer_that_cannot_be_taken_takes_the_others_back(town, stay):
    with pytest.raises(Invalid):
        sit(
            town,
            stay,
            Answer(right="lawyer", answer="wants"),
            Answer(right="medical", answer="wants", wish={"why": "x" * 20_001}),
        )
    assert len(acts(town, stay)) == 1


def test_a_detention_officer_does_not_tell_rights_and_a_stranger_sees_no_stay(town, stay):
    with pytest.raises(NotAllowed):
        sit(town, stay, Answer(right="lawyer", answer="wants"), who=town.guard)
    with pytest.raises(NotFound):
        sit(town, stay, Answer(right="lawyer", answer="wants"), who=town.stranger)


def test_a_child_has_a_parent_told_and_keeps_the_lawyer_whatever_was_answered(town):
    child = town.open(minor=True).stay
    sit(town, child, Answer(right="lawyer", answer="declines"), told={"language": "uk"})
    found = standing(town, child)
    assert "parent" in found and found["lawyer"].owed and not found["lawyer"].waivable


def test_the_consulate_is_a_right_of_whoever_is_from_another_state(town, stay):
    assert "consulate" not in standing(town, stay)
    town.record(town.keeper, stay, "identity", values={"how": "own_words", "foreign": True})
    sit(town, stay, Answer(right="consulate", answer="wants"))
    assert standing(town, stay)["consulate"].owed


def test_rights_of_a_pack_that_is_no_longer_shipped_are_not_guessed(town, stay):
    with town.visit(town.keeper) as visit:
        found = replace(queries.stay_for(visit, stay), pack="ua.gone")
    with pytest.raises(NotFound, match=r"law\.no_pack"):
        rights.pack_of(found)
