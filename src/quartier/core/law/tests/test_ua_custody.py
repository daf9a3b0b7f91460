"""Ukrainian custody: the worked examples W01 to W19, each limit to the second, and what they leave out."""

from datetime import timedelta

import pytest

from quartier.core.law.tests.history import SECOND, clock, evaluated, instant, told, utc
from quartier.science.clocks.reading import State

UA = "ua.custody"
CRIMINAL = {
    "suspicion_notice": "suspicion_notified",
    "to_court": "brought_before_judge",
    "max_without_ruling": "court_ruling",
    "decision_served": "decision_served",
}
SECOND_PASS = instant("ua", "2026-10-25 03:30", second_pass=True)
NINE_O_CLOCK = ("interview_started", "2026-06-09 09:00")
RULING = {"detained_under_ruling": True}
# example: regime, when detained, {clock: due in UTC}
EXAMPLES = {
    "W01": (
        "peace",
        "2026-03-10 14:20",
        {
            "suspicion_notice": "2026-03-11 12:20",
            "to_court": "2026-03-13 00:20",
            "max_without_ruling": "2026-03-13 12:20",
            "decision_served": "2026-03-13 12:20",
        },
    ),
    "W02": (
        "peace",
        "2026-03-28 20:00",
        {
            "suspicion_notice": "2026-03-29 18:00",
            "to_court": "2026-03-31 06:00",
            "max_without_ruling": "2026-03-31 18:00",
        },
    ),
    "W03": (
        "peace",
        "2026-10-24 20:00",
        {
            "suspicion_notice": "2026-10-25 17:00",
            "to_court": "2026-10-27 05:00",
            "max_without_ruling": "2026-10-27 17:00",
        },
    ),
    "W06": ("peace", "2026-10-25 03:30", {"max_without_ruling": "2026-10-28 00:30"}),
    "W07": ("peace", SECOND_PASS, {"max_without_ruling": "2026-10-28 01:30"}),
    "W08": (
        "martial",
        "2026-02-10 08:00",
        {
            "suspicion_notice": "2026-02-13 06:00",
            "to_court": "2026-02-19 06:00",
            "max_without_ruling": "2026-02-19 06:00",
        },
    ),
    "W09": (
        "martial",
        "2026-03-25 10:00",
        {"suspicion_notice": "2026-03-28 08:00", "max_without_ruling": "2026-04-03 08:00"},
    ),
    "W10": ("martial", "2026-10-20 10:00", {"max_without_ruling": "2026-10-29 07:00"}),
    "W11": (
        None,
        "2026-03-10 14:20",
        {"suspicion_notice": "2026-03-11 12:20", "max_without_ruling": "2026-03-13 12:20"},
    ),
}
CASES = [
    (name, regime, start, id, due)
    for name, (regime, start, dues) in EXAMPLES.items()
    for id, due in dues.items()
]


@pytest.mark.parametrize(("name", "regime", "start", "id", "due"), CASES)
def test_a_limit_is_due_when_the_example_says_and_late_a_second_after(name, regime, start, id, due):
    history, due = told(UA, ("deprived_of_liberty", start)), utc(due)
    seen = [clock(UA, id, history, at, regime=regime) for at in (due - SECOND, due, due + SECOND)]
    assert {each.due_at for each in seen} == {due}
    assert [each.state for each in seen] == ["running", "running", "late"]


@pytest.mark.parametrize(("name", "regime", "start", "id", "due"), CASES)
@pytest.mark.parametrize(("after", "state"), [(-SECOND, "met"), (0 * SECOND, "met"), (SECOND, "met_late")])
def test_the_act_is_in_time_until_the_due_instant(name, regime, start, id, due, after, state):
    at = utc(due) + after
    history = told(UA, ("deprived_of_liberty", start), (CRIMINAL[id], at))
    found = clock(UA, id, history, at + timedelta(days=9), regime=regime)
    assert (found.state, found.ended_at) == (state, at)


