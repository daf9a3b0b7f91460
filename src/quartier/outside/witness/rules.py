"""Whether a head may be countersigned: only what contains all that was countersigned before. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import EMPTY_ROOT
from quartier.science.merkle.proofs import check_consistency

from .submission import Opened


class Verdict(Enum):
    """`STALE`: the log remembers another size than we do. `CONTRADICTS`: it does not contain what we signed."""

    GROWS = "grows"
    STALE = "stale"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Held:
    """The last head that we countersigned for an origin; size 0 and the empty root before the first contact."""

    size: int = 0
    root: bytes = EMPTY_ROOT


def judge(held: Held, sent: Opened) -> Verdict:
    """The answer to a submission that the log did sign and whose `old` is not above its size."""
    if sent.old != held.size:
        return Verdict.STALE
    return Verdict.GROWS if grows(held, sent) else Verdict.CONTRADICTS


def grows(held: Held, sent: Opened) -> bool:
    """The proof is judged against what we hold; nothing needs proving from size 0, nor at equal size."""
    new = sent.checkpoint
    if held.size == 0:
        return not sent.proof
    if held.size == new.size:
        return not sent.proof and held.root == new.root
    try:
        check_consistency(old=held.size, new=new.size, old_root=held.root, new_root=new.root, path=sent.proof)
    except Refused:
        return False
    return True


def is_fork(held: Held, sent: Opened) -> bool:
    """Two heads of one size with two roots, both signed: proof of misbehaviour that needs nothing else."""
    return 0 < held.size == sent.checkpoint.size and held.root != sent.checkpoint.root
