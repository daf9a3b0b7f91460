"""The public page of the ledger and the pages of receipts: what they say, and what nobody may learn from them."""

import hashlib
import json
import re
import subprocess
import sys
from base64 import b64decode
from datetime import timedelta
from typing import Any

import html5lib
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.ledger_world import NAMES, ORIGIN, LedgerWorld

from quartier.core.kit.ids import tag
from quartier.core.ledger import actions, kinds
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.policy import judge, parse_policy
from quartier.science.merkle.proof_file import judge_proof, parse_proof_file

pytestmark = pytest.mark.database
LANGUAGES = ("uk", "fr", "en")
NOTHING = {"uk": "Під цим кодом", "fr": "sous ce code", "en": "No proof under this code"}


class Clerk:
    def describe(self) -> dict[str, Any]:
        return {"kind": "visitor", "account": None}


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any, monkeypatch: Any) -> LedgerWorld:
    monkeypatch.setattr(kinds, "_known", {})
    kinds.register(kinds.EntryKind(code="test.held", description="Something held.", fields={}))
    held = LedgerWorld.make(tmp_path)
    settings.LEDGER_FOLDER, settings.LEDGER_POLICY = held.folder, held.policy
    settings.LEDGER_KEYS, settings.LEDGER_ORIGIN = held.keys, ORIGIN
    return held


def enter(record: str | None = None) -> Any:
    with transaction.atomic():
        return actions.append(
            kind="test.held", record=record, fields={}, by=Clerk(), occurred_at=timezone.now()
        )


