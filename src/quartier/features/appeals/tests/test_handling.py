"""The clerk's day: taking in hand, asking, sending on, more time, joining, answering, and what the author may do."""

from datetime import timedelta

import pytest

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from quartier.core.kit.ids import uuid7
from quartier.core.registry import doors, lock
from quartier.features.appeals import actions, listing, queries
from quartier.features.appeals.actions import Answers, Concerned
from quartier.features.appeals.models import Survey

pytestmark = pytest.mark.database
YES = {"uk": "Ліхтарі стоять і світять."}


def steps(visit, appeal) -> list[str]:
    return [step.step for step in queries.appeal_for(visit, id=appeal).steps]


def act(who, verb, appeal, **values):
    with lock.as_account(who) as visit:
        return verb(appeal=appeal, by=visit, at=visit.now, **values)


def state(who, appeal) -> str:
    with lock.as_account(who) as visit:
        return queries.appeal_for(visit, id=appeal).state


def said_to(town, what: str) -> int:
    """How many messages of a template stand in the outbox."""
    with lock.connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select count(*) from messages_message where template = %s", [f"appeals.{what}"])
        count = cursor.fetchone()[0]
        cursor.execute("reset role")
    return count


def test_in_hand_is_not_answered(town) -> None:
    lodged = town.lodge()
    act(town.worker, actions.assign, lodged.id, account=town.worker)
    act(town.worker, actions.acknowledge, lodged.id)
    assert state(town.worker, lodged.id) == "open"
    assert said_to(town, "acknowledged") == 1
    with lock.as_account(town.worker) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert view.assigned_to == town.worker
        assert view.due_at == lodged.due_at
        assert view.answer is None


def test_an_answer_ends_it_and_its_author_hears_of_it(town) -> None:
    lodged = town.lodge()
    with pytest.raises(Invalid):
        act(town.worker, actions.answer, lodged.id, outcome="done", words={"uk": " "})
    with pytest.raises(Invalid):
        act(town.worker, actions.answer, lodged.id, outcome="wonderful", words=YES)
    act(town.worker, actions.answer, lodged.id, outcome="done", words=YES, public_words=YES)
    with lock.as_account(town.resident) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert (view.state, view.answer.words, view.answer.more["late"]) == ("answered", YES, False)
        assert view.due_at is None
    assert said_to(town, "answered") == 1
    with pytest.raises(Conflict, match="not_now"):
        act(town.worker, actions.answer, lodged.id, outcome="done", words=YES)


def test_only_those_who_handle_it_take_steps(town) -> None:
    lodged = town.lodge()
    for other in (town.clerk, town.officer, town.neighbour):
        with pytest.raises(NotFound):
            act(other, actions.acknowledge, lodged.id)
    with pytest.raises(NotAllowed, match="not_yours"):
        act(town.resident, actions.answer, lodged.id, outcome="done", words=YES)


def test_sent_on_it_is_the_other_bodys_and_the_first_one_sees_the_part_no_more(town) -> None:
    lodged = town.lodge(category="foot_patrol")
    parts = act(
        town.officer, actions.forward, lodged.id, to=[town.works.id, town.council.id], reason="not_ours"
    )
    assert [part.organisation for part in parts] == [town.works.id, town.council.id]
    assert state(town.officer, lodged.id) == "forwarded"
    with lock.as_account(town.officer) as visit, pytest.raises(NotFound):
        queries.appeal_for(visit, id=parts[0].id)
    with lock.as_account(town.resident) as visit:
        assert len(queries.mine(visit)) == 3
        view = queries.appeal_for(visit, id=lodged.id)
        assert {part.organisation for part in view.parts} == {town.works.id, town.council.id}
        assert view.due_at is None
    with lock.as_account(town.worker) as visit:
        view = queries.appeal_for(visit, id=parts[0].id)
        assert view.text.startswith("На Зарічній")
        assert view.evaluation.clock("answer").started_at == view.arrived_at
        assert queries.mine(visit) == []
    assert said_to(town, "forwarded") == 2
    act(town.worker, actions.answer, parts[0].id, outcome="done", words=YES)
    assert said_to(town, "answered") == 1


