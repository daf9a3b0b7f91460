"""Manifests and promises: notes of one line, of which no byte may be another."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.commitments import entry_of, field_digest
from quartier.science.merkle.companions import check_origin, companion_name
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import ED25519
from quartier.science.merkle.manifest import Manifest, manifest_text, open_manifest, sign_manifest
from quartier.science.merkle.note import sign_note
from quartier.science.merkle.promise import Promise, open_promise, sign_promise
from quartier.science.merkle.signing import SigningKey, fast_verify

ORIGIN = "ledger.example/log"
PACK_KEY = SigningKey.from_seed(companion_name(ORIGIN, "pack"), ED25519, b"p" * 32)
RECEIPT_KEY = SigningKey.from_seed(companion_name(ORIGIN, "receipt"), ED25519, b"r" * 32)
OTHER = SigningKey.from_seed(companion_name("other.example/log", "pack"), ED25519, b"o" * 32)
HEAD = Checkpoint(ORIGIN, 3, hashlib.sha256(b"root").digest())
FILES = {
    path: (hashlib.sha256(path.encode()).digest(), len(path)) for path in ("pack.json", "log/a", "log-a")
}
TEXT = manifest_text(ORIGIN, HEAD, FILES)
MANIFEST = sign_manifest(TEXT, PACK_KEY)
PROMISE = Promise(ORIGIN, bytes(32), "2026-11-21T20:00:00.000000Z", "2026-11-21T20:01:00.000000Z")


def opened(data, *keys):
    return open_manifest(data, keys=[key.verifying for key in keys or (PACK_KEY,)], verify=fast_verify)


def test_a_manifest_is_read_as_it_was_written():
    assert opened(MANIFEST) == Manifest(ORIGIN, HEAD.size, HEAD.root, FILES)
    assert TEXT.split("\n")[3:] == [
        *(f"{FILES[path][0].hex()} {len(path)} {path}" for path in sorted(FILES)),
        "",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "manifest_form"),
        (MANIFEST + MANIFEST.splitlines(keepends=True)[-1], "manifest_form"),
        (MANIFEST + OTHER.verifying.line(bytes(64)).encode(), "manifest_form"),
        (MANIFEST[:-2] + b"\n", "manifest_form"),
        (MANIFEST.replace(b" 3 ", b" 4 "), "manifest_signature"),
        (sign_note(TEXT, OTHER), "manifest_key"),
        (sign_note(TEXT.replace(ORIGIN, "other.example/log"), PACK_KEY), "wrong_origin"),
        (sign_note(TEXT.replace("v1", "v2"), PACK_KEY), "manifest_form"),
        (sign_note(TEXT.replace("head 3", "head 03"), PACK_KEY), "manifest_form"),
        (sign_note(TEXT.replace("head", "tail"), PACK_KEY), "manifest_form"),
        (sign_note(TEXT + "\n", PACK_KEY), "manifest_form"),
        (sign_note(TEXT.replace(" 9 pack", " 09 pack"), PACK_KEY), "manifest_form"),
        (sign_note(TEXT.replace(" 9 pack", "  9 pack"), PACK_KEY), "manifest_form"),
        (sign_note(TEXT + TEXT.split("\n")[-2] + "\n", PACK_KEY), "manifest_form"),
        (sign_note("quartier/pack/v1\n", PACK_KEY), "manifest_form"),
    ],
)
def test_a_wrong_manifest_is_refused(data, code):
    with pytest.raises(Refused) as refusal:
        opened(data, PACK_KEY)
    assert refusal.value.code == code


def test_the_lines_of_a_manifest_stand_in_one_order():
    lines = TEXT.split("\n")
    swapped = "\n".join([*lines[:3], lines[4], lines[3], *lines[5:]])
    with pytest.raises(Refused, match="manifest_form"):
        opened(sign_note(swapped, PACK_KEY))


@pytest.mark.parametrize(
    "path", ["", "/a", "a/", "a//b", "./a", "a/../b", "..", "a b", "a\\b", "MANIFEST", "é", "a\nb", "a\x7f"]
)
def test_a_path_that_would_lead_elsewhere_is_neither_written_nor_read(path):
    with pytest.raises(Refused, match="manifest_form"):
        manifest_text(ORIGIN, HEAD, {path: FILES["log/a"]})
    digest, length = FILES["log/a"]
    text = manifest_text(ORIGIN, HEAD, {}) + f"{digest.hex()} {length} {path}\n"
    if "\n\n" not in text:
        with pytest.raises(Refused):
            opened(sign_note(text, PACK_KEY))


def test_only_the_pack_key_of_the_log_signs_its_manifests():
    for key in (OTHER, RECEIPT_KEY):
        with pytest.raises(Refused, match="manifest_key"):
            sign_manifest(TEXT, key)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_every_byte_and_every_line_of_a_manifest_counts(data):
    at = data.draw(st.integers(0, len(MANIFEST) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    lines = MANIFEST.splitlines(keepends=True)
    line = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.integers(0, len(lines) - 1).filter(lambda number: number != line))
    exchanged = list(lines)
    exchanged[line], exchanged[other] = lines[other], lines[line]
    for changed in (
        MANIFEST[:at] + bytes((MANIFEST[at] ^ bit,)) + MANIFEST[at + 1 :],
        MANIFEST[:at] + MANIFEST[at + 1 :],
        MANIFEST[: at + 1] + MANIFEST[at:],
        b"".join([*lines[:line], *lines[line + 1 :]]),
        b"".join([*lines[:line], lines[line], *lines[line:]]),
        b"".join(exchanged),
    ):
        with pytest.raises(Refused):
            opened(changed)


def test_a_promise_is_read_as_it_was_written():
    note = sign_promise(PROMISE, RECEIPT_KEY)
    assert open_promise(note, keys=[RECEIPT_KEY.verifying]) == PROMISE
    assert PROMISE.text.split("\n")[0] == "quartier/receipt/v1"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PROMISE.text.replace("leaf", "leaves"), "promise_form"),
        (PROMISE.text.replace("20:01", "20:60"), "promise_form"),
        (PROMISE.text.replace("2026-11-21T20:01", "2026-11-31T20:01"), "promise_form"),
        (PROMISE.text.replace(".000000Z", "Z"), "promise_form"),
        (PROMISE.text + "more\n", "promise_form"),
        (PROMISE.text.replace("v1", "v2"), "promise_form"),
        ("quartier/receipt/v1\n", "promise_form"),
        (PROMISE.text.replace(ORIGIN, "7"), "promise_form"),
        (PROMISE.text.replace(ORIGIN, "other.example/log"), "wrong_origin"),
    ],
)
def test_a_wrong_promise_is_refused(text, code):
    with pytest.raises(Refused) as refusal:
        open_promise(sign_note(text, RECEIPT_KEY), keys=[RECEIPT_KEY.verifying])
    assert refusal.value.code == code


def test_a_promise_by_another_key_is_none():
    with pytest.raises(Refused, match="promise_key"):
        sign_promise(PROMISE, PACK_KEY)
    with pytest.raises(Refused, match="promise_key"):
        open_promise(sign_note(PROMISE.text, PACK_KEY), keys=[RECEIPT_KEY.verifying])
    note = sign_promise(PROMISE, RECEIPT_KEY)
    with pytest.raises(Refused, match="promise_signature"):
        open_promise(note.replace(b"recorded", b"recordet"), keys=[RECEIPT_KEY.verifying])
    with pytest.raises(Refused, match="promise_form"):
        open_promise(note + b"\n", keys=[RECEIPT_KEY.verifying])


def test_a_promise_says_what_it_must():
    for change in (
        {"leaf": bytes(31)},
        {"recorded": "today"},
        {"origin": "1000"},
        {"deadline": "0000-01-01T00:00:00.000000Z"},
    ):
        with pytest.raises(Refused):
            replace(PROMISE, **change)


@pytest.mark.parametrize("origin", ["a.example/log", "1.example/log-2", "police.gov.ua/ledger/main"])
def test_an_origin_is_host_and_path(origin):
    check_origin(origin)


@pytest.mark.parametrize(
    "origin",
    ["", "a", "7", "a.example/log/", "A.example/log", "https://a/b", "a b/c", "a+b/c", "a/" + "b" * 99],
)
def test_another_text_is_no_origin(origin):
    with pytest.raises(Refused, match="origin"):
        check_origin(origin)


def test_a_digest_hides_field_value_and_salt_from_each_other():
    salts = (bytes(32), b"\x01" + bytes(31))
    made = {
        field_digest(name, salt, value)
        for name in ("a", "ab")
        for salt in salts
        for value in (b"b", b"", b"1")
    }
    assert len(made) == 12
    for name, salt in (("a", bytes(31)), ("", bytes(32)), ("a" * 65_536, bytes(32))):
        with pytest.raises(Refused):
            field_digest(name, salt, b"")
    assert len(entry_of(b"")) == 33
