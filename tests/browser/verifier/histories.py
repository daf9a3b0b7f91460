"""Logs as chance makes them: mostly honest entries, and now and then a time, a link, a head or an erasure that is not."""

import json
import random
from collections.abc import Callable
from typing import Any

from quartier.outside.verifier.tests.forge import RECORDS, START, Log, Wanted, base64, instant, noise

Made = Callable[[random.Random, Log], Any]


def around(least: int, most: int) -> Made:
    """A time so many seconds from when the entry is made."""
    return lambda chance, log: instant(START + 60 * len(log.leaves) + chance.randrange(least, most))


def some_leaf(chance: random.Random, log: Log) -> str:
    return base64(chance.choice([*log.leaves, noise(chance.random())]))


def some_head(chance: random.Random, log: Log) -> Any:
    return chance.choice([None, log.seen(chance.randrange(len(log.leaves) + 1))])


def false_head(chance: random.Random, log: Log) -> Any:
    return {**log.seen(len(log.leaves)), "size": chance.randrange(len(log.leaves) + 2)}


# How often a member is not what an honest installation would write, and what it is then.
ODD: tuple[tuple[float, str, Made], ...] = (
    (0.10, "corrects", some_leaf),
    (0.10, "recorded_at", around(-900, 900)),
    (0.10, "captured_at", around(-900, 900)),
    (0.10, "occurred_at", around(-9_000, 9_000)),
    (0.30, "seen", some_head),
    (0.03, "seen", false_head),
    (0.02, "prev", some_leaf),
    (0.02, "prev", lambda chance, log: None),
)


def history(chance: random.Random) -> Log:
    log = Log()
    for index in range(chance.randrange(1, 24)):
        said = {member: make(chance, log) for often, member, make in ODD if chance.random() < often}
        if chance.random() < 0.15 and index:
            log.erase(chance.randrange(index), field=chance.choice([None, None, "note", "rows"]), **said)
        else:
            log.add(chance.choice(["test.counted", "test.measured"]), chance.choice([None, *RECORDS]), **said)
    return log


def erased(log: Log) -> list[tuple[int, str | None]]:
    """Each entry that was erased, with the field or None for the whole."""
    leaves = [base64(leaf) for leaf in log.leaves]
    found = []
    for text, openings in zip(log.envelopes, log.openings, strict=True):
        if json.loads(text)["kind"] == "ledger.erased":
            field, named = (json.loads(openings[name]["value"]) for name in ("field", "leaves"))
            found += [(leaves.index(leaf), field) for leaf in named if leaf in leaves]
    return found


def told(chance: random.Random, log: Log) -> Wanted:
    """What a pack shows of a log: whole or in part, and mostly without what was erased."""
    gone = [each for each in erased(log) if chance.random() < 0.95]
    hidden = {index for index, field in gone if field is None}
    closed = {(index, field) for index, field in gone if field is not None}
    if chance.random() < 0.1:
        hidden.add(chance.randrange(len(log.leaves)))
    if chance.random() < 0.1:
        closed.add((chance.randrange(len(log.leaves)), "rows"))
    kinds = chance.choice([None, None, None, ["test.counted"], ["test.counted", "test.measured"]])
    openings = chance.choice(["all", "all", "none", ["note"], ["note", "rows"]])
    return Wanted("kinds" if kinds else "all", kinds, openings, frozenset(hidden), frozenset(closed))
