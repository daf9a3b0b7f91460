"""From an offered text to a public one, or to a refusal that two people signed and the author may object to."""

import pytest
from django.db import connection

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from quartier.core.publication import moderating, origins, queries, submissions
from quartier.core.registry import lock

UK = {"titles": {"uk": "Темно на Зарічній"}, "texts": {"uk": "Немає ліхтарів."}}


def seen(town, who, submission):
    with lock.as_account(who) as visit:
        return submissions.submission_for(visit, submission)


def of_record(who, tag):
    with lock.as_account(who) as visit:
        return submissions.of_record(visit, origin_tag=tag)


def refuse(town, submission):
    town.act(town.first, moderating.ask_refusal, submission, reason="cannot_be_freed", words="Лише імена")
    town.act(town.second, moderating.second, submission, agree=True)


def test_what_a_resident_offers_waits_for_moderators_with_its_marks(town) -> None:
    submission, _tag = town.lodge()
    view = seen(town, town.first, submission)
    assert view.state == "waiting"
    assert view.due_at and view.due_at > view.offered_at
    assert [(mark.code, mark.field) for mark in view.marks] == [("phone", "text_uk")]
    mark = view.marks[0]
    assert view.texts["uk"][mark.start : mark.end] == "050 000 00 14"


def test_a_visitor_without_an_account_may_offer_and_reads_nothing(town) -> None:
    with lock.visit(None) as visit:
        submission = moderating.submit(submission=town.offer(), by=visit, at=visit.now)
        with pytest.raises(NotFound):
            submissions.submission_for(visit, submission)
    assert seen(town, town.first, submission).state == "waiting"


def test_clerks_and_strangers_do_not_open_the_queue(town) -> None:
    submission, tag = town.lodge()
    with pytest.raises(NotFound):
        seen(town, town.stranger, submission)
    assert of_record(town.stranger, tag) is None
    with pytest.raises(NotAllowed):
        town.act(town.clerk, moderating.let_out, submission)


def test_a_change_keeps_the_original_and_tells_why(town) -> None:
    submission, tag = town.lodge()
    town.act(town.first, moderating.edit, submission, reason="personal_data", **UK)
    view = seen(town, town.first, submission)
    assert view.texts == UK["texts"]
    assert view.marks == ()
    assert view.original_text == town.offer().text
    assert town.told[-1][0] == "on_edited"
    assert of_record(town.resident, tag).texts == UK["texts"]


def test_what_is_let_out_stands_in_public_and_the_feature_learns_its_notice(town) -> None:
    submission, tag = town.lodge()
    town.act(town.first, moderating.edit, submission, reason="personal_data", **UK)
    notice = town.act(town.first, moderating.let_out, submission, photos=("p" * 26,))
    assert queries.notice(notice).bodies == UK["texts"]
    what, view = town.told[-1]
    assert what == "on_let_out"
    assert (view.notice, view.photos, view.state, view.due_at) == (notice, ("p" * 26,), "let_out", None)
    assert view.facts["lon"] == 31.5
    assert of_record(town.resident, tag).notice == notice
    with pytest.raises(Conflict, match="not_now"):
        town.act(town.second, moderating.let_out, submission)


def test_in_wartime_no_point_goes_out(town, monkeypatch) -> None:
    submission, _tag = town.lodge()
    monkeypatch.setattr(queries, "is_wartime", lambda area: True)
    town.act(town.first, moderating.let_out, submission)
    assert town.told[-1][1].facts == {"category": "lighting"}


def test_a_refusal_takes_two_people(town) -> None:
    submission, tag = town.lodge()
    town.act(town.first, moderating.ask_refusal, submission, reason="cannot_be_freed", words="Лише імена")
    with pytest.raises(NotAllowed, match="needs_second_person"):
        town.act(town.first, moderating.second, submission, agree=True)
    with pytest.raises(Conflict):
        town.act(town.second, moderating.let_out, submission)
    town.act(town.second, moderating.second, submission, agree=True)
    found = of_record(town.resident, tag)
    assert (found.state, found.reason, found.words, found.may_object) == (
        "refused",
        "cannot_be_freed",
        "Лише імена",
        True,
    )
    assert town.told[-1][0] == "on_refused"
    assert all(step.by is None for step in found.steps)