def test_a_part_is_kept_when_one_answers_it_oneself(town) -> None:
    lodged = town.lodge(category="foot_patrol")
    act(town.officer, actions.forward, lodged.id, to=[town.works.id], reason="part_of_it", keep=True)
    with lock.as_account(town.officer) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert view.state == "open"
        assert view.due_at == lodged.due_at


def test_a_code_opens_the_parts_too(town) -> None:
    lodged = town.lodge_unseen(category="foot_patrol")
    part = act(town.officer, actions.forward, lodged.id, to=[town.works.id], reason="not_ours")[0]
    with lock.visit(doors.open_door(code=lodged.code)) as visit:
        assert {view.id for view in queries.mine(visit)} == {lodged.id, part.id}


def test_the_five_days_for_sending_on_run_once_it_is_said_to_be_anothers(town) -> None:
    lodged = town.lodge(category="foot_patrol")
    act(town.officer, actions.weigh, lodged.id, facts={"competent": False})
    with lock.as_account(town.officer) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert timedelta(days=4) < view.forward_due_at - visit.now <= timedelta(days=6)
    with pytest.raises(Invalid):
        act(town.officer, actions.weigh, lodged.id, facts={"likes_it": True})


def test_a_question_waits_for_the_person_who_may_answer_by_the_code(town) -> None:
    lodged = town.lodge_unseen()
    act(town.worker, actions.ask_back, lodged.id, words={"uk": "Біля якого будинку?"})
    assert state(town.worker, lodged.id) == "waiting"
    with lock.visit(doors.open_door(code=lodged.code)) as visit:
        actions.give(appeal=lodged.id, words={"uk": "Біля 16-го."}, by=visit, at=visit.now)
        assert queries.appeal_for(visit, id=lodged.id).state == "open"
        with pytest.raises(NotAllowed):
            actions.acknowledge(appeal=lodged.id, by=visit, at=visit.now)


def test_more_time_is_taken_once_and_to_forty_five_days_in_all(town) -> None:
    lodged = town.lodge()
    last = (lodged.due_at + timedelta(days=10)).date()
    with pytest.raises(Invalid) as caught:
        act(town.worker, actions.extend, lodged.id, words=YES, until=last + timedelta(days=60))
    assert caught.value.problems[0].code == "appeals.past_the_most"
    act(town.worker, actions.extend, lodged.id, words={"uk": "Чекаємо на опори."}, until=last)
    with lock.as_account(town.worker) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert lodged.due_at < view.due_at <= view.arrived_at + timedelta(days=47)
    assert said_to(town, "extended") == 1


def test_joined_ones_hear_of_the_other_and_get_its_answer(town) -> None:
    first = town.lodge()
    with lock.as_account(town.neighbour) as visit:
        second = actions.lodge(lodging=town.lodging(title="Темно на Зарічній"), by=visit, at=visit.now)
    with lock.as_account(town.worker) as visit:
        view = queries.appeal_for(visit, id=second.id)
        assert [one.id for one in queries.open_like(visit, appeal=view)] == [first.id]
    act(town.worker, actions.join, second.id, to=first.id)
    assert state(town.worker, second.id) == "joined"
    act(town.worker, actions.answer, first.id, outcome="will_do", words=YES)
    assert state(town.neighbour, second.id) == "answered"
    assert said_to(town, "answered") == 2


def test_what_was_joined_by_mistake_runs_on(town) -> None:
    first, second = town.lodge(), town.lodge(title="Інше")
    act(town.worker, actions.join, second.id, to=first.id)
    act(town.worker, actions.part, second.id)
    act(town.worker, actions.answer, first.id, outcome="done", words=YES)
    assert state(town.worker, second.id) == "open"


def test_its_author_can_have_it_taken_up_again(town) -> None:
    lodged = town.lodge()
    act(town.worker, actions.answer, lodged.id, outcome="done", words=YES)
    act(town.resident, actions.reopen, lodged.id, words={"uk": "Не світить жоден."})
    with lock.as_account(town.worker) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert view.state == "open"
        assert view.due_at is not None
        assert queries.queue_for(visit).count == 1


