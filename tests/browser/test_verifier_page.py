"""The verifier's page as people use it: opened from a disk, by mouse and keyboard, in three languages, on paper."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from quartier.outside.verifier.page import binding
from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.tests.cases import cases
from tests.browser import checks

SAID = json.loads((binding.HERE.parent / "words.json").read_text(encoding="utf-8"))
OWN = json.loads((binding.HERE / "words.json").read_text(encoding="utf-8"))
ALL = {case.name: case for case in cases()}
RECEIPT = "receipt"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page, some packs and a receipt, as they would lie on a stick."""
    folder = tmp_path_factory.mktemp("stick")
    (folder / "verify.html").write_text(
        binding.bind(policy=forge.policy(), day="2026-11-21"), encoding="utf-8"
    )
    (folder / "empty.html").write_text(binding.bind(policy=None), encoding="utf-8")
    (folder / "none").write_text(forge.policy("none"), encoding="utf-8")
    for name in ("story", "file-changed", "since-rewritten", "entry-left-out"):
        forge.write(ALL[name].files, folder / name)
    older = ALL["since-rewritten"].older
    assert older is not None and ALL[RECEIPT].receipt is not None
    forge.write(older, folder / "older")
    (folder / RECEIPT).write_bytes(ALL[RECEIPT].receipt)
    return folder


class Desk:
    """One page opened from the shelf, with what it complained of and what it asked the network for."""

    def __init__(self, page: Page, shelf: Path) -> None:
        self.page, self.shelf = page, shelf
        self.ears = checks.Ears(page)
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, language: str, name: str = "verify.html") -> None:
        self.page.goto("about:blank")
        self.page.goto(f"file://{self.shelf}/{name}#{language}")

    def check(self, **chosen: str) -> str:
        """Choose files by the names of their inputs, check, and give the verdict."""
        for name, what in chosen.items():
            if name in ("since", "policy"):
                self.page.locator("#more").evaluate("node => node.open = true")
            self.page.set_input_files(f"#{name}", self.shelf / what)
            done = "chosen" if name in ("pack", "receipt") else f"{name}-chosen"
            self.page.wait_for_selector(f"#{done}:not(:empty)")
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#verdict, #problem p")
        return (
            self.page.locator("#verdict").inner_text().split("\n")[0]
            if self.page.query_selector("#verdict")
            else ""
        )

    def why(self) -> str:
        return self.page.locator(".says-why").inner_text()


@pytest.fixture
def desk(browser: Browser, shelf: Path) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    held = Desk(context.new_page(), shelf)
    yield held
    assert held.ears.wrong == []
    assert {url.partition("#")[0] for url in held.asked} <= {
        f"file://{shelf}/{name}.html" for name in ("verify", "empty")
    }
    context.close()


LOOKS: dict[str, Callable[[str], tuple[dict[str, str], str, str]]] = {
    "ok": lambda language: ({"pack": "story"}, "OK", SAID["verdicts"]["ok_pack"][language]),
    "not": lambda language: (
        {"pack": "file-changed"},
        "NOT",
        SAID["reasons"]["file_hash"][language].replace("{path}", "README.txt"),
    ),
    "receipt": lambda language: ({"receipt": RECEIPT}, "OK", SAID["verdicts"]["ok_receipt"][language]),
}


@pytest.mark.parametrize("language", binding.LANGUAGES)
@pytest.mark.parametrize("look", LOOKS)
def test_the_page_says_its_verdict_in_each_language_and_in_each_width(look, language, desk):
    chosen, verdict, why = LOOKS[look](language)
    desk.open(language)
    assert checks.axe(desk.page) == []
    assert desk.check(**chosen) == verdict
    assert desk.why() == why
    assert desk.page.evaluate("document.activeElement.id") == "verdict"
    assert desk.page.title().startswith(verdict)
    assert checks.axe(desk.page) == []
    desk.page.emulate_media(color_scheme="dark")
    assert checks.axe(desk.page) == []
    assert checks.narrow(desk.page) == []


@pytest.mark.parametrize("language", binding.LANGUAGES)
def test_the_file_itself_is_strict_html(language, shelf):
    html = binding.bind(policy=forge.policy(), language=language)
    assert checks.whole(html, language) == []


def test_the_language_may_change_after_the_check(desk):
    desk.open("uk")
    desk.check(pack="file-changed")
    desk.page.click("a[lang=fr]")
    assert desk.page.locator("html").get_attribute("lang") == "fr"
    assert desk.why().startswith("Le contenu du fichier README.txt")


def test_an_older_pack_shows_that_the_ledger_was_rewritten(desk):
    desk.open("en")
    assert desk.check(pack="since-rewritten") == "OK"
    desk.page.click("#result .acts-row button >> nth=0")
    assert desk.check(pack="since-rewritten", since="older") == "NOT"
    assert "since_root" in desk.page.inner_text("#result")


