"""Hashes, compact ranges and encodings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.science.merkle.encoding import decode_base64, decode_decimal, decode_hash, encode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import EMPTY_ROOT, leaf_hash, node_hash
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.tests.known import VECTORS, counted, leaves, named


@pytest.mark.parametrize("case", **named(VECTORS["hashing"]))
def test_a_hash_is_the_one_expected(case):
    both = [bytes.fromhex(case[side]) for side in ("left", "right") if side in case]
    match case["op"]:
        case "empty_root":
            assert EMPTY_ROOT.hex() == case["hash"]
        case "leaf":
            entry = bytes.fromhex(case["entry"]) if "entry" in case else counted(65_535)
            assert leaf_hash(entry).hex() == case["hash"]
        case "node":
            assert node_hash(*both).hex() == case["hash"]
        case "not_equal":
            assert leaf_hash(b"".join(both)).hex() == case["leaf_of_concatenation"] != case["node"]
            assert node_hash(*both).hex() == case["node"]


@pytest.mark.parametrize("case", VECTORS["trees"], ids=lambda case: str(case["size"]))
def test_a_compact_range_holds_the_perfect_subtrees_from_the_left(case):
    held = CompactRange()
    held.extend(leaves(case["size"]))
    assert held.root().hex() == case["root"]
    assert [value.hex() for value in held.hashes] == [part["hash"] for part in case["compact"]]
    again = CompactRange(case["size"], held.hashes)
    again.append(bytes(32))
    held.append(bytes(32))
    assert again.root() == held.root()


def test_a_range_of_a_wrong_number_of_hashes_is_refused():
    for size, hashes in ((1, []), (3, [bytes(32)]), (0, [bytes(32)]), (-1, [])):
        with pytest.raises(Refused, match="range"):
            CompactRange(size, hashes)
    with pytest.raises(Refused, match="hash_length"):
        CompactRange(1, [bytes(31)])


def test_a_source_that_breaks_off_leaves_the_range_as_it_was():
    held = CompactRange(1, [bytes(32)])

    def breaking():
        yield bytes(32)
        raise OSError

    with pytest.raises(OSError):
        held.extend(breaking())
    assert (held.size, held.hashes) == (1, (bytes(32),))


@given(st.binary(max_size=100))
def test_base64_has_one_text_for_one_value(value):
    text = encode_base64(value)
    assert decode_base64(text) == value
    for other in (text + "=", text + "\n", " " + text, text.rstrip("=") + "====", text + "-"):
        with pytest.raises(Refused, match="base64"):
            decode_base64(other)


def test_a_set_unused_bit_and_a_wrong_length_are_told_apart():
    with pytest.raises(Refused, match="base64_noncanonical"):
        decode_base64("AB==")
    with pytest.raises(Refused, match="hash_length"):
        decode_hash(encode_base64(bytes(31)))


@given(st.integers(0, 2**63 - 1))
def test_a_decimal_has_one_text(number):
    assert decode_decimal(str(number)) == number
    for other in (
        f"0{number}",
        f"+{number}",
        f" {number}",
        f"{number}\n",
        f"{number}_0",
        f"-{number}",
        f"{number}.0",
    ):
        with pytest.raises(Refused, match="decimal"):
            decode_decimal(other)


@pytest.mark.parametrize("text", ["", "٣", "²", "0x1", "1e3", str(2**63), "9" * 5000])
def test_what_is_no_decimal_of_ours_is_refused(text):
    with pytest.raises(Refused, match="decimal"):
        decode_decimal(text)
