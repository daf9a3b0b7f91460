"""Two programs, written apart, over one table of packs and receipts: the same verdict, reason, facts and warnings."""

import json
import random
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from quartier.outside.verifier.canonical import read_canonical
from quartier.outside.verifier.page import binding
from quartier.outside.verifier.program import check
from quartier.outside.verifier.report import as_json
from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.tests.case import Case, signed
from quartier.outside.verifier.tests.cases import cases
from quartier.outside.verifier.trust import read_trust
from quartier.science.merkle.keys import COSIGNATURE, ED25519
from tests.browser.verifier.histories import history, told

CHECKER = Path(__file__).parent / "verifier" / "checker.js"
ALL = {case.name: case for case in cases()}
ROUNDS = 100


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    held = browser.new_page()
    parts = binding.joined("report", "files")
    runner = CHECKER.read_text(encoding="utf-8")
    held.add_script_tag(content=f'(() => {{ "use strict";\n{parts}\n{runner}\n}})();')
    yield held
    held.close()


def texts(files: dict[str, bytes]) -> dict[str, str]:
    return {path: b64encode(data).decode() for path, data in files.items()}


def by_page(page: Page, case: Case) -> dict[str, Any]:
    given: dict[str, Any] = {"policy": b64encode(case.policy.encode()).decode(), "now": case.now}
    if case.receipt is not None:
        given["receipt"] = b64encode(case.receipt).decode()
    else:
        given |= {"files": texts(case.files), "since": None if case.older is None else texts(case.older)}
    return page.evaluate("given => check(given)", given)


def by_program(folder: Path, case: Case) -> dict[str, Any]:
    trust = read_trust(case.policy.encode())
    if case.receipt is not None:
        path = folder / "receipt.json"
        path.write_bytes(case.receipt)
        return json.loads(as_json(check(path, trust=trust, now=case.now)))
    (folder / "pack").mkdir()
    since = None if case.older is None else forge.write(case.older, folder / "older")
    path = forge.write(case.files, folder / "pack")
    return json.loads(as_json(check(path, trust=trust, now=case.now, since=since)))


@pytest.mark.parametrize("name", ALL)
def test_the_page_gives_the_verdict_of_the_table_and_the_report_of_the_program(name, page, tmp_path):
    case = ALL[name]
    report = by_page(page, case)
    assert (report["verdict"], report["reason"]) == (case.verdict, case.reason)
    assert report == by_program(tmp_path, case)


def test_a_pack_of_another_ledger_is_no_earlier_one(page, tmp_path):
    """It takes a policy that trusts both."""
    origin = "other.quartier.test/log"
    log_key, pack_key = (forge.key(name, ED25519, 40) for name in (origin, f"{origin}/pack"))
    log = forge.Log(origin=origin)
    log.add()
    files = forge.files(log, log_key=log_key)
    older = {**files, "MANIFEST": forge.manifest(files, log.head, pack_key)}
    both = f"log {log_key.verifying.text}\n# quartier-pack-key {pack_key.verifying.text}\n"
    now = forge.pack(forge.story(), forge.STORY_SHOWN)
    case = Case("two-ledgers", "since_origin", now, older=older, policy=both + forge.policy())
    report = by_page(page, case)
    assert report["reason"] == "since_origin"
    assert report == by_program(tmp_path, case)


