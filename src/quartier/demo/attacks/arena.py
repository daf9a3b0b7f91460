"""Where attacks are played without harm: a ledger of its own with everybody who watches it.

The operator's side runs in this process. Witnesses, the monitor's verifier and readers of the log are processes of
their own, which is what makes their findings worth something.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from quartier.core.kit.ids import tag
from quartier.core.ledger import keys, kinds
from quartier.core.ledger.site import Site
from quartier.core.ledger.writing import Entry
from quartier.demo import witnesses
from quartier.demo.witnesses import Seat
from quartier.science.merkle.encoding import encode_base64

from .databases import Address, Databases
from .evidence import Scene
from .forging import History, cosigned, sign_again
from .operating import Operator
from .outsiders import Monitor, WitnessProcess

FIRST_PORT = 20000  # and up, so that arenas side by side do not look at the same ports


class Arena:
    """`with Arena(…) as arena:` begins with a first day: an entry of every kind, confirmed, and a pack taken of it."""

    def __init__(
        self,
        folder: Path,
        *,
        database: str,
        address: Address,
        origin: str,
        ahead_s: float = 0.0,
    ) -> None:
        """`ahead_s`: how far the database's clock is from the machine's. Files in `folder` are gone on from."""
        self.folder, self.scene = folder, Scene()
        self.databases = Databases(database, address, scene=self.scene)
        self.site = Site(
            origin=origin,
            folder=folder / "log",
            lock=folder / "lock.sqlite",
            keys=folder / "keys",
            policy=folder / "policy",
            witness_every=1.0,
            lenient=True,
        )
        self.ahead = folder / "ahead"
        self.ahead_s = ahead_s
        self.entries: dict[str, Entry] = {}  # by kind
        self.record = tag()
        self._packs = 0

    def __enter__(self) -> "Arena":
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ahead.write_text(f"{self.ahead_s}\n", encoding="ascii")
        keys.make(self.site)
        own = keys.read(self.site)
        self.seats = witnesses.seats(
            self.folder / "witnesses", witnesses.free_ports(FIRST_PORT + 3 * (os.getpid() % 1000))
        )
        self.log_key = own.log.verifying.text
        policy = witnesses.policy(self.seats, own)
        self.policy = self.folder / "policy-of-the-monitor"
        for path in (self.site.policy, self.policy):
            path.write_text(policy, encoding="ascii")
        self.witnesses = {seat.name: self.witness(seat) for seat in self.seats}
        self.operator = Operator(self.site, self.databases)
        try:
            self._begin_witnesses()
            self._first_day()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def witness(self, seat: Seat) -> WitnessProcess:
        """A witness at this seat, not started."""
        return WitnessProcess(seat, log=self.log_key, ahead=self.ahead)

    def export(self) -> Path:
        """A fresh pack, as the operator makes it now."""
        self._packs += 1
        target = self.folder / "packs" / str(self._packs)
        if refusal := self.operator.export(target):
            self.scene.did(f"quartier ledger export: {refusal}; so the pack is put together by hand")
        return target

    def receipt(self) -> Path:
        """The receipt of the record that somebody asks for now."""
        self._packs += 1
        target = self.folder / "packs" / f"{self._packs}.json"
        self.operator.receipt(self.record, target)
        return target

    def another_day(self, entries: int = 3) -> int:
        """Some more entries, confirmed by the witnesses; gives the size."""
        for _ in range(entries):
            self.operator.append(kinds.known()[0].code)
        return self.operator.sequence()

    def back_up(self) -> "Backup":
        """Everything of the operator's as it is now."""
        self._packs += 1
        folder = self.folder / "backups" / str(self._packs)
        shutil.copytree(self.site.folder, folder / "log")
        copy_sqlite(self.site.lock, folder / "lock.sqlite")
        return Backup(self.databases.back_up(), folder)

    def bring_back(self, backup: "Backup", *, lock: bool) -> None:
        """Database and files of the log as they were; the lock store only if the attacker thought of it."""
        self.scene.did(
            "quartier restore yesterday --replace; cp -r yesterday/log ." + " yesterday/lock.sqlite" * lock
        )
        self.databases.switch(backup.database)
        shutil.rmtree(self.site.folder)
        shutil.copytree(backup.folder / "log", self.site.folder)
        if lock:
            shutil.copy(backup.folder / "lock.sqlite", self.site.lock)
        self.scene.strikes()

    def make_the_log_anew(self) -> History:
        """Heads, compact ranges, tiles and lock store, over the entries as they are in the database now."""
        history = self.operator.history()
        for (size,) in self.databases.ask("select size from ledger_batch order by size"):
            self.databases.put(
                "update ledger_batch set hashes = %s where size = %s", history.range_at(size), size
            )
            self.databases.put(
                "update ledger_head set root = %s, note = %s where size = %s",
                history.tree.root(size),
                history.note(size),
                size,
            )
        self.scene.did("update ledger_batch …; update ledger_head …; all tiles anew; update lock.sqlite")
        shutil.rmtree(self.site.folder)
        history.write(self.site.folder)
        with closing(sqlite3.connect(self.site.lock)) as lock, lock:
            lock.execute("update head set checkpoint = ?", [history.note()])
        return history

    def publish_by_hand(self, history: History, lines: list[bytes]) -> None:
        """Serve a head with these lines of witnesses, and write down that it always was so."""
        note = cosigned(history.note(), lines)
        (self.site.folder / "checkpoint").write_bytes(note)
        self.databases.put("update ledger_publication set note = %s where head_id = %s", note, history.size)

    def forged_pack(self, history: History, lines: list[bytes]) -> Path:
        """Yesterday's pack with the files of another history, signed with the operator's own key for packs."""
        self._packs += 1
        pack = self.folder / "packs" / f"{self._packs}-forged"
        shutil.copytree(self.yesterday, pack)
        shutil.rmtree(pack / "log")
        history.write(pack / "log")
        (pack / "log" / "checkpoint").write_bytes(cosigned(history.note(), lines))
        sign_again(pack, origin=self.site.origin, head=history.head(), signer=keys.read(self.site).pack)
        self.scene.did("a pack of the other history, with the right key for packs")
        return pack

    def empty_witnesses(self) -> None:
        """Every witness forgets all that it confirmed, and keeps its key."""
        for witness in self.witnesses.values():
            witness.stop()
            state = witness.seat.state
            for path in (state, state.with_name(f"{state.name}.key.mark")):
                path.unlink()
        self._begin_witnesses()

    def _begin_witnesses(self) -> None:
        for witness in self.witnesses.values():
            witness.start()
        for witness in self.witnesses.values():
            if not witness.ready():
                raise RuntimeError(f"the witness {witness.seat.name} does not start")

    def _first_day(self) -> None:
        first = kinds.known()[0].code
        gone = encode_base64(self.operator.append(first).leaf)
        for kind in kinds.known():
            fields = {"leaves": [gone], "field": "by"} if kind.code == "ledger.erased" else {}
            record = self.record if kind.code == first else tag()
            self.entries[kind.code] = self.operator.append(kind.code, record=record, fields=fields)
        self.newest = self.operator.append(first, record=self.record)
        self.size = self.operator.sequence()
        self.monitor = Monitor(self.folder / "monitor", verifier=self.operator.verifier())
        self.yesterday = self.export()
        self.held = self.receipt()
        for taken in (self.yesterday, self.held):
            report = self.monitor.check(taken)
            if report.verdict != "OK":
                raise RuntimeError(f"the arena is not sound: {report.shown}")

    def _end(self) -> None:
        for witness in self.witnesses.values():
            witness.stop()
        self.databases.end()


@dataclass(frozen=True, slots=True)
class Backup:
    """The operator's data of one moment: a database, and a folder with log and lock store."""

    database: str
    folder: Path


def copy_sqlite(source: Path, target: Path) -> None:
    """A copy of one moment, also while somebody writes."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
