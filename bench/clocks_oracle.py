"""Random histories through the engine and through somebody else's reading of the same law, side by side.

    python -m bench.clocks_oracle MODULE [--pairs 10000] [--seed 1] [--packs ua.custody,ew.custody]

MODULE has `states(pack, history, at)`: the name of a pack, a document as `quartier law evaluate` takes it, an RFC 3339
instant; it gives a mapping from the id of a clock to its state. Only ids that it gives are compared. Exit 1 on any
disagreement; each is printed as a document that can be evaluated again.
"""

import argparse
import importlib
import json
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from quartier.core.law import queries
from quartier.science.clocks.histories import OF_APPEALS, OF_DETENTION, OF_PETITIONS

KINDS = {"custody": OF_DETENTION, "appeals": OF_APPEALS, "information": OF_APPEALS, "petitions": OF_PETITIONS}
BEGINS = {
    "custody": "deprived_of_liberty",
    "appeals": "lodged",
    "information": "lodged",
    "petitions": "published",
}
DAYS = {"custody": 5, "appeals": 60, "information": 40, "petitions": 120}


def drawn(pack: str, chance: random.Random) -> tuple[dict[str, Any], str]:
    """One history and an instant. Whole minutes, anywhere in 2026; the first event begins what the pack is about."""
    topic = pack.split(".")[1]
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(300 * 24 * 60))
    span = DAYS[topic] * 24 * 60
    events = [{"kind": BEGINS[topic], "at": begin.isoformat()}]
    for _ in range(chance.randrange(12)):
        at = begin + timedelta(minutes=chance.randrange(1, span))
        events.append({"kind": chance.choice(KINDS[topic]), "at": at.isoformat()})
    facts = {"born": chance.choice(["1980-01-01", "2009-05-01"]), "indictable": True}
    return {"facts": facts, "events": events}, (begin + timedelta(minutes=chance.randrange(span))).isoformat()


def differences(pack: str, told: dict[str, Any], at: str, other: Any) -> list[dict[str, Any]]:
    ours = {clock["id"]: clock["state"] for clock in queries.evaluated(pack, told, at=at)["clocks"]}
    theirs = other.states(pack, told, at)
    return [
        {"pack": pack, "at": at, "clock": id, "ours": ours.get(id), "theirs": state, "history": told}
        for id, state in theirs.items()
        if ours.get(id) != state
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("module")
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packs", default="ua.appeals,ua.information,ua.petitions,ua.custody,ew.custody")
    options = parser.parse_args()
    other, chance = importlib.import_module(options.module), random.Random(options.seed)
    packs, wrong = options.packs.split(","), 0
    for number in range(options.pairs):
        pack = packs[number % len(packs)]
        told, at = drawn(pack, chance)
        for found in differences(pack, told, at, other):
            wrong += 1
            print(json.dumps(found, ensure_ascii=False))
    print(f"{options.pairs} pairs, {wrong} disagreements", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
