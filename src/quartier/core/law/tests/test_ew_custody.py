"""Police detention in England and Wales: the worked examples W32 to W62, and what they leave out."""

from datetime import timedelta

import pytest

from quartier.core.law.tests.history import SECOND, clock, evaluated, instant, told, until_the_second, utc

EW = "ew.custody"
W32 = [
    ("deprived_of_liberty", "2026-01-12 21:10"),
    ("arrived_at_station", "2026-01-12 21:45"),
    ("detention_authorised", "2026-01-12 22:05"),
]
REVIEWED = [*W32, ("review_done", "2026-01-13 03:50"), ("review_done", "2026-01-13 12:50")]
INDICTABLE = {"indictable": True}
LONGER = ("extension_granted", "2026-01-13 13:00", {"by": "superintendent"})
WARRANT = ("warrant_issued", "2026-01-14 09:30")
W46 = [
    ("arrived_at_station", "2026-02-03 10:00"),
    ("detention_authorised", "2026-02-03 10:20"),
    ("left_for_hospital", "2026-02-03 12:30"),
]
BACK = ("returned_from_hospital", "2026-02-03 17:10")
QUESTIONED = {"questioned": [["2026-02-03T15:00:00+00:00", "2026-02-03T15:35:00+00:00"]]}


@pytest.mark.parametrize(
    ("events", "id", "due"),
    [
        (W32, "review", "2026-01-13 04:05"),
        (W32, "detention", "2026-01-13 21:45"),
        (W32, "rights_delay", "2026-01-14 09:45"),
        ([*REVIEWED, LONGER], "detention", "2026-01-14 09:45"),
        ([*REVIEWED, LONGER, WARRANT], "detention", "2026-01-15 21:30"),
    ],
    ids=["W32 review", "W32 24 h", "W38 rights", "W35 36 h", "W40 warrant"],
)
def test_a_limit_is_due_when_the_example_says(events, id, due):
    until_the_second(EW, id, told(EW, *events, facts=INDICTABLE), utc(due))


def test_the_start_of_detention_is_the_relevant_time():
    assert clock(EW, "detention", told(EW, *W32), "2026-01-12 23:00").started_at == utc("2026-01-12 21:45")


def test_w33_an_early_review_moves_the_next_one():
    history = told(EW, *W32, ("review_done", "2026-01-13 03:50"))
    until_the_second(EW, "review", history, utc("2026-01-13 12:50"))


def test_w34_a_postponed_review_does_not():
    events = [("review_postponed", "2026-01-13 04:00"), ("review_done", "2026-01-13 05:30")]
    until_the_second(EW, "review", told(EW, *W32, *events), utc("2026-01-13 13:05"))
    waiting = clock(EW, "review", told(EW, *W32, events[0]), "2026-01-13 05:00")
    assert (waiting.state, waiting.limit.type, waiting.reasons) == ("running", "at_once", ("postponed",))


def test_a_postponement_after_the_due_minute_undoes_nothing():
    """PACE 40(4)-(5): it is a review due later that may be postponed, and it then takes place when practicable."""
    history = told(EW, *W32, ("review_postponed", "2026-01-13 04:06"))
    found = clock(EW, "review", history, "2026-01-14 22:00")
    assert (found.state, found.due_at, found.reasons) == (
        "late",
        utc("2026-01-13 04:05"),
        ("postponed_after_limit",),
    )
    at_the_minute = told(EW, *W32, ("review_postponed", "2026-01-13 04:05"))
    assert clock(EW, "review", at_the_minute, "2026-01-13 05:00").reasons == ("postponed",)


def test_a_review_that_is_late_without_postponement_is_remembered():
    found = clock(EW, "review", told(EW, *W32, ("review_done", "2026-01-13 05:30")), "2026-01-13 06:00")
    assert (found.state, found.due_at) == ("running", utc("2026-01-13 14:30"))
    assert (found.rounds, found.reasons) == (("met_late",), ("earlier_round_late",))


