"""The terms that an appeal shows, beside a clerk who reads the same steps and counts from the law by hand."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bench.clocks_clerk.reading import clocks
from quartier.core.law import library
from quartier.features.appeals.rules import history, standing
from quartier.features.appeals.rules.history import Step
from quartier.features.appeals.rules.standing import Done

FACTS: dict[str, tuple[dict[str, Any], ...]] = {
    "ua.appeals": ({}, {"no_further_study": True}, {"competent": False}, {"competent": True}),
    "own.appeals": (
        {"time_zone": "Europe/Brussels", "answer_days": 30, "forward_days": 10},
        {"time_zone": "Europe/London", "answer_working_days": 15, "forward_working_days": 5},
    ),
}
# Our step, and what a clerk would call it; one that is not here moves no term.
CALLED = {
    "asked": "information_asked",
    "given": "information_given",
    "extended": "extension_notified",
    "answered": "answered",
    "closed": "closed",
    "reopened": "reopened",
}
KINDS = (*CALLED, "forwarded", "acknowledged", "assigned", "noted")


def story(rng: Random, arrived: datetime) -> list[Step]:
    """Steps that the house would allow, each some days after the other."""
    at, steps, done = arrived, [Step(step="registered", occurred_at=arrived)], [Done(step="registered")]
    for _ in range(rng.randrange(7)):
        at += timedelta(minutes=rng.randrange(1, 14 * 24 * 60))
        state = standing.state_of(done)
        kinds = [kind for kind in KINDS if state in standing.VERBS[kind].on]
        if not kinds:
            break
        kind, kept = rng.choice(kinds), rng.random() < 0.5
        steps.append(Step(step=kind, occurred_at=at, more=said(rng, kind, kept, arrived)))
        done.append(Done(step=kind, kept=kind == "forwarded" and kept))
    return steps


def said(rng: Random, kind: str, kept: bool, arrived: datetime) -> dict[str, Any]:
    if kind == "forwarded":
        return {"kept": kept}
    if kind == "extended" and rng.random() < 0.5:
        return {"until": (arrived + timedelta(days=rng.choice([20, 40, 60]))).date().isoformat()}
    return {}


def as_the_clerk_hears_it(arrived: datetime, steps: list[Step]) -> list[dict[str, Any]]:
    """It came to this body at one instant, whatever it was before; then what was done with it."""
    told: list[dict[str, Any]] = [{"kind": "lodged", "at": arrived.isoformat()}]
    for step in steps:
        if step.step == "forwarded":
            told.append({"kind": "forwarded", "at": step.occurred_at.isoformat(), "part": step.more["kept"]})
        elif step.step in CALLED:
            told.append({"kind": CALLED[step.step], "at": step.occurred_at.isoformat(), **step.more})
    return told


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("is_part", [False, True], ids=["whole", "a part that was sent here"])
def test_what_an_appeal_shows_is_what_a_clerk_counts(name, is_part):
    rng, pack = Random(f"{name} {is_part}"), library.pack(name)
    for _ in range(150):
        facts = rng.choice(FACTS[name])
        arrived = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=rng.randrange(300 * 24 * 60))
        steps = story(rng, arrived)
        at = arrived + timedelta(minutes=rng.randrange(80 * 24 * 60))
        known = [step for step in steps if step.occurred_at <= at]
        lodged = arrived - timedelta(days=rng.randrange(1, 9)) if is_part else arrived
        told = history.read(lodged_at=lodged, arrived_at=arrived, is_part=is_part, facts=facts, steps=known)
        shown = standing.evaluated(pack, told, at=at)
        heard = {"facts": facts, "events": as_the_clerk_hears_it(arrived, known)}
        counted = clocks(name, heard, at.isoformat())
        for id in ("answer", "forward"):
            mine, theirs = shown.clock(id), counted[id]
            found = (mine.state, mine.started_at, mine.due_at)
            if is_part and id == "forward" and theirs["state"] == "not_started":
                # What shows is the sending on that brought it here; of this body it says nothing.
                assert mine.started_at in (None, lodged), (heard, found)
                continue
            assert found == (theirs["state"], theirs["started_at"], theirs["due_at"]), (heard, found, theirs)


def test_a_state_that_owes_nothing_has_no_running_term():
    """What the list calls late comes from the state, what the page shows from the clock: they never differ."""
    rng, pack = Random("owes"), library.pack("own.appeals")
    facts = FACTS["own.appeals"][0]
    for _ in range(300):
        arrived = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=rng.randrange(300 * 24 * 60))
        steps = story(rng, arrived)
        at = steps[-1].occurred_at + timedelta(days=90)
        told = history.read(lodged_at=arrived, arrived_at=arrived, is_part=False, facts=facts, steps=steps)
        state = standing.state_of(
            Done(step=one.step, kept=bool(one.more.get("kept", False))) for one in steps
        )
        answer = standing.evaluated(pack, told, at=at).clock("answer")
        if state in standing.OWES_NOTHING:
            assert answer.state in ("met", "met_late"), steps
        elif state in standing.RUNNING:
            assert answer.state == "late", steps


def test_the_zone_of_the_place_ends_its_days():
    arrived = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    facts = FACTS["own.appeals"][0]
    told = history.read(lodged_at=arrived, arrived_at=arrived, is_part=False, facts=facts, steps=[])
    due, _ = standing.due(standing.evaluated(library.pack("own.appeals"), told, at=arrived))
    assert (
        due is not None
        and due.astimezone(ZoneInfo("Europe/Brussels")).isoformat() == "2026-04-02T00:00:00+02:00"
    )
