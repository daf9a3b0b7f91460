"""Each limit of the packs of custody at −1 s, 0 and +1 s, in summer, winter and over both changes of the clock.

The due instant is counted here by adding hours to UTC. A row of a pack that stands in no example fails the last test.
"""

from datetime import timedelta

import pytest

from quartier.core.law import library
from quartier.core.law.tests.history import SECOND, clock, instant, told
from quartier.science.clocks.limits import LimitType

# Neither day that follows within 14 is near a change; the others have one within the shortest of the long limits.
STARTS = {
    "winter": "2026-01-13 20:00",
    "summer": "2026-07-07 20:00",
    "spring forward": "2026-03-28 20:00",
    "fall back": "2026-10-24 20:00",
}
PACKS = ("eu.custody", "ua.custody", "ew.custody", "ua.administrative", "ew.terrorism")
HELD, ARRIVED, AUTHORISED = "deprived_of_liberty", "arrived_at_station", "detention_authorised"
CHILD, MARTIAL = {"minor": True}, "martial"
UA_HOURS = [
    # clock, row, regime, hours, facts
    ("max_without_ruling", 0, MARTIAL, 216, {}),
    ("max_without_ruling", 1, "peace", 72, {}),
    ("to_court", 0, MARTIAL, 216, {}),
    ("to_court", 1, "peace", 60, {}),
    ("decision_served", 0, MARTIAL, 72, {}),
    ("decision_served", 1, "peace", 72, {}),
    ("court_check", 0, MARTIAL, 72, {}),
    ("court_check", 1, "peace", 72, {}),
    ("ruling_to_judge", 0, "peace", 36, {"detained_under_ruling": True}),
    ("suspicion_notice", 0, MARTIAL, 72, {}),
    ("suspicion_notice", 1, "peace", 24, {}),
    ("inquiry", 0, "peace", 72, {"misdemeanour": True}),
    ("mission_abroad", 0, "peace", 48, {"mission_abroad": True}),
]
# pack, clock, row, regime, events from the start in minutes, the minute that counts, hours, facts
HOURS = [
    *(("ua.custody", id, row, regime, [(HELD, 0)], 0, hours, facts) for id, row, regime, hours, facts in UA_HOURS),
    ("ua.custody", "interview_length", 0, None, [("interview_started", 0)], 0, 1, CHILD),
    ("ua.custody", "interview_length", 1, None, [("interview_started", 0)], 0, 2, {}),
    ("ua.custody", "interview_day_total", 0, None, [("interview_started", 0)], 0, 2, CHILD),
    ("ua.custody", "interview_day_total", 1, None, [("interview_started", -720)], -720, 8, {}),
    ("ua.administrative", "ordinary", 0, None, [(HELD, 0), (ARRIVED, 25)], 25, 3, {}),
    ("ua.administrative", "border", 0, None, [(HELD, 0), (ARRIVED, 25)], 0, 72, {"border": True}),
    ("ew.custody", "detention", 0, None, [(HELD, 0), (ARRIVED, 35)], 35, 24, {}),
    ("ew.custody", "rights_delay", 0, None, [(HELD, 0), (ARRIVED, 35)], 35, 36, {}),
    ("ew.custody", "review", 0, None, [(HELD, 0), (ARRIVED, 35), (AUTHORISED, 55)], 55, 6, {}),
    ("ew.custody", "review", 1, None, [(HELD, 0), (ARRIVED, 35), (AUTHORISED, 55), ("review_done", 400)], 400, 9, {}),
    ("ew.custody", "warrant_application", 0, None, [(HELD, 0), (ARRIVED, 35)], 35, 42, {"court_cannot_sit": True}),
    ("ew.custody", "warrant_application", 1, None, [(HELD, 0), (ARRIVED, 35)], 35, 36, {}),
    ("ew.custody", "drug_sample", 0, None, [(HELD, 0), (ARRIVED, 35), ("charged", 600)], 600, 6, {"drug_sample": True}),
    ("ew.terrorism", "detention", 0, None, [(HELD, 0)], 0, 48, {}),
    ("ew.terrorism", "warrant_application", 0, None, [(HELD, 0)], 0, 54, {}),
    ("ew.terrorism", "maximum", 0, None, [(HELD, 0)], 0, 336, {}),
    ("ew.terrorism", "review", 1, None, [(HELD, 0), ("review_done", 30)], 30, 12, {}),
]  # fmt: skip
# pack, clock, row, the event that starts it, facts
AT_ONCE = [
    *((pack, "rights_told", 0, HELD, {}) for pack in ("eu.custody", "ua.custody", "ew.custody")),
    *((pack, "third_person_on_request", 0, "third_person_requested", {}) for pack in ("eu.custody", "ew.custody")),
    *((pack, "lawyer_access", 0, "lawyer_requested", {}) for pack in ("eu.custody", "ua.custody", "ew.custody")),
    *((pack, "medical_help", 0, "medical_requested", CHILD) for pack in ("eu.custody", "ua.custody")),
    *((pack, "medical_help", 1, "medical_requested", {}) for pack in ("eu.custody", "ua.custody")),
    ("ua.custody", "family_informed", 0, HELD, CHILD),
    ("ua.custody", "family_informed", 1, HELD, {}),
    ("ua.custody", "legal_aid_informed", 0, HELD, {}),
    ("ew.terrorism", "review", 0, HELD, {}),
]  # fmt: skip
# Months and working days end by the calendar; test_ew_relevant_time and test_ew_custody count them.
BY_DATE = {("ew.custody", "bail", 0), ("ew.custody", "bail", 1), ("ew.custody", "court_after_charge", 0)}


