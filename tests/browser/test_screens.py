"""Pictures for people to look at: every page into var/screens, in the languages and widths that reviewers want."""

import os
import re

import pytest

from tests.browser import pages
from tests.browser.atlas import Atlas
from tests.browser.server import HOUSE

SCREENS = HOUSE / "var" / "screens"
LOOKS = {
    "1280": {},
    "375": {"viewport": {"width": 375, "height": 812}},
    "dark": {"color_scheme": "dark"},
}


@pytest.mark.skipif(not os.environ.get("SCREENS"), reason="SCREENS=1 takes the pictures")
@pytest.mark.parametrize("look", LOOKS)
def test_pictures(atlas: Atlas, look: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
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
    assert pages.LANGUAGES