@pytest.mark.parametrize(
    ("events", "facts", "reason"),
    [
        (
            [*W32, ("extension_granted", "2026-01-13 11:00", {"by": "superintendent"})],
            INDICTABLE,
            "extension_before_second_review",
        ),
        ([*REVIEWED, LONGER], {"indictable": False}, "offence_not_indictable"),
        (
            [*REVIEWED, ("extension_granted", "2026-01-13 21:45:01", {"by": "superintendent"})],
            INDICTABLE,
            "extension_after_limit",
        ),
        (
            [*REVIEWED, ("extension_granted", "2026-01-13 13:00", {"by": "inspector"})],
            INDICTABLE,
            "extension_by_wrong_person",
        ),
        ([*REVIEWED, ("extension_granted", "2026-01-13 13:00")], INDICTABLE, "extension_by_wrong_person"),
        (
            [*REVIEWED, ("extension_granted", "2026-01-13 13:00", {"by": "superintendent", "add": "P1D"})],
            INDICTABLE,
            "extension_in_another_unit",
        ),
        ([*REVIEWED, ("extension_refused", "2026-01-13 13:00")], INDICTABLE, "extension_refused"),
    ],
)
def test_w36_w37_what_does_not_extend_leaves_the_limit(events, facts, reason):
    found = clock(EW, "detention", told(EW, *events, facts=facts), "2026-01-13 22:00")
    assert (found.state, found.due_at, found.extended_by) == ("late", utc("2026-01-13 21:45"), None)
    assert reason in found.reasons


def test_the_last_second_for_the_superintendent_is_the_twenty_fourth_hour():
    events = [*REVIEWED, ("extension_granted", "2026-01-13 21:45", {"by": "Superintendent"})]
    found = clock(EW, "detention", told(EW, *events), "2026-01-13 22:00")
    assert (found.due_at, found.extended_by) == (utc("2026-01-14 09:45"), "superintendent")
    assert found.reasons == ("indictable_not_stated",)


def test_the_superintendent_may_go_in_steps_but_not_past_thirty_six():
    first = (
        "extension_granted",
        "2026-01-13 13:00",
        {"by": "superintendent", "until": "2026-01-14T02:00:00+00:00"},
    )
    more = ("extension_granted", "2026-01-14 01:00", {"by": "superintendent", "add": 24})
    assert clock(EW, "detention", told(EW, *REVIEWED, first), "2026-01-13 23:00").due_at == utc(
        "2026-01-14 02:00"
    )
    assert clock(EW, "detention", told(EW, *REVIEWED, first, more), "2026-01-14 01:30").due_at == utc(
        "2026-01-14 09:45"
    )


def test_an_instant_that_the_superintendent_names_is_not_moved_by_hospital():
    """PACE 42(1), 41(6): only a period that is calculated leaves hospital out; what was named stands."""
    named = {"by": "superintendent", "until": "2026-01-14T03:00:00+00:00"}
    there = [("left_for_hospital", "2026-01-13 23:00"), ("returned_from_hospital", "2026-01-14 01:00")]
    events = [*REVIEWED, ("extension_granted", "2026-01-13 13:00", named)]
    until_the_second(EW, "detention", told(EW, *events, *there, facts=INDICTABLE), utc("2026-01-14 03:00"))
    away = clock(EW, "detention", told(EW, *events, there[0], facts=INDICTABLE), "2026-01-14 00:00")
    assert (away.state, away.due_at) == ("running", utc("2026-01-14 03:00"))
    hours = [*REVIEWED, LONGER, *there]
    until_the_second(EW, "detention", told(EW, *hours, facts=INDICTABLE), utc("2026-01-14 11:45"))


def test_a_named_instant_never_takes_from_the_twenty_four_hours():
    named = {"by": "superintendent", "until": "2026-01-13T23:00:00+00:00"}
    there = [("left_for_hospital", "2026-01-13 14:00"), ("returned_from_hospital", "2026-01-13 18:00")]
    events = [*REVIEWED, ("extension_granted", "2026-01-13 13:00", named), *there]
    until_the_second(EW, "detention", told(EW, *events, facts=INDICTABLE), utc("2026-01-14 01:45"))


def test_w39_the_application_may_wait_six_hours_where_no_court_sits():
    history = told(EW, *REVIEWED, LONGER, facts={**INDICTABLE, "court_cannot_sit": True})
    until_the_second(EW, "warrant_application", history, utc("2026-01-14 15:45"))
    until_the_second(EW, "warrant_application", told(EW, *REVIEWED, LONGER), utc("2026-01-14 09:45"))


def test_a_warrant_within_those_six_hours_counts_and_says_so_and_one_after_them_does_not():
    inside = told(EW, *REVIEWED, LONGER, ("warrant_issued", "2026-01-14 15:45"), facts=INDICTABLE)
    found = clock(EW, "detention", inside, "2026-01-14 16:00")
    assert (found.state, found.reasons) == ("running", ("extension_granted_late",))
    after = told(EW, *REVIEWED, LONGER, ("warrant_issued", "2026-01-14 15:45:01"), facts=INDICTABLE)
    assert clock(EW, "detention", after, "2026-01-14 16:00").reasons == ("extension_after_limit",)


