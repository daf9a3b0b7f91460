"""What is still owed of each right: asked again, taken back, put off, told anew; and what nobody may do without."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from quartier.core.law import queries as law
from quartier.features.custody.rules import asking, dues
from quartier.features.custody.rules.history import Face
from quartier.features.custody.tests.test_rights_table import START, Entry, answer

AT = datetime(2026, 11, 19, 20, tzinfo=UTC)


def found(*entries, pack="ua.custody", facts=None):
    rights = asking.asked(entries, pack=law.pack(pack), facts=facts or {}, at=AT)
    return {one.right.id: one for one in rights}


TOLD = Entry(2, "rights_told")


def test_before_anything_is_told_nothing_is_answered():
    rights = found(Entry(1, "deprived_of_liberty"))
    assert rights["lawyer"].line.told is None and not rights["lawyer"].owed


def test_not_now_and_could_not_are_asked_again_and_declined_is_not():
    rights = found(
        TOLD,
        answer(3, "lawyer", "not_now"),
        answer(4, "inform", "could_not"),
        answer(5, "medical", "declines"),
    )
    assert rights["lawyer"].again_at == START + timedelta(minutes=3, hours=2)
    assert rights["inform"].again_at == START + timedelta(minutes=4, hours=1)
    assert rights["medical"].again_at is None
    assert [right for right, _at in asking.to_ask_again(list(rights.values()))] == ["inform", "lawyer"]


def test_the_time_that_the_entry_names_holds():
    at = START + timedelta(hours=5)
    rights = found(TOLD, answer(3, "challenge", "not_now", ask_again_at=at.isoformat()))
    assert rights["challenge"].again_at == at


def test_a_change_of_mind_counts_and_both_answers_stay():
    rights = found(TOLD, answer(3, "lawyer", "declines"), answer(9, "lawyer", "wants"))
    assert rights["lawyer"].line.answer == "wants" and rights["lawyer"].owed
    assert [said for said, _at, _number in rights["lawyer"].answers] == ["declines", "wants"]


def test_an_interpreter_who_was_called_has_not_come():
    called = Entry(4, "interpreter", {"step": "called"})
    assert found(TOLD, answer(3, "interpreter", "wants"), called)["interpreter"].owed
    came = Entry(5, "interpreter", {"step": "arrived"})
    assert not found(TOLD, answer(3, "interpreter", "wants"), called, came)["interpreter"].owed


def test_a_childs_no_does_not_end_the_duty_to_find_a_lawyer_in_ukraine():
    child = found(TOLD, answer(3, "lawyer", "declines"), facts={"minor": True})["lawyer"]
    adult = found(TOLD, answer(3, "lawyer", "declines"))["lawyer"]
    assert (child.waivable, child.owed) == (False, True)
    assert (adult.waivable, adult.owed) == (True, False)


def test_before_an_interview_the_lawyer_is_offered_again_and_not_once_one_came():
    interview = Entry(30, "interview_started")
    assert found(TOLD, answer(3, "lawyer", "declines"), interview)["lawyer"].reminded
    assert not found(TOLD, answer(3, "lawyer", "declines"), interview, answer(31, "lawyer", "declines"))[
        "lawyer"
    ].reminded
    assert not found(TOLD, Entry(20, "lawyer_arrived"), interview)["lawyer"].reminded


def test_a_delay_has_its_ground_authority_and_end_until_it_ends():
    until = START + timedelta(hours=12)
    delayed = Entry(
        5,
        "right_delayed",
        {"right": "lawyer", "ground": "alert", "authority": "Supt", "until": until.isoformat()},
    )
    put_off = found(TOLD, delayed, pack="ew.custody")["lawyer"].put_off
    assert (put_off.ground, put_off.authority, put_off.until) == ("alert", "Supt", until)
    ended = Entry(9, "right_delay_ended", {"right": "lawyer"})
    assert found(TOLD, delayed, ended, pack="ew.custody")["lawyer"].put_off is None
    assert found(TOLD, delayed, pack="ew.custody")["inform"].put_off is None


def test_what_was_struck_out_counts_no_more():
    struck = Entry(3, "right_answer", {"right": "lawyer", "answer": "wants"}, counts=False)
    assert found(TOLD, struck)["lawyer"].line.answer == ""


def face(number, act, **values):
    at = START + timedelta(minutes=number)
    return Face(id=uuid4(), number=number, act=act, occurred_at=at, recorded_at=at, values=values)


def again(*faces):
    found = dues.answers(faces)
    return {one.key: one.due_at - START for one in found}


def test_the_board_says_when_to_ask_again_until_the_right_is_granted_or_answered():
    put_off = face(3, "right_answer", right="lawyer", answer="not_now")
    assert again(put_off) == {"right lawyer": timedelta(hours=2, minutes=3)}
    named = (START + timedelta(hours=9)).isoformat()
    assert again(face(3, "right_answer", right="inform", answer="could_not", ask_again_at=named)) == {
        "right inform": timedelta(hours=9)
    }
    assert again(put_off, face(4, "lawyer_contacted")) == {}
    assert again(put_off, face(9, "right_answer", right="lawyer", answer="declines")) == {}
