"""Policies and proof files: whom one trusts, and an entry's place under a head that they accept."""

from itertools import combinations

import pytest

from quartier.science.merkle.cosignature import cosign
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.note import sign_note
from quartier.science.merkle.policy import judge, parse_policy
from quartier.science.merkle.proof_file import ProofFile, judge_proof, parse_proof_file
from quartier.science.merkle.tests.known import KEYS, VECTORS, labels, named, signer

PROOFS = VECTORS["tlog_proof"]
POLICY = parse_policy(PROOFS["policy"].encode())
TEXT = VECTORS["cosignatures"][0]["note_text"]
LOG = f"log {KEYS['log-a']['vkey']}\n"
LABELS = {"ombudsman": "w-ombudsman", "bar": "w-bar", "university": "w-university"}


def head(*witnesses, at=1_795_000_000, text=TEXT):
    """A checkpoint of the log with lines of these witnesses."""
    lines = [cosign(signer(LABELS[name]), text, at) for name in witnesses]
    return sign_note(text, signer("log-a")) + "".join(lines).encode()


@pytest.mark.parametrize("case", **named(VECTORS["policy"]["valid"]))
def test_a_policy_is_satisfied_by_whom_it_says(case):
    policy = parse_policy(case["policy"].encode())
    for row in case["satisfied"]:
        assert policy.satisfied(set(row["cosigned"])) is row["ok"]


@pytest.mark.parametrize("case", **named(VECTORS["policy"]["invalid"]))
def test_a_wrong_policy_is_refused(case):
    with pytest.raises(Refused):
        parse_policy(case["policy"].encode())


@pytest.mark.parametrize(
    "line", [b"\xff\n", b"witness \xff x\n", b"log\n", b"\x00\n", b"group g any\n", b"quorum\n"]
)
def test_a_policy_with_such_a_line_is_refused(line):
    with pytest.raises(Refused, match="policy"):
        parse_policy(LOG.encode() + line + b"quorum none\n")


def test_a_comment_may_hold_any_bytes_and_a_line_may_give_a_url():
    policy = parse_policy(f"{LOG.strip()} https://log.example/\n".encode() + b" # \xff\n\n\t\nquorum none\n")
    assert list(policy.urls.values()) == ["https://log.example/"]
    assert labels(policy.urls) == ["log-a"]


@pytest.mark.parametrize("size", range(4))
def test_two_of_three_witnesses_are_enough(size):
    for witnesses in combinations(LABELS, size):
        if size >= 2:
            judged = judge(POLICY, head(*witnesses))
            assert set(judged.cosigned) == set(witnesses)
            assert judged.witnessed
        else:
            with pytest.raises(Refused, match="quorum"):
                judge(POLICY, head(*witnesses))


def test_without_a_quorum_a_head_is_not_witnessed():
    judged = judge(parse_policy(f"{LOG}quorum none\n".encode()), head("bar"))
    assert (judged.witnessed, dict(judged.cosigned), judged.unknown) == (False, {}, 1)
    assert judged.checkpoint.size == 1000
    assert labels([judged.log_key]) == ["log-a"]


def test_a_cosignature_without_a_time_does_not_count():
    timeless = next(case["line"] for case in VECTORS["cosignatures"] if case.get("timestamp") == 0)
    with pytest.raises(Refused, match="quorum"):
        judge(POLICY, head("ombudsman") + timeless.encode())


def test_a_head_of_another_log_is_refused_though_our_log_signed_it():
    other = "elsewhere.example/log\n" + TEXT.partition("\n")[2]
    with pytest.raises(Refused, match="wrong_origin"):
        judge(POLICY, head("bar", "university", text=other))


def test_one_false_line_of_a_known_witness_spoils_the_head():
    forged = head("bar", "university") + cosign(signer("w-ombudsman"), "other\n", 1_795_000_000).encode()
    with pytest.raises(Refused, match="invalid_signature"):
        judge(POLICY, forged)


def test_a_head_may_be_signed_by_the_old_and_the_new_key_of_the_log():
    both = LOG + f"log {KEYS['log-a-old']['vkey']}\nquorum none\n"
    for signers in (("log-a",), ("log-a-old",), ("log-a-old", "log-a")):
        note = sign_note(TEXT, *(signer(label) for label in signers))
        assert judge(parse_policy(both.encode()), note).checkpoint.size == 1000


@pytest.mark.parametrize("case", **named(PROOFS["cases"]))
def test_a_proof_is_accepted_or_refused(case):
    expected = case["expect"]
    if expected["result"] == "reject":
        with pytest.raises(Refused) as refusal:
            judge_proof(POLICY, parse_proof_file(case["proof"].encode()), leaf_hash(case["entry"].encode()))
        assert refusal.value.code == expected["reason"]
        return
    proof = parse_proof_file(case["proof"].encode())
    judged = judge_proof(POLICY, proof, leaf_hash(case["entry"].encode()))
    signed = labels([judged.log_key]) + [LABELS[name] for name in judged.cosigned]
    assert (proof.index, judged.checkpoint.size) == (expected["index"], expected["size"])
    assert signed == expected["signed_by"]
    assert (proof.extra and proof.extra.hex()) == (
        expected["extra"] or (None if expected["extra"] is None else b"")
    )
    if proof.extra is None:
        assert proof.encode() == case["proof"].encode()


@pytest.mark.parametrize("change", [b"\xff", b"extra\n", b"extra AA\n", b"extra AA==\nextra AA==\n"])
def test_a_broken_front_of_a_proof_is_refused(change):
    whole = PROOFS["cases"][0]["proof"].encode()
    at = whole.index(b"index")
    with pytest.raises(Refused):
        parse_proof_file(whole[:at] + change + whole[at:])


def test_a_proof_that_ends_before_its_checkpoint_is_refused():
    with pytest.raises(Refused, match="no_blank_line"):
        parse_proof_file(b"c2sp.org/tlog-proof@v1\nindex 5")


def test_a_proof_of_more_than_63_hashes_is_refused():
    made = ProofFile(5, (bytes(32),) * 63, b"x")
    assert parse_proof_file(made.encode()) == made
    with pytest.raises(Refused, match="proof_too_long"):
        parse_proof_file(ProofFile(5, (bytes(32),) * 64, b"x").encode())


def test_every_byte_of_a_proof_counts_but_those_of_unknown_signatures():
    whole = PROOFS["cases"][0]["proof"].encode()
    leaf = leaf_hash(PROOFS["cases"][0]["entry"].encode())
    for at in range(0, len(whole), 3):
        changed = whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :]
        with pytest.raises(Refused):
            judge_proof(POLICY, parse_proof_file(changed), leaf)