def test_a_policy_that_asks_for_no_witness_never_gives_a_plain_ok(desk):
    desk.open("en")
    assert desk.check(pack="story", policy="none") == "NOT WITNESSED"
    assert OWN["trust_other"]["en"] in desk.page.inner_text("#trust")


def test_without_a_policy_nothing_is_checked(desk):
    desk.open("en", "empty.html")
    assert desk.check(pack="story") == ""
    assert desk.page.inner_text("#problem") == OWN["trust_none"]["en"]
    assert desk.check(policy="none") == "NOT WITNESSED"


def test_a_policy_that_cannot_be_used_is_a_problem_and_no_verdict(desk):
    desk.open("en")
    assert desk.check(pack="story", policy="receipt") == ""
    assert "cannot be used" in desk.page.inner_text("#problem")


def test_the_fingerprint_is_that_of_the_policy(desk):
    desk.open("en")
    shown = "".join(desk.page.locator(".print").inner_text().split())
    assert shown == sha256(forge.policy().encode()).hexdigest()


def test_a_receipt_is_readable_entry_by_entry(desk):
    desk.open("en")
    desk.check(receipt=RECEIPT)
    entries = desk.page.locator("article.entry")
    assert entries.count() == 3
    first = entries.nth(0).inner_text()
    assert "test.counted" in first and "нотатка" in first and "Happened" in first


def test_values_cannot_turn_the_direction_of_what_is_read(desk, shelf):
    log = forge.Log()
    log.add(values={"note": '"\u202eevil\u0007"'.replace("\u0007", "\\u0007")})
    (shelf / "turned").write_bytes(forge.encoded(forge.receipt(log, 0, record=None)))
    desk.open("en")
    assert desk.check(receipt="turned") == "OK"
    assert "\\u202eevil\\u0007" in desk.page.inner_text("article.entry")


def test_it_works_by_keyboard_alone(desk):
    desk.open("en")
    page = desk.page
    page.set_input_files("#receipt", desk.shelf / RECEIPT)
    page.wait_for_selector("#chosen:not(:empty)")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "document.activeElement.id || document.activeElement.type || document.activeElement.tagName"
            )
        )
        if seen[-1] == "submit":
            break
    assert {"pack", "receipt", "submit"} <= set(seen)
    page.keyboard.press("Enter")
    page.wait_for_selector("#verdict")


def test_a_file_may_be_dropped(desk):
    desk.open("en")
    text = (desk.shelf / RECEIPT).read_text(encoding="utf-8")
    desk.page.evaluate(DROP, text)
    desk.page.wait_for_selector("#chosen:not(:empty)")
    assert desk.check() == "OK"


def test_a_folder_may_be_dropped(desk):
    desk.open("en")
    box = desk.page.locator("#drop").bounding_box()
    tool = desk.page.context.new_cdp_session(desk.page)
    carried = {"items": [], "files": [str(desk.shelf / "story")], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        where = {"x": box["x"] + 20, "y": box["y"] + 20}
        tool.send("Input.dispatchDragEvent", {"type": kind, **where, "data": carried})
    desk.page.wait_for_selector("#chosen:not(:empty)")
    assert "story" in desk.page.inner_text("#chosen")
    assert desk.check() == "OK"


def test_single_files_are_no_pack_and_get_no_verdict(desk):
    desk.open("en")
    desk.page.locator("#pack").evaluate("node => node.removeAttribute('webkitdirectory')")
    desk.page.set_input_files("#pack", desk.shelf / "story" / "MANIFEST")
    desk.page.wait_for_selector("#problem p")
    assert desk.page.inner_text("#problem") == OWN["no_folders"]["en"]


DROP = """(text) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], "dropped.json"));
  const how = { dataTransfer: carried, bubbles: true, cancelable: true };
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", how));
}"""


@pytest.mark.parametrize("name", ["verify.html", "stale.html"])
def test_without_its_script_it_says_what_it_needs(name, browser, shelf):
    """Switched off, or refused by the page's own policy since a byte of it was changed."""
    text = (shelf / "verify.html").read_text(encoding="utf-8")
    (shelf / "stale.html").write_text(text.replace('"use strict";', '"use strict"; '), encoding="utf-8")
    context = browser.new_context(java_script_enabled=name != "verify.html")
    page = context.new_page()
    page.goto(f"file://{shelf}/{name}")
    assert page.inner_text("main").count("verify.py") == 3
    context.close()


def test_the_result_prints_on_a_page_or_two(desk, tmp_path):
    desk.open("uk")
    desk.check(pack="story")
    pages: Any = desk.page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= pages.count(b"/Type /Page\n") + pages.count(b"/Type/Page/") <= 3
