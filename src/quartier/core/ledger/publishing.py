"""Publication: a head is shown to the witnesses, and served once the policy is met.

    shown        partial tiles of the head have their names; the witnesses are being asked
    witnessed    their lines stand in the database
    published    `checkpoint` is this head
    recorded     the database says so

Without a quorum the last quorate head stays where it is, and gets old in public. Sequencing and signing go on.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

import structlog

from quartier.science.merkle.checkpoint import open_checkpoint
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.policy import judge
from quartier.science.merkle.reader import TileReader
from quartier.science.merkle.signing import fast_verify

from .halts import Halt
from .lockstore import LockStore
from .sequencer import Reached, Sequencer, nothing
from .trust import Trust
from .witnesses import Shown, Told, ask

STRAGGLERS = 2.0  # seconds that others are waited for once the quorum is met
REFRESH = 60.0  # seconds after which an unchanged head is shown again, for a fresher time
log = structlog.get_logger("quartier.ledger")
Ask = Callable[..., Told]


class Round:
    """One head under way to the witnesses."""

    def __init__(self, shown: Shown, answers: dict[str, "Future[Told]"], begun: float) -> None:
        self.shown, self.begun = shown, begun
        self.lines: dict[str, bytes] = {}
        self.published = False
        self._answers = answers

    def answered(self) -> list[Told]:
        """What came in since the last time."""
        done = [name for name, answer in self._answers.items() if answer.done()]
        return [self._answers.pop(name).result() for name in done]

    @property
    def complete(self) -> bool:
        return not self._answers


class Publisher:
    """Shows the newest signed head at most every `every` seconds; one round at a time."""

    def __init__(
        self,
        sequencer: Sequencer,
        *,
        lock: LockStore,
        trust: Trust,
        every: float,
        ask: Ask = ask,
        clock: Callable[[], float] = time.monotonic,
        reached: Reached = nothing,
    ) -> None:
        self.trust = trust
        self._sequencer, self._lock, self._every = sequencer, lock, every
        self._ask, self._clock, self._reached = ask, clock, reached
        self._held = sequencer.book.cosigned()
        self._round: Round | None = None
        self._alarmed: set[tuple[str, str]] = set()  # one row for each, not one a minute
        self._shown_at, self._shown_size, self._complete = float("-inf"), -1, False
        self._threads = ThreadPoolExecutor(max_workers=16, thread_name_prefix="witness")

    def repair(self) -> None:
        """After a crash: the file and the database tell of the same newest publication."""
        book, store = self._sequencer.book, self._sequencer.store
        served, noted = store.checkpoint(), book.newest_publication()
        if served is None:
            if noted is not None:
                store.publish(noted[1])
        elif noted is None or noted[1] != served:
            head = open_checkpoint(
                served,
                origin=self._sequencer.origin,
                keys=self.trust.logs(self._sequencer.origin),
                verify=fast_verify,
            ).checkpoint
            if noted is not None and noted[0] > head.size:
                store.publish(noted[1])
            else:
                book.note_publication(size=head.size, note=served, witnessed=self._is_witnessed(served))

    def step(self) -> None:
        """Begin a round when it is time, or go on with the one that runs. Raises Halt on a proven fork."""
        if self._round is None and self._is_time():
            self._begin()
        if self._round is not None:
            self._go_on(self._round)

    @property
    def busy(self) -> bool:
        """Whether witnesses are being asked now."""
        return self._round is not None

    def close(self) -> None:
        """Wait for no answer any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _is_time(self) -> bool:
        size, waited = self._sequencer.signed_size, self._clock() - self._shown_at
        if size == 0 or waited < self._every:
            return False
        return size != self._shown_size or not self._complete or waited >= max(REFRESH, self._every)

    def _begin(self) -> None:
        """The tip stands at the signed head: its partial tiles are those of this size."""
        sequencer = self._sequencer
        size, note = sequencer.signed_size, sequencer.signed
        if note is None or sequencer.tip.size != size:
            return
        if size != self._shown_size:
            sequencer.store.put(size, sequencer.tip.root(), sequencer.tip.partials())
        shown = self._shown(note, size)
        self._shown_at, self._shown_size, self._complete = self._clock(), size, False
        self._reached("shown")
        asked = [one for one in self.trust.witnesses if one.url]
        answers = {
            one.name: self._threads.submit(self._ask, one, shown, old=self._held.get(one.name, 0))
            for one in asked
        }
        self._round = Round(shown, answers, self._clock())

    def _shown(self, note: bytes, size: int) -> Shown:
        """What a witness gets, and what is needed to prove it: each thread reads the tiles for itself."""
        origin, read = self._sequencer.origin, self._sequencer.store.read
        trusted = tuple(self.trust.logs(origin))
        return Shown(
            checkpoint=open_checkpoint(note, origin=origin, keys=trusted, verify=fast_verify).checkpoint,
            note=note,
            trusted=trusted,
            prove=lambda old: TileReader(read, size).consistency(old),
            root_at=lambda old: TileReader(read, size).root(old),
        )

    def _go_on(self, running: Round) -> None:
        for told in running.answered():
            self._hear(told, running)
        waited = self._clock() - running.begun
        if not running.published and (running.complete or waited >= STRAGGLERS):
            self._publish(running)
        if running.complete:
            self._complete = len(running.lines) == len(self.trust.witnesses)
            self._round = None

    def _hear(self, told: Told, running: Round) -> None:
        size, book = running.shown.checkpoint.size, self._sequencer.book
        if told.line is not None:
            running.lines[told.witness] = told.line
            stamped = datetime.fromtimestamp(told.at, UTC)
            book.note_cosignature(size=size, witness=told.witness, line=told.line, stamped_at=stamped)
            self._held[told.witness] = size
            return
        log.warning("not_cosigned", witness=told.witness, size=size, problem=told.problem)
        if told.alarm and (told.witness, told.alarm) not in self._alarmed:
            self._alarmed.add((told.witness, told.alarm))
            book.note_alarm(code=told.alarm, witness=told.witness, evidence=told.evidence)
        if told.proven:
            self._lock.remember("alarm", told.alarm)
            raise Halt("ledger_alarm", alarm=told.alarm, witness=told.witness)

    def _publish(self, running: Round) -> None:
        """Serve the head if the policy is met; else the last one stays."""
        order = [witness.name for witness in self.trust.witnesses]
        lines = [running.lines[name] for name in order if name in running.lines]
        note = running.shown.note + b"".join(lines)
        try:
            witnessed = self._is_witnessed(note)
        except Refused as problem:
            if running.complete:
                log.warning("not_published", size=running.shown.checkpoint.size, problem=problem.code)
            return
        self._reached("witnessed")
        self._sequencer.store.publish(note)
        self._reached("published")
        size = running.shown.checkpoint.size
        self._sequencer.book.note_publication(size=size, note=note, witnessed=witnessed)
        self._reached("recorded")
        running.published = True

    def _is_witnessed(self, note: bytes) -> bool:
        return judge(self.trust.policy, note, verify=fast_verify).witnessed
