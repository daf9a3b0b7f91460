"""Whom this program trusts, and what it makes of a signed head of the ledger.

The policy comes from the program itself or from --policy. Nothing that a pack or receipt brings along is ever a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from quartier.outside.verifier.verdict import Fault
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.companions import PACK, RECEIPT, companion_name
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import ED25519, VerifyingKey, parse_vkey
from quartier.science.merkle.manifest import Manifest, open_manifest
from quartier.science.merkle.policy import Policy, judge, parse_policy
from quartier.science.merkle.promise import Promise, open_promise

PACK_KEY_LINE = "# quartier-pack-key "
RECEIPT_KEY_LINE = "# quartier-receipt-key "
# How a head is refused: what the parts of the program that read notes and policies say, and what this means here.
HEAD_FAULTS = {
    "invalid_signature": "checkpoint_signature",
    "base64_noncanonical": "checkpoint_signature",
    "cosignature_time": "checkpoint_signature",
    "no_known_signature": "checkpoint_key",
    "no_log_signature": "checkpoint_key",
    "quorum": "quorum_missing",
}


@dataclass(frozen=True)
class Trust:
    """A policy with its companion keys. `digest` is the SHA-256 of its text, to be compared with a published one."""

    policy: Policy
    pack_keys: tuple[VerifyingKey, ...]
    receipt_keys: tuple[VerifyingKey, ...]
    digest: str


@dataclass(frozen=True)
class Head:
    """A head that the policy accepts. `cosigned`: seconds since 1970 by witness; `newest` of them, None without any.

    `confirmed`: the latest time since which a whole quorum has signed. One witness alone cannot make a head look young.
    """

    checkpoint: Checkpoint
    cosigned: Mapping[str, int]
    witnessed: bool
    unknown: int
    confirmed: int | None

    @property
    def newest(self) -> int | None:
        return max(self.cosigned.values(), default=None)


def read_trust(data: bytes) -> Trust:
    """The policy in a file, with the companion keys in its comments. Raises ValueError when it cannot be used."""
    policy = parse_policy(data)
    lines = data.decode("utf-8", "surrogateescape").split("\n")  # other comments may hold any bytes
    pack_keys = _companions(policy, lines, PACK_KEY_LINE, PACK)
    receipt_keys = _companions(policy, lines, RECEIPT_KEY_LINE, RECEIPT)
    return Trust(policy, pack_keys, receipt_keys, sha256(data).hexdigest())


def _companions(policy: Policy, lines: list[str], mark: str, role: str) -> tuple[VerifyingKey, ...]:
    keys = [parse_vkey(line[len(mark) :]) for line in lines if line.startswith(mark)]
    names = {companion_name(log.name, role) for log in policy.logs}
    if any(key.type != ED25519 or key.name not in names for key in keys):
        raise ValueError("a companion key of no log that is trusted")
    return tuple(keys)


def judge_manifest(trust: Trust, note: bytes) -> Manifest:
    """The manifest, signed by a pack key that was there before the pack. Raises Fault."""
    try:
        return open_manifest(note, keys=trust.pack_keys)
    except Refused as refused:
        raise _fault(refused) from refused


def judge_head(trust: Trust, note: bytes, *, origin: str | None = None) -> Head:
    """The head in a checkpoint with its signatures; `origin` when only one log will do. Raises Fault."""
    try:
        judged = judge(trust.policy, note)
    except Refused as refused:
        raise _fault(refused, otherwise="checkpoint_form") from refused
    if origin not in (None, judged.checkpoint.origin):
        raise Fault("origin_foreign", origin=judged.checkpoint.origin)
    confirmed = _confirmed(trust.policy, judged.cosigned)
    return Head(judged.checkpoint, judged.cosigned, judged.witnessed, judged.unknown, confirmed)


def _confirmed(policy: Policy, cosigned: Mapping[str, int]) -> int | None:
    for since in sorted(cosigned.values(), reverse=True):
        if policy.satisfied([name for name, at in cosigned.items() if at >= since]):
            return since
    return None


def judge_promise(trust: Trust, note: bytes, *, origin: str | None = None) -> Promise:
    """A promise of the receipt key. Raises Fault."""
    try:
        promise = open_promise(note, keys=trust.receipt_keys)
    except Refused as refused:
        raise _fault(refused) from refused
    if origin not in (None, promise.origin):
        raise Fault("origin_foreign", origin=promise.origin)
    return promise


def _fault(refused: Refused, otherwise: str | None = None) -> Fault:
    """The reason in this program's words. `otherwise`: for whatever only says that a text is badly formed."""
    if refused.code == "wrong_origin":
        return Fault("origin_foreign", origin=refused.details.get("found", ""))
    return Fault(HEAD_FAULTS.get(refused.code, otherwise or refused.code))
