"""The few behaviours that need script, under the strict content policy."""

from contextlib import suppress
from typing import Any

from playwright.sync_api import TimeoutError

from tests.browser import checks


def test_three_presses_of_shift_leave_the_page(context: Any) -> None:
    page = context.new_page()
    page.goto("/ui/leave/?language=en")
    page.wait_for_selector("exit-page:defined", state="attached")
    page.evaluate("document.querySelector('.leave').href = '/ui/?left'")
    # A page that was never touched may not have the keyboard yet.
    page.locator("body").click(position={"x": 5, "y": 5})
    # On a busy machine the presses may lie more than two seconds apart.
    for patience in (5_000, 10_000, 30_000):
        for _ in range(3):
            page.keyboard.press("Shift")
        with suppress(TimeoutError):
            page.wait_for_url(lambda url: url.endswith("/ui/?left"), timeout=patience)
            break
    assert page.url.endswith("/ui/?left")
    page.go_back()
    assert "/ui/leave/" not in page.url


def test_characters_are_counted_and_never_cut(context: Any) -> None:
    page = context.new_page()
    page.goto("/ui/form/?language=en")
    field = page.locator("#new_what")
    field.fill("x" * 810)
    count = page.locator("char-count", has=field).locator(".err")
    assert count.inner_text() == "Characters too many: 10"
    assert len(field.input_value()) == 810


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(context: Any) -> None:
    page = context.new_page()
    page.goto("/ui/form/?language=en")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.locator(".summary a").nth(1).click()
    assert page.evaluate("document.activeElement.id") == "sent_day_0"


def test_the_live_map_stands_over_the_drawn_one(context: Any) -> None:
    page = context.new_page()
    ears = checks.Ears(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/ui/map/?language=en")
    page.locator("map-view[data-drawn]").wait_for(timeout=40_000)
    assert not page.locator("map-view > .map").is_visible()
    assert all(url.startswith((page.url.split("/ui/")[0], "data:", "blob:")) for url in asked)
    assert not ears.wrong
    canvas = page.locator("map-view canvas")
    assert (
        canvas.get_attribute("aria-label") == "Thefts per 1,000 residents"
        and canvas.get_attribute("tabindex") == "0"
    )
    page.emulate_media(media="print")
    assert page.locator("map-view > .map").is_visible()


def test_without_webgl_the_drawn_map_stays(context: Any) -> None:
    page = context.new_page()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto("/ui/map/?language=en")
    page.wait_for_timeout(500)
    assert page.locator("map-view > .map").is_visible()
