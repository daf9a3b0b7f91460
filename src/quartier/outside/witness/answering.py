"""From request to answer: the checks of C2SP tlog-witness in their order, apart from network, clock and disk.

400  the form of the request or the checkpoint's text      404  a log that we do not know
403  the checkpoint is not signed by its log's keys        409  `old` is not the size we hold; the body says it
422  it contradicts what we signed, or proves nothing      503  our own clock stands before our last signature
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.cosignature import cosign
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import Signer, VerifyingKey

from .memory import Kept, Memory, Step
from .rules import Held, Verdict, is_fork, judge
from .submission import Logs, Opened, open_submission, parse

PLAIN = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"
STATUS = {"untrusted": 403, "empty_tree_root": 422}  # all else that is malformed: 400


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and its type. `reason` is for our own log lines; it is in no answer's form."""

    status: int
    body: bytes
    type: str = PLAIN
    reason: str = ""


def refusal(status: int, reason: str) -> Answer:
    return Answer(status, f"{reason}\n".encode(), reason=reason)


def path_of(origin: str) -> str:
    """Where the last head of an origin is read back."""
    return f"/{sha256(origin.encode('utf-8')).hexdigest()}/checkpoint"


class Witness:
    """One signer, one memory, and the logs that it watches."""

    def __init__(self, *, signer: Signer, memory: Memory, logs: Sequence[VerifyingKey]) -> None:
        self._signer, self._memory = signer, memory
        known: dict[str, list[VerifyingKey]] = {}
        for key in logs:
            known.setdefault(key.name, []).append(key)
        self._logs: Logs = known
        self._paths = {path_of(origin): origin for origin in known}

    def add_checkpoint(self, body: bytes, *, at: int) -> Answer:
        """Answer a submission at `at`, in seconds since 1970. A line in the answer is on our disk already."""
        submission = None
        try:
            submission = parse(body)
            if submission.origin not in self._logs:
                return refusal(404, "unknown_log")
            sent = open_submission(submission, self._logs)
        except Refused as problem:
            return self._malformed(problem.code, submission.origin if submission else None, body=body, at=at)
        if sent.old > sent.checkpoint.size:
            return refusal(400, "old_above_size")
        return self._memory.change(lambda step: self._answer(step, sent, body=body, at=at))

    def read_back(self, path: str) -> Answer:
        """The last head of the origin that `path` stands for, with the log's lines and ours."""
        origin = self._paths.get(path)
        kept = self._memory.kept(origin) if origin is not None else None
        if origin is None or kept is None:
            return refusal(404, "nothing_here")
        text = Checkpoint(origin, kept.held.size, kept.held.root).text
        return Answer(200, f"{text}\n{kept.lines}{kept.own_line}".encode())

    def _malformed(self, code: str, origin: str | None, *, body: bytes, at: int) -> Answer:
        if code == "empty_tree_root" and origin is not None:  # the log did sign that
            self._memory.change(lambda step: _keep(step, origin, code, body=body, at=at))
        return refusal(STATUS.get(code, 400), code)

    def _answer(self, step: Step, sent: Opened, *, body: bytes, at: int) -> Answer:
        origin = sent.checkpoint.origin
        held = step.held(origin)
        verdict = judge(held, sent)
        if verdict is Verdict.CONTRADICTS or is_fork(held, sent):
            reason = "fork" if is_fork(held, sent) else "not_consistent"
            _keep(step, origin, reason, body=body, at=at)
        if verdict is Verdict.STALE:
            return Answer(409, f"{held.size}\n".encode(), SIZE, reason="stale")
        if verdict is Verdict.CONTRADICTS:
            return refusal(422, reason)
        if at < step.last_at():
            return refusal(503, "clock_behind")
        return self._countersigned(step, sent, before=held, at=at)

    def _countersigned(self, step: Step, sent: Opened, *, before: Held, at: int) -> Answer:
        """What is signed is formed from what was understood, not from the bytes that came."""
        head = sent.checkpoint
        line = cosign(self._signer, head.text, at)
        after = Kept(Held(head.size, head.root), "".join(sent.lines), line, at)
        step.swap(head.origin, before=before, after=after)
        return Answer(200, line.encode(), reason=f"size {head.size}")


def _keep(step: Step, origin: str, reason: str, *, body: bytes, at: int) -> None:
    step.keep_evidence(origin, at=at, reason=reason, held=step.held(origin), request=body)
