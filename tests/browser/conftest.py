"""Fixtures of the browser tests: server, Chromium, contexts, the atlas of pages."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from tests.browser.atlas import Atlas
from tests.browser.server import Server
from tests.browser.sharing import shared
from tools import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


class ByLanguage(LoadScopeScheduling):
    """What one worker does in one go: the pages of one language, of which it walks the links once, or one file."""

    def _split_scope(self, nodeid: str) -> str:
        language = re.search(r"test_pages\.py::test_page\[.*-(uk|fr|en)\]", nodeid)
        return f"pages in {language[1]}" if language else nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByLanguage:
    return ByLanguage(config, log)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One town, also for several workers: filling it takes as long as fifty pages."""
    base = tmp_path_factory.getbasetemp()
    with shared((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "browser") as held:
        yield held


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the path. Without one the tests are left out loudly, and fail on CI."""
    program = chromium.find()
    if program is None:
        says = "NO CHROMIUM: the browser tests are left out. Install Debian's `chromium`, or set CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(says)
        pytest.skip(says)
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield held
        held.close()


@pytest.fixture(scope="session")
def atlas(server: Server, browser: Browser) -> Iterator[Atlas]:
    held = Atlas(server, browser)
    yield held
    held.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[Any]:
    held = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900})
    yield held
    held.close()
