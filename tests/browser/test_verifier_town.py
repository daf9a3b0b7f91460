"""The town's own ledger: taken away as a pack, and checked by the page that the town hands out, without the town."""

import urllib.request
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import checks
from tests.browser.server import Server


def test_the_town_s_pack_is_ok_on_the_town_s_page(server: Server, browser: Browser, tmp_path: Path):
    with urllib.request.urlopen(f"{server.url}/ledger/verify.html", timeout=30) as answer:
        (tmp_path / "verify.html").write_bytes(answer.read())
    server.run("ledger", "export", str(tmp_path / "pack"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    ears = checks.Ears(page)
    page.goto(f"file://{tmp_path}/verify.html#uk")
    page.set_input_files("#pack", tmp_path / "pack")
    page.wait_for_selector("#chosen:not(:empty)")
    page.click("button[type=submit]")
    assert page.locator("#verdict").inner_text().startswith("OK")
    assert ears.wrong == []
    context.close()
