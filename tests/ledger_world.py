"""A published ledger for tests: keys, three witnesses, a policy of two of them, tiles in a folder, rows in the tables.

Call inside `as_fixture()`. Entries that stand in the intake get their places here, in the order of their numbers, as
the sequencer would give them.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from quartier.core.ledger.models import Batch, Cosignature, Head, Intake, Position, Publication
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.cosignature import cosign
from quartier.science.merkle.keys import COSIGNATURE, ED25519
from quartier.science.merkle.note import sign_note
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.signing import SigningKey
from quartier.science.merkle.tiles import ENTRIES, encode_bundle, tiles_at
from quartier.science.merkle.tree import Tree

ORIGIN = "town.test/log"
NAMES = ("library", "court", "university")


def companion(role: str) -> SigningKey:
    return SigningKey.from_seed(f"{ORIGIN}/{role}", ED25519, role.encode().ljust(32))


@dataclass
class LedgerWorld:
    """`folder`, `policy` and `keys` are what the settings LEDGER_FOLDER, LEDGER_POLICY and LEDGER_KEYS should name."""

    folder: Path
    policy: Path
    keys: Path
    log: SigningKey
    witnesses: dict[str, SigningKey]

    @classmethod
    def make(cls, folder: Path) -> "LedgerWorld":
        world = cls(
            folder=folder / "log",
            policy=folder / "policy",
            keys=folder / "keys",
            log=SigningKey.from_seed(ORIGIN, ED25519, b"l" * 32),
            witnesses={
                name: SigningKey.from_seed(f"{name}.test/witness", COSIGNATURE, name.encode().ljust(32))
                for name in NAMES
            },
        )
        lines = [f"log {world.log.verifying.text}"]
        world.keys.mkdir()
        for role, key in (("log", world.log), ("receipt", companion("receipt")), ("pack", companion("pack"))):
            file = world.keys / f"{role}.key"
            file.touch(mode=0o600)
            file.write_text(key.text + "\n", encoding="ascii")
            if role != "log":
                lines.append(f"# quartier-{role}-key {key.verifying.text}")
        lines += [f"witness {name} {key.verifying.text}" for name, key in world.witnesses.items()]
        lines += [f"group outside 2 {' '.join(NAMES)}", "quorum outside", ""]
        world.policy.write_text("\n".join(lines), encoding="ascii")
        return world

    def publish(self, at: datetime, *, signed: tuple[str, ...] = NAMES) -> Publication:
        """Give places to what has none, sign a head over everything, publish it."""
        placed = set(Position.objects.values_list("intake_id", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("select id from ledger_intake order by number")
            waiting = [row[0] for row in cursor.fetchall() if row[0] not in placed]
        first = len(placed)
        for index, which in enumerate(waiting, start=first):
            Position.objects.create(index=index, intake_id=which)
        rows = [each.intake for each in Position.objects.select_related("intake").order_by("index")]
        batch = self._batch(rows, first, at)
        text = Checkpoint(ORIGIN, len(rows), Tree([bytes(row.leaf) for row in rows]).root()).text
        note = sign_note(text, self.log)
        lines = {name: cosign(self.witnesses[name], text, int(at.timestamp())) for name in signed}
        note += "".join(lines.values()).encode()
        self._write(rows, note)
        head = Head.objects.create(
            batch=batch, root=Tree([bytes(row.leaf) for row in rows]).root(), note=note, signed_at=at
        )
        for name, line in lines.items():
            Cosignature.objects.create(head=head, witness=name, line=line.encode(), stamped_at=at)
        return Publication.objects.create(head=head, note=note, witnessed=len(signed) >= 2, at=at)

    def _batch(self, rows: list[Intake], first: int, at: datetime) -> Batch:
        held = CompactRange()
        held.extend(bytes(row.leaf) for row in rows)
        return Batch.objects.create(size=len(rows), first=first, hashes=b"".join(held.hashes), at=at)

    def _write(self, rows: list[Intake], note: bytes) -> None:
        """Few entries: there is a level 0 and its bundles, no more."""
        for name in tiles_at(len(rows)):
            part = rows[name.index * 256 : name.index * 256 + name.width]
            body = (
                encode_bundle([bytes(row.entry) for row in part])
                if name.level == ENTRIES
                else b"".join(bytes(row.leaf) for row in part)
            )
            file = self.folder / name.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        (self.folder / "checkpoint").write_bytes(note)
