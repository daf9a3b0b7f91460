"""The verifier's page in Chromium, from a file: a million entries' structure, and a hundred thousand entries opened.

    python -m bench.verify_page [--structure 1000000] [--opened 100000] [--runs 3]

Seconds from pressing the button to the verdict, and the longest time in which the page answered nothing: a clock in the
page ticks each 20 ms, and its largest gap is kept. The folder is read by the page as it would be from a stick.
"""

import argparse
import hashlib
import json
import os
import shutil
import tempfile
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench import machine
from bench.verify_million import AT, CLAIMS, LOG, ORIGIN, PACKING, POLICY, WITNESS
from quartier.outside.verifier.page import binding
from quartier.outside.verifier.structure import envelope_path
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.commitments import entry_of, field_digest
from quartier.science.merkle.cosignature import cosign
from quartier.science.merkle.edge import TileEdge
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.manifest import manifest_text, sign_manifest
from quartier.science.merkle.note import sign_note
from quartier.science.merkle.tiles import TILE, encode_bundle, tiles_at
from tools import chromium

SHOWN_CLAIMS = CLAIMS.replace('"none"', '"all"').replace('"structure"', '"all"')
BY = '{"account":"01900000-0000-7000-8000-000000000000","kind":"account"}'
TICKS = """() => { let last = performance.now(); globalThis.gap = 0;
  setInterval(() => { const now = performance.now(); globalThis.gap = Math.max(globalThis.gap, now - last); last = now; }, 20); }"""


def line(index: int) -> tuple[str, str]:
    """An envelope of the usual size, and its line with two fields opened."""
    values = {"by": BY, "rows": str(index)}
    salts = {name: hashlib.sha256(f"{index} {name}".encode()).digest() for name in values}
    digests = {name: field_digest(name, salts[name], value.encode()) for name, value in values.items()}
    when = time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime(AT - 10_000_000 + 60 * index % 9_000_000))
    envelope = {
        "blind": _base64(hashlib.sha256(b"%d" % index).digest()),
        "captured_at": None,
        "corrects": None,
        "fields": {name: _base64(digest) for name, digest in digests.items()},
        "kind": "bench.counted",
        "occurred_at": when,
        "prev": None,
        "record": None,
        "recorded_at": when,
        "seen": None,
        "v": 1,
    }
    text = _canonical(envelope)
    opened = {name: {"salt": _base64(salts[name]), "value": value} for name, value in values.items()}
    return text, _canonical({"envelope": text, "index": index, "openings": opened}) + "\n"


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def write(folder: Path, count: int, *, shown: bool) -> None:
    """A whole pack of `count` entries; with `shown`, each of them with its envelope and fields."""
    lines = [line(index) for index in range(count)] if shown else []
    entries = [entry_of(text.encode()) for text, _ in lines]
    entries = entries or [b"\x01" + hashlib.sha256(b"%d" % index).digest() for index in range(count)]
    listed: dict[str, tuple[bytes, int]] = {}

    def put(path: str, data: bytes) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        listed[path] = (hashlib.sha256(data).digest(), len(data))

    edge = TileEdge()
    for name, data in edge.extend([leaf_hash(entry) for entry in entries]) + edge.partials():
        put(f"log/{name.path}", data)
    for name in (each for each in tiles_at(count) if each.level == 0):
        start = name.index * TILE
        put(f"log/{name.bundle.path}", encode_bundle(entries[start : start + name.width]))
        if shown:
            put(envelope_path(name.index), "".join(each for _, each in lines[start : start + TILE]).encode())
    head = Checkpoint(ORIGIN, count, edge.root())
    put("pack.json", (SHOWN_CLAIMS if shown else CLAIMS).encode())
    put("log/checkpoint", sign_note(head.text, LOG) + cosign(WITNESS, head.text, AT).encode())
    (folder / "MANIFEST").write_bytes(sign_manifest(manifest_text(ORIGIN, head, listed), PACKING))


def check(page: Page, address: str, folder: Path) -> tuple[float, float]:
    """Seconds to the verdict, and the longest silence of the page."""
    page.goto("about:blank")
    page.goto(address)
    page.set_input_files("#pack", folder)
    page.wait_for_selector("#chosen:not(:empty)", timeout=120_000)
    page.evaluate(TICKS)
    start = time.perf_counter()
    page.click("button[type=submit]")
    page.wait_for_selector("#verdict", timeout=300_000)
    seconds = time.perf_counter() - start
    verdict = page.locator("#verdict").inner_text()
    if not verdict.startswith("OK"):
        raise SystemExit(f"the page says {verdict}")
    return seconds, page.evaluate("globalThis.gap") / 1000


def measured(page: Page, work: Path, count: int, runs: int, *, shown: bool) -> dict[str, Any]:
    folder = work / ("opened" if shown else "structure")
    write(folder, count, shown=shown)
    found = [check(page, f"file://{work}/verify.html#en", folder) for _ in range(runs)]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    shutil.rmtree(folder)
    return {
        "entries": count,
        "pack_mib": round(size / 2**20, 1),
        "seconds": machine.summary([round(seconds, 3) for seconds, _ in found]),
        "longest_silence_s": machine.summary([round(gap, 3) for _, gap in found]),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--structure", type=int, default=1_000_000)
    parser.add_argument("--opened", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    program = chromium.find()
    if program is None:
        raise SystemExit("no Chromium here")
    work = Path(tempfile.mkdtemp(prefix="quartier-page-"))
    load = round(os.getloadavg()[0], 1)  # what else kept the processor busy
    try:
        (work / "verify.html").write_text(binding.bind(policy=POLICY, day="2026-11-21"), encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-gpu"]
            )
            page, version = browser.new_page(), browser.version
            structure = measured(page, work, given.structure, given.runs, shown=False)
            opened = measured(page, work, given.opened, given.runs, shown=True)
            browser.close()
    finally:
        shutil.rmtree(work)
    result = {"load_before": load, "structure": structure, "opened": opened}
    machine.write("verify_page", versions={"chromium": version}, result=result)


if __name__ == "__main__":
    main()
