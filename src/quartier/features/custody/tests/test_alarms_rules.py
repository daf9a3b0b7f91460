"""When a suite is told what, to the second: steps, warnings, limits that passed, heartbeats, and a program that slept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.kit.errors import Invalid
from quartier.features.custody.rules import alarms
from quartier.features.custody.rules.alarms import Owed, Term
from quartier.features.custody.rules.policy import Policy, Step, duration, read

DUE = datetime(2026, 11, 20, 1, 55, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
USUAL = Policy()
CHECK = Owed(key="check", due_at=DUE)
COURT = Term(id="to_court", due_at=DUE, state="running", consequence="release", article="211")


def said(at, *, owed=(), terms=(), before=(), policy=USUAL):
    found = alarms.calls(policy=policy, owed=owed, terms=terms, said=before, at=at)
    return [(call.kind, call.to, call.late) for call in found]


def test_a_check_in_time_or_hardly_late_is_told_to_nobody():
    assert said(DUE, owed=[CHECK]) == []
    assert said(DUE + 5 * MINUTE - SECOND, owed=[CHECK]) == []


def test_after_five_minutes_the_inspector_and_after_fifteen_somebody_outside():
    first = ("alarm", ("inspector",), 5 * MINUTE)
    assert said(DUE + 5 * MINUTE, owed=[CHECK]) == [first]
    assert said(DUE + 15 * MINUTE - SECOND, owed=[CHECK]) == [first]
    assert said(DUE + 15 * MINUTE, owed=[CHECK]) == [first, ("alarm", ("outside",), 15 * MINUTE)]


def test_nothing_is_said_twice_and_a_new_due_time_is_a_new_matter():
    at = DUE + 20 * MINUTE
    names = {call.name for call in alarms.calls(policy=USUAL, owed=[CHECK], terms=[], said=(), at=at)}
    assert said(at, owed=[CHECK], before=names) == []
    later = Owed(key="check", due_at=DUE + 10 * MINUTE)
    assert said(at, owed=[later], before=names) == [("alarm", ("inspector",), 5 * MINUTE)]


def test_ninety_minutes_before_a_limit_it_is_announced():
    before = DUE - 90 * MINUTE
    warning = [("limit_warning", ("inspector", "prosecutor"), -90 * MINUTE)]
    assert said(before - SECOND, terms=[COURT]) == []
    assert said(before, terms=[COURT]) == warning
    assert said(DUE, terms=[COURT]) == warning, "at the due instant itself it still runs"


def test_one_second_after_a_limit_it_has_passed_and_no_hand_is_needed():
    assert said(DUE + SECOND, terms=[COURT]) == [("limit_passed", ("prosecutor",), timedelta())]
    assert [kind for kind, _to, _late in said(DUE + 15 * MINUTE, terms=[COURT])] == [
        "limit_passed",
        "alarm",
        "alarm",
    ]


def test_a_program_that_slept_says_what_it_missed_with_the_instant_at_which_it_became_true():
    found = alarms.calls(policy=USUAL, owed=[CHECK], terms=[COURT], said=(), at=DUE + timedelta(hours=3))
    assert [call.occurred_at - DUE for call in found] == [timedelta(), *[5 * MINUTE] * 2, *[15 * MINUTE] * 2]


@pytest.mark.parametrize("state", ["met", "met_late", "paused", "not_started", "unknown"])
def test_a_limit_that_does_not_run_is_not_told(state):
    term = Term(id="to_court", due_at=DUE, state=state, consequence="release")
    assert said(DUE + timedelta(days=1), terms=[term]) == []


def test_two_medicines_of_one_instant_are_one_alarm():
    medicine = Owed(key="medication", due_at=DUE)
    assert len(said(DUE + 5 * MINUTE, owed=[medicine, medicine])) == 1


def test_a_meal_is_shown_on_the_board_and_wakes_nobody_unless_the_suite_says_so():
    meal = Owed(key="meal", due_at=DUE, severity=3)
    assert said(DUE + timedelta(hours=1), owed=[meal]) == []
    assert len(said(DUE + timedelta(hours=1), owed=[meal], policy=read({"severity": 3}))) == 2


def test_a_limit_after_which_one_is_released_or_charged_counts_alike():
    term = Term(id="detention", due_at=DUE, state="running", consequence="release_or_charge")
    assert [kind for kind, _to, _late in said(DUE + SECOND, terms=[term])] == ["limit_passed"]


def test_only_limits_that_end_in_release_are_told_and_unknown_ones_are_not():
    other = Term(id="review", due_at=DUE, state="running", consequence="told")
    assert said(DUE + timedelta(days=1), terms=[other, Term(id="x", due_at=None, state="running")]) == []


def test_an_extension_after_the_announcement_announces_anew():
    names = {
        call.name for call in alarms.calls(policy=USUAL, owed=[], terms=[COURT], said=(), at=DUE - MINUTE)
    }
    longer = Term(id="to_court", due_at=DUE + timedelta(hours=12), state="running", consequence="release")
    assert said(DUE + timedelta(hours=11), terms=[longer], before=names) != []


def test_a_heart_beats_at_whole_quarters_and_makes_up_for_nothing():
    at = datetime(2026, 11, 20, 4, 7, 30, tzinfo=UTC)
    quarter = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    assert alarms.beat(policy=USUAL, last=None, at=at) == quarter
    assert alarms.beat(policy=USUAL, last=quarter, at=at) is None
    assert alarms.beat(policy=USUAL, last=quarter - timedelta(hours=5), at=at) == quarter


@given(st.integers(0, 86_399), st.integers(1, 60))
def test_the_instant_of_a_beat_is_never_ahead_and_never_older_than_one_beat(second, minutes):
    at = datetime(2026, 11, 20, tzinfo=UTC) + second * SECOND
    policy = Policy(heartbeat=minutes * MINUTE)
    instant = alarms.beat(policy=policy, last=None, at=at)
    assert at - minutes * MINUTE < instant <= at


def test_a_policy_is_data_and_its_steps_rise():
    policy = read(
        {
            "alarms": [{"after": "PT30M", "to": "outside"}, {"after": "PT2M30S", "to": "inspector"}],
            "warn_before": {"release": "PT2H"},
            "people": {"outside": {"accounts": ["01900000-0000-7000-8000-000000000001"]}},
        }
    )
    assert policy.steps[0] == Step(after=timedelta(seconds=150), to="inspector")
    assert policy.steps[1].after == 30 * MINUTE
    assert policy.warn_before == timedelta(hours=2)
    assert len(policy.people["outside"].accounts) == 1
    assert policy.people["inspector"].roles, "what is left out has its usual value"


def test_an_empty_policy_is_the_usual_one():
    assert read({}) == Policy()


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ({"alarm": []}, "alarm", "policy_unknown"),
        ({"late_after": "15 minutes"}, "late_after", "policy_duration"),
        ({"heartbeat": "PT0M"}, "heartbeat", "policy_duration"),
        ({"alarms": []}, "alarms", "policy_step"),
        ({"alarms": [{"after": "PT5M"}]}, "alarms.0", "policy_step"),
        ({"alarms": [{"after": "PT5M", "to": "duty desk"}]}, "alarms", "policy_nobody"),
        ({"warn": ["inspector", "mayor"]}, "warn", "policy_nobody"),
        ({"warn_before": "PT90M"}, "warn_before", "policy_unknown"),
        ({"severity": True}, "severity", "policy_severity"),
        ({"passed": "prosecutor"}, "passed", "policy_names"),
        ({"people": {"outside": {"accounts": ["Petro"]}}}, "people.outside", "policy_people"),
        ({"people": {"inspector": {}}}, "people.inspector", "policy_people"),
        ({"people": {"outside": {"accounts": []}}}, "alarms", "policy_nobody"),
    ],
)
def test_a_policy_that_would_leave_somebody_untold_is_refused(data, field, code):
    with pytest.raises(Invalid) as refused:
        read(data)
    assert (field, code) in [(problem.field, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize("text", ["", "P", "PT", "5M", "P1M", "PT5", "P1DT", 5, None])
def test_what_is_no_duration_is_an_error(text):
    with pytest.raises(ValueError, match="no duration"):
        duration(text)