def test_w04_the_street_counts_and_not_the_station_or_the_protocol():
    events = [
        ("deprived_of_liberty", "2026-06-05 23:40"),
        ("arrived_at_station", "2026-06-06 01:15"),
        ("rights_told", "2026-06-06 02:30"),
    ]
    found = evaluated(UA, told(UA, *events), "2026-06-06 03:00")
    assert found.clock("suspicion_notice").due_at == utc("2026-06-06 20:40")
    assert found.clock("to_court").due_at == utc("2026-06-08 08:40")
    assert found.clock("max_without_ruling").due_at == utc("2026-06-08 20:40")


@pytest.mark.parametrize("facts", [{}, RULING])
def test_w05_a_ruling_made_before_gives_thirty_six_hours_and_no_term_without_a_ruling(facts):
    events = [("deprived_of_liberty", "2026-06-12 09:00")]
    if not facts:
        events.insert(0, ("court_ruling", "2026-06-10 12:00"))
    found = evaluated(UA, told(UA, *events, facts=facts), "2026-06-12 10:00")
    assert found.clock("ruling_to_judge").due_at == utc("2026-06-13 18:00")
    assert found.clock("max_without_ruling").state == State.NOT_STARTED
    assert found.clock("to_court").state == State.NOT_STARTED


def test_w12_a_notice_one_minute_late_is_late():
    events = [("deprived_of_liberty", "2026-03-10 14:20"), ("suspicion_notified", "2026-03-11 14:21")]
    assert clock(UA, "suspicion_notice", told(UA, *events), "2026-03-12 10:00").state == "met_late"


def test_w13_before_the_judge_in_time_does_not_stop_the_handing_over():
    events = [
        ("deprived_of_liberty", "2026-03-10 14:20"),
        ("brought_before_judge", "2026-03-13 02:00"),
        ("decision_served", "2026-03-13 14:50"),
    ]
    found = evaluated(UA, told(UA, *events), "2026-03-14 10:00")
    assert found.clock("to_court").state == "met"
    assert found.clock("decision_served").state == "met_late"
    assert found.clock("decision_served").due_at == utc("2026-03-13 12:20")


@pytest.mark.parametrize(
    "facts", [{"born": "2009-05-01"}, {"minor": True}, {"age_uncertain": True, "minor": False}]
)
def test_w14_a_minor_is_questioned_an_hour_at_a_time_and_two_a_day(facts):
    events = [
        ("interview_started", "2026-06-09 10:00"),
        ("interview_ended", "2026-06-09 11:00"),
        ("interview_started", "2026-06-09 11:20"),
    ]
    history = told(UA, *events, facts=facts)
    found = evaluated(UA, history, "2026-06-09 12:20")
    assert (
        found.clock("interview_length").due_at
        == found.clock("interview_day_total").due_at
        == utc("2026-06-09 09:20")
    )
    assert {found.clock(id).state for id in ("interview_length", "interview_day_total")} == {"running"}
    later = evaluated(UA, history, "2026-06-09 12:20:01")
    assert {later.clock(id).state for id in ("interview_length", "interview_day_total")} == {"late"}
    ended = told(UA, *events, ("interview_ended", "2026-06-09 12:20"), facts=facts)
    assert evaluated(UA, ended, "2026-06-09 15:00").clock("interview_day_total").state == "paused"
    assert evaluated(UA, ended, "2026-06-10 09:00").clock("interview_day_total").state == "met"


def test_a_day_of_too_much_questioning_stays_late_after_it():
    events = [("interview_started", "2026-06-09 10:00"), ("interview_ended", "2026-06-09 19:00")]
    history = told(UA, *events)
    assert clock(UA, "interview_day_total", history, "2026-06-09 20:00").state == "late"
    assert clock(UA, "interview_day_total", history, "2026-06-11 20:00").state == "met_late"
    again = told(UA, *events, ("interview_started", "2026-06-10 10:00"))
    found = clock(UA, "interview_day_total", again, "2026-06-10 10:30")
    assert (found.state, found.reasons) == ("running", ("earlier_round_late",))