def test_the_six_hours_of_43_5_b_follow_the_full_thirty_six_and_nothing_else():
    """PACE 43(5)(b): six hours after the 36th; sections 42 and 44 know no such grace."""
    lapsed = told(EW, *W32, ("warrant_issued", "2026-01-14 03:45"), facts=INDICTABLE)
    found = clock(EW, "detention", lapsed, "2026-01-14 04:00")
    assert (found.state, found.reasons) == ("late", ("extension_after_limit",))
    part = {"by": "superintendent", "until": "2026-01-14T02:00:00+00:00"}
    partly = [
        *REVIEWED,
        ("extension_granted", "2026-01-13 13:00", part),
        ("warrant_issued", "2026-01-14 03:45"),
    ]
    assert clock(EW, "detention", told(EW, *partly, facts=INDICTABLE), "2026-01-14 04:00").state == "late"
    second = [*REVIEWED, LONGER, WARRANT, ("warrant_issued", "2026-01-15 21:31")]
    found = clock(EW, "detention", told(EW, *second, facts=INDICTABLE), "2026-01-15 21:32")
    assert (found.state, found.due_at) == ("late", utc("2026-01-15 21:30"))


def test_w41_a_warrant_is_never_extended_past_ninety_six_hours():
    more = ("extension_granted", "2026-01-15 20:00", {"by": "magistrates", "add": "PT36H"})
    found = clock(
        EW, "detention", told(EW, *REVIEWED, LONGER, WARRANT, more, facts=INDICTABLE), "2026-01-15 22:00"
    )
    assert (found.due_at, found.limit.value) == (utc("2026-01-16 21:45"), 96)
    assert found.reasons == ("capped",)


def test_a_decision_of_the_court_before_any_warrant_is_the_warrant():
    told_so = ("extension_granted", "2026-01-14 09:30", {"by": "magistrates", "add": 36})
    found = clock(EW, "detention", told(EW, *REVIEWED, LONGER, told_so, facts=INDICTABLE), "2026-01-14 10:00")
    assert (found.due_at, found.article) == (utc("2026-01-15 21:30"), "PACE 43(1), (5), (12)")


def test_w42_a_refused_warrant_leaves_what_had_been_authorised():
    events = [*REVIEWED, LONGER, ("extension_refused", "2026-01-14 03:45")]
    found = clock(EW, "detention", told(EW, *events, facts=INDICTABLE), "2026-01-14 04:00")
    assert (found.state, found.due_at, found.reasons) == (
        "running",
        utc("2026-01-14 09:45"),
        ("extension_refused",),
    )


@pytest.mark.parametrize(
    ("arrived", "authorised", "review", "day", "rights"),
    [
        ("2026-03-28 20:00", "2026-03-28 20:20", "2026-03-29 02:20", "2026-03-29 20:00", "2026-03-30 08:00"),
        ("2026-10-24 20:00", "2026-10-24 20:15", "2026-10-25 01:15", "2026-10-25 19:00", "2026-10-26 07:00"),
    ],
    ids=["W43 spring", "W44 autumn"],
)
def test_a_change_of_the_clock_adds_and_takes_no_hour(arrived, authorised, review, day, rights):
    history = told(EW, ("arrived_at_station", arrived), ("detention_authorised", authorised))
    for id, due in (("review", review), ("detention", day), ("rights_delay", rights)):
        until_the_second(EW, id, history, utc(due))


@pytest.mark.parametrize(("second", "due"), [(False, "2026-10-26 00:30"), (True, "2026-10-26 01:30")])
def test_w45_the_hour_that_comes_twice(second, due):
    arrived = instant(EW, "2026-10-25 01:30", second_pass=second)
    until_the_second(EW, "detention", told(EW, ("arrived_at_station", arrived)), utc(due))


def test_w46_hospital_does_not_count():
    history = told(EW, *W46, BACK)
    until_the_second(EW, "detention", history, utc("2026-02-04 14:40"))
    away = clock(EW, "detention", told(EW, *W46), "2026-02-03 13:00")
    assert (away.state, away.due_at) == ("paused", None)


def test_w47_questioning_there_counts_to_the_minute():
    until_the_second(EW, "detention", told(EW, *W46, (*BACK, QUESTIONED)), utc("2026-02-04 14:05"))


def test_a_journey_without_need_of_treatment_counts():
    events = [*W46[:2], ("left_for_hospital", "2026-02-03 12:30", {"treatment": False}), BACK]
    until_the_second(EW, "detention", told(EW, *events), utc("2026-02-04 10:00"))


