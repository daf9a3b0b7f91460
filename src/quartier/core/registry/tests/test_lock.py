"""The lock through the door that everyone uses: who sees what, and that nobody sees anything outside."""

from datetime import timedelta

import pytest
from django.db import connection

from quartier.core.kit.errors import NotFound
from quartier.core.kit.ids import uuid7
from quartier.core.registry import actions, lock
from quartier.core.registry.models import Subject
from quartier.core.registry.visits import VisitKind

from . import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def town(as_fixture):
    class Town:
        pass

    with as_fixture():
        town = Town()
        town.root = factories.area(kind="hromada", lo=0, hi=100)
        town.centre = factories.area(parent=town.root, lo=10, hi=20)
        town.station = factories.area(parent=town.root, lo=30, hi=40)
        town.police, town.council = factories.organisation(), factories.organisation(kind="municipality")
        town.officer = factories.staff(area=town.centre, organisation=town.police)
        town.chief = factories.staff(area=town.root, organisation=town.police)
        town.clerk = factories.staff(area=town.root, organisation=town.council)
        town.resident = factories.account().id
        town.here = factories.scope(area=town.centre, organisation=town.police)
        town.there = factories.scope(area=town.station, organisation=town.police)
        town.box = factories.scope(area=town.root, organisation=town.council)
        connection.cursor().execute(
            "insert into registry.drop_box values ('public.registry_subject'::regclass, %s)", [town.box]
        )
    return town


def open_one(account, scope):
    with lock.as_account(account) as visit:
        return actions.open_record(kind="test.note", scope=scope, by=visit, at=visit.now)


def seen_by(account):
    with lock.as_account(account):
        return set(Subject.objects.values_list("id", flat=True))


def test_a_grant_reaches_its_area_and_below_and_no_other_organisation(town):
    record = open_one(town.officer, town.here)
    assert seen_by(town.officer) == seen_by(town.chief) == {record.id}
    assert seen_by(town.clerk) == seen_by(town.resident) == set()
    elsewhere = open_one(town.chief, town.there)
    assert seen_by(town.chief) == {record.id, elsewhere.id}
    assert seen_by(town.officer) == {record.id}


def test_a_visitor_an_unknown_token_and_nobody_see_nothing(town):
    open_one(town.officer, town.here)
    for token in (None, "", "x" * 43, "not a token\x00", lock.new_token()):
        with lock.visit(token) as visit:
            assert visit.kind is VisitKind.VISITOR
            assert Subject.objects.count() == 0
    assert Subject.objects.count() == 0


def test_a_resident_lodges_without_seeing_the_box_and_then_sees_exactly_her_record(town):
    other = open_one(town.clerk, town.box)
    mine = open_one(town.resident, town.box)
    assert seen_by(town.resident) == {mine.id}
    assert seen_by(town.clerk) == {mine.id, other.id}


def test_an_anonymous_visitor_lodges_and_sees_nothing(town):
    with lock.visit(None) as visit:
        actions.open_record(kind="test.note", scope=town.box, by=visit, at=visit.now)
        assert Subject.objects.count() == 0
    assert len(seen_by(town.clerk)) == 1


def test_moving_out_of_sight_takes_the_record_along_and_hidden_equals_absent(town):
    record = open_one(town.officer, town.here)
    with lock.as_account(town.officer) as visit:
        actions.move(subject=record.id, scope=town.there, by=visit, at=visit.now)
    assert seen_by(town.officer) == set()
    assert seen_by(town.chief) == {record.id}
    for subject in (record.id, uuid7()):
        with lock.as_account(town.officer) as visit, pytest.raises(NotFound) as refusal:
            actions.move(subject=subject, scope=town.here, by=visit, at=visit.now)
        assert refusal.value.code == "no_such_record"


def test_a_share_is_seen_until_it_ends(town):
    record = open_one(town.officer, town.here)
    with lock.as_account(town.officer) as visit:
        actions.share(
            subject=record.id,
            organisation=town.council.id,
            until=visit.now + timedelta(days=1),
            basis="test",
            by=visit,
            at=visit.now,
        )
    assert seen_by(town.clerk) == {record.id}
    with lock.as_account(town.officer) as visit:
        actions.share(
            subject=record.id,
            organisation=town.council.id,
            until=visit.now - timedelta(days=1),
            basis="test",
            by=visit,
            at=visit.now,
        )
    assert seen_by(town.clerk) == set()


def test_ended_visits_and_capacities(town):
    record = open_one(town.officer, town.here)
    token = lock.open_visit(account=town.officer, kind=VisitKind.ACCOUNT, lasts=timedelta(minutes=5))
    with lock.visit(token, capacity="cell"):
        assert Subject.objects.get().id == record.id
    with lock.visit(token, capacity="party"):
        assert not Subject.objects.exists()
    lock.close_visits(town.officer)
    with lock.visit(token) as visit:
        assert visit.kind is VisitKind.VISITOR and not Subject.objects.exists()


def test_a_visit_inside_a_visit_gives_the_outer_one_back(town):
    record = open_one(town.officer, town.here)
    token = lock.open_visit(account=town.officer, kind=VisitKind.ACCOUNT, lasts=timedelta(minutes=5))
    with lock.visit(token):
        with lock.visit(None):
            assert not Subject.objects.exists()
        assert Subject.objects.get().id == record.id