TEXTS = [
    *(
        '{"a":1,"b":[true,null,"\u0457"]}',
        "0",
        "-1",
        "9007199254740991",
        '"\\u001f\\b\\t\\n\\\\\\""',
        "[]",
        "{}",
        "true",
    ),
    *("1.0", "1.5", "1e2", "-0", "00", "9007199254740992", "-9007199254740992", "1e400", "NaN", "Infinity"),
    *(
        '"\\ud800"',
        '"\\udc00\\ud800"',
        '"\\u00e9"',
        '"\\/"',
        '"\\u001F"',
        '"\x7f\u2028\ufeff"',
        '"\\ud83d\\ude00"',
    ),
    *(
        '{"b":1,"a":2}',
        '{"a":1,"a":1}',
        '{"a":1,"a":2}',
        '{"10":1,"9":2}',
        '{"9":1,"10":2}',
        '{"__proto__":1}',
    ),
    *(
        " 1",
        "1 ",
        '{"a": 1}',
        "[1,]",
        "'a'",
        "",
        "\ufeff1",
        "undefined",
        "[" * 40 + "]" * 40,
        '{"a":{"c":1,"b":1}}',
    ),
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_take_the_same_texts_for_canonical_json(text, page):
    try:
        read_canonical(text)
        right = True
    except ValueError:
        right = False
    assert page.evaluate("text => isCanonical(text)", text) is right


def policies() -> Iterator[bytes]:
    """The policy of the tables with one thing changed in it."""
    text = forge.policy()
    pack, log = forge.PACK_KEY.verifying.text, forge.LOG_KEY.verifying.text
    other = forge.key("other.quartier.test/log/pack", ED25519, 7).verifying.text
    witness = forge.key(f"{forge.ORIGIN}/pack", COSIGNATURE, 8).verifying.text
    lines = [
        f"# quartier-pack-key {each}" for each in (other, witness, pack, pack + " ", "x", log, pack + " two")
    ]
    lines += [f"#quartier-pack-key {other}", f"#  quartier-pack-key {other}", f" # quartier-pack-key {other}"]
    lines += [
        "# quartier-pack-key",
        "# quartier-pack-key ",
        f"# quartier-pack-key {pack}\t",
        f"# quartier-other {pack}",
    ]
    lines += [
        f"log {log} a b",
        f"log {log} a",
        "log",
        "witness",
        "witness x",
        "group",
        "group g",
        "group g 1",
        "quorum",
    ]
    lines += [
        "# \x00",
        "# \x7f",
        "# \xff",
        "\t \t",
        "group constructor toString",
        "constructor x",
        "quorum none",
    ]
    for line in lines:
        yield text.encode() + line.encode("latin-1") + b"\n"
    yield from (text.encode()[:-1], b"", b"\n", text.replace("\n", "\r\n").encode(), b"quorum none\n")
    for number in range(ROUNDS):
        yield mutated(random.Random(number), text.encode())


def test_both_take_the_same_policies(page):
    differ = []
    for policy in policies():
        try:
            read_trust(policy)
            right = True
        except ValueError:
            right = False
        if page.evaluate("policy => isPolicy(policy)", b64encode(policy).decode()) is not right:
            differ.append((right, policy))
    assert differ == []


def mutated(chance: random.Random, data: bytes) -> bytes:
    """One small change: a byte, a piece gone, doubled or moved, or a sign of JSON in place of another."""
    if not data:
        return b"x"
    at = chance.randrange(len(data))
    to = min(len(data), at + chance.randrange(1, 40))
    return chance.choice(
        [
            data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :],
            data[:at] + data[to:],
            data[:to] + data[at:to] + data[to:],
            data[at:] + data[:at],
            data[:at] + bytes([chance.choice(b'0123456789"\\{}[]:,. \n')]) + data[at + 1 :],
        ]
    )


def chances() -> Iterator[Case]:
    """A liar with the keys changes one file, or one envelope before it is entered; or somebody changes a receipt."""
    log = forge.story()
    found = forge.pack(log, forge.STORY_SHOWN)
    record = json.loads(log.envelopes[5])["record"]
    receipt = forge.encoded(forge.receipt(log, 5, record=record))
    for number in range(ROUNDS):
        chance = random.Random(number)
        what = chance.choice([*sorted(found), *3 * ["receipt", "envelope"]])
        if what == "receipt":
            yield Case(str(number), None, receipt=mutated(chance, receipt))
        elif what == "envelope":
            false = forge.story()
            text = mutated(chance, chance.choice(false.envelopes).encode()).decode("utf-8", "ignore")
            false.append(text, chance.choice(false.openings))
            yield Case(str(number), None, forge.pack(false, forge.STORY_SHOWN))
        elif what == "MANIFEST":
            yield Case(str(number), None, {**found, what: mutated(chance, found[what])})
        else:
            yield Case(str(number), None, signed(log, found, **{what: mutated(chance, found[what])}))


def histories() -> Iterator[Case]:
    for number in range(ROUNDS):
        chance = random.Random(number)
        log = history(chance)
        older = replace(log, envelopes=log.envelopes[:5], openings=log.openings[:5], leaves=log.leaves[:5])
        since = forge.pack(older, told(chance, older)) if chance.random() < 0.3 else None
        yield Case(f"history-{number}", None, forge.pack(log, told(chance, log)), older=since)


@pytest.mark.parametrize("made", [chances, histories])
def test_both_say_the_same_of_what_chance_brings(made, page, tmp_path):
    differ = []
    for case in made():
        folder = tmp_path / case.name
        folder.mkdir()
        one, other = by_page(page, case), by_program(folder, case)
        if one != other:
            differ.append((case.name, one["verdict"], one["reason"], other["verdict"], other["reason"]))
    assert differ == []
