"""Rule packs that are not wholly verified: who accepts them, what is kept, and what runs without."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from tests import factories

from quartier.core.accounts import accepting
from quartier.core.accounts.models import Acceptance
from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from quartier.core.law import library
from quartier.core.registry import lock

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db, as_fixture):
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100)
        council, other = factories.organisation(kind="municipality"), factories.organisation()
        admin, clerk = factories.account(organisation=council), factories.account(organisation=council)
        factories.grant(admin, role="administrator", area=None, organisation=council)
        factories.grant(clerk, role="clerk", area=root, organisation=council)
    return SimpleNamespace(council=council.id, other=other.id, admin=admin.id, clerk=clerk.id)


def accept(town, visit, **changes):
    values = {"pack": "ua.appeals", "organisation": town.council, "reason": "letter 14-7"} | changes
    return accepting.accept(**values, by=visit, at=visit.now)


def test_nothing_runs_on_an_unverified_pack_before_somebody_accepts_it(town):
    with lock.as_account(town.admin) as admin:
        with pytest.raises(Conflict) as caught:
            accepting.pack_for(organisation=town.council, name="ua.appeals")
        assert caught.value.code == "law.not_accepted"
        accept(town, admin)
        assert accepting.pack_for(organisation=town.council, name="ua.appeals") is library.pack("ua.appeals")
        with pytest.raises(Conflict):
            accepting.pack_for(organisation=town.other, name="ua.appeals")


def test_in_the_demo_it_runs(town, settings):
    settings.QUARTIER_DEMO = True
    with lock.as_account(town.admin):
        assert accepting.pack_for(organisation=town.council, name="ua.custody").name == "ua.custody"


def test_a_new_version_has_to_be_accepted_anew(town, monkeypatch):
    with lock.as_account(town.admin) as admin:
        accept(town, admin)
        changed = {**library.texts("ua.appeals")}
        changed["packs/ua.appeals"] += "# another word\n"
        newer = library.pack_from(changed, name="ua.appeals")
        monkeypatch.setattr(library, "pack", lambda name: newer)
        with pytest.raises(Conflict):
            accepting.pack_for(organisation=town.council, name="ua.appeals")
        older = Acceptance.objects.get().version
        assert accepting.pack_of_version(name="ua.appeals", version=older).version == older != newer.version


def test_the_acceptance_is_in_the_ledger_with_the_version_and_the_reason(town):
    with lock.as_account(town.admin) as admin:
        accept(town, admin)
    row = Acceptance.objects.get()
    assert (row.version, row.accepted_by) == (library.pack("ua.appeals").version, town.admin)
    assert row.unverified == sum(not each.verified for each in library.pack("ua.appeals").cited()) > 0
    assert set(row.texts) == {"packs/ua.appeals"}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"organisation": "other"}, NotAllowed),
        ({"pack": "ua.nothing"}, NotFound),
        ({"reason": " "}, Invalid),
        ({"reason": "x" * 301}, Invalid),
    ],
)
def test_what_is_not_right_is_refused(town, changes, refusal):
    if changes.get("organisation"):
        changes = {"organisation": town.other}
    with lock.as_account(town.admin) as admin, pytest.raises(refusal):
        accept(town, admin, **changes)


def test_twice_is_once_too_often(town):
    with lock.as_account(town.admin) as admin:
        accept(town, admin)
        with pytest.raises(Conflict, match="accepted_before"):
            accept(town, admin)


def test_a_clerk_may_not(town):
    with lock.as_account(town.clerk) as clerk, pytest.raises(NotAllowed):
        accept(town, clerk)


@pytest.mark.parametrize(
    "sql", ["update accounts_acceptance set reason = ''", "delete from accounts_acceptance"]
)
def test_a_row_is_never_changed_by_the_application(town, sql):
    with lock.as_account(town.admin) as admin:
        accept(town, admin)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
