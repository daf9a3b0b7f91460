"""What somebody outside may try at the pages of sign-in."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from tests import factories, signing

from quartier.core.registry import lock
from quartier.surface.entry import VISIT_COOKIE
from quartier.surface.sign_in.stored import SessionStore, stored

pytestmark = pytest.mark.django_db
SESSION = settings.SESSION_COOKIE_NAME


@pytest.fixture
def resident(db, as_fixture):
    with as_fixture():
        made = factories.account(email="taras@town.example", phone="+380500000011")
        factories.verified(made)
        return made


def bare(answer) -> str:
    """A page without what differs at each call: tokens and the typed address."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r"\b(taras|nobody)@town\.example|\+38050000001[1-9]", "ADDRESS", text)


@pytest.mark.parametrize(
    ("address", "field", "known", "unknown"),
    [
        ("/account/login/", "login", "taras@town.example", "nobody@town.example"),
        ("/account/login/", "login", "+380500000011", "+380500000019"),
        ("/account/signup/", "email", "taras@town.example", "nobody@town.example"),
        ("/account/signup/", "phone", "+380500000011", "+380500000019"),
        ("/account/password/reset/", "email", "taras@town.example", "nobody@town.example"),
    ],
)
def test_known_and_unknown_addresses_get_the_same_answer(resident, address, field, known, unknown):
    answers = []
    for typed in (known, unknown):
        client = Client()
        first = client.post(f"{address}?language=en", {field: typed})
        assert first.status_code == 302, bare(first)
        second = client.get(first["Location"])
        answers.append((first["Location"], second.status_code, bare(second), sorted(client.cookies)))
    assert answers[0] == answers[1]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(resident):
    answers = []
    for typed in ("taras@town.example", "nobody@town.example"):
        answer = Client().post("/account/login/?language=en", {"login": typed, "password": "not this one"})
        answers.append((answer.status_code, bare(answer)))
    assert answers[0] == answers[1]


def test_whoever_owns_the_address_is_told_by_mail_and_nobody_else(resident):
    Client().post("/account/signup/?language=en", {"email": "taras@town.example"})
    assert mail.outbox[-1].subject == "You already have an account"
    Client().post("/account/login/?language=en", {"login": "nobody@town.example"})
    assert mail.outbox[-1].subject == "No account with this address"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(resident, wanted):
    client = Client()
    client.post(f"/account/login/?next={wanted}", {"login": resident.email, "next": wanted})
    answer = client.post(
        f"/account/login/code/confirm/?next={wanted}", {"code": signing.code_in_mail(), "next": wanted}
    )
    assert answer["Location"] == "/account/"


def test_where_one_wanted_to_go_within_the_house_is_kept(resident):
    client = Client()
    client.post("/account/login/?next=/console/", {"login": resident.email})
    answer = client.post(
        "/account/login/code/confirm/?next=/console/", {"code": signing.code_in_mail(), "next": "/console/"}
    )
    assert answer["Location"] == "/console/"


@pytest.mark.parametrize(
    "address",
    [
        "/account/login/",
        "/account/signup/",
        "/account/logout/",
        "/account/sessions/end/",
        "/account/factors/webauthn/login/",
    ],
)
def test_a_form_of_another_site_is_refused(address):
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, {"login": "taras@town.example"}).status_code == 403
    assert not mail.outbox


def test_leaving_needs_a_post(resident):
    client = Client()
    signing.with_code(client, resident.email)
    client.get("/account/logout/")
    with lock.visit(client.cookies[VISIT_COOKIE].value) as visit:
        assert visit.account == resident.id


def test_the_session_gets_a_new_key_at_sign_in(resident):
    client = Client()
    client.post("/account/login/", {"login": resident.email})
    before = client.cookies[SESSION].value
    client.post("/account/login/code/confirm/", {"code": signing.code_in_mail()})
    after = client.cookies[SESSION].value
    assert before != after
    assert not Session.objects.filter(session_key=stored(before)).exists()


def test_nobody_chooses_the_key_of_a_session(resident):
    chosen = "fixedfixedfixedfixedfixedfixedfi"
    client = Client()
    client.cookies[SESSION] = chosen
    signing.with_code(client, resident.email)
    assert client.cookies[SESSION].value != chosen
    assert not Session.objects.filter(session_key=stored(chosen)).exists()


def test_what_the_table_holds_is_no_key(resident):
    client = Client()
    signing.with_code(client, resident.email)
    held = Session.objects.get(session_key=stored(client.cookies[SESSION].value)).session_key
    thief = Client()
    thief.cookies[SESSION] = held
    assert thief.get("/account/").status_code == 302
    assert SessionStore(held).load() == {}


def test_a_cookies_token_is_no_key_of_a_program(resident):
    client = Client()
    signing.with_code(client, resident.email)
    token = client.cookies[VISIT_COOKIE].value
    seen = []
    from quartier.surface import entry

    middleware = entry.Entry(lambda request: seen.append(request.visit) or entry.HttpResponse())
    from django.test import RequestFactory

    for path in ("/api/x", "/console/"):
        middleware(RequestFactory().get(path, headers={"Authorization": f"Bearer {token}"}))
    assert [visit.kind for visit in seen] == ["visitor", "visitor"]


def test_guessing_a_password_ends_after_five(resident):
    resident.set_password("correct horse battery")
    resident.save(using="signin")
    client = Client()
    for _ in range(5):
        client.post("/account/login/?language=en", {"login": resident.email, "password": "wrong wrong wrong"})
    answer = client.post(
        "/account/login/?language=en", {"login": resident.email, "password": "correct horse battery"}
    )
    assert "Too many attempts" in answer.content.decode()
    assert VISIT_COOKIE not in client.cookies


def test_codes_cannot_be_asked_for_without_end(resident):
    for _ in range(4):
        answer = Client().post("/account/login/?language=en", {"login": resident.email})
    assert "Too many attempts" in answer.content.decode()
    assert len(mail.outbox) == 3


def test_counts_are_shared_by_all_workers():
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_a_code_serves_one_use_in_its_own_browser(resident):
    client, other = Client(), Client()
    client.post("/account/login/", {"login": resident.email})
    code = signing.code_in_mail()
    answer = other.post("/account/login/code/confirm/", {"code": code})
    assert "/account/login/" in answer["Location"] and VISIT_COOKIE not in other.cookies
    client.post("/account/login/code/confirm/", {"code": code})
    assert VISIT_COOKIE in client.cookies
    client.post("/account/logout/")
    client.post("/account/login/code/confirm/", {"code": code})
    assert not client.cookies[VISIT_COOKIE].value


def test_a_closed_account_does_not_open(resident):
    resident.is_active = False
    resident.save(using="signin")
    client = Client()
    client.post("/account/login/", {"login": resident.email})
    client.post("/account/login/code/confirm/", {"code": "0000-0000"})
    assert VISIT_COOKIE not in client.cookies


def test_somebody_who_only_read_the_mail_does_not_add_the_second_factor_of_staff_who_have_one(as_fixture):
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100)
        police = factories.organisation()
        officer = factories.account(organisation=police, email="o@town.example")
        factories.grant(officer, role="police_officer", area=root, organisation=police)
    signing.add_app(officer.id)
    thief = Client()
    signing.with_code(thief, officer.email)
    for address in ("totp/activate/", "webauthn/add/", "recovery-codes/generate/", "totp/deactivate/"):
        assert thief.get(f"/account/factors/{address}").status_code == 302
    assert VISIT_COOKIE not in thief.cookies
