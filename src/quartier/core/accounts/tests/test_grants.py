"""Roles given and ended in PostgreSQL, through the function that knows the giver."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connections, transaction
from tests import factories

from quartier.core.accounts import actions, mandates, queries
from quartier.core.accounts.models import Account, Grant
from quartier.core.kit.errors import Invalid, NotAllowed
from quartier.core.registry import lock

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db, as_fixture):
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100)
        beat = factories.area(parent=root, lo=10, hi=20)
        elsewhere = factories.area(kind="hromada", lo=200, hi=300)
        police, council = factories.organisation(), factories.organisation(kind="municipality")
        chief, officer = factories.account(organisation=police), factories.account(organisation=police)
        held = factories.grant(chief, role="shift_commander", area=root, organisation=police)
        factories.scope(area=beat, organisation=police)
    named = {"root": root, "beat": beat, "elsewhere": elsewhere, "police": police, "council": council}
    return SimpleNamespace(**named, chief=chief, officer=officer, held=held)


def give(town, visit, **changes):
    values = {
        "account": town.officer.id,
        "role": "beat_officer",
        "area": town.beat.id,
        "organisation": town.police.id,
        "compartments": frozenset({"general"}),
        "secrecy": 1,
        "until": None,
        "reason": "replaces a colleague",
        "by": visit,
        "at": visit.now,
    } | changes
    return actions.give(**values)


def test_what_is_given_opens_at_the_next_visit(town):
    with lock.as_account(town.chief.id) as chief:
        give(town, chief)
    with lock.as_account(town.officer.id) as officer:
        assert officer.roles == ("beat_officer",)
        assert officer.breadth == 1
        assert officer.may("incidents.read")
        assert not officer.may("accounts.give")


def test_a_grant_that_is_ended_opens_nothing_more(town):
    with lock.as_account(town.chief.id) as chief:
        which = give(town, chief)
        actions.end(grant=which, reason="moved to another beat", by=chief, at=chief.now)
    with lock.as_account(town.officer.id) as officer:
        assert officer.roles == () and officer.breadth == 0
    with pytest.raises(NotAllowed), lock.as_account(town.chief.id) as chief:
        actions.end(grant=which, reason="again", by=chief, at=chief.now)


def test_an_open_visit_of_the_receiver_ends_so_that_a_second_factor_can_be_asked_for(town):
    token = lock.open_visit(account=town.officer.id, kind=lock.VisitKind.ACCOUNT, lasts=timedelta(hours=1))
    with lock.as_account(town.chief.id) as chief:
        give(town, chief)
    with lock.visit(token) as visit:
        assert visit.kind == "visitor"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"role": "clerk"}, "role_not_yours_to_give"),
        ({"secrecy": 3}, "above_the_role"),
        ({"compartments": frozenset({"medical"})}, "above_the_role"),
    ],
)
def test_a_refusal_says_why(town, changes, reason):
    with lock.as_account(town.chief.id) as chief, pytest.raises(NotAllowed) as refused:
        give(town, chief, **changes)
    assert reason in refused.value.details["reasons"]


def test_outside_the_own_area_and_organisation_nothing_can_be_given(town):
    for changes in ({"area": town.elsewhere.id}, {"organisation": town.council.id}, {"organisation": None}):
        with lock.as_account(town.chief.id) as chief, pytest.raises(NotAllowed):
            give(town, chief, **changes)


def test_never_to_oneself_and_never_without_a_reason(town):
    with lock.as_account(town.chief.id) as chief:
        with pytest.raises(NotAllowed):
            give(town, chief, account=town.chief.id)
        with pytest.raises(Invalid):
            give(town, chief, reason="  ")


def test_the_database_refuses_what_a_page_forgot_to_check(town):
    """The same limits hold for SQL that never saw the rules."""
    sql = (
        "select accounts.give(gen_random_uuid(), %s, %s, %s, %s, %s::text[], %s::smallint, now(), null, 'x')"
    )
    tries = [
        [town.chief.id, "beat_officer", town.beat.id, town.police.id, ["general"], 1],
        [town.officer.id, "administrator", town.beat.id, town.police.id, [], 0],
        [town.officer.id, "beat_officer", town.elsewhere.id, town.police.id, ["general"], 1],
        [town.officer.id, "beat_officer", town.beat.id, town.council.id, ["general"], 1],
        [town.officer.id, "beat_officer", town.beat.id, town.police.id, ["general", "medical"], 1],
        [town.officer.id, "beat_officer", town.beat.id, town.police.id, ["general"], 3],
        [town.officer.id, "beat_officer", None, town.police.id, ["general"], 1],
    ]
    with lock.as_account(town.chief.id):
        for values in tries:
            with (
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connections["default"].cursor() as cursor,
            ):
                cursor.execute(sql, values)
    with (
        lock.visit(None),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(sql, [town.officer.id, "beat_officer", town.beat.id, town.police.id, ["general"], 1])


def test_anyone_may_lay_the_own_role_down(town):
    with lock.as_account(town.chief.id) as chief:
        actions.end(grant=town.held.id, reason="retires", by=chief, at=chief.now)
    with lock.as_account(town.chief.id) as chief:
        assert chief.roles == ()


def test_an_officer_ends_nobody_elses_role(town):
    with lock.as_account(town.chief.id) as chief:
        give(town, chief)
    with lock.as_account(town.officer.id) as officer, pytest.raises(NotAllowed):
        actions.end(grant=town.held.id, reason="no", by=officer, at=officer.now)


def test_the_table_of_mandates_is_the_register_of_roles(town, as_fixture):
    with as_fixture(), connections["default"].cursor() as cursor:
        cursor.execute(
            "select giver, given, giver_opens_records, compartments, secrecy from accounts.mandate"
        )
        assert sorted(cursor.fetchall()) == sorted(mandates.rows()), "the register changed: add a migration"


def test_lists_show_only_what_lies_within_the_own_holding(town, as_fixture):
    with as_fixture():
        other = factories.account(organisation=town.council)
        factories.grant(other, role="clerk", area=town.root, organisation=town.council)
        far = factories.account(organisation=town.police)
        factories.grant(far, role="police_officer", area=town.elsewhere, organisation=town.police)
    with lock.as_account(town.chief.id) as chief:
        held = queries.holdings(chief.account, at=chief.now)
        assert [one.account for one in queries.grants_within(held, at=chief.now)] == [town.chief.id]
        assert queries.grants_within([], at=chief.now) == []


def test_a_key_is_told_once_and_opens_what_its_account_may(town, as_fixture):
    with as_fixture():
        administrator = factories.account(organisation=town.police)
        factories.grant(
            administrator, role="administrator", area=town.root, organisation=town.police, compartments=[]
        )
        program = factories.account(organisation=town.police, kind="service", email="")
    with lock.as_account(administrator.id) as visit:
        until = visit.now + timedelta(days=30)
        values = {"account": program.id, "label": "nightly export", "by": visit, "at": visit.now}
        which, key = actions.make_key(permits=frozenset({"incidents.read"}), until=until, **values)
        assert key not in str(queries.keys_of([town.police.id]))
        with pytest.raises(Invalid):
            actions.make_key(permits=frozenset({"everything"}), until=until + timedelta(days=900), **values)
        assert actions.end_key(key=which, reason="lost", by=visit, at=visit.now) == lock.digest(key)
    with lock.as_account(town.chief.id) as visit, pytest.raises(NotAllowed):
        actions.make_key(
            account=program.id,
            label="x",
            permits=frozenset({"incidents.read"}),
            until=until,
            by=visit,
            at=visit.now,
        )


def test_constraints_of_the_tables_hold(town, as_fixture):
    with as_fixture():
        with pytest.raises(DatabaseError), transaction.atomic():
            factories.grant(
                town.officer, role="clerk", area=town.beat, organisation=None, given_by=town.officer
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            factories.account(kind="service")
        with pytest.raises(DatabaseError), transaction.atomic():
            start = factories.START
            factories.grant(town.officer, role="clerk", area=town.beat, organisation=None, until=start)
        assert Account.objects.filter(email=None).count() == Account.objects.filter(email="").count()
        factories.account(email="")
        factories.account(email="")
        assert Grant.objects.filter(account=town.officer).count() == 0
