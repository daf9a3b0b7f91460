"""Pictures for people to look at: every page into var/screens, in the languages and widths that reviewers want."""

import os
import re

import pytest
from playwright.sync_api import Browser

from tests.browser import pages
from tests.browser.atlas import Atlas
from tests.browser.personas import sign_in
from tests.browser.server import HOUSE, Server

SCREENS = HOUSE / "var" / "screens"
# Pictures of the documents: page, language, who looks.
SHOWN = {
    "portal": ("/uk/", "uk", None),
    "map": ("/en/map/", "en", None),
    "console": ("/console/incidents/map/", "en", "analyst"),
}
LOOKS = {
    "1280": {},
    "375": {"viewport": {"width": 375, "height": 812}},
    "dark": {"color_scheme": "dark"},
}


@pytest.mark.skipif(not os.environ.get("SCREENS"), reason="SCREENS=1 takes the pictures")
@pytest.mark.parametrize("look", LOOKS)
def test_pictures(atlas: Atlas, look: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    for language in pages.LANGUAGES:
        atlas.walk(language)
    for (pattern, language), (address, persona) in atlas.found.items():
        viewport = LOOKS[look].get("viewport", {"width": 1280, "height": 900})
        context = atlas.context(language, persona)
        page = context.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=LOOKS[look].get("color_scheme", "light"))
        page.goto(address)
        page.wait_for_timeout(300)
        name = re.sub(r"[^a-z0-9]+", "-", pattern.lower()).strip("-") or "home"
        page.screenshot(path=SCREENS / f"{name}-{language}-{look}.png", full_page=True)
        page.close()


@pytest.mark.skipif(not os.environ.get("SCREENS"), reason="SCREENS=1 takes the pictures")
@pytest.mark.parametrize("name", SHOWN)
def test_pictures_of_the_documents(server: Server, browser: Browser, name: str) -> None:
    """The first screen of a page."""
    address, language, persona = SHOWN[name]
    context = browser.new_context(
        base_url=server.url, locale=language, viewport={"width": 1280, "height": 860}
    )
    if persona:
        sign_in(server, context, persona, language)
    page = context.new_page()
    page.goto(address)
    if page.locator("map-view").count():
        page.locator("map-view[data-drawn]").first.wait_for(timeout=60_000)
    target = HOUSE / "docs" / "images" / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)
    context.close()
