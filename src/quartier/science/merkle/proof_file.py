"""Proof files (C2SP tlog-proof): an index, the hashes of its inclusion and the cosigned checkpoint, in one text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from quartier.science.merkle.ed25519 import verify_ed25519
from quartier.science.merkle.encoding import decode_base64, decode_decimal, decode_hash, encode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.policy import Judged, Policy, judge
from quartier.science.merkle.proofs import check_inclusion

PROOF_HEADER = "c2sp.org/tlog-proof@v1"
MAX_PROOF_HASHES = 63  # enough for any index below 2⁶³


@dataclass(frozen=True)
class ProofFile:
    """`checkpoint` is the note as it was served. `extra` is nobody's word: not authenticated, never to be shown."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = field(default=None, compare=False)

    def encode(self) -> bytes:
        """The file, without the extra data."""
        lines = [PROOF_HEADER, f"index {self.index}", *map(encode_base64, self.path), "", ""]
        return "\n".join(lines).encode("ascii") + self.checkpoint


def parse_proof_file(data: bytes) -> ProofFile:
    """Take a file apart; nothing in it is verified.

    Refused `utf8`, `header`, `index_line`, `decimal…`, `base64…`, `hash_length`, `proof_too_long`, `no_blank_line`.
    """
    head, blank, checkpoint = data.partition(b"\n\n")
    try:
        header, *lines = head.decode("utf-8").split("\n")
    except UnicodeDecodeError as problem:
        raise Refused("utf8") from problem
    if header != PROOF_HEADER:
        raise Refused("header")
    has_extra = bool(lines) and lines[0].startswith("extra ")
    extra = decode_base64(lines.pop(0)[len("extra ") :]) if has_extra else None
    if not lines or not lines[0].startswith("index "):
        raise Refused("index_line")
    index = decode_decimal(lines.pop(0)[len("index ") :])
    if len(lines) > MAX_PROOF_HASHES:
        raise Refused("proof_too_long", most=MAX_PROOF_HASHES)
    path = tuple(decode_hash(line) for line in lines)
    if not blank:
        raise Refused("no_blank_line")
    return ProofFile(index, path, checkpoint, extra)


def judge_proof(
    policy: Policy,
    proof: ProofFile,
    leaf: bytes,
    *,
    verify: Callable[[bytes, bytes, bytes], bool] = verify_ed25519,
) -> Judged:
    """The leaf hash stands at the proof's index of a head that the policy accepts. Refused as judge and inclusion."""
    judged = judge(policy, proof.checkpoint, verify=verify)
    size, root = judged.checkpoint.size, judged.checkpoint.root
    check_inclusion(index=proof.index, size=size, leaf=leaf, path=proof.path, root=root)
    return judged