def at_start(pack, season, minutes=0):
    return instant(pack, STARTS[season]) + timedelta(minutes=minutes)


@pytest.mark.parametrize("season", STARTS)
@pytest.mark.parametrize("example", HOURS, ids=[f"{pack} {id} {row}" for pack, id, row, *_ in HOURS])
def test_a_limit_in_hours_runs_at_its_last_second_and_is_late_after_it(example, season):
    pack, id, row, regime, events, counts, hours, facts = example
    history = told(pack, *((kind, at_start(pack, season, minutes)) for kind, minutes in events), facts=facts)
    due = at_start(pack, season, counts) + timedelta(hours=hours)
    seen = [clock(pack, id, history, at, regime=regime) for at in (due - SECOND, due, due + SECOND)]
    assert [(each.state, each.due_at) for each in seen] == [("running", due), ("running", due), ("late", due)]
    assert seen[0].article == rows(pack, id)[row].article


@pytest.mark.parametrize("season", STARTS)
@pytest.mark.parametrize("example", AT_ONCE, ids=[f"{pack} {id} {row}" for pack, id, row, *_ in AT_ONCE])
def test_what_is_due_at_once_is_due_after_the_minutes_that_the_place_states(example, season):
    pack, id, row, event, facts = example
    start = at_start(pack, season)
    history = told(pack, (event, start), facts=facts | {"tolerance_minutes": 10})
    due = start + timedelta(minutes=10)
    seen = [clock(pack, id, history, at) for at in (due - SECOND, due, due + SECOND)]
    assert [(each.state, each.due_at) for each in seen] == [("running", due), ("running", due), ("late", due)]
    assert seen[0].limit.type is LimitType.AT_ONCE and seen[0].article == rows(pack, id)[row].article


@pytest.mark.parametrize("season", STARTS)
@pytest.mark.parametrize(
    ("pack", "id", "hours", "pauses"),
    [
        ("ua.custody", "to_court", 60, False),
        ("ua.custody", "max_without_ruling", 72, False),
        ("ua.custody", "suspicion_notice", 24, False),
        ("ew.custody", "detention", 24, True),
        ("ew.custody", "review", 6, True),
        ("ew.custody", "warrant_application", 36, True),
        ("ew.custody", "rights_delay", 36, False),
    ],
)
def test_time_in_hospital_is_left_out_where_the_law_says_so_and_nowhere_else(pack, id, hours, pauses, season):
    events = [
        (HELD, 0),
        (ARRIVED, 0),
        (AUTHORISED, 0),
        ("left_for_hospital", 60),
        ("returned_from_hospital", 270),
    ]
    history = told(pack, *((kind, at_start(pack, season, minutes)) for kind, minutes in events))
    due = at_start(pack, season) + timedelta(hours=hours, minutes=210 * pauses)
    seen = [clock(pack, id, history, at) for at in (due - SECOND, due, due + SECOND)]
    assert [(each.state, each.due_at) for each in seen] == [("running", due), ("running", due), ("late", due)]


