"""From words said to a promise kept, late or dropped, behind the lock and in public."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from quartier.core.promises import actions, queries
from quartier.core.registry import actions as registry
from quartier.core.registry import kinds, lock
from quartier.journeys.publish_promise import publish_promise, standing_promises, withdraw_promise

pytestmark = pytest.mark.database


def seen(tag: str):
    """As a visitor sees it."""
    with lock.visit(None) as visit:
        return queries.public_one(tag, at=visit.now)


def test_a_promise_is_hidden_until_a_second_person_lets_it_out(town) -> None:
    tag = town.write()
    with lock.visit(None) as visit:
        assert queries.public(at=visit.now) == []
        with pytest.raises(NotFound):
            queries.one_for(visit, tag=tag)
    with lock.as_account(town.outsider) as visit:
        assert queries.waiting_for(visit) == []
        with pytest.raises(NotFound):
            queries.one_for(visit, tag=tag)
    with lock.as_account(town.writer) as visit:
        assert [view.tag for view in queries.waiting_for(visit)] == [tag]
        with pytest.raises(NotAllowed, match="not_permitted"):
            publish_promise(tag=tag, by=visit, at=visit.now)
    with lock.as_account(town.second) as visit:
        publish_promise(tag=tag, by=visit, at=visit.now)
        with pytest.raises(Conflict, match="already_public"):
            publish_promise(tag=tag, by=visit, at=visit.now)
        assert queries.waiting_for(visit) == []
    assert seen(tag).text == "Поставимо три ліхтарі."


def test_whoever_wrote_or_corrected_it_last_is_not_the_second_person(town) -> None:
    tag = town.write()
    with lock.as_account(town.second) as visit:
        actions.correct(tag=tag, text="Поставимо чотири ліхтарі.", by=visit, at=visit.now)
        with pytest.raises(NotAllowed, match="needs_second_person"):
            publish_promise(tag=tag, by=visit, at=visit.now)


def test_a_correction_stands_beside_the_words(town) -> None:
    tag = town.write()
    with lock.as_account(town.writer) as visit:
        actions.correct(tag=tag, text="Поставимо чотири ліхтарі.", by=visit, at=visit.now)
    with lock.as_account(town.second) as visit:
        publish_promise(tag=tag, by=visit, at=visit.now)
        actions.correct(tag=tag, text="Поставимо пʼять ліхтарів.", by=visit, at=visit.now)
    view = seen(tag)
    assert view.text == "Поставимо три ліхтарі."
    assert view.newest == "Поставимо пʼять ліхтарів."
    assert [step.corrects for step in view.steps] == [0, 0]
    with lock.as_account(town.writer) as visit, pytest.raises(Invalid):
        actions.correct(tag=tag, text="Інше", corrects=7, by=visit, at=visit.now)


def test_the_owner_says_that_it_is_kept_and_somebody_else_makes_it_so(town) -> None:
    tag = town.public()
    with pytest.raises(NotAllowed, match="not_the_owner"):
        town.act(town.outsider, actions.claim, tag)
    town.act(town.writer, actions.claim, tag, "Три ліхтарі світять.")
    assert seen(tag).standing.state == "claimed"
    for own in (town.writer, town.second):
        with pytest.raises(NotAllowed, match="owner_alone"):
            town.act(own, actions.confirm, tag)
    town.act(town.outsider, actions.confirm, tag, "Перевірили: світять.")
    assert seen(tag).standing.state == "kept"
    with pytest.raises(Conflict, match="not_now"):
        town.act(town.writer, actions.drop, tag)
    town.act(town.outsider, actions.dispute, tag, "Один уже не світить.")
    view = seen(tag)
    assert view.standing.state == "open"
    assert view.standing.disputed
    assert [step.step for step in view.steps] == ["claimed", "confirmed", "disputed"]
    assert view.steps[1].organisation == town.ngo.id


def test_lateness_comes_from_the_day_alone(town) -> None:
    late = town.public(due_on=town.today - timedelta(3))
    today = town.public(due_on=town.today)
    assert seen(late).standing.state == "late"
    assert seen(late).standing.days == 3
    assert seen(today).standing.state == "open"
    with lock.visit(None) as visit:
        assert [view.tag for view in queries.public(at=visit.now)] == [late, today]
        tomorrow = visit.now + timedelta(days=1)
        assert {view.standing.state for view in queries.public(at=tomorrow)} == {"late"}


def test_a_later_date_needs_a_reason_and_leaves_the_first(town) -> None:
    tag = town.public(due_on=town.today + timedelta(1))
    due = town.today + timedelta(20)
    with pytest.raises(Invalid):
        town.act(town.writer, actions.postpone, tag, " ", due_on=due)
    with pytest.raises(Invalid):
        town.act(town.writer, actions.postpone, tag, due_on=town.today + timedelta(1))
    town.act(town.writer, actions.postpone, tag, "Немає опор.", due_on=due)
    found = seen(tag).standing
    assert (found.state, found.due, found.first_due) == ("postponed", due, town.today + timedelta(1))
    with pytest.raises(Invalid):
        town.act(town.writer, actions.postpone, tag, due_on=due)


def test_dropping_needs_a_reason_and_ends_it(town) -> None:
    tag = town.public()
    with pytest.raises(Invalid):
        town.act(town.writer, actions.drop, tag, "")
    town.act(town.writer, actions.drop, tag, "Грошей немає. Вирішила рада.")
    assert seen(tag).standing.state == "dropped"
    with pytest.raises(Conflict):
        town.act(town.writer, actions.tell, tag)


def test_nothing_happens_to_a_promise_that_is_not_public(town) -> None:
    tag = town.write()
    for verb in (actions.tell, actions.claim, actions.drop):
        with pytest.raises(Conflict, match="not_public"):
            town.act(town.writer, verb, tag)


def test_two_steps_at_once_are_one(town, monkeypatch) -> None:
    tag = town.public()
    before = seen(tag)
    town.act(town.writer, actions.tell, tag)
    monkeypatch.setattr(actions.queries, "one_for", lambda by, tag: before)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        town.act(town.writer, actions.tell, tag)


def test_rows_are_only_added(town) -> None:
    tag = town.public()
    town.act(town.writer, actions.tell, tag)
    for table in ("promises_promise", "promises_step", "promises_public", "promises_public_step"):
        for words in (f"delete from {table}", f"update {table} set id = id"):
            with lock.as_account(town.writer), pytest.raises(DatabaseError), transaction.atomic():
                connections["default"].cursor().execute(words)


def test_a_promise_outside_ones_area_or_with_gaps_is_refused(town) -> None:
    with lock.visit(None) as visit, pytest.raises(NotAllowed):
        actions.write(said=town.said(), by=visit, at=visit.now)
    with pytest.raises(Invalid) as caught:
        town.write(text="", made_on=town.today + timedelta(1))
    assert {one.code for one in caught.value.problems} == {"missing", "promises.made_in_future"}
    with lock.as_account(town.writer) as visit, pytest.raises(NotAllowed, match="outside_your_area"):
        # The desk is new in this visit, so not within its reach yet.
        actions.write(said=town.said(area=town.place.id), by=visit, at=visit.now)


def test_what_publication_takes_back_is_no_longer_shown(town) -> None:
    tag = town.public()
    with lock.as_account(town.writer) as visit, pytest.raises(NotAllowed):
        withdraw_promise(tag=tag, reasons={"uk": "Помилка"}, by=visit, at=visit.now)
    with lock.as_account(town.second) as visit:
        assert len(standing_promises(queries.public(at=visit.now))) == 1
        withdraw_promise(tag=tag, reasons={"uk": "Помилка"}, by=visit, at=visit.now)
        assert standing_promises(queries.public(at=visit.now)) == []


def test_the_spine_knows_promises(town) -> None:
    tag = town.public()
    town.act(town.writer, actions.claim, tag, "Світять.")
    kind = kinds.kind(actions.KIND)
    with lock.as_account(town.writer) as visit:
        subject = queries.one_for(visit, tag=tag).subject
        assert kind.label(subject) == "Поставимо три ліхтарі."
        assert kind.address(subject) == f"/console/promises/{tag}/"
        assert "three lights" in kind.search_text(subject)
        assert kind.export(subject)["steps"][0]["words"] == {"uk": "Світять."}
        assert len(list(kind.timeline(subject))) == 2
        assert kind.summary(subject)["office"] == "Відділ благоустрою"


def test_erasing_a_record_takes_the_public_version_along(town) -> None:
    tag = town.public()
    town.act(town.writer, actions.tell, tag)
    with lock.as_account(town.writer) as visit:
        subject = queries.one_for(visit, tag=tag).subject
        with pytest.raises(DatabaseError), transaction.atomic():
            kinds.kind(actions.KIND).erase(subject)
        registry.erase(subject=subject, ground="Суд", by=visit, at=visit.now)
    with pytest.raises(NotFound):
        seen(tag)
