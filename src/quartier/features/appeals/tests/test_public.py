"""The public version: offered with the appeal, let out by moderators who see no author, growing with each step."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import NotFound
from quartier.core.publication import actions as publication
from quartier.core.publication import moderating, submissions
from quartier.core.registry import actions as registry
from quartier.core.registry import lock
from quartier.features.appeals import actions, listing, queries

from .test_handling import YES, act, said_to

pytestmark = pytest.mark.database
SAID = {
    "publish": True,
    "public_title": "Немає світла на Зарічній",
    "public_text": "Від № 14 до № 20 немає ліхтарів.",
}


def let_out(town, lodged) -> None:
    with lock.as_account(town.moderator) as visit:
        moderating.let_out(submission=lodged.submission, by=visit, at=visit.now)


def seen(town, **wanted):
    with lock.visit(None) as visit:
        return listing.listing(place=town.place.id, at=visit.now, **wanted)


def test_a_moderator_lets_it_out_and_never_sees_who_wrote(town) -> None:
    lodged = town.lodge(**SAID, lon=30.01234, lat=50.01234)
    assert seen(town).count == 0
    with lock.as_account(town.moderator) as visit:
        with pytest.raises(NotFound):
            queries.appeal_for(visit, id=lodged.id)
        offered = submissions.submission_for(visit, lodged.submission)
        assert "Голубняк" not in json.dumps(offered.facts, ensure_ascii=False)
        assert offered.facts["street"] == "вул. Зарічна"
    let_out(town, lodged)
    row = seen(town).rows[0]
    assert (row.tag, row.number, row.late) == (lodged.tag, lodged.number, False)
    assert (row.lon, row.lat) == (30.0125, 50.0125)
    assert said_to(town, "published") == 1
    with lock.as_account(town.worker) as visit:
        assert queries.appeal_for(visit, id=lodged.id).step("published")


def test_public_steps_follow_and_private_words_stay(town) -> None:
    lodged = town.lodge(**SAID)
    let_out(town, lodged)
    act(town.worker, actions.assign, lodged.id, account=town.worker)
    act(town.worker, actions.note, lodged.id, words={"uk": "Дзвонив, сердитий."})
    secret = {"uk": "Пане Голубняк, стовп біля Вашого № 14."}
    act(town.worker, actions.answer, lodged.id, outcome="done", words=secret, public_words=YES)
    with lock.visit(None) as visit:
        view = listing.public(lodged.tag, at=visit.now)
        assert [step.step for step in view.steps] == ["registered", "answered"]
        assert view.steps[1].words == YES
        assert view.state == "answered"
        assert listing.evaluation(view, at=visit.now).clock("answer").state == "met"
        with connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from appeals_public_step s where s::text like '%Голубняк%'")
            assert cursor.fetchone()[0] == 0


def test_what_is_sent_on_stays_public_there(town) -> None:
    lodged = town.lodge(category="foot_patrol", **SAID)
    let_out(town, lodged)
    part = act(town.officer, actions.forward, lodged.id, to=[town.works.id], reason="not_ours")[0]
    assert [row.tag for row in seen(town).rows] == [part.tag]
    with lock.visit(None) as visit:
        view = listing.public(lodged.tag, at=visit.now)
        assert view.state == "forwarded"
        assert view.steps[-1].more["to"] == [town.works.id]
        assert [each.tag for each in view.parts] == [part.tag]


def test_a_part_becomes_public_with_what_was_let_out_later(town) -> None:
    lodged = town.lodge(category="foot_patrol", **SAID)
    part = act(town.officer, actions.forward, lodged.id, to=[town.works.id], reason="not_ours")[0]
    let_out(town, lodged)
    assert [row.tag for row in seen(town).rows] == [part.tag]


def test_the_overdue_stand_first_and_nobody_types_it(town) -> None:
    with lock.as_account(town.resident) as visit:
        long_ago = visit.now - timedelta(days=60)
        old = actions.lodge(lodging=town.lodging(**SAID), by=visit, at=long_ago)
    new = town.lodge(**SAID)
    for lodged in (old, new):
        let_out(town, lodged)
    page = seen(town)
    assert [row.tag for row in page.rows] == [old.tag, new.tag]
    assert (page.late, page.rows[0].late, page.rows[1].late) == (1, True, False)
    assert [row.tag for row in seen(town, state="late").rows] == [old.tag]
    assert [row.tag for row in seen(town, text="зарічній", category="lighting").rows] == [old.tag, new.tag]
    assert seen(town, category="waste").count == 0


def test_similar_ones_nearby_are_found_by_distance_and_words(town) -> None:
    lodged = town.lodge(**SAID, lon=30.01, lat=50.01)
    let_out(town, lodged)
    told = {"place": town.place.id, "category": "lighting", "text": "нема ліхтарів на Зарічній"}
    with lock.visit(None) as visit:
        found = listing.near(lon=30.0103, lat=50.0101, at=visit.now, **told)
        assert [one.appeal.tag for one in found] == [lodged.tag]
        assert found[0].metres < 60
        assert listing.near(lon=30.2, lat=50.2, at=visit.now, **told) == []
        assert [one.appeal.tag for one in listing.near(at=visit.now, **told)] == [lodged.tag]
    act(town.worker, actions.answer, lodged.id, outcome="done", words=YES)
    with lock.visit(None) as visit:
        assert listing.near(at=visit.now, **told) == []


def test_a_neighbour_follows_and_hears_of_the_answer(town) -> None:
    lodged = town.lodge(**SAID)
    with lock.as_account(town.neighbour) as visit, pytest.raises(NotFound):
        actions.follow(tag=lodged.tag, by=visit, at=visit.now)
    let_out(town, lodged)
    with lock.as_account(town.neighbour) as visit:
        actions.follow(tag=lodged.tag, by=visit, at=visit.now)
    act(town.worker, actions.answer, lodged.id, outcome="done", words=YES)
    assert said_to(town, "answered") == 2


def test_a_refusal_needs_two_and_its_author_can_object(town) -> None:
    lodged = town.lodge(**SAID)
    with lock.as_account(town.moderator) as visit:
        moderating.ask_refusal(
            submission=lodged.submission, reason="child", words="Видно дітей.", by=visit, at=visit.now
        )
    with lock.as_account(town.second_moderator) as visit:
        moderating.second(submission=lodged.submission, agree=True, by=visit, at=visit.now)
    assert said_to(town, "withheld") == 1
    with lock.as_account(town.resident) as visit:
        assert queries.appeal_for(visit, id=lodged.id).step("withheld")
        actions.object_to_refusal(
            appeal=lodged.id, submission=lodged.submission, words="Дітей там немає.", by=visit, at=visit.now
        )
    with lock.as_account(town.moderator) as visit:
        assert submissions.submission_for(visit, lodged.submission).state == "objected"


def test_what_was_taken_back_is_read_no_more(town) -> None:
    lodged = town.lodge(**SAID)
    let_out(town, lodged)
    notice = seen(town).rows[0].notice
    with lock.as_account(town.second) as visit:
        publication.withdraw(tag=notice, reasons={"uk": "Помилка"}, by=visit, at=visit.now)
    assert seen(town).count == 0
    with lock.visit(None) as visit, pytest.raises(NotFound):
        listing.public(lodged.tag, at=visit.now)


def test_nobody_writes_the_public_tables_and_nobody_forges_letting_out(town) -> None:
    lodged = town.lodge(**SAID)
    for words in (
        "insert into appeals_public_step (id) values (gen_random_uuid())",
        "update appeals_public set state = 'answered'",
        f"select appeals.let_out('{lodged.tag}', 'x', '{{}}', '{{}}', '', null, null, '[]', now())",
        f"select appeals.add_step('{lodged.id}', null, 'answered', now(), 1, '{{}}', '{{}}', 'answered', null, null, now())",
        f"select appeals.erase_public('{lodged.id}')",
    ):
        with lock.as_account(town.neighbour), pytest.raises(DatabaseError), transaction.atomic():
            connections["default"].cursor().execute(words)
            pytest.fail(words)


def test_erasure_takes_the_public_version_along(town) -> None:
    lodged = town.lodge(**SAID)
    let_out(town, lodged)
    with lock.as_account(town.worker) as visit:
        registry.erase(subject=lodged.id, ground="Вимога особи", by=visit, at=visit.now)
    assert seen(town).count == 0
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select count(*) from publication_notice n where n::text like '%ліхтарів%'")
        assert cursor.fetchone()[0] == 0
        cursor.execute("reset role")
    with lock.as_account(town.resident) as visit:
        assert queries.mine(visit) == []


def test_its_author_says_nothing_in_the_bodys_name(town) -> None:
    lodged = town.lodge(**SAID)
    let_out(town, lodged)
    given = f"select appeals.add_step('{lodged.id}', null, 'given', now(), {town.works.id}, '{{}}', "
    words = given + """'{"public": {"uk": "Все зроблено."}}', '%s', null, null, now())"""
    with lock.as_account(town.resident), pytest.raises(DatabaseError), transaction.atomic():
        connections["default"].cursor().execute(words % "answered")
    with lock.as_account(town.resident):
        connections["default"].cursor().execute(words % "open")
    with lock.visit(None) as visit:
        step = listing.public(lodged.tag, at=visit.now).steps[-1]
        assert (step.step, step.words, step.organisation) == ("given", {}, None)
