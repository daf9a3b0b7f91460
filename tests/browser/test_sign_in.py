"""Signing in with a real browser: a passkey in Chromium's virtual authenticator, and every page on the way.

The pages of a flow are reached by doing, not by links; each is looked at here as `test_pages` looks at the others.
"""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests import signing
from tests.browser import checks, pages
from tests.browser.server import Server

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PASSWORD = "four words far apart"
# Answers to POST only, or with data, or only where an identity provider is set up.
NO_PAGES = re.compile(
    r"messages/.+|sessions/|download/|webauthn/login/|second-factor/$|webauthn/reauthenticate/$|identity/"
)
ASKED = {"count": 0}


class Walk:
    """One person on the way through the pages of sign-in; `look` judges the page that stands there."""

    def __init__(self, server: Server, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.url = server.url.replace("127.0.0.1", "localhost")  # passkeys want a name
        self.seen: set[str] = set()
        self.problems: list[str] = []

    def look(self) -> None:
        path = self.page.url.removeprefix(self.url).partition("?")[0]
        if not path.startswith("/account/"):
            return  # where one comes out: looked at elsewhere
        self.seen.add(pages.pattern_of(path))
        found = checks.axe(self.page) + checks.narrow(self.page)
        if self.page.locator("html").get_attribute("lang") != self.language:
            found.append("not in this language")
        self.problems += [f"{path}: {problem}" for problem in found]

    def go(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}?language={self.language}")
        self.look()

    def send(self, *, button: str = "main form[method=post] .btns button", **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").first.fill(value)
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        self.look()

    def leave(self) -> None:
        self.go("/account/logout/")
        self.send()


@pytest.fixture
def code(server: Server) -> Callable[[str], str]:
    """The code in the newest letter to an address."""
    folder = server.data / "demo" / "mail"

    def newest(address: str) -> str:
        for _ in range(100):
            for path in sorted(folder.glob("*"), key=lambda one: one.stat().st_mtime_ns, reverse=True):
                text = path.read_text(encoding="utf-8")
                found = re.findall(r"\b\d{4}-\d{4}\b", text)
                if f"To: {address}" in text and found:
                    path.unlink()
                    return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"no code came to {address}")

    return newest


def new_address(language: str) -> str:
    ASKED["count"] += 1
    return f"someone-{language}-{ASKED['count']}-{time.time_ns()}@town.example"


def sign_up(walk: Walk, code: Callable[[str], str]) -> str:
    address = new_address(walk.language)
    walk.go("/account/signup/")
    walk.send(email=address)
    walk.send(code=code(address))
    return address


def with_authenticator(context: Any) -> Page:
    page = context.new_page()
    page.set_default_timeout(90_000)  # each step renders three pages on a busy machine
    client = context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def test_a_passkey_opens_an_account_alone_and_as_the_second_step(
    server: Server, context: Any, code: Callable[[str], str]
) -> None:
    page = with_authenticator(context)
    ears = checks.Ears(page)
    walk = Walk(server, page, "uk")
    address = sign_up(walk, code)
    walk.go("/account/factors/webauthn/add/")
    walk.send(name="telephone")
    assert page.locator("code").count() == 10, "recovery codes come with the first passkey"
    walk.leave()
    walk.go("/account/login/")
    with page.expect_navigation(url="**/account/"):
        page.locator("[data-passkey] button").click()
    walk.look()
    walk.leave()
    walk.go("/account/login/")
    walk.send(login=address)
    walk.send(code=code(address))
    assert page.url.endswith("/account/factors/authenticate/")
    with page.expect_navigation(url="**/account/"):
        page.locator("[data-passkey] button").click()
    walk.look()
    assert not walk.problems and not ears.wrong, "\n".join([*walk.problems, *ears.wrong])


def test_staff_without_a_second_factor_are_led_to_one(
    server: Server, context: Any, code: Callable[[str], str]
) -> None:
    page = with_authenticator(context)
    for language in pages.LANGUAGES:
        walk = Walk(server, page, language)
        address = new_address(language)
        server.run("accounts", "appoint", "--to", address, "--role", "press_officer", "--reason", "test")
        walk.go("/account/login/")
        walk.send(login=address)
        walk.send(code=code(address))
        page.goto(f"{walk.url}/console/")
        assert page.url.endswith("/account/second-factor/")
        walk.go("/account/second-factor/")
        page.locator("main .tasks a").first.click()
        page.wait_for_url("**/webauthn/add/")
        walk.look()
        walk.send()
        page.goto(f"{walk.url}/console/?language={language}")
        walk.look()
        assert page.url.startswith(f"{walk.url}/console/")
        walk.go("/account/factors/webauthn/reauthenticate/")
        assert not walk.problems, "\n".join(walk.problems)
        walk.leave()


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_every_page_of_sign_in(
    server: Server, context: Any, code: Callable[[str], str], language: str
) -> None:
    page = with_authenticator(context)
    ears = checks.Ears(page)
    walk = Walk(server, page, language)
    address = sign_up(walk, code)
    for path in ("", "messages/", "email/", "phone/change/", "password/set/", "factors/"):
        walk.go(f"/account/{path}")
    walk.go("/account/password/set/")
    walk.send(password1="short", password2="other")
    walk.send(password1=PASSWORD, password2=PASSWORD)
    _with_password(walk, address)
    walk.go("/account/password/change/")
    walk.go("/account/reauthenticate/")
    _with_an_app(walk, address)
    _with_keys(walk)
    walk.leave()
    _forgotten(walk, address, code)
    page.context.clear_cookies()
    _by_telephone(walk)
    walk.go("/account/inactive/")
    missing = {one for one in pages.all_patterns() if one.startswith("account/")} - walk.seen
    missing = {one for one in missing if not NO_PAGES.search(one)}
    assert not missing, f"not walked through: {sorted(missing)}"
    assert not walk.problems and not ears.wrong, "\n".join([*walk.problems, *ears.wrong])


def _with_password(walk: Walk, address: str) -> None:
    walk.page.context.clear_cookies()  # another browser, as it were
    walk.go("/account/login/")
    walk.page.locator("summary").first.click()
    walk.send(login=address, password=PASSWORD)


def _with_an_app(walk: Walk, address: str) -> None:
    walk.go("/account/factors/totp/activate/")
    seed = walk.page.locator("main code").first.inner_text()
    walk.send(code="000000")
    walk.send(code=signing.code_of_app(seed))
    assert walk.page.locator("main code").count() == 10
    spare = walk.page.locator("main code").first.inner_text()
    for path in ("totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "reauthenticate/"):
        walk.go(f"/account/factors/{path}")
    _with_password(walk, address)
    assert "/factors/authenticate/" in walk.page.url
    walk.send(code=spare)


def _with_keys(walk: Walk) -> None:
    walk.go("/account/factors/webauthn/add/")
    walk.send(name="blue key")
    walk.go("/account/factors/webauthn/")
    for link in walk.page.locator("main .tasks a").evaluate_all("all => all.map(one => one.pathname)"):
        walk.go(link)


def _forgotten(walk: Walk, address: str, code: Callable[[str], str]) -> None:
    walk.go("/account/login/")
    walk.send(login=address)
    assert "/account/login/code/confirm/" in walk.page.url
    walk.page.context.clear_cookies()
    walk.go("/account/login/code/")
    walk.go("/account/password/reset/")
    walk.send(email=address)
    walk.send(code=code(address))
    walk.send(password1=PASSWORD + "!", password2=PASSWORD + "!")
    walk.go("/account/password/reset/done/")


def _by_telephone(walk: Walk) -> None:
    walk.go("/account/signup/")
    walk.send(phone=f"+38050{time.time_ns() % 10**7:07d}")
    assert walk.page.url.partition("?")[0].endswith("/account/phone/verify/")
