"""Keys and their texts."""

import pytest

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import VerifyingKey, parse_vkey, verifying_key
from quartier.science.merkle.reserved import TEST_KEYS, is_test_key, refuse_reserved
from quartier.science.merkle.signing import SigningKey
from quartier.science.merkle.tests import worked
from quartier.science.merkle.tests.known import KEYS, VECTORS, named, signer

ED25519_LABELS = [label for label, key in KEYS.items() if key["type"] != 6]


@pytest.mark.parametrize("label", VECTORS["vkeys"]["valid"])
def test_a_key_is_read_and_written_as_it_was(label):
    expected = KEYS[label]
    key = parse_vkey(expected["vkey"])
    assert (key.name, key.type, key.public.hex()) == (expected["name"], expected["type"], expected["public"])
    assert key.id.hex() == expected["key_id"]
    assert key.text == expected["vkey"]


@pytest.mark.parametrize("case", **named(VECTORS["vkeys"]["invalid"]))
def test_a_wrong_text_is_no_key(case):
    with pytest.raises(Refused):
        parse_vkey(case["vkey"])


@pytest.mark.parametrize("label", ED25519_LABELS)
def test_a_seed_gives_its_key_and_both_have_one_text(label):
    key = signer(label)
    assert key.verifying.text == KEYS[label]["vkey"]
    assert SigningKey.parse(key.text) == key
    assert SigningKey.parse(key.text).sign(b"x") == key.sign(b"x")


def test_a_new_key_is_another_each_time():
    assert SigningKey.generate("a.example").verifying != SigningKey.generate("a.example").verifying


@pytest.mark.parametrize("change", ["", "PRIVATE+KEY+", "+", " ", "PUBLIC"])
def test_a_broken_secret_is_refused_without_being_repeated(change):
    text = signer("log-a").text.replace("PRIVATE+KEY+", change, 1)
    text = text if change != "PRIVATE+KEY+" else text[:-4] + "AAA="
    with pytest.raises(Refused) as refusal:
        SigningKey.parse(text)
    assert text[-20:] not in str(refusal.value)


def test_the_secret_does_not_show_when_printed():
    key = signer("log-a")
    assert KEYS["log-a"]["seed"] not in repr(key)
    assert key.text not in repr(key)


def test_a_key_of_a_wrong_id_cannot_be_made():
    key = signer("log-a").verifying
    with pytest.raises(Refused, match="key_id"):
        VerifyingKey(key.name, b"\x00\x00\x00\x00", key.type, key.public)
    assert verifying_key(key.name, key.type, key.public) == key


@pytest.mark.parametrize(
    "name", ["", "a b", "a+b", "a\u00a0b", "a\u3000b", "a\u2028b", "a\nb", "a\x00b", "\udc80"]
)
def test_a_name_that_would_break_a_line_is_refused(name):
    with pytest.raises(Refused, match="key_name"):
        SigningKey.from_seed(name, 1, bytes(32))


def test_production_refuses_the_keys_of_the_vectors_under_any_name():
    printed = [parse_vkey(key["vkey"]) for key in KEYS.values()]
    printed += [worked.PACKING.verifying, worked.RECEIPTING.verifying]
    assert len(TEST_KEYS) == len(printed)
    assert all(is_test_key(key) for key in printed)
    moved = SigningKey.from_seed("police.gov.ua/log", 1, bytes.fromhex(KEYS["log-a"]["seed"]))
    with pytest.raises(Refused, match="test_key"):
        refuse_reserved(moved.verifying)


@pytest.mark.parametrize("name", ["police.example/log", "a.Test", "example", "x.y.test/log/pack"])
def test_production_refuses_names_that_nobody_can_own(name):
    with pytest.raises(Refused, match="test_name"):
        refuse_reserved(SigningKey.from_seed(name, 1, bytes(32)).verifying)


def test_production_takes_a_key_of_its_own():
    refuse_reserved(SigningKey.from_seed("example.gov.ua/log", 1, bytes(32)).verifying)
