"""A full booking by the keyboard alone, in Chromium: pages, fields that were filled in, key strokes, seconds of the machine.

    python -m bench.custody_booking

An officer has opened the record on the street. From the first page of the booking to the cell nothing but keys is pressed:
Tab, arrows, Space, Enter and the letters of the answers. Every step is worked on, with what its duty asks for; what the
person said is short. A key stroke is one press, also of Tab. Thinking and talking take their own time: only the machine's
is measured. Rights and the body map have pages of their own, worked on together with the person: they are passed by here.
"""

import os
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.metadata import version
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

os.environ.setdefault("QUARTIER_DATA", tempfile.mkdtemp(prefix="quartier-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.surface.settings.test")

import django

django.setup()

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, sync_playwright
from tests import signing
from tests.database import Database

from bench import machine
from quartier.features.custody.tests.conftest import Town, make_town

# What is answered, by act: values by question; text is typed, a code is chosen. In the order of the booking.
ANSWERS: dict[str, dict[str, str]] = {
    "arrived_at_station": {"condition": "calm"},
    "handed_over": {"condition": "calm"},
    "bringing_account": {"account": "Застали біля мопеда"},
    "detainee_account": {"account": "Йшов додому"},
    "identity": {"how": "own_words", "name": "Бойчак, Артем"},
    "detention_authorised": {"ground": "in_the_act", "grounds": "Застали під час вчинення"},
    "legal_aid_informed": {"how": "phone"},
    "third_person_informed": {"how": "phone"},
    "vulnerability": {"found": "no"},
    "risk_assessed": {"result": "low"},
    "level_set": {"level": "general", "why": "ризик низький"},
    "search": {"kind": "outer", "why": "безпека"},
    "property_taken": {"items-0-what": "телефон", "seal": "A100"},
    "cell_allocated": {"cell": "1"},
}
TABS = 200
WALK = """() => { const one = document.activeElement; return one ? {name: one.name || "", type: one.type || "", tag: one.tagName,
  value: one.value || "", checked: !!one.checked, submit: one.tagName === "BUTTON" && one.closest("form.act") !== null
  && !one.name} : {} }"""


@dataclass
class Count:
    pages: int = 0
    fields: int = 0
    strokes: int = 0
    waits: list[float] = field(default_factory=list)
    acts: dict[str, dict[str, int]] = field(default_factory=dict)


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # the name of the base
        pass


def serve() -> tuple[Any, str]:
    """The program in this process, on a free port."""
    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


def press(page: Page, count: Count, key: str) -> None:
    page.keyboard.press(key)
    count.strokes += 1


def type_in(page: Page, count: Count, text: str) -> None:
    page.keyboard.type(text)
    count.strokes += len(text)


def reach(page: Page, count: Count, name: str) -> dict[str, Any]:
    """Tab on until the field of this name has the focus, or the button that sends. Raises where it is never reached."""
    for _ in range(TABS):
        here = page.evaluate(WALK)
        if (name and here.get("name") == name) or (not name and here.get("submit")):
            return dict(here)
        press(page, count, "Tab")
    raise SystemExit(f"the keyboard does not reach {name or 'the button'} at {page.url}")


def answer(page: Page, count: Count, name: str, value: str) -> None:
    """One question: letters for a text, arrows for one of several, Space for any of them."""
    here = reach(page, count, name)
    count.fields += 1
    if here["type"] == "radio":
        press(page, count, "Space")
        for _ in range(40):
            if page.evaluate(WALK)["value"] == value:
                return
            press(page, count, "ArrowDown")
        raise SystemExit(f"{name} has no answer {value}")
    if here["type"] == "checkbox":
        while page.evaluate(WALK)["value"] != value:
            press(page, count, "Tab")
        press(page, count, "Space")
        return
    type_in(page, count, value)


def send(page: Page, count: Count) -> None:
    reach(page, count, "")
    start = time.perf_counter()
    with page.expect_navigation():
        press(page, count, "Enter")
    count.waits.append(time.perf_counter() - start)
    count.pages += 1


def act_of(page: Page) -> str:
    form = page.query_selector("form.act")
    return (form.get_attribute("action") or "").rstrip("/").rsplit("/", 1)[-1] if form else ""


def walk(page: Page, count: Count, url: str) -> list[str]:
    """From the first page to the cell; the acts that were written, in their order."""
    page.goto(url)
    count.pages += 1
    done: list[str] = []
    while act := act_of(page):
        if act in done or act not in ANSWERS:
            raise SystemExit(f"nothing is known of {act} here: {page.url}")
        before = (count.fields, count.strokes)
        for name, value in ANSWERS[act].items():
            answer(page, count, f"v-{name}", value)
        send(page, count)
        done.append(act)
        count.acts[act] = {"fields": count.fields - before[0], "strokes": count.strokes - before[1]}
        left: set[str] = set()
        while not act_of(page) and page.url not in left:
            left.add(page.url)
            go_on(page, count)
    return done


def go_on(page: Page, count: Count) -> None:
    """A step with a page of its own is left for later: on to the next one."""
    link = page.query_selector("section a.btn")
    if link is None or "step=" not in (link.get_attribute("href") or ""):
        return
    target = link.get_attribute("href")
    for _ in range(TABS):
        if page.evaluate("() => document.activeElement.getAttribute('href') || ''") == target:
            break
        press(page, count, "Tab")
    with page.expect_navigation():
        press(page, count, "Enter")
    count.pages += 1


def signed_in(town: Town) -> dict[str, str]:
    client = Client()
    client.get("/account/login/?language=uk")
    signing.as_staff(client, town.keeper)
    return {name: morsel.value for name, morsel in client.cookies.items() if morsel.value}


def measure(database: Database) -> dict[str, Any]:
    with database.preparing():
        town = make_town()
        for each in (town.officer, town.keeper):
            signing.add_app(each)
    opened = town.open(ago=timedelta(minutes=10))
    cookies = signed_in(town)
    connections.close_all()
    server, address = serve()
    count = Count()
    try:
        with sync_playwright() as engine:
            browser = engine.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page(locale="uk-UA")
            page.context.add_cookies(
                [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
            )
            done = walk(page, count, f"{address}/console/custody/stays/{opened.stay}/book/?language=uk")
            engine_version = browser.version
            browser.close()
    finally:
        server.shutdown()
    return {
        "chromium": engine_version,
        "acts": count.acts,
        "entries": len(done),
        "pages": count.pages,
        "fields": count.fields,
        "key_strokes": count.strokes,
        "seconds_of_the_machine": machine.summary(count.waits),
    }


def main() -> None:
    database = Database(settings.QUARTIER_ENV.data / "postgres")
    database.start()
    try:
        database.migrate()
        with database.own_copy():
            result = measure(database)
    finally:
        connections.close_all()
        database.stop()
    versions = {"playwright": version("playwright"), "chromium": result.pop("chromium")}
    machine.write("custody_booking", versions=versions, result=result)


if __name__ == "__main__":
    main()
