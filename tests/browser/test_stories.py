"""The walks of the demo town, step by step, as the people who walk them; and the pages that only the demo has."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from quartier.demo import stories, world
from tests.browser import checks
from tests.browser.server import Server

WALKS = stories.listed()


@pytest.fixture(scope="module")
def people(server: Server, browser: Browser) -> Iterator[Any]:
    """A browser for each person, signed in by a one-time link."""
    held: dict[str, BrowserContext] = {}

    def of(persona: str) -> BrowserContext:
        if persona not in held:
            held[persona] = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900})
            said = json.loads(server.run("demo", "sign-in", persona, "--json"))
            assert held[persona].new_page().goto(said["address"]).status == 200
        return held[persona]

    yield of
    for context in held.values():
        context.close()


def in_language(url: str, language: str) -> str:
    """The same page in another language: the portal says it in the address, staff pages take it as a wish."""
    if re.match(r"/(uk|fr|en)/", url):
        return re.sub(r"^/(uk|fr|en)/", f"/{language}/", url)
    return f"{url}{'&' if '?' in url else '?'}language={language}"


def test_the_command_tells_the_same_stories(server: Server) -> None:
    assert json.loads(server.run("demo", "stories", "--json")) == WALKS
    assert WALKS


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk["id"])
def test_each_step_shows_what_it_promises(walk: dict[str, Any], people: Any) -> None:
    for number, step in enumerate(walk["steps"], start=1):
        page = people(step["persona"]).new_page()
        for language in world.LANGUAGES:
            answer = page.goto(in_language(step["url"], language))
            assert answer.status == 200, (number, step["url"])
            assert page.get_by_text(step["see"][language]).first.count() == 1, (number, language, step["see"])
        page.close()


def test_a_link_opens_once(server: Server, browser: Browser) -> None:
    address = json.loads(server.run("demo", "sign-in", "olha_myronyk", "--json"))["address"]
    for expected in (200, 410):
        context = browser.new_context(base_url=server.url)
        assert context.new_page().goto(address).status == expected
        context.close()


@pytest.mark.parametrize("language", world.LANGUAGES)
def test_the_list_of_people_is_a_page_like_any_other(server: Server, browser: Browser, language: str) -> None:
    context = browser.new_context(base_url=server.url, locale=language)
    page = context.new_page()
    ears = checks.Ears(page)
    answer = page.goto(f"/{language}/demo/")
    assert answer.status == 200
    assert page.get_by_text("DEMO").first.is_visible()
    assert checks.whole(answer.text(), language) + checks.axe(page) + checks.narrow(page) + ears.wrong == []
    assert page.locator("button[name=persona]").count() == len(world.personas())
    context.close()


def test_a_button_makes_one_somebody(server: Server, browser: Browser) -> None:
    context = browser.new_context(base_url=server.url, locale="fr")
    page = context.new_page()
    page.goto("/fr/demo/")
    page.locator("button[value=nathalie_bruyndal]").click()
    page.wait_for_url("**/console/**")
    assert page.get_by_text("Nathalie Bruyndal").first.is_visible()
    context.close()
