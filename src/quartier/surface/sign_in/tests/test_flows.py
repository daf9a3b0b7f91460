"""Signing up, in, out and over: the real pages against PostgreSQL."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests import factories, signing

from quartier.core.accounts.models import Account, SignIn
from quartier.core.registry import lock
from quartier.surface.entry import VISIT_COOKIE

pytestmark = pytest.mark.django_db


def visit_of(client: Client) -> lock.Visit:
    cookie = client.cookies.get(VISIT_COOKIE)
    with lock.visit(cookie.value if cookie else None) as visit:
        return visit


@pytest.fixture
def resident(db, as_fixture):
    with as_fixture():
        return factories.account(email="taras@town.example", email_verified_at=factories.START)


@pytest.fixture
def officer(db, as_fixture):
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100)
        police = factories.organisation()
        made = factories.account(organisation=police, email="lesia@town.example")
        factories.grant(made, role="community_officer", area=root, organisation=police)
        return made


def test_a_resident_opens_an_account_with_a_code_by_mail(client):
    client.post("/account/signup/?language=uk", {"email": "Olena@Town.example"})
    assert visit_of(client).kind == "visitor", "nothing opens before the code"
    assert signing.code_in_mail() in mail.outbox[0].subject
    answer = client.post("/account/confirm-email/", {"code": signing.code_in_mail()})
    assert answer.status_code == 302 and answer["Location"] == "/account/"
    account = Account.objects.get(email="olena@town.example")
    assert account.language == "uk" and not account.has_usable_password()
    visit = visit_of(client)
    assert visit.kind == "account" and visit.account == account.id and not visit.roles


def test_a_resident_opens_an_account_with_a_code_by_sms(client, settings, tmp_path):
    settings.QUARTIER_ENV = type("Env", (), {"data": tmp_path})
    client.post("/account/signup/", {"email": "", "phone": "+380 50 000 00 17"})
    sms = next((tmp_path / "sms").iterdir()).read_text()
    code = sms.split()[1].rstrip(".")
    assert len(sms.strip()) <= 70
    answer = client.post("/account/phone/verify/", {"code": code})
    assert answer.status_code == 302
    account = Account.objects.get(phone="+380500000017")
    assert account.phone_verified_at and account.email == ""
    assert visit_of(client).account == account.id


def test_one_address_is_needed(client):
    answer = client.post("/account/signup/?language=en", {"email": "", "phone": ""})
    assert "Enter an e-mail address or a telephone number" in answer.content.decode()
    assert not mail.outbox


def test_a_resident_signs_in_with_a_code_and_out_again(client, resident):
    signing.with_code(client, resident.email)
    cookie = client.cookies[VISIT_COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    token = cookie.value
    assert visit_of(client).account == resident.id
    client.post("/account/logout/")
    with lock.visit(token) as visit:
        assert visit.kind == "visitor", "the visit is over in the database, not only in the browser"
    assert SignIn.objects.get().end_reason == "signed_out"


def test_a_wrong_code_opens_nothing_and_three_end_the_attempt(client, resident):
    client.post("/account/login/", {"login": resident.email})
    for _ in range(2):
        assert client.post("/account/login/code/confirm/", {"code": "0000-0000"}).status_code == 200
    client.post("/account/login/code/confirm/", {"code": "0000-0000"})
    right = client.post("/account/login/code/confirm/", {"code": signing.code_in_mail()})
    assert right.status_code == 302 and "login" in right["Location"]
    assert visit_of(client).kind == "visitor"


def test_a_password_is_possible_and_never_needed(client, resident):
    resident.set_password("correct horse battery")
    resident.save(using="signin")
    factories.verified(resident)
    client.post("/account/login/", {"login": resident.email, "password": "correct horse battery"})
    assert visit_of(client).account == resident.id


def test_whoever_lost_the_password_gets_a_new_one_with_a_code(client, resident):
    resident.set_password("forgotten long ago")
    resident.save(using="signin")
    factories.verified(resident)
    client.post("/account/password/reset/", {"email": resident.email})
    client.post("/account/password/reset/confirm/", {"code": signing.code_in_mail()})
    new = "three words apart"
    answer = client.post("/account/password/reset/complete/", {"password1": new, "password2": new})
    assert answer.status_code == 302
    client.logout()
    client.post("/account/login/", {"login": resident.email, "password": new})
    assert visit_of(client).account == resident.id


def test_an_officer_without_a_second_factor_can_only_set_one_up(client, officer):
    signing.with_code(client, officer.email)
    assert visit_of(client).kind == "visitor"
    for address in ("/console/", "/uk/", "/api/"):
        assert client.get(address)["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200
    page = client.get("/account/factors/totp/activate/")
    assert page.status_code == 200
    client.session.save()
    seed = page.context["form"].secret
    answer = client.post("/account/factors/totp/activate/", {"code": signing.code_of_app(seed)})
    assert answer.status_code == 302
    visit = visit_of(client)
    assert visit.account == officer.id and visit.roles == ("community_officer",)
    codes = client.get("/account/factors/recovery-codes/")
    assert len(codes.context["unused_codes"]) == 10


def test_an_officer_signs_in_in_two_steps(client, officer):
    signing.add_app(officer.id)
    signing.with_code(client, officer.email)
    assert visit_of(client).kind == "visitor"
    client.post("/account/factors/authenticate/", {"code": "000000"})
    assert visit_of(client).kind == "visitor"
    client.post("/account/factors/authenticate/", {"code": signing.code_of_app()})
    assert visit_of(client).may("console.open")
    assert SignIn.objects.get().way == "code+totp"


def test_seeds_are_sealed_in_the_table(officer):
    from allauth.mfa.models import Authenticator

    signing.add_app(officer.id)
    assert signing.SEED not in str(Authenticator.objects.get().data)


def test_a_role_given_to_a_resident_sends_her_to_the_second_step(client, resident, officer, as_fixture):
    signing.with_code(client, resident.email)
    with as_fixture():
        area = factories.area(kind="hromada", lo=300, hi=400)
        factories.grant(resident, role="moderator", area=area, organisation=officer.organisation)
    lock.close_visits(resident.id)
    client.get("/uk/")
    assert visit_of(client).kind == "visitor"
    signing.with_code(client, resident.email)
    assert client.get("/uk/")["Location"] == "/account/second-factor/"


def test_sessions_are_listed_and_one_can_be_ended(client, resident):
    signing.with_code(client, resident.email)
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    signing.with_code(other, resident.email)
    page = client.get("/account/?language=en").content.decode()
    assert "Firefox, Linux" in page
    which = SignIn.objects.get(device="Firefox, Linux")
    client.post(f"/account/sessions/{which.pk}/end/")
    assert visit_of(other).kind == "visitor", "at once, in the database"
    assert other.get("/account/").status_code == 302
    assert visit_of(client).account == resident.id


def test_all_sessions_can_be_ended_at_once(client, resident):
    signing.with_code(client, resident.email)
    other = Client()
    signing.with_code(other, resident.email)
    client.post("/account/sessions/end/")
    assert visit_of(client).kind == visit_of(other).kind == "visitor"
    assert not SignIn.objects.filter(ended_at=None).exists()


def test_nobody_ends_somebody_elses_session(client, resident, officer):
    signing.add_app(officer.id)
    other = Client()
    signing.as_staff(other, officer.id)
    signing.with_code(client, resident.email)
    theirs = SignIn.objects.get(account_id=officer.id)
    assert client.post(f"/account/sessions/{theirs.pk}/end/").status_code == 404
    assert visit_of(other).account == officer.id


@pytest.mark.parametrize("field", ["seen_at", "until"])
def test_a_session_ends_after_idle_and_absolute_time(client, officer, field):
    signing.add_app(officer.id)
    signing.as_staff(client, officer.id)
    token = client.cookies[VISIT_COOKIE].value
    assert client.get("/console/").status_code == 200
    SignIn.objects.update(**{field: timezone.now() - timedelta(minutes=31)})
    assert client.get("/console/").status_code == 302
    with lock.visit(token) as visit:
        assert visit.kind == "visitor"
    assert SignIn.objects.get().end_reason == "idle"


def test_a_visit_cookie_without_its_session_opens_nothing(client, resident):
    signing.with_code(client, resident.email)
    thief = Client()
    thief.cookies[VISIT_COOKIE] = client.cookies[VISIT_COOKIE].value
    answer = thief.get("/account/")
    assert answer.status_code == 302
    assert visit_of(client).kind == "visitor", "the owner is signed out as well, and notices"


def test_a_cookie_is_set_only_by_signing_in(client):
    assert not client.get("/account/login/").cookies.get(VISIT_COOKIE)
