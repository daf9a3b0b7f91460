"""The operator's policy of trust: the file DATA/ledger/policy, in the format that every verifier reads.

It names the log's key, the witnesses and how many of them it takes. Keys for receipts and packs stand beside them in
comment lines that our own programs read. Visitors never take a policy from us: they carry their own.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import VerifyingKey
from quartier.science.merkle.policy import Policy, parse_policy
from quartier.science.merkle.reserved import refuse_reserved

from .halts import Halt
from .keys import Keys
from .site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A witness of the policy: its name there, its key, and where heads are sent to (None: nowhere)."""

    name: str
    key: VerifyingKey
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The policy in force, with its text."""

    policy: Policy
    text: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def witnesses(self) -> list[Witness]:
        return [
            Witness(name=name, key=key, url=self.policy.urls.get(key))
            for name, key in self.policy.witnesses.items()
        ]

    def logs(self, origin: str) -> list[VerifyingKey]:
        """The keys by which heads of this log are known: the present one, and older ones while they are listed."""
        return [key for key in self.policy.logs if key.name == origin]


def policy_text(
    keys: Keys, *, url: str | None = None, witnesses: Iterable[Witness] = (), quorum: int = 0
) -> str:
    """A policy of this log with `quorum` of these witnesses; none of them makes it "NOT WITNESSED"."""
    chosen = list(witnesses)
    lines = [
        f"# quartier-pack-key {keys.pack.verifying.text}",
        f"# quartier-receipt-key {keys.receipt.verifying.text}",
        " ".join(filter(None, ["log", keys.log.verifying.text, url])),
    ]
    lines += [" ".join(filter(None, ["witness", one.name, one.key.text, one.url])) for one in chosen]
    if quorum:
        lines += [f"group quorum {quorum} {' '.join(one.name for one in chosen)}", "quorum quorum"]
    else:
        lines += ["quorum none"]
    return "\n".join([*lines, ""])


def write(site: Site, text: str) -> None:
    """Put a policy in force, whole or not at all."""
    site.policy.parent.mkdir(parents=True, exist_ok=True)
    fresh = site.policy.with_name(site.policy.name + ".new")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(site.policy)


def read(site: Site, keys: Keys) -> Trust:
    """The policy in force. Raises Halt when it is missing, malformed, or does not know our log's key."""
    try:
        data = site.policy.read_bytes()
        policy = parse_policy(data)
        if not site.lenient:
            for key in (*policy.logs, *policy.witnesses.values()):
                refuse_reserved(key)
    except FileNotFoundError:
        raise Halt("ledger_policy_unfit", file=str(site.policy), reason="missing") from None
    except Refused as problem:
        raise Halt("ledger_policy_unfit", file=str(site.policy), reason=problem.code) from None
    if keys.log.verifying not in policy.logs:
        raise Halt("ledger_policy_unfit", file=str(site.policy), reason="log_key_missing")
    return Trust(policy=policy, text=data.decode("utf-8"))
