"""The lock through the door that everyone uses: who sees what, and that nobody sees anything outside."""

from datetime import timedelta

import pytest

from quartier.core.kit.errors import NotFound
from quartier.core.kit.ids import uuid7
from quartier.core.registry import actions, lock
from quartier.core.registry.models import Subject
from quartier.core.registry.visits import VisitKind

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def seen_by(account):
    with lock.as_account(account):
        return set(Subject.objects.values_list("id", flat=True))


def test_a_grant_reaches_its_area_and_below_and_no_other_organisation(town):
    record = town.open(town.officer, town.here)
    assert seen_by(town.officer) == seen_by(town.chief) == {record.id}
    assert seen_by(town.clerk) == seen_by(town.resident) == set()
    elsewhere = town.open(town.chief, town.there)
    assert seen_by(town.chief) == {record.id, elsewhere.id}
    assert seen_by(town.officer) == {record.id}


def test_a_visitor_an_unknown_token_and_nobody_see_nothing(town):
    town.open(town.officer, town.here)
    for token in (None, "", "x" * 43, "not a token\x00", lock.new_token()):
        with lock.visit(token) as visit:
            assert visit.kind is VisitKind.VISITOR
            assert Subject.objects.count() == 0
    assert Subject.objects.count() == 0


def test_a_resident_lodges_without_seeing_the_box_and_then_sees_exactly_her_record(town):
    other = town.open(town.clerk, town.box)
    mine = town.open(town.resident, town.box)
    assert seen_by(town.resident) == {mine.id}
    assert seen_by(town.clerk) == {mine.id, other.id}


def test_an_anonymous_visitor_lodges_and_sees_nothing(town):
    with lock.visit(None) as visit:
        actions.open_record(kind="test.note", scope=town.box, by=visit, at=visit.now)
        assert Subject.objects.count() == 0
    assert len(seen_by(town.clerk)) == 1


def test_moving_out_of_sight_takes_the_record_along_and_hidden_equals_absent(town):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as visit:
        actions.move(subject=record.id, scope=town.there, by=visit, at=visit.now)
    assert seen_by(town.officer) == set()
    assert seen_by(town.chief) == {record.id}
    for subject in (record.id, uuid7()):
        with lock.as_account(town.officer) as visit, pytest.raises(NotFound) as refusal:
            actions.move(subject=subject, scope=town.here, by=visit, at=visit.now)
        assert refusal.value.code == "no_such_record"


def test_a_share_is_seen_until_it_ends(town):
    record = town.open(town.officer, town.here)
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
    record = town.open(town.officer, town.here)
    token = lock.open_visit(account=town.officer, kind=VisitKind.ACCOUNT, lasts=timedelta(minutes=5))
    with lock.visit(token, capacity="cell"):
        assert Subject.objects.get().id == record.id
    with lock.visit(token, capacity="party"):
        assert not Subject.objects.exists()
    lock.close_visits(town.officer)
    with lock.visit(token) as visit:
        assert visit.kind is VisitKind.VISITOR and not Subject.objects.exists()


def test_a_visit_inside_a_visit_gives_the_outer_one_back(town):
    record = town.open(town.officer, town.here)
    token = lock.open_visit(account=town.officer, kind=VisitKind.ACCOUNT, lasts=timedelta(minutes=5))
    with lock.visit(token):
        with lock.visit(None):
            assert not Subject.objects.exists()
        assert Subject.objects.get().id == record.id


def test_the_ledger_learns_which_key_acted_and_nothing_to_find_it_by(town):
    token = lock.open_visit(account=town.officer, kind=VisitKind.ACCOUNT, lasts=timedelta(minutes=5))
    with lock.visit(token) as visit:
        said = visit.describe()
    with lock.visit(
        lock.open_visit(account=town.officer, kind=VisitKind.ACCOUNT, lasts=timedelta(minutes=5))
    ) as other:
        assert other.describe()["key"] != said["key"]
    assert said["account"] == str(town.officer)
    assert len(said["key"]) == 32
    assert said["key"] not in token
    assert said["key"] not in lock.digest(token).hex()
    with lock.visit(None) as nobody:
        assert nobody.describe() == {"kind": "visitor", "account": None, "key": None, "device": None}
