"""What lies ready of the ledger: the policy, the published tiles, proofs out of them, the verifiers to take away."""

import hashlib
import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from quartier.core.ledger import keys, queries
from quartier.core.ledger.envelope import canonical
from quartier.core.ledger.halts import Halt
from quartier.core.ledger.queries import Existence, Published
from quartier.core.ledger.site import site
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.policy import Policy, judge, parse_policy
from quartier.science.merkle.proof_file import ProofFile
from quartier.science.merkle.proofs import check_inclusion
from quartier.science.merkle.reader import TileReader
from quartier.science.merkle.signing import fast_verify
from quartier.science.merkle.tiles import TileName, tile_path

CHECKED = "checked.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The policy in force: its text, its fingerprint, since which day, whose signatures it asks for, and how many."""

    text: str
    sha256: str
    day: str
    policy: Policy

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.policy.witnesses)

    @property
    def needed(self) -> int | None:
        """How many of the witnesses must sign: 0 where none is asked; None where a number does not say it."""
        name = self.policy.quorum
        if name is None:
            return 0
        group = self.policy.groups.get(name)
        if group is None:
            return 1
        return group.threshold if set(group.members) == set(self.names) else None

    def cosigned(self, note: bytes) -> dict[str, datetime]:
        """Which of its witnesses signed a checkpoint, and when by their own clocks; none where it does not verify."""
        try:
            judged = judge(self.policy, note, verify=fast_verify)
        except Refused:
            return {}
        return {name: datetime.fromtimestamp(at, UTC) for name, at in judged.cosigned.items()}


def asked() -> Asked | None:
    """The policy of this installation; None where there is none yet, or none that can be read."""
    try:
        file = Path(settings.LEDGER_POLICY)
        text, written = file.read_bytes(), file.stat().st_mtime
        policy = parse_policy(text)
    except (OSError, Refused):
        return None
    return Asked(
        text=text.decode("utf-8", "replace"),
        sha256=hashlib.sha256(text).hexdigest(),
        day=datetime.fromtimestamp(written, UTC).date().isoformat(),
        policy=policy,
    )


def signs_packs() -> bool:
    """Whether the key that signs packs lies here: where the ledger is kept on another machine, it does not."""
    try:
        keys.read(site())
    except Halt:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What our own last check of everything found: (code, what it is about); `more` are only counted."""

    at: datetime
    entries: int
    findings: tuple[tuple[str, str], ...]
    more: int

    @property
    def count(self) -> int:
        return len(self.findings) + self.more


def last_check() -> Checked | None:
    """As `quartier ledger check` kept it beside the keys; None where none ran yet, or what lies there is no report."""
    try:
        said = json.loads((Path(settings.LEDGER_KEYS).parent / CHECKED).read_text(encoding="utf-8"))
        return Checked(
            at=datetime.fromisoformat(said["at"]),
            entries=int(said["entries"]),
            findings=tuple((str(one["code"]), str(one["at"])) for one in said["findings"]),
            more=int(said["more"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def head_for(entry: Existence, asked: Asked | None) -> Published | None:
    """The earliest head that proves the entry to whoever holds the policy of today; None while there is none.

    After a change of witnesses the heads of before no longer convince: then it is the newest one.
    """
    if entry.index is None:
        return None
    first, newest = queries.first_published(entry.index), queries.newest()
    if first is None or newest is None or asked is None or asked.cosigned(first.note):
        return first
    return newest if asked.cosigned(newest.note) else first


def proof(entry: Existence, head: Published, *, size: int) -> bytes:
    """The proof (C2SP tlog-proof) that the entry is below this head, out of the tiles of the newest `size`.

    Partial tiles of older heads may be tidied away, so the newest ones are read. Raises OSError where one cannot be
    read, Refused where tiles do not lead to the head.
    """
    if entry.index is None:
        raise ValueError("an entry without a place has no proof")
    reader = TileReader(fetch, size)
    path = reader.inclusion(entry.index, head.size)
    check_inclusion(index=entry.index, size=head.size, leaf=entry.leaf, path=path, root=head.root)
    return ProofFile(index=entry.index, path=tuple(path), checkpoint=head.note).encode()


def fetch(name: TileName) -> bytes:
    """A published tile."""
    folder = Path(settings.LEDGER_FOLDER)
    return (folder / tile_path(name.level, name.index, name.width)).read_bytes()


def receipt(tag: str, entry: Existence, head: Published) -> bytes:
    """The file of a receipt that shows existence and nothing else."""
    newest = queries.newest() or head
    held = {
        "entry": b64encode(entry.entry).decode(),
        "proof": proof(entry, head, size=newest.size).decode(),
    }
    return (
        canonical({"entries": [held], "format": "quartier/receipt/v1", "promise": None, "record": tag})
        + b"\n"
    )
