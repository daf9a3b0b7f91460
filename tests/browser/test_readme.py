"""The picture in the README: the demo town's portal, as it is."""

import os

import pytest
from playwright.sync_api import Browser

from tests.browser.server import HOUSE, Server

PICTURE = HOUSE / "docs" / "images" / "portal.png"


@pytest.mark.skipif(not os.environ.get("SCREENS"), reason="SCREENS=1 takes the pictures")
def test_the_picture_of_the_readme(server: Server, browser: Browser) -> None:
    context = browser.new_context(
        base_url=server.url, locale="en", viewport={"width": 1280, "height": 860}, color_scheme="light"
    )
    page = context.new_page()
    page.goto("/en/")
    assert page.title()
    PICTURE.parent.mkdir(exist_ok=True)
    page.screenshot(path=PICTURE)
    context.close()
    assert PICTURE.stat().st_size < 400_000
