"""The stories of the demo town: what their clocks come to when the town wakes on Friday 20 November 2026."""

import pytest

from quartier.core.law.tests.history import clock, evaluated, instant, told

UA, EW = "ua.custody", "ew.custody"
SIXTY_ONE = [
    ("deprived_of_liberty", "2026-11-17 19:40"),
    ("arrived_at_station", "2026-11-17 20:15"),
    ("rights_told", "2026-11-17 20:21"),
    ("suspicion_notified", "2026-11-18 17:25"),
    ("released", "2026-11-20 08:40"),
]
A_DAY = [
    ("deprived_of_liberty", "2026-11-18 06:40"),
    ("arrived_at_station", "2026-11-18 07:05"),
    ("detention_authorised", "2026-11-18 07:20"),
    ("left_for_hospital", "2026-11-18 10:10"),
    ("returned_from_hospital", "2026-11-18 13:40"),
    ("review_done", "2026-11-18 14:05"),
    ("review_done", "2026-11-18 22:50"),
    ("review_done", "2026-11-19 07:40"),
    ("extension_granted", "2026-11-19 09:15", {"by": "superintendent", "grounds": "to secure evidence"}),
    ("review_done", "2026-11-19 16:30"),
    ("charged", "2026-11-19 20:10"),
]


def test_sixty_one_hours_pass_the_limit_to_court_and_no_other():
    history = told(UA, *SIXTY_ONE)
    before = evaluated(UA, history, "2026-11-20 07:40")
    assert before.clock("to_court").state == "running"
    assert evaluated(UA, history, "2026-11-20 07:41").clock("to_court").state == "late"
    after = evaluated(UA, history, "2026-11-20 14:32")
    assert after.clock("to_court").state == "met_late"
    assert after.clock("max_without_ruling").due_at == instant(UA, "2026-11-20 19:40")
    assert after.clock("max_without_ruling").state == "met"
    assert after.clock("suspicion_notice").due_at == instant(UA, "2026-11-18 19:40")
    assert after.clock("suspicion_notice").state == "met"


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-18 14:00", "2026-11-18 16:50"),
        ("2026-11-18 15:00", "2026-11-18 23:05"),
        ("2026-11-18 23:00", "2026-11-19 07:50"),
        ("2026-11-19 08:00", "2026-11-19 16:40"),
    ],
)
def test_the_reviews_of_a_day_in_custody(at, due):
    found = clock(EW, "review", told(EW, *A_DAY), at)
    assert (found.state, found.due_at) == ("running", instant(EW, due))
    assert set(found.rounds) <= {"met"}


def test_a_day_in_custody_is_lawful_to_its_end():
    history = told(EW, *A_DAY, facts={"indictable": True})
    assert clock(EW, "review", history, "2026-11-18 12:00").state == "paused"
    assert clock(EW, "detention", history, "2026-11-19 09:00").due_at == instant(EW, "2026-11-19 10:35")
    longer = clock(EW, "detention", history, "2026-11-19 10:00")
    assert (longer.due_at, longer.extended_by) == (instant(EW, "2026-11-19 22:35"), "superintendent")
    assert clock(EW, "detention", history, "2026-11-20 12:00").state == "met"


def test_a_sentence_gets_its_month_from_the_arrival_at_the_body_that_must_answer():
    events = [
        ("lodged", "2026-07-10 21:14"),
        ("registered", "2026-07-10 21:14"),
        ("forwarded", "2026-07-14 10:00"),
        ("registered", "2026-07-14 10:00"),
    ]
    found = clock("ua.appeals", "answer", told("ua.appeals", *events), "2026-07-20 10:00")
    assert (found.due_at, found.rounds) == (instant(UA, "2026-08-15 00:00"), ("met",))
    answered = told("ua.appeals", *events, ("answered", "2026-07-31 15:00"))
    assert clock("ua.appeals", "answer", answered, "2026-11-20 14:32").state == "met"


def test_the_month_and_the_forty_five_days_of_the_appeal_that_was_extended():
    arrived = ("lodged", "2026-10-16 11:00")
    assert clock("ua.appeals", "answer", told(UA, arrived), "2026-10-20 10:00").due_at == instant(
        UA, "2026-11-17 00:00"
    )
    history = told(UA, arrived, ("extension_notified", "2026-11-16 16:00"))
    assert clock("ua.appeals", "answer", history, "2026-11-20 14:32").due_at == instant(
        UA, "2026-12-01 00:00"
    )
