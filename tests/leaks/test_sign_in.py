"""Signing in with the logins of production: two roles, two connections, committed data, the guard on."""

from datetime import timedelta
from types import SimpleNamespace

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from psycopg import errors

from quartier.core.accounts.models import Account, SignIn
from quartier.core.registry import lock
from quartier.surface.entry import VISIT_COOKIE
from tests import factories, signing

pytestmark = [pytest.mark.database, pytest.mark.attack]
CREDENTIALS = [
    "accounts_account",
    "accounts_grant",
    "accounts_apikey",
    "accounts_signin",
    "accounts_cache",
    "accounts.mandate",
    "account_emailaddress",
    "django_session",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "registry.visit",
]


@pytest.fixture(scope="module")
def committed(database, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), database.own_copy():
        yield database


@pytest.fixture(scope="module")
def staff(committed):
    """A chief who may give roles and an officer without one, committed."""
    with committed.preparing():
        root = factories.area(kind="hromada", lo=0, hi=100)
        police = factories.organisation()
        chief = factories.account(organisation=police, email="chief@real.example", display_name="Helen")
        officer = factories.account(organisation=police, email="officer@real.example", display_name="Leila")
        factories.grant(chief, role="shift_commander", area=root, organisation=police)
    signing.add_app(chief.id)
    return SimpleNamespace(chief=chief, officer=officer, root=root, police=police, database=committed)


@pytest.fixture(autouse=True)
def guarded(settings):
    settings.QUARTIER_GUARD = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def visit_of(client):
    cookie = client.cookies.get(VISIT_COOKIE)
    with lock.visit(cookie.value if cookie else None) as visit:
        return visit


def test_somebody_signs_up_over_two_connections(staff):
    client = Client()
    client.post("/account/signup/", {"email": "olena@real.example"})
    client.post("/account/confirm-email/", {"code": signing.code_in_mail()})
    visit = visit_of(client)
    assert visit.account == Account.objects.get(email="olena@real.example").id
    assert client.get("/account/").status_code == 200
    client.post("/account/logout/")
    assert visit_of(client).kind == "visitor"


def test_an_officer_sets_the_second_step_up_over_two_connections(staff, settings):
    """The library wraps this in a transaction of the default alias while it writes on the other: see decision 14."""
    settings.QUARTIER_GUARD = False
    with staff.database.preparing():
        newcomer = factories.account(organisation=staff.police, email="new@real.example")
        factories.grant(newcomer, role="police_officer", area=staff.root, organisation=staff.police)
    settings.QUARTIER_GUARD = True
    client = Client()
    signing.with_code(client, newcomer.email)
    assert client.get("/console/")["Location"] == "/account/second-factor/"
    seed = client.get("/account/factors/totp/activate/").context["form"].secret
    client.post("/account/factors/totp/activate/", {"code": signing.code_of_app(seed)})
    assert visit_of(client).may("incidents.read")
    assert len(client.get("/account/factors/recovery-codes/").context["unused_codes"]) == 10


def test_a_role_given_on_the_page_is_one_transaction_with_its_ledger_entry(staff):
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, staff.chief.id)
    typed = {"address": staff.officer.email, "role": "dispatcher", "area": staff.root.id, "secrecy": "1"}
    typed |= {"organisation": staff.police.id, "compartments": ["general"], "reason": "night desk"}
    assert client.post("/console/accounts/give/", typed).status_code == 302
    with lock.as_account(staff.officer.id) as visit:
        assert visit.roles == ("dispatcher",)
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from ledger_envelope where kind = 'accounts.grant_given'")
        assert cursor.fetchone()[0] == 1


def test_leaving_in_the_same_request_that_recomputes_the_reach_does_not_wait_for_itself(staff):
    """The entry may have touched the visit's row; whoever closes it from another connection would wait for ever."""
    client = Client()
    signing.with_code(client, "chief@real.example")
    client.post("/account/factors/authenticate/", {"code": signing.recovery_code(staff.chief.id)})
    assert visit_of(client).account == staff.chief.id
    with connections["owner"].cursor() as cursor:
        cursor.execute("update registry.generation set number = number + 1")
    client.post("/account/logout/")
    assert visit_of(client).kind == "visitor"


@pytest.mark.parametrize("table", CREDENTIALS)
def test_the_application_reads_no_credentials(staff, table):
    address = staff.database.address("quartier_app", staff.database.copy_name)
    with psycopg.connect(address, autocommit=True) as raw, pytest.raises(errors.InsufficientPrivilege):
        raw.execute(f"select * from {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "insert into accounts_grant default values",
        "update accounts_grant set secrecy = 3",
        "delete from accounts_grant",
        "delete from accounts_account",
        "select accounts.give(gen_random_uuid(), gen_random_uuid(), 'clerk', 1, 1, '{}', 0::smallint, now(), null, 'x')",
        "select accounts.take(gen_random_uuid(), 'x')",
        "insert into accounts.mandate values ('resident', 'administrator', false, '{}', 0::smallint)",
        "select * from registry_subject",
    ],
)
def test_sign_in_gives_no_role_and_reads_no_record(staff, statement):
    address = staff.database.address("quartier_signin", staff.database.copy_name)
    with psycopg.connect(address, autocommit=True) as raw, pytest.raises(errors.InsufficientPrivilege):
        raw.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "select accounts.give(gen_random_uuid(), gen_random_uuid(), 'clerk', 1, 1, '{}', 0::smallint, now(), null, 'x')",
        "select accounts.take(gen_random_uuid(), 'x')",
        "select accounts.may_give(gen_random_uuid(), 'clerk', 1, 1, '{}', 0::smallint, null)",
        "select registry.open_visit('\\x00'::bytea, 1::smallint, gen_random_uuid(), now())",
    ],
)
def test_nobody_in_particular_gives_nothing(staff, statement):
    address = staff.database.address("quartier_app", staff.database.copy_name)
    with psycopg.connect(address, autocommit=True) as raw, pytest.raises(errors.InsufficientPrivilege):
        raw.execute(statement)


def test_neither_keys_nor_tokens_lie_in_the_tables(staff):
    client = Client()
    signing.with_code(client, staff.officer.email)
    Account.objects.filter(pk=staff.officer.pk).update(language="en")
    cookies = [client.cookies[name].value for name in ("quartier_session",)]
    held = str(list(Session.objects.values())) + str(list(SignIn.objects.values()))
    assert not [value for value in cookies if value in held]


def test_a_visit_that_ran_out_is_a_visitors(staff):
    token = lock.open_visit(
        account=staff.chief.id, kind=lock.VisitKind.ACCOUNT, lasts=timedelta(milliseconds=-1)
    )
    with lock.visit(token) as visit:
        assert visit.kind == "visitor"
