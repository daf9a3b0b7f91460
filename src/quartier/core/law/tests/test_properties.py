"""What holds of every history, also of impossible ones: events in any number and any order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.core.law import library
from quartier.core.law.reasons import ENDED_BY, sentence
from quartier.science.clocks.histories import KINDS, OF_DETENTION, Event, history
from quartier.science.clocks.limits import LimitType
from quartier.science.clocks.reading import State, document, evaluate

PACKS = {pack.name: pack for pack in library.packs()}
BEGIN = datetime(2026, 3, 20, 8, tzinfo=UTC)
RANK = {
    State.UNKNOWN: 0,
    State.NOT_STARTED: 0,
    State.RUNNING: 1,
    State.PAUSED: 1,
    State.LATE: 2,
    State.MET: 3,
    State.MET_LATE: 3,
}
BY = st.sampled_from(["superintendent", "magistrates", "inspector", ""])
MINUTES = st.integers(0, 6 * 24 * 60)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "born": st.sampled_from(["1980-01-01", "2008-03-22", "2012-05-05"]),
        "indictable": st.booleans(),
        "competent": st.booleans(),
        "detained_under_ruling": st.booleans(),
        "arrested_in_other_area": st.booleans(),
        "transferred_for_other_offence": st.booleans(),
        "level": st.sampled_from(["national", "local"]),
        "tolerance_minutes": st.integers(1, 90),
    },
)


EVERY = tuple(sorted(KINDS))


@st.composite
def events(draw, kinds=EVERY):
    kind = draw(st.sampled_from(kinds))
    said = {"by": draw(BY)} if kind == "extension_granted" else {}
    if kind == "rearrested":
        said = {"grounds": draw(st.sampled_from(["bail_breach", "new_evidence"]))}
    return Event(kind, BEGIN + timedelta(minutes=draw(MINUTES)), said)


CUSTODY = st.lists(events(kinds=OF_DETENTION), max_size=14, unique_by=lambda event: event.at)
ANYTHING = st.lists(events(), max_size=10, unique_by=lambda event: event.at)
HISTORIES = st.builds(lambda f, e: history(facts=f, events=e), FACTS, CUSTODY | ANYTHING)
NAMES = st.sampled_from(sorted(PACKS))


def regimes(name):
    return st.sampled_from(list(PACKS[name].regimes))


@given(HISTORIES, NAMES, MINUTES, st.data())
@settings(max_examples=150, deadline=None)
def test_an_evaluation_is_a_function_of_what_goes_in(found, name, minutes, data):
    pack, at = PACKS[name], BEGIN + timedelta(minutes=minutes)
    regime = data.draw(regimes(name))
    first = evaluate(pack, found, at=at, regime=regime)
    shuffled = history(facts=dict(found.facts), events=data.draw(st.permutations(found.events)))
    assert evaluate(pack, shuffled, at=at, regime=regime) == first
    assert document(first)["version"] == pack.version


@given(HISTORIES, NAMES, MINUTES, st.data())
@settings(max_examples=150, deadline=None)
def test_the_order_in_which_events_of_one_hour_were_written_down_changes_nothing(found, name, minutes, data):
    pack, at = PACKS[name], BEGIN + timedelta(minutes=minutes)
    ties = [replace(each, at=each.at.replace(minute=0)) for each in found.events]
    first, shuffled = history(facts=found.facts, events=ties), data.draw(st.permutations(ties))
    assert evaluate(pack, history(facts=found.facts, events=shuffled), at=at) == evaluate(pack, first, at=at)


@given(HISTORIES, NAMES, MINUTES)
@settings(max_examples=150, deadline=None)
def test_what_comes_later_is_not_known_yet(found, name, minutes):
    pack, at = PACKS[name], BEGIN + timedelta(minutes=minutes)
    assert evaluate(pack, found, at=at) == evaluate(pack, found.until(at), at=at)


@given(HISTORIES, NAMES, MINUTES, st.integers(0, 5 * 24 * 60))
@settings(max_examples=200, deadline=None)
def test_time_alone_never_takes_lateness_back(found, name, minutes, more):
    pack, at = PACKS[name], BEGIN + timedelta(minutes=minutes)
    known = found.until(at)
    now, then = (evaluate(pack, known, at=when) for when in (at, at + timedelta(minutes=more)))
    for before, after in zip(now.clocks, then.clocks, strict=True):
        assert RANK[before.state] <= RANK[after.state] or len(after.rounds) > len(before.rounds)
        same_round = before.started_at == after.started_at and before.due_at is not None
        if same_round and pack_kind(pack, before.id) == "term":
            assert after.due_at == before.due_at


def pack_kind(pack, id):
    return next(clock.kind for clock in pack.clocks if clock.id == id)


@given(HISTORIES, NAMES, MINUTES)
@settings(max_examples=200, deadline=None)
def test_state_and_instants_say_the_same(found, name, minutes):
    at = BEGIN + timedelta(minutes=minutes)
    for clock in evaluate(PACKS[name], found, at=at).clocks:
        over = clock.due_at is not None and (clock.ended_at or at) > clock.due_at
        if clock.state in {State.RUNNING, State.PAUSED}:
            assert clock.ended_at is None and not over
        if clock.state in {State.LATE, State.MET_LATE}:
            assert over and (clock.ended_at is None) == (clock.state is State.LATE)
        if clock.state is State.MET:
            assert clock.ended_at is not None and not over
        if clock.state is State.UNKNOWN:
            assert clock.limit.type is LimitType.UNKNOWN and clock.due_at is None
        assert (clock.started_at is None) == (clock.state is State.NOT_STARTED)
        assert all(sentence(code, "uk") or code.startswith(ENDED_BY) for code in clock.reasons)


FOREIGN = {
    "ua.custody": ("published", "signed", "answered"),
    "ew.custody": ("published", "answered", "decision_served"),
}


@pytest.mark.parametrize("name", FOREIGN)
@given(found=HISTORIES, minutes=MINUTES, noise=MINUTES, data=st.data())
@settings(max_examples=100, deadline=None)
def test_an_event_that_no_rule_names_changes_nothing(name, found, minutes, noise, data):
    at = BEGIN + timedelta(minutes=minutes)
    added = Event(data.draw(st.sampled_from(FOREIGN[name])), BEGIN + timedelta(minutes=noise))
    more = history(facts=dict(found.facts), events=[*found.events, added])
    assert evaluate(PACKS[name], more, at=at) == evaluate(PACKS[name], found, at=at)


@given(CUSTODY, MINUTES, st.integers(-200 * 24 * 60, 200 * 24 * 60))
@settings(max_examples=150, deadline=None)
def test_hours_do_not_care_when_in_the_year_they_run(found, minutes, shift):
    """Limits in hours over changes of the clock: everything moves by exactly the same time."""
    by = timedelta(minutes=shift)
    moved = [replace(event, at=event.at + by) for event in found]
    at = BEGIN + timedelta(minutes=minutes)
    here = evaluate(PACKS["ew.custody"], history(facts={}, events=found), at=at)
    there = evaluate(PACKS["ew.custody"], history(facts={}, events=moved), at=at + by)
    for id in ("detention", "review", "rights_delay", "warrant_application"):
        one, other = here.clock(id), there.clock(id)
        assert (one.state, one.limit, one.reasons) == (other.state, other.limit, other.reasons)
        assert (one.due_at and one.due_at + by) == other.due_at


@given(CUSTODY, MINUTES)
@settings(max_examples=100, deadline=None)
def test_nobody_is_held_past_ninety_six_hours_of_counted_time(found, minutes):
    at = BEGIN + timedelta(minutes=minutes)
    clock = evaluate(PACKS["ew.custody"], history(facts={}, events=found), at=at).clock("detention")
    assert (clock.limit.value or 0) <= 96