def test_questioning_over_midnight_counts_on_both_days():
    events = [("interview_started", "2026-06-09 17:00"), ("interview_ended", "2026-06-10 02:00")]
    found = clock(UA, "interview_day_total", told(UA, *events), "2026-06-10 03:00")
    assert (found.state, found.rounds) == ("paused", ("met",))
    assert found.started_at == instant(UA, "2026-06-10 00:00")


def test_w15_an_adult_has_a_break_after_two_hours():
    found = clock(
        UA,
        "interview_length",
        told(UA, ("interview_started", "2026-06-09 09:00"), facts={"born": "2008-06-09"}),
        "2026-06-09 10:00",
    )
    assert found.due_at == utc("2026-06-09 08:00")


def test_the_day_before_the_eighteenth_birthday_is_a_childs():
    found = clock(
        UA,
        "interview_length",
        told(UA, ("interview_started", "2026-06-09 09:00"), facts={"born": "2008-06-10"}),
        "2026-06-09 09:10",
    )
    assert found.limit.value == 1


def test_w16_an_ordinary_administrative_case_has_three_hours_whose_start_is_not_verified():
    found = clock(
        "ua.administrative",
        "ordinary",
        told(UA, ("arrived_at_station", "2026-04-30 22:15")),
        "2026-04-30 23:00",
    )
    assert (found.due_at, found.verified) == (utc("2026-04-30 22:15"), False)


def test_w17_three_times_twenty_four_hours_at_the_border():
    history = told(UA, ("deprived_of_liberty", "2026-05-03 12:00"), facts={"border": True})
    found = evaluated("ua.administrative", history, "2026-05-03 13:00")
    assert found.clock("border").due_at == utc("2026-05-06 09:00")
    assert found.clock("ordinary").state == "not_started"


def test_w18_a_mission_abroad_has_forty_eight_hours():
    history = told(UA, ("deprived_of_liberty", "2026-07-01 17:00"), facts={"mission_abroad": True})
    assert clock(UA, "mission_abroad", history, "2026-07-02 17:00").due_at == utc("2026-07-03 14:00")


def test_w19_at_once_is_a_breach_at_once_plus_local_tolerance():
    """CPC 213(1): no hours, and silence is a breach from the start; who states no tolerance has none."""
    held = ("deprived_of_liberty", "2026-03-10 15:00")
    assert clock(UA, "family_informed", told(UA, held), "2026-03-10 15:00").state == "running"
    found = clock(UA, "family_informed", told(UA, held), "2026-03-10 18:00")
    assert (found.limit.type, found.limit.value) == ("at_once", None)
    assert (found.state, found.due_at) == ("late", instant(UA, "2026-03-10 15:00"))
    assert found.reasons == ("tolerance_not_stated",)
    same_minute = told(UA, held, ("third_person_informed", "2026-03-10 15:00"))
    assert clock(UA, "family_informed", same_minute, "2026-03-10 18:00").state == "met"
    strict = told(UA, ("deprived_of_liberty", "2026-03-10 15:00"), facts={"tolerance_minutes": 30})
    late = clock(UA, "family_informed", strict, "2026-03-10 18:00")
    assert (late.state, late.due_at) == ("late", instant(UA, "2026-03-10 15:30"))


def test_the_martial_regime_is_never_a_default_and_says_that_it_is_unverified():
    history = told(UA, ("deprived_of_liberty", "2026-03-10 14:20"))
    assert evaluated(UA, history, "2026-03-10 15:00").regime == "peace"
    martial = clock(UA, "max_without_ruling", history, "2026-03-10 15:00", regime="martial")
    assert (martial.limit.value, martial.verified, martial.article) == (216, False, "КПК 615(1)")


