"""Notes, checkpoints and cosignatures: each vector is decided as it demands."""

import hashlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.science.merkle.checkpoint import Checkpoint, open_checkpoint
from quartier.science.merkle.cosignature import LAST_SECOND, check_cosignature, cosign, cosigned_message
from quartier.science.merkle.encoding import encode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import EMPTY_ROOT
from quartier.science.merkle.note import open_note, parse_note, sign_note
from quartier.science.merkle.signing import fast_verify
from quartier.science.merkle.tests.known import KEYS, VECTORS, keys, labels, named, note_bytes, signer

COSIGNATURES = [case for case in VECTORS["cosignatures"] if KEYS[case["key"]]["type"] == 4]
FORKS = VECTORS["fork_evidence"]


@pytest.mark.parametrize("case", **named(VECTORS["notes"]))
def test_a_note_is_opened_or_refused(case):
    expected = case["expect"]
    if expected["result"] == "reject":
        with pytest.raises(Refused) as refusal:
            open_note(note_bytes(case), keys(*case["trusted"]))
        assert refusal.value.code == expected["reason"]
        return
    note = open_note(note_bytes(case), keys(*case["trusted"]))
    assert labels(key for key, _ in note.verified) == expected["verified"]
    assert note.unknown == expected["unknown"]
    assert hashlib.sha256(note.text.encode("utf-8")).hexdigest() == expected["text_sha256"]


@pytest.mark.parametrize("case", **named(VECTORS["checkpoints"]))
def test_a_checkpoint_is_opened_or_refused(case):
    expected, trusted = case["expect"], keys(*case["trusted"])
    if expected["result"] == "reject":
        with pytest.raises(Refused) as refusal:
            open_checkpoint(note_bytes(case), origin=case["origin"], keys=trusted, verify=fast_verify)
        assert refusal.value.code == expected["reason"]
        return
    opened = open_checkpoint(note_bytes(case), origin=case["origin"], keys=trusted, verify=fast_verify)
    assert opened.checkpoint == Checkpoint(
        expected["origin"], expected["size"], bytes.fromhex(expected["root"])
    )
    assert labels(key for key, _ in opened.note.verified) == expected["signed_by"]
    assert opened.checkpoint.text == opened.note.text


@pytest.mark.parametrize("case", [case for case in FORKS if case["verdict"] == "fork"])
def test_two_heads_of_one_size_that_differ_both_open(case):
    origin, trusted = case["a"].split("\n")[0], keys("log-a", "log-a-old")
    one, two = (open_checkpoint(case[side].encode(), origin=origin, keys=trusted).checkpoint for side in "ab")
    assert one.size == two.size
    assert one.root != two.root


@pytest.mark.parametrize("case", **named(COSIGNATURES))
def test_a_cosignature_is_accepted_or_refused(case):
    [key] = keys(case["key"])
    [line] = parse_note(f"x\n\n{case['line']}".encode()).signatures
    if case["valid"]:
        assert line.id == key.id
        assert check_cosignature(key, case["note_text"], line.blob) == case["timestamp"]
        message = cosigned_message(case["note_text"], case["timestamp"])
        assert message.hex() == case["signed_message_hex"]
        if case["timestamp"]:
            assert cosign(signer(case["key"]), case["note_text"], case["timestamp"]) == case["line"]
    elif line.id == key.id:
        with pytest.raises(Refused):
            check_cosignature(key, case["note_text"], line.blob)
    else:
        assert "key id" in case["what"]


@pytest.mark.parametrize(
    ("origin", "size", "root", "code"),
    [
        ("", 0, EMPTY_ROOT, "empty_origin"),
        ("a\nb", 0, EMPTY_ROOT, "origin"),
        ("a.example", -1, EMPTY_ROOT, "size"),
        ("a.example", 2**63, EMPTY_ROOT, "size"),
        ("a.example", 1, bytes(31), "root_length"),
        ("a.example", 0, bytes(32), "empty_tree_root"),
    ],
)
def test_a_head_that_could_not_be_read_back_is_not_made(origin, size, root, code):
    with pytest.raises(Refused, match=code):
        Checkpoint(origin, size, root)


def test_a_note_signed_by_us_is_the_note_of_the_vectors():
    case = VECTORS["notes"][1]
    text = open_note(case["note"].encode(), keys("log-a", "log-b")).text
    assert sign_note(text, signer("log-a"), signer("log-b")) == case["note"].encode()


@pytest.mark.parametrize("text", ["", "no newline", "a\tb\n", "a\rb\n"])
def test_a_text_that_no_note_may_have_is_not_signed(text):
    with pytest.raises(Refused, match="note_text"):
        sign_note(text, signer("log-a"))


def test_a_key_signs_one_kind_of_text():
    with pytest.raises(Refused, match="key_type"):
        sign_note("text\n", signer("w-bar"))
    with pytest.raises(Refused, match="key_type"):
        cosign(signer("log-a"), "text\n", 1)
    with pytest.raises(Refused, match="key_type"):
        check_cosignature(*keys("log-a"), "text\n", bytes(72))


