"""What every page owes its reader; each check gives the list of what is wrong."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
WEIGHT = 60_000
PACKED: dict[
    str, int
] = {}  # how heavy each style sheet and script is; their names change with what is in them
# Said by the graphics driver of a machine without a graphics card; not by the page.
DRIVER = ("GPU stall due to ReadPixels", "GL Driver Message")


class Ears:
    """Listens to a page: console errors, failures of script, answers."""

    def __init__(self, page: Page) -> None:
        self.wrong: list[str] = []
        self.weight = 0
        self.heard: dict[Any, Any] = {
            "console": self._console,
            "pageerror": lambda error: self.wrong.append(f"script: {error}"),
            "response": self._response,
        }
        for event, heard in self.heard.items():
            page.on(event, heard)

    def leave(self, page: Page) -> None:
        for event, heard in self.heard.items():
            page.remove_listener(event, heard)

    def _console(self, message: Any) -> None:
        if message.type == "error" and not any(known in message.text for known in DRIVER):
            self.wrong.append(f"console: {message.text}")

    def _response(self, answer: Any) -> None:
        if answer.status >= 400:
            self.wrong.append(f"{answer.status}: {answer.url}")
        kind = answer.headers.get("content-type", "")
        if answer.ok and kind.startswith(("text/css", "text/javascript")):
            if answer.url not in PACKED:
                PACKED[answer.url] = len(gzip.compress(answer.body(), 6))
            self.weight += PACKED[answer.url]


@contextmanager
def listening(page: Page) -> Iterator[Ears]:
    """Ears for one visit of a page that is used again."""
    ears = Ears(page)
    try:
        yield ears
    finally:
        ears.leave(page)


def axe(page: Page) -> list[str]:
    """WCAG 2.2 AA and best practice."""
    found = AXE.run(page, options=RULES).response["violations"]
    return [
        f"axe {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
    ]


def whole(html: str, language: str) -> list[str]:
    """Parses without an error, has a language, a title and one h1, and obeys the content policy."""
    problems = []
    try:
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    except html5lib.html5parser.ParseError as error:
        return [f"html: {error}"]
    if tree.get("lang") != language:
        problems.append(f"language is {tree.get('lang')}")
    if len(tree.findall(".//h1")) != 1:
        problems.append(f"{len(tree.findall('.//h1'))} h1")
    if not (tree.findtext(".//title") or "").strip(" –"):
        problems.append("no title")
    if any("style" in node.attrib for node in tree.iter() if isinstance(node.tag, str)):
        problems.append("a style attribute")
    return problems


def narrow(page: Page) -> list[str]:
    """At 320 pixels nothing scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide <= 320:
        return []
    culprits = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321
           && !e.closest('.scroll, pre, svg, .canvas')).slice(0, 4).map(e => e.outerHTML.slice(0, 120))"""
    )
    return [f"{wide} pixels wide at 320: {culprits}"]
