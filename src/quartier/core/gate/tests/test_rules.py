"""Networks, buckets and codes, without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.gate import rules
from quartier.core.gate.rules import Bucket

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("192.0.2.17", "", "c00002"),
        ("192.0.2.17", "203.0.113.9", "c00002"),  # whoever comes directly cannot say to be somebody else
        ("127.0.0.1", "203.0.113.9, 192.0.2.17", "c00002"),
        ("::1", "198.51.100.4", "c63364"),
        ("127.0.0.1", "nonsense", "7f0000"),
        ("::ffff:192.0.2.17", "", "c00002"),
        ("[2001:db8:7::1]", "", "20010db80007"),
        ("fe80::1%eth0", "", "fe8000000000"),
        ("", "", ""),
        ("unix:", "192.0.2.17", "c00002"),
    ],
)
def test_a_request_comes_from_a_network_and_never_from_an_address(remote, forwarded, expected) -> None:
    assert rules.origin(remote=remote, forwarded=forwarded).hex() == expected


def test_whoever_proved_something_has_a_bucket_of_their_own_and_no_other() -> None:
    policy = rules.POLICIES["lodge"]
    assert [key.name for key in rules.keys(policy, prefix=b"abc", own="someone")] == [b"lodge|own|someone"]
    names = [key.name for key in rules.keys(policy, prefix=b"abc", same=b"digest")]
    assert names == [b"lodge|origin|abc", b"lodge|wide|ab", b"lodge|same|digest", b"lodge|house"]


@given(st.text(max_size=60))
def test_what_is_no_code_is_never_taken_for_one(text) -> None:
    code = rules.read_code(text)
    assert code is None or rules.read_code(rules.in_groups(code)) == code


@given(st.integers(0, 2**80 - 1))
def test_a_code_is_read_as_people_type_it(bits) -> None:
    from quartier.core.kit.ids import ALPHABET

    code = "".join(ALPHABET[bits >> 5 * place & 31] for place in range(16))
    typed = code.replace("0", "O").replace("1", "l")
    assert rules.read_code(f" {typed[:4]} {typed[4:8]}-{typed[8:]} ") == code


@given(st.floats(-20, 4), st.integers(0, 100_000))
def test_the_wait_ends_when_a_token_is_there(held, seconds) -> None:
    bucket = Bucket(burst=4, seconds=900)
    ready = rules.take([(held, AT)], [bucket], at=AT + timedelta(seconds=seconds))
    if ready is not None:
        assert rules.take([(held, AT)], [bucket], at=ready + timedelta(milliseconds=1)) is None


def test_texts_are_the_same_when_only_numbers_and_marks_differ() -> None:
    assert rules.sameness("Купуйте дрова! Тел. 111") == rules.sameness("купуйте дрова тел 222")
    assert rules.sameness("Купуйте дрова зараз") != rules.sameness("Немає світла на вулиці")


def test_every_policy_lets_a_person_through_at_once() -> None:
    for what, policy in rules.POLICIES.items():
        assert policy.what == what
        assert min(policy.origin.burst, policy.wide.burst, policy.house.burst, policy.own.burst) >= 1
        assert policy.wide.burst > policy.origin.burst and policy.house.burst > policy.wide.burst
