"""Ed25519 in plain integers, against vectors and against a library."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.science.merkle.ed25519 import ORDER, check_public_key, verify_ed25519
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.signing import SigningKey, fast_verify
from quartier.science.merkle.tests.known import VECTORS, counted, named

SMALL_ORDER = [  # the eight points of small order in canonical form; both signs of x where there are two
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
]


@pytest.mark.parametrize("case", **named(VECTORS["ed25519"]))
def test_a_vector_is_decided_as_it_demands(case):
    message = bytes.fromhex(case["message_hex"]) if "message_hex" in case else counted(1023)
    public, signature = bytes.fromhex(case["public"]), bytes.fromhex(case["signature"])
    assert verify_ed25519(public, message, signature) is case["valid"]
    if not case.get("weak_key") and "differs" not in case:
        assert fast_verify(public, message, signature) is case["valid"]


@pytest.mark.parametrize("public", SMALL_ORDER)
def test_a_key_of_small_order_is_refused_when_loaded(public):
    with pytest.raises(Refused, match="weak_key"):
        check_public_key(bytes.fromhex(public))


@pytest.mark.parametrize(
    "public", ["02" + "00" * 31, "ee" + "ff" * 30 + "7f", "01" + "00" * 30 + "80", "00" * 31, ""]
)
def test_what_is_no_point_in_canonical_form_is_refused_when_loaded(public):
    with pytest.raises(Refused, match="public_key"):
        check_public_key(bytes.fromhex(public))


@settings(max_examples=25, deadline=None)
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200), bit=st.integers(0, 511))
def test_it_agrees_with_the_library_and_sees_each_flipped_bit(seed, message, bit):
    key = SigningKey.from_seed("a.example", 1, seed)
    signature = key.sign(message)
    public = key.verifying.public
    assert verify_ed25519(public, message, signature)
    flipped = (int.from_bytes(signature, "big") ^ 1 << bit).to_bytes(64, "big")
    assert not verify_ed25519(public, message, flipped)
    assert not verify_ed25519(public, message + b"\x00", signature)


def test_a_second_signature_cannot_be_made_of_the_first():
    key = SigningKey.from_seed("a.example", 1, bytes(32))
    signature = key.sign(b"once")
    again = int.from_bytes(signature[32:], "little") + ORDER
    assert not verify_ed25519(key.verifying.public, b"once", signature[:32] + again.to_bytes(32, "little"))
