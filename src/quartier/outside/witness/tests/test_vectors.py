"""Every scenario of the vectors, through HTTP: statuses, bodies byte for byte, and what is remembered after each step."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from quartier.outside.witness.answering import path_of
from quartier.outside.witness.rules import Held
from quartier.science.merkle.tests import known

ORIGIN = "ledger.police.example/main"


def states(said):
    return {origin: Held(row["size"], bytes.fromhex(row["root"])) for origin, row in said.items()}


@pytest.mark.parametrize("scenario", known.VECTORS["witness"], ids=lambda each: each["name"])
def test_a_scenario(start, scenario):
    witness = start(scenario["logs"], signer=scenario["witness"])
    for origin, row in scenario["initial"].items():
        witness.remember(origin, row["size"], row["root"])
    for step in scenario["steps"]:
        witness.now = step["time"]
        answer = witness.submit(step["request"])
        assert answer.status == step["status"], step["what"]
        if "body" in step:
            assert answer.body.decode() == step["body"], step["what"]
        if step.get("content_type"):
            assert answer.type == step["content_type"], step["what"]
        assert witness.heads(list(scenario["logs"])) == states(step["state"]), step["what"]


def test_of_two_requests_at_once_one_must_come_again(start):
    race = known.VECTORS["witness_race"]
    for _ in range(20):
        witness = start({ORIGIN: ["log-a"]})
        witness.remember(ORIGIN, race["known"], known.VECTORS["trees"][race["known"]]["root"])
        with ThreadPoolExecutor(2) as pool:
            a, b = pool.map(witness.submit, (race["a"], race["b"]))
        size = witness.heads([ORIGIN])[ORIGIN].size
        said = (a.status, b.status, size, (b if a.status == 200 else a).body)
        assert said in ((200, 409, 8, b"8\n"), (409, 200, 20, b"20\n"))


@pytest.mark.parametrize("row", known.VECTORS["witness_monitoring"], ids=lambda each: each["origin"])
def test_where_a_head_is_read_back(row):
    assert path_of(row["origin"]) == f"/{row['path']}"
