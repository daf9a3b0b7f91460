"""The ledger's vectors through the page's own parts, in the Chromium that is there: the second implementation."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Browser, Page

from quartier.outside.verifier.page import binding

HOUSE = Path(__file__).resolve().parents[2]
VECTORS = HOUSE / "src/quartier/science/merkle/tests/vectors"
RUNNER = Path(__file__).parent / "verifier" / "vectors.js"

# How many cases each group has at least: a runner that lets some fall would otherwise pass.
GROUPS = {
    "hashing": 11,
    "trees": 29,
    "fork_trees": 7,
    "inclusion": 314,
    "consistency": 285,
    "tiles": 16,
    "tile_bytes": 4,
    "tile_paths": 43,
    "entry_bundles": 11,
    "ed25519": 16,
    "vkeys": 26,
    "notes": 56,
    "checkpoints": 48,
    "cosignatures": 22,
    "tlog_proof": 26,
    "policy": 49,
}
PUBLIC = {"public_inclusion": "inclusion", "public_consistency": "consistency"}


def exact(value: Any) -> Any:
    """Numbers that a browser would round become texts."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53:
        return str(value)
    if isinstance(value, list):
        return [exact(each) for each in value]
    return {name: exact(each) for name, each in value.items()} if isinstance(value, dict) else value


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    return exact(json.loads((VECTORS / "ledger-vectors.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    held = browser.new_page()
    parts = binding.joined("policy", "tiles")
    held.add_script_tag(
        content=f'(() => {{ "use strict";\n{parts}\n{RUNNER.read_text(encoding="utf-8")}\n}})();'
    )
    yield held
    held.close()


def wrong(cases: list[list[Any]]) -> list[Any]:
    return [[name, said] for name, said in cases if said is not True]


@pytest.mark.parametrize("group", GROUPS)
def test_the_page_decides_each_vector_as_it_demands(group, page, known):
    keys = {key["label"]: key for key in known["keys"]}
    cases = page.evaluate(
        "([group, data, keys]) => vectors.run[group](data, group.endsWith('trees') ? undefined : keys)",
        [group, known[group], keys],
    )
    assert wrong(cases) == []
    assert len(cases) >= GROUPS[group]


@pytest.mark.parametrize("group", PUBLIC)
def test_the_page_decides_the_public_vectors_of_rfc_6962(group, page):
    packed = json.loads((VECTORS / "rfc6962.json").read_text(encoding="utf-8"))
    hashes = packed["hashes"]
    cases = []
    for case in packed[PUBLIC[group]]:
        texts = {name: hashes[case[name]] for name in ("leafHash", "root", "root1", "root2") if name in case}
        cases.append(exact({**case, **texts, "proof": [hashes[each] for each in case["proof"] or ()]}))
    said = page.evaluate("([group, cases]) => vectors.run[group](cases)", [group, cases])
    assert wrong(said) == []
    assert len(said) == 98


def test_it_takes_the_signatures_that_another_library_takes_and_no_others(page):
    parts = binding.joined("ed25519")
    page.add_script_tag(
        content=f"globalThis.ed25519 = (() => {{ {parts}; return {{ verifyEd25519, unhex }}; }})();"
    )
    chance = random.Random(8032)
    cases = []
    for number in range(40):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        message, public = chance.randbytes(chance.randrange(300)), private.public_key().public_bytes_raw()
        signed = bytearray(private.sign(message))
        if number % 2:
            signed[chance.randrange(64)] ^= 1 << chance.randrange(8)
        cases.append([public.hex(), message.hex(), signed.hex()])
    said = page.evaluate(
        "cases => cases.map((one) => ed25519.verifyEd25519(...one.map(ed25519.unhex)))", cases
    )
    assert said == [number % 2 == 0 for number in range(40)]


LIMITS = """() => {
  const said = (act) => { try { act(); return "taken"; } catch (problem) { return problem.code; } };
  const line = `— a ${formats.base64(new Uint8Array(70))}\\n`;
  const weak = (y) => formats.Uint8Array.of(1, y, ...new Array(31).fill(0));
  const vkey = (packed) => `a+${formats.keyId("a", 1, packed.subarray(1))}+${formats.base64(packed)}`;
  const proof = (count) => "c2sp.org/tlog-proof@v1\\nindex 0\\n" + `${formats.base64(new Uint8Array(32))}\\n`.repeat(count);
  return [
    said(() => formats.parseKey(vkey(weak(1)))),
    said(() => formats.parseKey(vkey(weak(0)))),
    said(() => formats.parseNote(formats.bytesOf("a".repeat(1_000_000) + "\\n\\n" + line))),
    said(() => formats.parseNote(formats.bytesOf("a\\n\\n" + line.repeat(64)))),
    said(() => formats.parseNote(formats.bytesOf("a\\n\\n" + line.repeat(65)))),
    said(() => formats.parseProof(proof(63) + "\\n")),
    said(() => formats.parseProof(proof(64) + "\\n")),
  ];
}"""


def test_it_has_the_limits_of_the_formats(page):
    names = "base64, bytesOf, keyId, parseKey, parseNote, parseProof, Uint8Array"
    parts = binding.joined("policy")
    page.add_script_tag(content=f"globalThis.formats = (() => {{ {parts}; return {{ {names} }}; }})();")
    assert page.evaluate(LIMITS) == [
        *("weak_key", "weak_key", "note_too_long", "taken", "too_many_signatures"),
        *("taken", "hash_length"),
    ]


def test_its_hashes_are_those_of_the_browser(page):
    page.goto("file:///dev/null")  # the browser's own answers only where a page may keep secrets
    parts = binding.joined("sha2")
    page.add_script_tag(
        content=f"globalThis.sha2 = (() => {{ {parts}; return {{ sha256, sha512, hex }}; }})();"
    )
    cases = page.evaluate(AGAINST)
    assert wrong(cases) == []
    assert len(cases) == 35


AGAINST = """async () => {
  const cases = [];
  for (const length of [0, 1, 3, 55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 1000, 65535, 1048577]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (31 * i + length) % 256);
    const theirs = async (name) => sha2.hex(new Uint8Array(await crypto.subtle.digest(name, bytes)));
    cases.push([`SHA-256 of ${length}`, sha2.hex(sha2.sha256(bytes)) === (await theirs("SHA-256"))]);
    if (length < 70000) cases.push([`SHA-512 of ${length}`, sha2.hex(sha2.sha512(bytes)) === (await theirs("SHA-512"))]);
  }
  return cases;
}"""
