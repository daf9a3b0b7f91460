"""Attacks on the running program: a second sequencer, kill -9, the clock."""

import json
import os
import signal
from collections.abc import Callable
from datetime import timedelta

import psycopg

from quartier.core.ledger import kinds
from quartier.core.ledger.book import Book
from quartier.core.ledger.envelope import canonical, instant
from quartier.core.ledger.halts import Halt

from .arena import Arena
from .in_database import body_of, monitor_looks, replace_entry
from .of_history import answered

STEPS = (
    "taken", "staged", "signed", "locked", "stored", "noted", "shown", "witnessed", "published", "recorded",
)  # fmt: skip
DAY = timedelta(days=1)


def two_sequencers(arena: Arena) -> None:
    """Each has its own copy of the database, so that the advisory lock sees nothing; the lock store is one."""
    copy = arena.databases.back_up()
    here = arena.databases.name
    kind = kinds.known()[0].code
    with psycopg.connect(arena.databases.address_of(copy, "sequencer"), autocommit=True) as other:
        arena.databases.switch(copy, closing=False)
        arena.operator.append(kind)
        second = arena.operator.sequencer(Book(other))
        arena.databases.switch(here, closing=False)
        arena.scene.did("quartier ledger sequence & quartier ledger sequence")
        arena.operator.append(kind)
        size = arena.operator.sequence()
        arena.scene.strikes()
        try:
            second.step()
        except Halt as halt:
            arena.scene.finds("operator", "lock_bytes", halt.code)
        arena.databases.switch(copy, closing=False)
        history = arena.operator.history()
        arena.databases.switch(here, closing=False)
    for witness in arena.witnesses.values():
        answered(arena, witness, history.show(witness, old=size))


def kill(arena: Arena) -> None:
    """The process is killed at each step, and started again."""
    kind = kinds.known()[0].code
    for step in STEPS:
        arena.operator.append(kind)
        arena.scene.did(f"kill -9 at “{step}”: {_killed_at(arena, step)}")
    arena.scene.strikes()
    arena.operator.append(kind)
    if arena.operator.sequence() >= arena.size + len(STEPS) + 1:
        arena.scene.finds("operator", "lock_bytes", "fact resumes")
    report = arena.monitor.check(arena.export(), since=arena.yesterday)
    if report.verdict == "OK" and len(arena.databases.entries()) == arena.size + len(STEPS) + 1:
        arena.scene.finds("monitor", "older_pack", "fact nothing_lost", report.verdict)


def clock_jump(arena: Arena) -> None:
    _turn(arena, "+ interval '1 day'")
    arena.another_day(1)
    arena.scene.strikes()
    monitor_looks(arena)


def clock_back(arena: Arena) -> None:
    _turn(arena, "- interval '1 day'")
    arena.another_day(1)
    arena.scene.strikes()
    monitor_looks(arena)


def back_date(arena: Arena) -> None:
    """The entry knows a head that did not exist when it claims to have been captured."""
    [(now,)] = arena.databases.ask("select registry.now()")
    arena.scene.did(f"captured_at {now - 7 * DAY:%Y-%m-%d}, seen {arena.size}")
    arena.operator.append(kinds.known()[0].code, captured_at=now - 7 * DAY, seen=arena.size)
    arena.operator.sequence()
    arena.scene.strikes()
    monitor_looks(arena)


def back_date_unseen(arena: Arena) -> None:
    """No rule can refuse it, but its place in the log is younger than its time."""
    entry = arena.operator.append(kinds.known()[0].code)
    [(recorded,)] = arena.databases.ask("select recorded_at from ledger_intake where leaf = %s", entry.leaf)
    said = json.loads(body_of(arena, entry.leaf)) | {"seen": None, "recorded_at": instant(recorded - 7 * DAY)}
    arena.scene.did(f"recorded_at {said['recorded_at']}, seen null")
    replace_entry(arena, entry.leaf, canonical(said))
    arena.operator.sequence()
    arena.scene.strikes()
    report = arena.monitor.check(arena.export())
    late = [each for each in report.said["warnings"] if each["code"] == "placed_late"]
    if report.verdict == "OK" and late and late[0]["longest"] > 6 * DAY.total_seconds():
        arena.scene.finds("monitor", "fresh_pack", "fact placed_late", json.dumps(late[0]))


def _turn(arena: Arena, by: str) -> None:
    """The server's clock alone: witnesses have their own."""
    arena.databases.attack("insert into registry.clock (ahead) values (interval '0') on conflict do nothing")
    arena.databases.attack(f"update registry.clock set ahead = ahead {by}")


def _killed_at(arena: Arena, step: str) -> str:
    """Sequence in a process of its own, which ends itself at the step."""

    def reached(here: str) -> None:
        if here == step:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        try:
            arena.operator.sequence(reached=reached)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else f"ended with {os.waitstatus_to_exitcode(status)}"


PLAYS: dict[str, Callable[[Arena], None]] = {
    "two-sequencers": two_sequencers,
    "kill": kill,
    "clock-jump": clock_jump,
    "clock-back": clock_back,
    "back-date": back_date,
    "back-date-unseen": back_date_unseen,
}
