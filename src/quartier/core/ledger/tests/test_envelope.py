"""The bytes of the ledger, against vectors that were not made by this code."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.ledger import envelope
from quartier.science.merkle.commitments import entry_of
from quartier.science.merkle.hashing import leaf_hash

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
SALT = bytes(range(32))
AT = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)


def sample(**changes):
    values = {
        "kind": "test.counted",
        "record": None,
        "occurred_at": AT,
        "recorded_at": AT,
        "captured_at": None,
        "prev": None,
        "corrects": None,
        "seen": None,
        "digests": {},
        "blind": SALT,
    }
    return envelope.Envelope(**values | changes).to_bytes()


@pytest.mark.parametrize("case", [case for case in VECTORS["hashing"] if case["op"] == "leaf"])
def test_leaves_are_those_of_rfc_9162(case):
    long = bytes(7 * index % 251 for index in range(65_535))  # the one vector given by its rule
    entry = bytes.fromhex(case["entry"]) if "entry" in case else long
    assert leaf_hash(entry).hex() == case["hash"]


@pytest.mark.parametrize("case", VECTORS["digests"])
def test_digests(case):
    made = envelope.opening(field=case["field"], salt=bytes.fromhex(case["salt"]), value=case["value"])
    assert made.digest.hex() == case["digest"]


@pytest.mark.parametrize("case", VECTORS["envelopes"])
def test_envelopes_entries_and_leaves(case):
    body = sample(
        kind=case["kind"],
        record=case["record"],
        occurred_at=datetime.fromisoformat(case["occurred_at"]),
        recorded_at=datetime.fromisoformat(case["recorded_at"]),
        digests={name: bytes.fromhex(digest) for name, digest in case["fields"].items()},
        blind=bytes.fromhex(case["blind"]),
    )
    assert body.decode() == case["envelope"]
    assert entry_of(body).hex() == case["entry"]
    assert leaf_hash(entry_of(body)).hex() == case["leaf"]


def test_an_opening_cannot_be_moved_to_another_field_or_cut_elsewhere():
    def digest(field, value):
        return envelope.opening(field=field, salt=SALT, value=value).digest

    assert digest("a", 11) != digest("b", 11)
    assert digest("a", 11) != digest("a1", 1)
    assert digest("a", "1") != digest("a", 1)


@given(st.binary(max_size=200))
def test_no_envelope_is_a_leaf_of_another_envelope(body):
    entry = entry_of(body)
    assert len(entry) == 33
    assert entry[0] == 1
    assert entry[1:] not in (hashlib.sha256(body).digest(), leaf_hash(body))


@pytest.mark.parametrize(
    "value",
    [1.5, 2.0, {"a": [1, {"b": 0.1}]}, float("nan"), 2**53, {1: "a"}, datetime(2026, 1, 1, tzinfo=UTC), b"a"],
)
def test_what_two_programs_may_print_in_two_ways_is_refused(value):
    with pytest.raises(ValueError, match=r".+"):
        envelope.canonical(value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=20,
    )
)
def test_canonical_json_reads_back_and_is_stable(value):
    once = envelope.canonical(value)
    assert json.loads(once) == value
    assert envelope.canonical(json.loads(once)) == once


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53) + 1, 2**53 - 1)
        | st.text()
        | st.text(st.characters(max_codepoint=127)),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
        max_leaves=20,
    )
)
def test_the_quick_encoder_writes_what_the_careful_one_does(value):
    assert envelope.canonical(value) == rfc8785.dumps(value)


@given(st.integers(-840, 840), st.integers(0, 999_999))
def test_one_instant_has_one_text(offset, microsecond):
    local = AT.replace(microsecond=microsecond).astimezone(timezone(timedelta(minutes=offset)))
    assert envelope.instant(local) == f"2026-11-21T12:05:00.{microsecond:06}Z"


def test_an_instant_without_a_zone_and_a_short_salt_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        envelope.instant(datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="32 bytes"):
        envelope.opening(field="a", salt=b"short", value=1)
    with pytest.raises(ValueError, match="32 bytes"):
        sample(blind=b"")


def test_what_was_seen_and_what_is_corrected_stand_in_the_envelope():
    seen = envelope.Seen(origin="demo.quartier.example/log", size=7, root=SALT)
    said = json.loads(sample(seen=seen, corrects=SALT, captured_at=AT))
    assert said["seen"]["size"] == 7
    assert said["corrects"] == said["seen"]["root"] == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    assert said["captured_at"] == "2026-11-21T12:05:00.000000Z"