def test_a_late_one_can_be_put_before_a_higher_body_by_its_author(town) -> None:
    lodged = town.lodge()
    with pytest.raises(Conflict, match="not_late_yet"):
        act(town.resident, actions.escalate, lodged.id, words={"uk": "Відповіді немає."})
    act(town.worker, actions.answer, lodged.id, outcome="refused", words=YES)
    body = act(town.resident, actions.escalate, lodged.id, words={"uk": "Не згоден."})
    assert body == town.council.id
    with lock.as_account(town.second) as visit:
        assert [view.id for view in queries.put_before(visit)] == [lodged.id]
        assert queries.queue_for(visit).count == 0


def test_nobody_handles_what_is_about_them(town) -> None:
    concerned = [Concerned(account=town.worker, name="майстер")]
    lodged = town.lodge(concerned=concerned)
    with lock.as_account(town.worker) as visit:
        assert queries.queue_for(visit).count == 0
        with pytest.raises(NotFound):
            queries.appeal_for(visit, id=lodged.id)


def test_a_complaint_is_not_sent_to_the_body_it_is_about_nor_to_its_people(town) -> None:
    concerned = [Concerned(account=town.officer, organisation=town.police.id)]
    lodged = town.lodge(category="officer_conduct", concerned=concerned)
    with pytest.raises(NotAllowed, match="about_that_body"):
        act(town.inspector, actions.forward, lodged.id, to=[town.police.id], reason="not_ours")
    with pytest.raises(NotAllowed, match="about_yourself"):
        act(town.inspector, actions.assign, lodged.id, account=town.officer)


def test_it_is_closed_without_an_answer_only_for_a_named_reason(town) -> None:
    lodged = town.lodge()
    with pytest.raises(Invalid):
        act(town.worker, actions.close, lodged.id, reason="tired")
    act(town.worker, actions.close, lodged.id, reason="repeated")
    assert state(town.resident, lodged.id) == "closed"
    assert said_to(town, "closed") == 1


def test_many_at_once_each_for_itself(town) -> None:
    first, second = town.lodge(), town.lodge()
    act(town.worker, actions.answer, second.id, outcome="done", words=YES)
    with lock.as_account(town.worker) as visit:
        done = actions.bulk(
            verb="acknowledge", appeals=[first.id, second.id, uuid7()], by=visit, at=visit.now
        )
    assert [word for _, word in done] == ["done", "appeals.not_now", "no_such_record"]


def test_two_steps_at_once_are_one(town, monkeypatch) -> None:
    lodged = town.lodge()
    with lock.as_account(town.worker) as visit:
        before = queries.appeal_for(visit, id=lodged.id)
    act(town.worker, actions.acknowledge, lodged.id)
    monkeypatch.setattr(queries, "appeal_for", lambda by, **which: before)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        act(town.worker, actions.acknowledge, lodged.id)


def test_how_it_went_is_counted_without_a_link(town) -> None:
    lodged = town.lodge()
    act(town.worker, actions.answer, lodged.id, outcome="done", words=YES)
    with pytest.raises(Invalid):
        act(town.resident, actions.answer_survey, lodged.id, answers=Answers(solved="maybe", heard=9))
    act(town.resident, actions.answer_survey, lodged.id, answers=Answers(solved="yes", heard=5, explained=4))
    with pytest.raises(Conflict, match="said_already"):
        act(town.resident, actions.answer_survey, lodged.id, answers=Answers(solved="no"))
    with lock.visit(None):
        row = Survey.objects.get()
        assert (row.solved, row.heard, row.neutral, row.organisation_id) == ("yes", 5, None, town.works.id)
        assert str(lodged.id) not in str(vars(row))


def test_nothing_is_public_that_nobody_let_out(town) -> None:
    town.lodge()
    with lock.visit(None) as visit:
        assert listing.listing(place=town.place.id, at=visit.now).count == 0
