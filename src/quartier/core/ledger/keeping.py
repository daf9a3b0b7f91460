"""Keeping the log: the loop around passes, publication, heartbeats and the policy.

Deadlines go by the machine's monotonic clock; whatever is written down carries the installation's time.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
import structlog

from . import keys, trust, writing
from .book import Book
from .halts import Halt
from .lockstore import LockStore
from .publishing import Ask, Publisher
from .resuming import resume
from .sequencer import Reached, nothing
from .site import Site
from .tilestore import TileStore
from .witnesses import ask

PASS_EVERY = 1.0  # seconds between two heads, while there is something to sign
LISTEN_EVERY = 0.1  # seconds between two looks for answers, while witnesses are asked
SILENCE = 60.0  # seconds without a new entry: then a heartbeat
LOOK_AGAIN = 24 * 3600.0  # seconds between two looks at all entries
KEEP_PARTIALS = 3600.0  # seconds for which the parts of a tile stay beside the full one
POLICY_EVERY = 10.0  # seconds between two looks at the policy's file
log = structlog.get_logger("quartier.ledger")


class Keeper:
    """One running log. `open` compares everything and may raise Halt; `step` is one turn of the loop."""

    def __init__(
        self,
        site: Site,
        connection: "psycopg.Connection[Any]",
        *,
        reached: Reached = nothing,
        ask: Ask = ask,
        clock: Callable[[], float] = time.monotonic,
        silence: float = SILENCE,
    ) -> None:
        self.site, self.book, self.lock = site, Book(connection), LockStore(site.lock, site.origin)
        self._reached, self._ask, self._clock, self._silence = reached, ask, clock, silence
        self._due: dict[str, float] = {}

    def open(self) -> None:
        """Read keys and policy, compare, open or announce. Raises Halt."""
        self.keys = keys.read(self.site)
        self.trust = trust.read(self.site, self.keys)
        self.sequencer = resume(
            origin=self.site.origin,
            key=self.keys.log,
            trusted=self.trust.logs(self.site.origin),
            book=self.book,
            lock=self.lock,
            store=TileStore(self.site.folder),
            reached=self._reached,
        )
        self.publisher = Publisher(
            self.sequencer,
            lock=self.lock,
            trust=self.trust,
            every=self.site.witness_every,
            ask=self._ask,
            clock=self._clock,
            reached=self._reached,
        )
        self.publisher.repair()
        self._announce()
        self._grown_at = self._clock()
        for name, every in (("look", LOOK_AGAIN), ("sweep", 60.0), ("policy", POLICY_EVERY)):
            self._due[name] = self._clock() + every
        log.info("ledger_kept", origin=self.site.origin, size=self.sequencer.tip.size)

    def run(self, stop: threading.Event) -> None:
        """Until told to stop. Raises Halt, and whatever the database raises when it goes away."""
        try:
            while not stop.is_set():
                self.step()
                stop.wait(LISTEN_EVERY if self.publisher.busy else PASS_EVERY)
        finally:
            self.publisher.close()

    def step(self) -> None:
        """Whatever is due now."""
        if self._is_due("pass", PASS_EVERY):
            self._pass()
        self.publisher.step()
        if self._is_due("policy", POLICY_EVERY):
            self._read_policy()
        if self._is_due("sweep", KEEP_PARTIALS):
            self.sequencer.store.sweep(self.book.published_before(KEEP_PARTIALS))

    def _pass(self) -> None:
        if self._is_due("look", LOOK_AGAIN):
            self.sequencer.look_at_everything()
        if self._clock() - self._grown_at >= self._silence:
            self._append("ledger.heartbeat", {})
        if self.sequencer.step():
            self._grown_at = self._clock()

    def _is_due(self, name: str, every: float) -> bool:
        now = self._clock()
        if now < self._due.get(name, now):
            return False
        self._due[name] = now + every
        return True

    # -- what the log says of itself

    def _announce(self) -> None:
        """The first entry of a new log; or, where the policy is another than the last one announced, that."""
        if self.sequencer.tip.size == 0:
            self.sequencer.take(open_log=lambda: self._append("ledger.opened", self._opening()).id)
        elif self.lock.recall("policy") != self.trust.digest:
            self._append("ledger.policy_set", {"policy": self.trust.text, "sha256": self.trust.digest})
        self.lock.remember("policy", self.trust.digest)

    def _opening(self) -> dict[str, Any]:
        public = {role: getattr(self.keys, role).verifying.text for role in keys.ROLES}
        return {"origin": self.site.origin, "keys": public, "policy": self.trust.text, "before": None}

    def _read_policy(self) -> None:
        """A policy that was changed is in force from now on; one that cannot be read is not."""
        try:
            found = trust.read(self.site, self.keys)
        except Halt as problem:
            log.warning("policy_not_read", problem=problem.details.get("reason"))
            return
        if found.digest != self.trust.digest:
            self.trust = self.publisher.trust = found
            self._announce()

    def _append(self, kind: str, fields: dict[str, Any]) -> writing.Entry:
        """An entry of our own, acted by the log's key."""
        verifying = self.keys.log.verifying
        actor = {
            "kind": "log",
            "account": None,
            "key": f"{verifying.name}+{verifying.id.hex()}",
            "device": None,
        }
        with self.book.connection.transaction():
            return writing.append(
                self.book.connection.execute,  # type: ignore[arg-type]
                kind=kind, record=None, fields=fields, actor=actor, occurred_at=None,
            )  # fmt: skip