def test_before_the_law_of_2022_the_martial_regime_changes_nothing():
    history = told(UA, ("deprived_of_liberty", "2022-04-30 23:59"))
    assert clock(UA, "max_without_ruling", history, "2022-05-01 10:00", regime="martial").limit.value == 72
    history = told(UA, ("deprived_of_liberty", "2022-05-01 00:00"))
    assert clock(UA, "max_without_ruling", history, "2022-05-01 10:00", regime="martial").limit.value == 216


def test_the_constitution_keeps_its_seventy_two_hours_under_martial_law():
    history = told(UA, ("deprived_of_liberty", "2026-02-10 08:00"))
    found = clock(UA, "decision_served", history, "2026-02-11 08:00", regime="martial")
    assert (found.limit.value, found.verified) == (72, False)


def test_sixty_one_hours_are_one_too_many():
    events = [("deprived_of_liberty", "2026-03-10 14:20"), ("released", "2026-03-13 03:20")]
    found = evaluated(UA, told(UA, *events), "2026-03-13 04:00")
    assert found.clock("to_court").state == "met_late"
    assert found.clock("max_without_ruling").state == "met"
    assert found.clock("to_court").reasons == ("ended_by_released",)


def test_a_new_detention_has_new_terms():
    events = [
        ("deprived_of_liberty", "2026-03-10 14:20"),
        ("released", "2026-03-11 10:00"),
        ("rearrested", "2026-03-12 09:00"),
    ]
    found = clock(UA, "max_without_ruling", told(UA, *events), "2026-03-12 10:00")
    assert (found.due_at, found.rounds) == (instant(UA, "2026-03-15 09:00"), ("met",))


@pytest.mark.parametrize("between", [(), (("court_ruling", "2026-03-11 11:00"),)])
def test_detention_told_twice_counts_from_its_factual_moment(between):
    """CPC 209: a record has one starting moment, and a second order without a release does not make another."""
    once = [
        ("deprived_of_liberty", "2026-03-10 14:20"),
        ("suspicion_notified", "2026-03-11 10:00"),
        *between,
    ]
    twice = [*once, ("deprived_of_liberty", "2026-03-11 12:00")]
    at = "2026-03-13 15:00"
    assert evaluated(UA, told(UA, *twice), at) == evaluated(UA, told(UA, *once), at)


def test_a_stay_in_hospital_stops_nothing():
    events = [
        ("deprived_of_liberty", "2026-03-10 14:20"),
        ("left_for_hospital", "2026-03-10 15:00"),
        ("returned_from_hospital", "2026-03-12 15:00"),
    ]
    assert clock(UA, "to_court", told(UA, *events), "2026-03-12 16:00").due_at == utc("2026-03-13 00:20")


def test_nothing_is_known_before_it_happened():
    events = [("deprived_of_liberty", "2026-03-10 14:20"), ("released", "2026-03-10 18:00")]
    assert clock(UA, "to_court", told(UA, *events), "2026-03-10 14:19").state == "not_started"
    assert clock(UA, "to_court", told(UA, *events), "2026-03-10 17:59").state == "running"


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("family_informed", "third_person_informed"),
        ("legal_aid_informed", "lawyer_contacted"),
        ("rights_told", "rights_told"),
    ],
)
def test_each_detention_has_its_own_duties_at_once_and_the_undone_one_stays_undone(id, kind):
    """КПК 213, 276: at once, in each detention. What the second one brought is not late since the first."""
    events = [
        ("deprived_of_liberty", "2026-03-10 14:20"),
        ("released", "2026-03-11 09:00"),
        ("deprived_of_liberty", "2026-03-20 10:00"),
    ]
    open_ = clock("ua.custody", id, told("ua.custody", *events), "2026-03-20 10:00")
    assert (open_.state, open_.started_at) == ("running", utc("2026-03-20 08:00"))
    assert (open_.rounds, "earlier_round_late" in open_.reasons) == (("late",), True)
    done = clock(
        "ua.custody", id, told("ua.custody", *events, (kind, "2026-03-20 10:00")), "2026-03-21 10:00"
    )
    assert (done.state, done.rounds) == ("met", ("late",))
