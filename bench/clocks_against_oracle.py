"""Random histories through the engine and through a clerk who counts by hand from the law, side by side.

    python -m bench.clocks_against_oracle [--pairs 10000] [--seed 1] [--packs ua.appeals,ew.custody]

Each kind of disagreement is printed once, with every event and fact dropped that it does not need. The result says how
many there were of each kind. How an open history is read stands in docs/reference/histories.md; any disagreement: exit 1.
"""

import argparse
import json
import sys
from collections import Counter
from datetime import datetime
from random import Random
from typing import Any

from bench import machine
from bench.clocks_clerk import histories
from bench.clocks_clerk.oracle import ANY, OPEN
from bench.clocks_clerk.reading import PACKS, clocks
from quartier.core.law import queries

FIELDS = ("state", "started_at", "due_at")
Asked = tuple[str, str, str, dict[str, Any]]  # pack, regime, instant, history


def by_engine(asked: Asked) -> dict[str, dict[str, Any]]:
    """The engine's clocks by id, instants read."""
    pack, regime, at, told = asked
    # Only Ukraine's packs know peace and war: of any other its first regime is meant.
    shown = queries.evaluated(pack, told, at=at, regime=regime if pack.startswith("ua.") else None)
    return {each["id"]: {field: _read(field, each[field]) for field in FIELDS} for each in shown["clocks"]}


def _read(field: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if field != "state" and value is not None else value


def disagreements(asked: Asked) -> dict[tuple[str, str, Any, Any], tuple[Any, Any]]:
    """Both answers for each clock and field that differ; the key tells one kind from another."""
    pack, regime, at, told = asked
    engine, found = by_engine(asked), {}
    for name, mine in clocks(pack, told, at, regime).items():
        theirs = engine.get(name, {})
        for field in FIELDS:
            if mine[field] != ANY and mine[field] != theirs.get(field):
                states = (mine["state"], theirs.get("state")) if field == "state" else ("", "")
                found[(name, field, *states)] = (theirs, mine)
                break
    return found


def minimised(asked: Asked, key: tuple[str, str, Any, Any]) -> Asked:
    """The same disagreement with as little as it needs."""
    pack, regime, at, told = asked
    shorter = True
    while shorter:
        shorter = False
        for index in range(len(told["events"])):
            events = told["events"][:index] + told["events"][index + 1 :]
            if key in disagreements((pack, regime, at, {**told, "events": events})):
                told, shorter = {**told, "events": events}, True
                break
    for fact in list(told["facts"]):
        facts = {name: value for name, value in told["facts"].items() if name != fact}
        if key in disagreements((pack, regime, at, {**told, "facts": facts})):
            told = {**told, "facts": facts}
    return pack, regime, at, told


def drawn(rng: Random, packs: list[str]) -> Asked:
    """One random question; half the instants lie beside a limit that the clerk counted."""
    pack = rng.choice(packs)
    regime = rng.choice(["peace", "martial"]) if pack not in ("ua.appeals", "ew.custody") else "peace"
    told = histories.history(rng, pack)
    late = max((each["at"] for each in told["events"]), default="2026-03-01T00:00:00+00:00")
    shown = clocks(pack, told, late, regime).values()
    due = [each["due_at"] for each in shown if isinstance(each["due_at"], datetime)]
    return pack, regime, histories.instants(rng, told, due), told


def main(arguments: list[str] | None = None) -> int:
    """Compare, print, keep the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packs", default=",".join(PACKS))
    chosen = parser.parse_args(arguments)
    rng, seen, pairs = Random(chosen.seed), Counter[str](), Counter[str]()
    examples: dict[str, Any] = {}
    for _ in range(chosen.pairs):
        asked = drawn(rng, chosen.packs.split(","))
        pairs[asked[0]] += 1
        for key in disagreements(asked):
            name = " ".join(str(part) for part in (asked[0], *key) if part != "")
            seen[name] += 1
            if name not in examples:
                examples[name] = _example(minimised(asked, key), key)
    result = {
        "seed": chosen.seed,
        "pairs": dict(sorted(pairs.items())),
        "disagreements": dict(seen.most_common()),
        "examples": examples,
        "open": [
            {"question": question, "assumed": assumed, "article": article}
            for question, assumed, article in OPEN
        ],
    }
    # The result is a document: instants become text here.
    plain = json.loads(json.dumps(result, default=lambda value: value.isoformat()))
    machine.write("clocks_oracle", versions={"python": sys.version.split()[0]}, result=plain)
    return 1 if seen else 0


def _example(asked: Asked, key: tuple[str, str, Any, Any]) -> dict[str, Any]:
    pack, regime, at, told = asked
    engine, clerk = disagreements(asked)[key]
    return {"pack": pack, "regime": regime, "at": at, "history": told, "engine": engine, "clerk": clerk}


if __name__ == "__main__":
    raise SystemExit(main())
