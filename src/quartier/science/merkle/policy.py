"""Policies (C2SP tlog-policy): which logs and witnesses one trusts, and how many of the witnesses it takes.

Ours is stricter in one point: items are UTF-8 (comments may hold any bytes), so that each name can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from quartier.science.merkle.checkpoint import Checkpoint, parse_checkpoint_text
from quartier.science.merkle.cosignature import cosigned_at
from quartier.science.merkle.ed25519 import verify_ed25519
from quartier.science.merkle.encoding import decode_decimal
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import COSIGNATURE, ED25519, ML_DSA_44, VerifyingKey, parse_vkey
from quartier.science.merkle.note import open_note

POLICY_BYTES = re.compile(rb"[\t\n\x20-\x7e\x80-\xff]*")  # so no carriage return either
ITEM_GAP = re.compile(r"[ \t]+")
NO_QUORUM = "none"


@dataclass(frozen=True)
class Group:
    """Satisfied when at least `threshold` of its members are; members are names of witnesses and groups."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """Whom one trusts. `urls` holds those that the file gives; `quorum` is None for "none"."""

    logs: tuple[VerifyingKey, ...]
    witnesses: Mapping[str, VerifyingKey]
    groups: Mapping[str, Group]
    quorum: str | None
    urls: Mapping[VerifyingKey, str]

    def satisfied(self, cosigned: Collection[str]) -> bool:
        """Whether these witnesses, by their names, make up the quorum."""
        return self.quorum is None or self._counts(self.quorum, cosigned)

    def _counts(self, name: str, cosigned: Collection[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in cosigned
        return sum(self._counts(member, cosigned) for member in group.members) >= group.threshold


@dataclass(frozen=True)
class Judged:
    """A head that a policy accepts. `cosigned`: seconds since 1970 by the witness's name in the policy.

    `witnessed` is False where the policy asks for no quorum: then nobody but the log stands for this head.
    """

    checkpoint: Checkpoint
    log_key: VerifyingKey
    cosigned: Mapping[str, int]
    witnessed: bool
    unknown: int


def parse_policy(data: bytes) -> Policy:
    """Read a policy. Refused `policy` with `line` and `problem`, and for keys as parse_vkey."""
    if not POLICY_BYTES.fullmatch(data) or not data.endswith(b"\n"):
        raise Refused("policy", line=0, problem="bytes")
    reading = _Reading()
    for number, line in enumerate(data[:-1].split(b"\n"), 1):
        reading.line(number, line.decode("utf-8", "surrogateescape"))
    if reading.quorum is None:
        raise Refused("policy", line=0, problem="no_quorum")
    quorum = None if reading.quorum == NO_QUORUM else reading.quorum
    return Policy(tuple(reading.logs), reading.witnesses, reading.groups, quorum, reading.urls)


class _Reading:
    """What the lines read so far have defined; a name must be defined on an earlier line than it is used."""

    def __init__(self) -> None:
        self.logs: list[VerifyingKey] = []
        self.witnesses: dict[str, VerifyingKey] = {}
        self.groups: dict[str, Group] = {}
        self.urls: dict[VerifyingKey, str] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()
        self._number = 0

    def line(self, number: int, text: str) -> None:
        self._number = number
        word, *items = ITEM_GAP.split(text.strip(" \t"))
        if not word or word.startswith("#"):
            return
        readers = {"log": self._log, "witness": self._witness, "group": self._group, "quorum": self._quorum}
        self._need(word in readers, "word")
        self._need(not any("\udc80" <= sign <= "\udcff" for sign in text), "utf8")
        readers[word](items)

    def _log(self, items: list[str]) -> None:
        self._need(len(items) in (1, 2), "items")
        self.logs.append(self._key(items, (ED25519, ML_DSA_44), self.logs))

    def _witness(self, items: list[str]) -> None:
        self._need(len(items) in (2, 3), "items")
        name = self._new_name(items[0])
        self.witnesses[name] = self._key(items[1:], (COSIGNATURE, ML_DSA_44), self.witnesses.values())

    def _group(self, items: list[str]) -> None:
        self._need(len(items) >= 3, "items")
        name, members = self._new_name(items[0]), tuple(items[2:])
        for member in members:
            self._need(self._defined(member), "unknown_name")
            self._need(member not in self._members, "member_twice")  # else one witness could count twice
            self._members.add(member)
        threshold = {"all": len(members), "any": 1}.get(items[1]) or decode_decimal(items[1])
        self._need(1 <= threshold <= len(members), "threshold")
        self.groups[name] = Group(threshold, members)

    def _quorum(self, items: list[str]) -> None:
        self._need(len(items) == 1, "items")
        self._need(self.quorum is None, "two_quorums")
        self._need(items[0] == NO_QUORUM or self._defined(items[0]), "unknown_name")
        self.quorum = items[0]

    def _key(
        self, items: list[str], types: Collection[int], others: Collection[VerifyingKey]
    ) -> VerifyingKey:
        key = parse_vkey(items[0])
        self._need(key.type in types, "key_type")
        self._need(all(key.public != other.public for other in others), "key_twice")
        if len(items) > 1:
            self.urls[key] = items[1]
        return key

    def _new_name(self, name: str) -> str:
        self._need(name != NO_QUORUM and not self._defined(name), "name")
        return name

    def _defined(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def _need(self, condition: bool, problem: str) -> None:
        if not condition:
            raise Refused("policy", line=self._number, problem=problem)


def judge(
    policy: Policy, data: bytes, *, verify: Callable[[bytes, bytes, bytes], bool] = verify_ed25519
) -> Judged:
    """Open a checkpoint with its cosignatures under a policy. A cosignature of time 0 says nothing and does not count.

    Refused as open_note and parse_checkpoint_text, `no_log_signature`, `quorum` with the names that signed.
    """
    note = open_note(data, [*policy.logs, *policy.witnesses.values()], verify=verify)
    signed = dict(note.verified)
    logs = [key for key in policy.logs if key in signed]
    if not logs:
        raise Refused("no_log_signature")
    log = next((key for key in logs if note.text.startswith(key.name + "\n")), logs[0])
    checkpoint = parse_checkpoint_text(note.text, origin=log.name)
    times = {name: cosigned_at(signed[key]) for name, key in policy.witnesses.items() if key in signed}
    cosigned = {name: at for name, at in times.items() if at}
    if not policy.satisfied(cosigned):
        raise Refused("quorum", cosigned=sorted(cosigned))
    return Judged(checkpoint, log, cosigned, policy.quorum is not None, note.unknown)
