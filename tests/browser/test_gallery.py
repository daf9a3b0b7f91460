"""The design system in the dark, on paper, narrow, in forced colours and without script."""

import pytest
from playwright.sync_api import Browser

from quartier.ui.examples.shape import speaker
from quartier.ui.examples.shelf import all_components
from tests.browser import checks
from tests.browser.server import Server

SLUGS = [component.slug for component in all_components(speaker("en"))]
LOOKS = {
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "console": {},
}


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("look", LOOKS)
def test_part(browser: Browser, server: Server, slug: str, look: str) -> None:
    context = browser.new_context(base_url=server.url, **LOOKS[look])
    page = context.new_page()
    ears = checks.Ears(page)
    page.goto(f"/ui/{slug}/?language=uk" + ("&density=console" if look == "console" else ""))
    problems = checks.axe(page) + ears.wrong
    if look == "narrow":
        problems += checks.narrow(page)
    context.close()
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("slug", SLUGS)
def test_part_without_script_shows_the_same_words(browser: Browser, server: Server, slug: str) -> None:
    texts = []
    for script in (True, False):
        context = browser.new_context(base_url=server.url, java_script_enabled=script)
        page = context.new_page()
        page.goto(f"/ui/{slug}/?language=fr")
        texts.append(page.locator("h1, h2, .lede, .table").all_inner_texts())
        context.close()
    assert texts[0] == texts[1]


def test_paper_has_no_navigation_and_keeps_every_state(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    page.goto("/ui/states/?language=en")
    page.emulate_media(media="print")
    assert not page.locator(".langs, .crumbs").first.is_visible()
    assert page.locator(".word .g").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
    context.close()
