"""The operator's side of the arena: appends, the sequencer, packs and receipts. In this process."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from quartier.core.ledger import checking, keys, kinds, packs, queries, receipts, writing
from quartier.core.ledger.book import Book
from quartier.core.ledger.halts import Halt
from quartier.core.ledger.keeping import Keeper
from quartier.core.ledger.lockstore import LockStore
from quartier.core.ledger.resuming import resume
from quartier.core.ledger.sequencer import Reached, Sequencer, nothing
from quartier.core.ledger.site import Site
from quartier.core.ledger.tilestore import TileStore
from quartier.core.ledger.writing import Entry
from quartier.outside.verifier.assembling import verifier_source
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.tiles import TILE

from .databases import Databases
from .forging import History, sign_again

ACTOR = {"kind": "account", "account": "1", "key": None, "device": None}
OCCURRED = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
PATIENCE_S = 20.0


class Operator:
    """One ledger and whoever runs it, honest until somebody interferes."""

    def __init__(self, site: Site, databases: Databases) -> None:
        self.site, self._databases = site, databases

    def append(
        self,
        kind: str,
        *,
        record: str | None = None,
        captured_at: datetime | None = None,
        seen: int | None = None,
        fields: Mapping[str, Any] | None = None,
        occurred_at: datetime = OCCURRED,
    ) -> Entry:
        """One committed entry with the values that its kind gives as an example, unless `fields` says other ones."""
        with psycopg.connect(self._databases.address("application")) as connection:
            return writing.append(
                connection.execute,
                kind=kind,
                record=record,
                fields={**example(kind), **(fields or {})},
                actor=ACTOR,
                occurred_at=occurred_at,
                captured_at=captured_at,
                seen=seen,
            )

    def sequence(self, *, reached: Reached = nothing) -> int:
        """Start the sequencer, take what waits, show the head to the witnesses, publish. Gives the size. Raises Halt."""
        with psycopg.connect(self._databases.address("sequencer"), autocommit=True) as connection:
            keeper = Keeper(self.site, connection, reached=reached)
            keeper.open()
            try:
                keeper.step()
                end = time.monotonic() + PATIENCE_S
                while keeper.publisher.busy and time.monotonic() < end:
                    time.sleep(0.005)
                    keeper.publisher.step()
            finally:
                keeper.publisher.close()
            return keeper.sequencer.signed_size

    def attempt(self) -> str:
        """Sequence; gives the code of what stopped it, else the size."""
        try:
            return f"size {self.sequence()}"
        except Halt as halt:
            return halt.code

    def sequencer(self, book: Book) -> Sequencer:
        """As the daemon starts it. Raises Halt."""
        key = keys.read(self.site).log
        return resume(
            origin=self.site.origin,
            key=key,
            trusted=[key.verifying],
            book=book,
            lock=LockStore(self.site.lock, self.site.origin),
            store=TileStore(self.site.folder),
        )

    def export(self, target: Path) -> str:
        """A pack of everything, as the command writes it; by hand where that refuses. Gives the code of a refusal."""
        try:
            self._write(target, packs.Choice(scope="all"))
        except packs.NoPack as refusal:
            self._write_by_hand(target)
            return refusal.code
        return ""

    def receipt(self, record: str, target: Path) -> None:
        data = receipts.of_record(site=self.site, record=record, published=self.published())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def published(self) -> queries.Published:
        """The head that is served now."""
        [(size, root, note, witnessed, at)] = self._databases.ask(
            "select p.head_id, h.root, p.note, p.witnessed, p.at from ledger_publication p"
            " join ledger_head h on h.size = p.head_id order by p.head_id desc, p.at desc limit 1"
        )
        return queries.Published(size=size, root=bytes(root), note=bytes(note), witnessed=witnessed, at=at)

    def check(self) -> list[str]:
        """What `quartier ledger check` finds, each night."""
        with psycopg.connect(self._databases.address("superuser"), autocommit=True) as connection:
            return [f"{each.code} {each.at}" for each in checking.check(self.site, connection).findings]

    def history(self) -> History:
        """The log as the database tells it."""
        return History(self.site.origin, self._databases.entries(), keys.read(self.site).log)

    def verifier(self) -> bytes:
        """The program as it is printed for a monitor."""
        policy = self.site.policy.read_text(encoding="ascii")
        return verifier_source(policy=policy, day="2026-11-20").encode()

    def _write(self, target: Path, choice: packs.Choice) -> None:
        envelopes = packs.envelopes_for_owner(openings=True)
        with packs.steady_view():
            found = packs.files(
                site=self.site,
                choice=choice,
                envelopes=envelopes,
                published=self.published(),
                at=datetime.now(UTC),
                alias="owner",
            )
            for path, data in found:
                put(target / path, data)

    def _write_by_hand(self, target: Path) -> None:
        """The same without asking whether anything is missing: as somebody who wants to hide it."""
        self._write(target, packs.Choice(scope="structure"))
        put(target / "pack.json", packs.Choice(scope="all").claims(datetime.now(UTC)))
        published = self.published()
        lines: dict[int, list[bytes]] = {}
        for shown in packs.envelopes_for_owner(openings=True)(0, published.size, None):
            lines.setdefault(shown.index // TILE, []).append(shown.line())
        for tile, of_tile in lines.items():
            put(target / packs.envelope_path(tile), b"".join(of_tile))
        head = Checkpoint(self.site.origin, published.size, published.root)
        sign_again(target, origin=self.site.origin, head=head, signer=keys.read(self.site).pack)


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def example(kind: str) -> dict[str, object]:
    """A value for each field of a kind."""
    chosen = next(each for each in kinds.known() if each.code == kind)
    return {name: chosen.example.get(name) for name in chosen.fields}