def test_a_second_reader_who_disagrees_puts_it_back(town) -> None:
    submission, _tag = town.lodge()
    town.act(town.first, moderating.ask_refusal, submission, reason="advertising")
    with pytest.raises(Invalid):
        town.act(town.second, moderating.second, submission, agree=False)
    town.act(town.second, moderating.second, submission, agree=False, words="Це не реклама.")
    assert seen(town, town.first, submission).state == "waiting"
    assert town.told[-1][0] == "on_kept_open"


def test_an_objection_is_decided_by_somebody_who_took_no_part(town) -> None:
    submission, tag = town.lodge()
    refuse(town, submission)
    with pytest.raises(NotFound):
        town.act(town.stranger, moderating.object_to, submission, words="Чому?")
    town.act(town.resident, moderating.object_to, submission, words="Імен там немає.")
    with pytest.raises(Conflict, match="not_now"):
        town.act(town.resident, moderating.object_to, submission, words="Ще раз.")
    view = seen(town, town.third, submission)
    assert view.state == "objected" and view.due_at is not None
    for who in (town.first, town.second):
        with pytest.raises(NotAllowed, match="needs_second_person"):
            town.act(who, moderating.decide_objection, submission, grant=True, words="Так.")
    town.act(town.third, moderating.decide_objection, submission, grant=True, words="Імен справді немає.")
    assert of_record(town.resident, tag).state == "waiting"
    town.act(town.first, moderating.let_out, submission)
    assert of_record(town.resident, tag).state == "let_out"


def test_a_dismissed_objection_ends_it(town) -> None:
    submission, tag = town.lodge()
    refuse(town, submission)
    town.act(town.resident, moderating.object_to, submission, words="Імен там немає.")
    town.act(town.third, moderating.decide_objection, submission, grant=False, words="Імена є.")
    found = of_record(town.resident, tag)
    assert (found.state, found.may_object) == ("upheld", False)


def test_the_queue_shows_what_waits_and_what_was_decided(town) -> None:
    waiting, _ = town.lodge()
    refused, _ = town.lodge()
    out, _ = town.lodge()
    refuse(town, refused)
    town.act(town.first, moderating.let_out, out)
    with lock.as_account(town.first) as visit:
        assert [view.id for view in submissions.queue_for(visit)] == [waiting]
        assert [view.id for view in submissions.queue_for(visit, states=["refused"])] == [refused]
        assert [view.id for view in submissions.queue_for(visit, states=["let_out"])] == [out]
        assert submissions.count_for(visit) == 1


@pytest.mark.parametrize(
    ("reason", "words"), [("nothing", ""), ("personal_data", ""), ("other_reason", " "), ("under_way", "")]
)
def test_a_refusal_needs_a_reason_that_says_enough(town, reason, words) -> None:
    submission, _tag = town.lodge()
    with pytest.raises(Invalid):
        town.act(town.first, moderating.ask_refusal, submission, reason=reason, words=words)


def test_an_unknown_origin_and_an_empty_text_are_refused(town) -> None:
    with pytest.raises(Conflict, match="origin_unknown"):
        town.lodge(origin="nobody")
    with pytest.raises(Invalid) as refusal:
        town.lodge(text="  ", titles={"en": "Dark"})
    assert {problem.field for problem in refusal.value.problems} == {"text_uk", "text_en"}


def test_an_erased_record_leaves_no_words_of_it(town) -> None:
    submission, tag = town.lodge()
    notice = town.act(town.first, moderating.let_out, submission)
    with pytest.raises(Exception, match="not erased"), connection.cursor() as cursor:
        cursor.execute("savepoint before")
        try:
            moderating.forget(origin_tag=tag)
        finally:
            cursor.execute("rollback to before")
    with connection.cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute(
            "insert into registry.erasure (subject, tag, ground, at) "
            "select id, tag, 'test', now() from registry_subject where tag = %s", [tag]
        )  # fmt: skip
        cursor.execute("reset role")
    moderating.forget(origin_tag=tag)
    assert queries.notice(notice).bodies == {}
    with pytest.raises(NotFound):
        seen(town, town.first, submission)


def test_the_same_origin_twice_is_a_mistake(town) -> None:
    origins.register(origins.origin("test"))
    with pytest.raises(ValueError, match="twice"):
        origins.register(origins.Origin(code="test", names={}, on_let_out=lambda **said: None))
