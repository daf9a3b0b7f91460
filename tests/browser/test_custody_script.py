"""Forms of a custody record keep what is typed: through a lost link, an ended session, a press too early."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from quartier.features.custody import apps

SCRIPT = apps.__file__.replace("apps.py", "static/custody/act.js")
HOME = "http://suite.test"
PAGE = """<!doctype html><html lang="en"><title>Force</title><main>
<keep-draft data-url="/draft" data-kept="kept" data-lost="lost" data-ended="ended" data-sign="sign in" data-login="/login">
<form method="post" action="/sent"><input type="hidden" name="csrfmiddlewaretoken" value="old">
<label>Why <textarea name="v-why"></textarea></label>
<label><input type="checkbox" name="v-means" value="handcuffs"> handcuffs</label>
<div data-when="v-means=handcuffs"><label>Hands <input name="v-hands"></label></div>
<label><input type="radio" name="sign-person" value="screen"> on the screen</label>
<label><input type="radio" name="sign-person" value="declined"> declines</label>
<sign-pad data-label="Sign here" data-clear="Clear"><input type="hidden" name="sign-person-drawn"></sign-pad>
<button>Record</button></form></keep-draft></main><script type="module" src="/act.js"></script></html>"""


class Desk:
    """A suite's server as the script meets it. `state`: here, lost, ended."""

    def __init__(self, page: Page) -> None:
        self.page, self.state, self.token = page, "here", "old"
        self.drafts: list[str] = []
        self.sent: dict[str, list[str]] | None = None
        page.route(f"{HOME}/**", self.answer)
        page.goto(f"{HOME}/form")

    def answer(self, route: Route) -> None:
        address, method = route.request.url.removeprefix(HOME), route.request.method
        if address == "/form":
            route.fulfill(body=PAGE, content_type="text/html")
        elif address == "/act.js":
            route.fulfill(path=SCRIPT, content_type="text/javascript")
        elif address == "/sent":
            self.sent = parse_qs(route.request.post_data or "")
            route.fulfill(body="taken", content_type="text/html")
        elif self.state == "lost":
            route.abort("internetdisconnected")
        elif self.state == "ended":
            route.fulfill(status=302, headers={"Location": "/login"})
        elif method == "GET":
            route.fulfill(json={"token": self.token})
        else:
            self._keep(route)

    def _keep(self, route: Route) -> None:
        body = route.request.post_data or ""
        if f'name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n' not in body:
            return route.fulfill(status=403)
        self.drafts.append(body)
        return route.fulfill(status=204)


@pytest.fixture
def desk(browser: Browser) -> Iterator[Desk]:
    page: Any = browser.new_page()
    yield Desk(page)
    page.close()


def test_what_is_typed_is_kept_a_second_later(desk: Desk) -> None:
    desk.page.get_by_label("Why").fill("he struck the door")
    expect(desk.page.get_by_role("status")).to_have_text("kept")
    assert "he struck the door" in desk.drafts[-1]


def test_a_lost_link_is_waited_for_and_the_form_then_sent(desk: Desk) -> None:
    desk.page.get_by_label("Why").fill("typed without a link")
    desk.state = "lost"
    desk.page.get_by_role("button", name="Record").click()
    expect(desk.page.get_by_role("status")).to_have_text("lost")
    expect(desk.page.get_by_label("Why")).to_have_value("typed without a link")
    assert desk.sent is None
    desk.state = "here"
    desk.page.wait_for_url(f"{HOME}/sent", timeout=15_000)
    assert desk.sent and desk.sent["v-why"] == ["typed without a link"]


def test_an_ended_session_loses_nothing_and_takes_the_token_of_the_new_one(desk: Desk) -> None:
    desk.page.get_by_label("Why").fill("typed over an hour")
    desk.state = "ended"
    desk.page.get_by_role("button", name="Record").click()
    expect(desk.page.get_by_role("link", name="sign in")).to_have_attribute("target", "_blank")
    assert desk.sent is None
    desk.state, desk.token = "here", "new"
    desk.page.get_by_role("button", name="Record").click()
    desk.page.wait_for_url(f"{HOME}/sent")
    assert desk.sent and desk.sent["csrfmiddlewaretoken"] == ["new"]
    assert desk.sent["v-why"] == ["typed over an hour"]


def test_a_question_appears_where_another_asks_for_it(desk: Desk) -> None:
    expect(desk.page.get_by_label("Hands")).to_be_hidden()
    desk.page.get_by_label("handcuffs").check()
    expect(desk.page.get_by_label("Hands")).to_be_visible()


def test_a_finger_signs_where_somebody_chose_the_screen(desk: Desk) -> None:
    pad = desk.page.get_by_role("img", name="Sign here")
    expect(pad).to_be_hidden()
    desk.page.get_by_label("on the screen").check()
    box: Any = pad.bounding_box()
    desk.page.mouse.move(box["x"] + 20, box["y"] + 20)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 120, box["y"] + 60)
    desk.page.mouse.up()
    drawn = desk.page.locator('[name="sign-person-drawn"]')
    assert len(drawn.input_value().split()) >= 2
    desk.page.get_by_role("button", name="Clear").click()
    assert drawn.input_value() == ""