def test_a_witness_does_not_sign_without_a_time():
    for at in (0, -1, LAST_SECOND + 1):
        with pytest.raises(Refused, match="cosignature_time"):
            cosign(signer("w-bar"), "text\n", at)


@pytest.mark.parametrize("at", [LAST_SECOND, LAST_SECOND + 1, 2**63 - 1, 2**64 - 1])
def test_a_time_that_no_calendar_has_is_refused(at):
    key = signer("w-bar")
    blob = at.to_bytes(8, "big") + key.sign(cosigned_message("text\n", at))
    if at == LAST_SECOND:
        assert check_cosignature(key.verifying, "text\n", blob) == at
    else:
        with pytest.raises(Refused, match="cosignature_time"):
            check_cosignature(key.verifying, "text\n", blob)


def test_two_known_keys_that_cannot_be_told_apart_are_refused():
    one, two = keys("log-a", "log-a-old")
    object.__setattr__(two, "id", one.id)
    with pytest.raises(Refused, match="key_collision"):
        open_note(VECTORS["notes"][0]["note"].encode(), [one, two])


def test_a_line_of_ml_dsa_is_read_past():
    case = next(case for case in VECTORS["cosignatures"] if case["key"] == "w-court-pq")
    data = sign_note(case["note_text"], signer("log-a")) + case["line"].encode()
    note = open_note(data, keys("log-a", "w-court-pq"))
    assert labels(key for key, _ in note.verified) == ["log-a"]
    assert note.unknown == 1


def pieces(data, whole):
    """The note with one byte flipped, dropped, doubled; with one line dropped, doubled, exchanged with another."""
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    lines = whole.splitlines(keepends=True)
    line, other = data.draw(st.permutations(range(len(lines))))[:2]
    exchanged = list(lines)
    exchanged[line], exchanged[other] = lines[other], lines[line]
    yield "flip", whole[:at] + bytes((whole[at] ^ bit,)) + whole[at + 1 :]
    yield "drop", whole[:at] + whole[at + 1 :]
    yield "double", whole[: at + 1] + whole[at:]
    yield "line dropped", b"".join([*lines[:line], *lines[line + 1 :]])
    yield "line doubled", b"".join([*lines[: line + 1], *lines[line:]])
    yield "lines exchanged", b"".join(exchanged)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), size=st.integers(0, 2**63 - 1), root=st.binary(min_size=32, max_size=32))
def test_no_change_of_a_head_passes_as_another_statement(data, size, root):
    """Changes of a note of two known keys are refused, or leave the same statement by at least one of them."""
    head = Checkpoint("a.example/log", size, root if size else EMPTY_ROOT)
    log, witness = signer("log-a"), signer("w-bar")
    whole = sign_note(head.text, log) + cosign(witness, head.text, 1_795_000_000).encode()
    for change, note in pieces(data, whole):
        try:
            opened = open_note(note, [log.verifying, witness.verifying], verify=fast_verify)
        except Refused:
            continue
        assert opened.text == head.text, change
        names = {key.name for key, _ in opened.verified}
        assert names == {log.verifying.name, witness.verifying.name} or opened.unknown or "drop" in change


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.binary(min_size=5, max_size=100)), max_size=12), st.data())
def test_lines_of_unknown_keys_change_nothing(strangers, data):
    note = VECTORS["notes"][0]["note"].encode()
    text, _, ours = note.partition(b"\n\n")
    lines = [ours]
    for number, blob in strangers:
        line = f"\u2014 stranger{number}.example {encode_base64(blob)}\n".encode()
        lines.insert(data.draw(st.integers(0, len(lines))), line)
    opened = open_note(text + b"\n\n" + b"".join(lines), keys("log-a"), verify=fast_verify)
    assert labels(key for key, _ in opened.verified) == ["log-a"]
    assert opened.unknown == len(strangers)


def test_a_note_may_have_64_lines_and_a_million_bytes():
    case = VECTORS["notes"][0]["note"].encode()
    text, _, line = case.partition(b"\n\n")
    stranger = b"\xe2\x80\x94 x.example AQIDBAUG\n"
    assert open_note(case + stranger * 63, keys("log-a")).unknown == 63
    with pytest.raises(Refused, match="too_many_signatures"):
        open_note(case + stranger * 64, keys("log-a"))
    long = "x" * 999_800 + "\n"
    assert open_note(sign_note(long, signer("log-a")), keys("log-a")).text == long
    with pytest.raises(Refused, match="note_too_long"):
        parse_note(text + b"x" * 1_000_000 + b"\n\n" + line)


@given(st.binary(max_size=300))
def test_whatever_bytes_come_only_refusals_come_back(data):
    for wrapped in (data, b"a\n\n" + data, b"a\n\n\xe2\x80\x94 b " + data + b"\n"):
        with suppress(Refused):
            parse_note(wrapped)
