"""Signing in with a national identity, against a small provider in a thread."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from tests import factories

from quartier.core.accounts.models import Account
from quartier.core.registry import lock
from quartier.surface.entry import VISIT_COOKIE

from .identity import Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    held = Provider()
    app = {"provider_id": "national", "name": "Дія", "client_id": "quartier", "secret": "s"}
    app["settings"] = {"server_url": held.url, "fetch_userinfo": True}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield held
    held.close()


def sign_in(client, provider):
    asked = client.post("/account/identity/oidc/national/login/")
    assert asked["Location"].startswith(f"{provider.url}/authorize")
    back = provider.authorize(dict(parse_qsl(urlsplit(asked["Location"]).query)))
    there = urlsplit(back)
    return client.get(f"{there.path}?{there.query}")


def test_the_page_offers_it_only_where_it_is_set_up(client, settings, provider):
    assert "Дія" in client.get("/account/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Дія" not in client.get("/account/login/").content.decode()
    assert client.post("/account/identity/oidc/national/login/").status_code == 404


def test_somebody_opens_an_account_and_comes_back_to_it(client, provider):
    answer = sign_in(client, provider)
    assert answer["Location"] == "/account/"
    account = Account.objects.get()
    assert account.display_name == "Ганна Лозовик" and not account.has_usable_password()
    with lock.visit(client.cookies[VISIT_COOKIE].value) as visit:
        assert visit.account == account.id
    client.post("/account/logout/")
    sign_in(client, provider)
    assert Account.objects.count() == SocialAccount.objects.count() == 1
    assert not SocialToken.objects.exists(), "no token of the provider is kept"


def test_an_address_that_the_provider_tells_takes_no_account_over(client, provider, as_fixture):
    with as_fixture():
        owner = factories.account(email="hanna@town.example")
        factories.verified(owner)
    sign_in(client, provider)
    found = SocialAccount.objects.first()
    assert found is None or found.user_id != owner.id
    cookie = client.cookies.get(VISIT_COOKIE)
    with lock.visit(cookie.value if cookie else None) as visit:
        assert visit.account != owner.id


def test_somebody_who_leaves_the_provider_is_told(client, provider):
    provider.refuses = True
    answer = sign_in(client, provider)
    assert answer["Location"] == "/account/identity/cancelled/"
    assert client.get(answer["Location"]).status_code == 200


def test_an_answer_that_nobody_asked_for_opens_nothing(client, provider):
    answer = client.get("/account/identity/oidc/national/login/callback/?code=code-0&state=made-up")
    assert VISIT_COOKIE not in client.cookies and answer.status_code in {200, 302, 401, 403}