def test_who_leaves_for_hospital_when_the_time_is_up_is_late_all_the_same():
    """PACE 41(6) leaves out time that would be included; at the due minute nothing is left to be included."""
    left = ("left_for_hospital", "2026-01-13 21:45")
    late = told(EW, *REVIEWED, left, facts=INDICTABLE)
    assert clock(EW, "detention", late, "2026-01-13 21:45").state == "running"
    found = clock(EW, "detention", late, "2026-01-14 03:00")
    assert (found.state, found.due_at) == ("late", utc("2026-01-13 21:45"))
    there = ("extension_granted", "2026-01-14 02:00", {"by": "superintendent"})
    found = clock(EW, "detention", told(EW, *REVIEWED, left, there, facts=INDICTABLE), "2026-01-14 03:00")
    assert (found.state, found.reasons) == ("late", ("extension_after_limit",))
    review = told(EW, *W32, ("left_for_hospital", "2026-01-13 04:05"))
    assert clock(EW, "review", review, "2026-01-13 06:00").state == "late"
    before = told(EW, *W32, ("left_for_hospital", "2026-01-13 04:04"))
    assert clock(EW, "review", before, "2026-01-13 06:00").state == "paused"


def test_w48_the_delay_of_rights_is_not_paused():
    until_the_second(EW, "rights_delay", told(EW, *W46, BACK), utc("2026-02-04 22:00"))


def test_w49_a_review_is_paused_as_every_period_of_part_four():
    until_the_second(EW, "review", told(EW, *W46, BACK), utc("2026-02-03 21:00"))


@pytest.mark.parametrize(
    ("charged", "due"), [("2026-12-24 18:00", "2026-12-27 00:00"), ("2026-04-02 18:00", "2026-04-04 23:00")]
)
def test_w60_the_court_after_charge_skips_christmas_and_good_friday(charged, due):
    until_the_second(EW, "court_after_charge", told(EW, ("charged", charged)), utc(due))


def test_w61_a_sample_after_charge_has_six_hours():
    history = told(EW, ("charged", "2026-09-09 13:20"), facts={"drug_sample": True})
    until_the_second(EW, "drug_sample", history, utc("2026-09-09 18:20"))


def test_w62_terrorism_counts_from_the_arrest():
    history = told(
        EW, ("deprived_of_liberty", "2026-07-01 05:30"), ("arrived_at_station", "2026-07-01 08:00")
    )
    found = evaluated("ew.terrorism", history, "2026-07-01 09:00")
    dues = {
        "detention": "2026-07-03 04:30",
        "warrant_application": "2026-07-03 10:30",
        "maximum": "2026-07-15 04:30",
    }
    assert {id: found.clock(id).due_at for id in dues} == {id: utc(due) for id, due in dues.items()}


def test_the_application_of_paragraph_29_may_come_six_hours_after_the_first_forty_eight():
    events = [("deprived_of_liberty", "2026-07-01 05:30"), ("warrant_issued", "2026-07-03 11:30")]
    found = clock("ew.terrorism", "detention", told(EW, *events), "2026-07-03 12:00")
    assert (found.state, found.reasons) == ("running", ("extension_granted_late",))


def test_rights_are_given_when_everything_asked_for_was():
    asked = [*W32, ("lawyer_requested", "2026-01-12 22:10"), ("third_person_requested", "2026-01-12 22:11")]
    one = [*asked, ("third_person_informed", "2026-01-12 22:30")]
    assert clock(EW, "rights_delay", told(EW, *one), "2026-01-13 10:00").state == "running"
    both = [*one, ("lawyer_contacted", "2026-01-13 01:00")]
    found = clock(EW, "rights_delay", told(EW, *both), "2026-01-13 10:00")
    assert (found.state, found.ended_at) == ("met", utc("2026-01-13 01:00"))


def test_a_charge_ends_detention_without_charge_and_reviews_go_on():
    history = told(EW, *W32, ("charged", "2026-01-13 01:00"))
    assert clock(EW, "detention", history, "2026-01-15 01:00").state == "met"
    assert clock(EW, "review", history, "2026-01-15 01:00").state == "late"


def test_a_charge_a_second_too_late_is_late():
    due = utc("2026-01-13 21:45")
    for at, state in ((due, "met"), (due + SECOND, "met_late")):
        assert clock(EW, "detention", told(EW, *W32, ("charged", at)), due + timedelta(days=1)).state == state