@pytest.mark.parametrize(
    ("pack", "id", "hours"),
    [("ua.custody", "to_court", 60), ("ua.custody", "suspicion_notice", 24), ("ew.custody", "detention", 24)],
)
def test_a_transfer_for_the_same_matter_gives_no_time(pack, id, hours):
    events = [(HELD, 0), (ARRIVED, 0), ("transferred", 300), ("arrived_after_transfer", 420)]
    history = told(pack, *((kind, at_start(pack, "winter", minutes)) for kind, minutes in events))
    assert clock(pack, id, history, at_start(pack, "winter", 430)).due_at == at_start(
        pack, "winter", hours * 60
    )


def test_a_new_arrest_begins_anew_in_ukraine_for_every_limit_in_hours():
    events = [(HELD, 0), ("released", 300), ("rearrested", 600)]
    history = told("ua.custody", *((kind, at_start("ua", "winter", minutes)) for kind, minutes in events))
    for id, hours in (
        ("max_without_ruling", 72),
        ("to_court", 60),
        ("suspicion_notice", 24),
        ("court_check", 72),
    ):
        found = clock("ua.custody", id, history, at_start("ua", "winter", 610))
        assert found.due_at == at_start("ua", "winter", 600) + timedelta(hours=hours)


def test_a_new_arrest_for_bail_that_was_broken_goes_on_with_the_old_hours_in_england():
    events = [(HELD, 0), (ARRIVED, 0), ("released_on_bail", 540)]
    told_again = [("rearrested", 5000, {"grounds": "bail_breach"}), (ARRIVED, 5060)]
    history = told(
        "ew.custody",
        *(
            (kind, at_start("ew", "winter", minutes), *more)
            for kind, minutes, *more in [*events, *told_again]
        ),
    )
    found = clock("ew.custody", "detention", history, at_start("ew", "winter", 5100))
    # Nine hours are used, three are free (47(6A)): fifteen of twenty-four are left after those.
    assert found.due_at == at_start("ew", "winter", 5060) + timedelta(hours=18)


@pytest.mark.parametrize("event", ["extension_refused", "extension_granted"])
def test_a_refused_extension_leaves_the_limit_and_a_granted_one_moves_it(event):
    events = [(HELD, 0), (ARRIVED, 0), (AUTHORISED, 0), ("review_done", 300), ("review_done", 780)]
    decided = (event, at_start("ew", "winter", 800), {"by": "superintendent"})
    history = told(
        "ew.custody",
        *((kind, at_start("ew", "winter", minutes)) for kind, minutes in events),
        decided,
        facts={"indictable": True},
    )
    due = at_start("ew", "winter") + timedelta(hours=36 if event == "extension_granted" else 24)
    seen = [clock("ew.custody", "detention", history, at) for at in (due - SECOND, due, due + SECOND)]
    assert [(each.state, each.due_at) for each in seen] == [("running", due), ("running", due), ("late", due)]


def rows(pack, id):
    return next(each for each in library.pack(pack).clocks if each.id == id).rows


def test_no_row_of_a_pack_of_custody_is_without_its_example():
    there = {
        (pack, each.id, row)
        for pack in PACKS
        for each in library.pack(pack).clocks
        for row in range(len(each.rows))
    }
    tried = {tuple(example[:3]) for example in [*HOURS, *AT_ONCE]} | BY_DATE
    assert there - tried == set() and tried - there == set()