def strict(answer: Any) -> str:
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return str(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_first_state_the_page_says_so(world: Any, client: Client, language: str) -> None:
    answer = client.get(f"/{language}/ledger/")
    assert answer.status_code == 200
    text = strict(answer)
    assert 'class="empty"' in text and 'class="stamp"' not in text
    assert 'data-state="late"' not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_witnessed_state_is_shown_with_who_signed(
    world: LedgerWorld, client: Client, language: str, as_fixture: Any
) -> None:
    enter()
    with as_fixture():
        published = world.publish(timezone.now(), signed=("library", "court"))
    text = strict(client.get(f"/{language}/ledger/"))
    assert bytes(published.head.root).hex()[:4] in text and ORIGIN in text
    assert all(name in text for name in NAMES)
    assert text.count('class="signed"') == 2
    assert 'class="notice" data-state="late"' not in text


def test_a_missing_quorum_is_an_alarm_in_plain_words(
    world: LedgerWorld, client: Client, as_fixture: Any
) -> None:
    enter()
    with as_fixture():
        world.publish(timezone.now() - timedelta(minutes=12))
    text = strict(client.get("/en/ledger/"))
    assert "too few witnesses have signed" in text
    assert "silent for 12" in text


def test_gaps_are_drawn_and_listed(world: LedgerWorld, client: Client, as_fixture: Any) -> None:
    now = timezone.now()
    for minutes in (90, 89, 20, 16, 12, 8, 4, 1):
        enter()
        with as_fixture():
            world.publish(now - timedelta(minutes=minutes))
    text = strict(client.get("/en/ledger/"))
    assert "1 gap of more than 5 minutes" in text
    assert text.count('class="hole"') == text.count('class="bottom"') == 1


def test_a_silence_that_began_before_the_week_and_lasts_is_seen(
    world: LedgerWorld, client: Client, as_fixture: Any
) -> None:
    enter()
    with as_fixture():
        world.publish(timezone.now() - timedelta(days=9))
    text = strict(client.get("/en/ledger/"))
    assert "still lasts" in text
    assert 'class="hole" x="0.0%" width="100.0%"' in text


def test_a_ledger_without_witnesses_says_what_that_means(
    world: LedgerWorld, client: Client, as_fixture: Any
) -> None:
    enter()
    world.policy.write_text(f"log {world.log.verifying.text}\nquorum none\n")
    with as_fixture():
        world.publish(timezone.now(), signed=())
    text = strict(client.get("/en/ledger/"))
    assert "No witness is asked here" in text and "No witness is asked to sign" in text


def test_the_policy_stands_on_the_page_and_is_a_file(world: LedgerWorld, client: Client) -> None:
    answer = client.get("/ledger/policy.txt")
    assert answer.content == world.policy.read_bytes()
    assert "quorum outside" in strict(client.get("/fr/ledger/"))
    world.policy.unlink()
    assert client.get("/ledger/policy.txt").status_code == 404
    assert client.get("/fr/ledger/").status_code == 200


@pytest.mark.parametrize("name", ["verify.py", "verify.html"])
def test_a_verifier_is_a_file_whose_fingerprint_stands_on_the_page(
    world: LedgerWorld, client: Client, name: str
) -> None:
    answer = client.get(f"/ledger/{name}")
    assert "attachment" in answer["Content-Disposition"]
    digest = hashlib.sha256(answer.content).hexdigest()
    assert digest in strict(client.get("/en/ledger/")).replace(" ", "")
    assert client.get(f"/ledger/{name}").content == answer.content
    world.policy.unlink()
    assert client.get(f"/ledger/{name}").status_code == 404


def test_the_printed_verifier_accepts_the_receipt(
    held: str, world: LedgerWorld, client: Client, tmp_path: Any
) -> None:
    for address in ("/ledger/verify.py", f"/r/{held}/receipt.json"):
        (tmp_path / address.rpartition("/")[2]).write_bytes(client.get(address).content)
    command = [sys.executable, "-I", "verify.py", "receipt.json", "--language", "en"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()[0]) == (0, "OK"), done.stdout + done.stderr


@pytest.fixture
def held(world: LedgerWorld, as_fixture: Any) -> str:
    """A record with two entries among others, published two times."""
    code = tag()
    enter()
    enter(code)
    with as_fixture():
        world.publish(timezone.now() - timedelta(minutes=2))
    enter(code)
    with as_fixture():
        world.publish(timezone.now() - timedelta(minutes=1), signed=("library",))
    return code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_says_that_the_record_exists_and_since_when(
    held: str, client: Client, language: str
) -> None:
    answer = client.get(f"/r/{held}?language={language}")
    assert answer.status_code == 200
    text = strict(answer)
    assert f'lang="{language}"' in text
    assert held[:4] in text and f"/r/{held}/receipt.json" in text and 'class="qr"' in text
    assert "test.held" not in text and "Clerk" not in text


def test_the_language_is_the_reader_s_own(held: str, client: Client) -> None:
    for language in LANGUAGES:
        text = Client().get(f"/r/{held}", headers={"Accept-Language": language}).content.decode()
        assert f'<html lang="{language}"' in text


def test_the_file_proves_it_under_the_first_state_that_holds_the_entry(
    held: str, world: LedgerWorld, client: Client
) -> None:
    answer = client.get(f"/r/{held}/receipt.json")
    assert "attachment" in answer["Content-Disposition"]
    said = json.loads(answer.content)
    assert said["format"] == "quartier/receipt/v1" and said["record"] == held and len(said["entries"]) == 1
    entry = b64decode(said["entries"][0]["entry"])
    proof = parse_proof_file(said["entries"][0]["proof"].encode())
    judged = judge_proof(parse_policy(world.policy.read_bytes()), proof, leaf_hash(entry))
    assert (proof.index, judged.checkpoint.size, set(judged.cosigned)) == (1, 2, set(NAMES))


def test_an_entry_from_before_the_witnesses_is_proven_by_the_newest_state(
    world: LedgerWorld, client: Client, as_fixture: Any
) -> None:
    code = tag()
    enter(code)
    with as_fixture():
        world.publish(timezone.now() - timedelta(minutes=9), signed=())
    assert "entered, not witnessed" in strict(client.get(f"/r/{code}?language=en"))
    enter()
    with as_fixture():
        world.publish(timezone.now())
    assert "entered and witnessed" in strict(client.get(f"/r/{code}?language=en"))
    said = json.loads(client.get(f"/r/{code}/receipt.json").content)
    proof = parse_proof_file(said["entries"][0]["proof"].encode())
    assert judge(parse_policy(world.policy.read_bytes()), proof.checkpoint).checkpoint.size == 2


def test_nothing_tells_how_many_entries_a_record_has(
    world: LedgerWorld, client: Client, as_fixture: Any
) -> None:
    one, many = tag(), tag()
    for code in (one, many, many, many):
        enter(code)
    with as_fixture():
        world.publish(timezone.now())
    pages = [client.get(f"/r/{code}?language=en").content.decode().replace(code, "") for code in (one, many)]
    assert (
        len({re.sub(r"<rect [^>]*>|<path [^>]*>|<code.*?</code>|<dd>\d</dd>", "", page) for page in pages})
        == 1
    )


def test_whatever_is_not_there_gives_one_answer(world: LedgerWorld, client: Client, as_fixture: Any) -> None:
    enter(tag())
    with as_fixture():
        world.publish(timezone.now())
    asked = [
        "/r/" + tag(),
        "/r/nonsense",
        "/r/" + "8" * 26,
        "/r/" + tag() + "/receipt.json",
        "/r/?code=x",
    ]
    answers = [client.get(address, headers={"Accept-Language": "en"}) for address in asked]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {re.sub(r'href="[^"]*language=[^"]*"|name="csrf[^>]*', "", strict(answer)) for answer in answers}
    assert len(bodies) == 1
    assert NOTHING["en"] in bodies.pop()


def test_an_entry_without_a_place_is_not_provable_yet(world: LedgerWorld, client: Client) -> None:
    code = tag()
    enter(code)
    answer = client.get(f"/r/{code}?language=en")
    assert answer.status_code == 200 and "not yet provable" in strict(answer)
    assert client.get(f"/r/{code}/receipt.json").status_code == 404


def test_a_receipt_is_in_no_index_no_cache_and_no_referrer(held: str, client: Client) -> None:
    for address in (f"/r/{held}", f"/r/{held}/receipt.json", "/r/" + tag(), "/r/?code=" + held):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
    assert "Disallow: /r/" in client.get("/robots.txt").content.decode()
    assert client.post(f"/r/{held}").status_code == 405


def test_a_code_typed_from_paper_finds_its_page(held: str, client: Client) -> None:
    typed = "-".join(held[at : at + 4] for at in range(0, 26, 4)).upper().replace("0", "O")
    answer = client.get("/r/", {"code": f" {typed} "})
    assert (answer.status_code, answer["Location"]) == (302, f"/r/{held}")
    assert 'name="code"' in strict(client.get("/r/"))
