"""Somebody with a phone says what is wrong, with and without script; each page on the way owes what every page owes."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import checks, pages
from tests.browser.server import Server

TYPED = {
    "uk": ("Немає світла на зупинці", "Ліхтар на зупинці не горить другий тиждень. Тел. 050 000 00 14"),
    "fr": ("Pas de lumière à l’arrêt", "Le lampadaire est éteint depuis deux semaines. Tél. 0470 00 00 14"),
    "en": ("No light at the bus stop", "The light has been out for two weeks. Call 020 7946 0000"),
}


class Walk:
    """One request, as its author types it; `problems` gathers what is wrong with any page on the way."""

    def __init__(self, page: Page, language: str, *, script: bool) -> None:
        self.page, self.language, self.script = page, language, script
        self.problems: list[str] = []

    def look(self) -> None:
        """What every page owes; without script axe cannot look."""
        at = self.page.locator("input[name=step]")
        name = at.first.input_value() if at.count() else self.page.url
        found = checks.axe(self.page) + checks.narrow(self.page) if self.script else []
        self.problems += [f"{name}: {one}" for one in found]

    def go(self, value: str = "next") -> None:
        self.look()
        self.page.locator(f"button[name=go][value={value}]").first.click()
        self.page.wait_for_load_state("load")

    @property
    def step(self) -> str:
        return self.page.locator("input[name=step]").first.input_value()

    def until_checked(self) -> None:
        """As far as the last page, by the way that needs no code where the place allows it."""
        title, text = TYPED[self.language]
        page = self.page
        answer = page.goto(f"/{self.language}/appeals/new/")
        self.problems += checks.whole(answer.text(), self.language)
        page.select_option("[name=category]", "bus_stop")
        page.fill("[name=title]", title)
        page.fill("[name=text]", text)
        self.go()
        page.fill("[name=spot]", title)
        self.go()
        if self.step == "near":
            self.go()
        assert self.step == "photos"
        self.go()


def walk(browser: Browser, server: Server, language: str, *, script: bool) -> Walk:
    context: Any = browser.new_context(
        base_url=server.url,
        locale=language,
        viewport={"width": 390, "height": 800},
        java_script_enabled=script,
    )
    return Walk(context.new_page(), language, script=script)


@pytest.mark.parametrize(("language", "script"), [("fr", True), ("en", False)], ids=["script", "bare"])
def test_a_request_is_lodged_without_a_name_and_found_again(
    browser: Browser, server: Server, language: str, script: bool
) -> None:
    one = walk(browser, server, language, script=script)
    one.until_checked()
    one.page.locator("[name=way][value=none]").check()
    one.go()
    assert one.step == "check"
    assert one.page.locator("q").count() == 1  # the telephone number is pointed out
    one.go("redact")
    assert one.page.locator("q").count() == 0
    one.go("send")
    assert one.page.url.endswith("/receipt/")
    one.look()
    shown = one.page.locator("main").inner_text()
    number = re.search(r"\d{4}-[A-Z]+-\d{6}", shown)
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", shown)
    assert number and code
    again = browser.new_context(base_url=server.url, java_script_enabled=script).new_page()
    again.goto(f"/{language}/appeals/mine/")
    again.fill("[name=code]", code.group(0).lower())
    again.locator("main button").first.click()
    again.wait_for_load_state("load")
    assert number.group(0) in again.locator("main").inner_text()
    again.context.close()
    one.page.context.close()
    assert one.problems == []


def test_where_the_law_asks_for_a_name_it_says_so(browser: Browser, server: Server) -> None:
    one = walk(browser, server, "uk", script=True)
    one.until_checked()
    assert one.page.locator("[name=way][value=none]").count() == 0
    assert "393/96" in one.page.locator("main").inner_text()
    one.page.fill("[name=email]", "taras")
    one.go()
    assert one.page.locator("[role=alert]").count() == 1
    one.look()
    one.page.context.close()
    assert one.problems == []


def test_it_can_be_done_by_keyboard(browser: Browser, server: Server) -> None:
    one = walk(browser, server, "en", script=False)
    page = one.page
    page.goto("/en/appeals/new/")
    page.focus("[name=category]")
    page.keyboard.type("Bus")
    page.keyboard.press("Tab")
    page.keyboard.type("No light at the bus stop")
    page.keyboard.press("Tab")
    page.keyboard.type("The light has been out for two weeks.")
    for _tab in range(2):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert one.step == "where"
    page.context.close()


@pytest.mark.parametrize("language", pages.LANGUAGES)
@pytest.mark.parametrize("path", ["waiting/", "mine/"])
def test_the_doors_back_are_pages_like_any_other(
    browser: Browser, server: Server, language: str, path: str
) -> None:
    context = browser.new_context(base_url=server.url, locale=language)
    page = context.new_page()
    ears = checks.Ears(page)
    answer = page.goto(f"/{language}/appeals/{path}")
    found = checks.whole(answer.text(), language) + checks.axe(page) + checks.narrow(page) + ears.wrong
    assert ears.weight + len(answer.body()) <= checks.WEIGHT
    context.close()
    assert found == []
