"""England and Wales: where the clock starts (s.41), what bail and a new arrest do (s.47), how long bail lasts."""

import pytest

from quartier.core.law.tests.history import clock, told, until_the_second, utc

EW = "ew.custody"
AREA = {"arrested_in_other_area": True, "wanted_in": "A"}
IN_B = [
    ("deprived_of_liberty", "2026-05-04 09:00"),
    ("arrived_at_station", "2026-05-04 10:00", {"area": "B"}),
]
SECOND_OFFENCE = {"transferred_for_other_offence": True}
STARTS = {
    "W50": (AREA, [*IN_B, ("arrived_at_station", "2026-05-05 07:30", {"area": "A"})], "2026-05-06 06:30"),
    "W51": (AREA, [*IN_B, ("arrived_at_station", "2026-05-05 11:00", {"area": "A"})], "2026-05-06 08:00"),
    "W50, questioned in B": (
        AREA,
        [
            *IN_B,
            ("interview_started", "2026-05-04 11:00"),
            ("arrived_at_station", "2026-05-05 07:30", {"area": "A"}),
        ],
        "2026-05-05 09:00",
    ),
    "W52": (
        SECOND_OFFENCE,
        [("transferred", "2026-06-01 15:00"), ("arrived_after_transfer", "2026-06-01 18:20")],
        "2026-06-02 17:20",
    ),
    "W53": (
        SECOND_OFFENCE,
        [("transferred", "2026-06-01 15:00"), ("arrived_after_transfer", "2026-06-02 16:00")],
        "2026-06-03 14:00",
    ),
    "W54": (
        {"attended_voluntarily": True},
        [("arrived_at_station", "2026-04-14 13:00"), ("deprived_of_liberty", "2026-04-14 14:05")],
        "2026-04-15 13:05",
    ),
    "W54, not told": (
        {},
        [("arrived_at_station", "2026-04-14 13:00"), ("deprived_of_liberty", "2026-04-14 14:05")],
        "2026-04-15 13:05",
    ),
    "W55": (
        {},
        [
            ("deprived_of_liberty", "2026-04-10 23:00"),
            ("released_on_bail", "2026-04-10 23:20"),
            ("surrendered_to_bail", "2026-04-14 10:00"),
        ],
        "2026-04-15 09:00",
    ),
    "abroad": (
        {"arrested_abroad": True, "entered_at": "2026-04-10T09:00:00+00:00"},
        [("deprived_of_liberty", "2026-04-09 23:00"), ("arrived_at_station", "2026-04-11 15:00")],
        "2026-04-12 09:00",
    ),
    "transfer for the same offence": (
        {},
        [
            ("arrived_at_station", "2026-06-01 09:00"),
            ("transferred", "2026-06-01 15:00"),
            ("arrived_after_transfer", "2026-06-01 18:20"),
        ],
        "2026-06-02 08:00",
    ),
}


@pytest.mark.parametrize("example", STARTS)
def test_the_relevant_time_is_the_one_of_section_41(example):
    facts, events, due = STARTS[example]
    until_the_second(EW, "detention", told(EW, *events, facts=facts), utc(due))


def test_on_the_way_to_the_other_area_nothing_has_started():
    found = clock(EW, "detention", told(EW, *IN_B, facts=AREA), "2026-05-05 08:59")
    assert found.state == "not_started"
    assert clock(EW, "detention", told(EW, *IN_B, facts=AREA), "2026-05-05 09:00").state == "running"


NINE_HOURS = [("arrived_at_station", "2026-03-01 10:00"), ("released_on_bail", "2026-03-01 19:00")]


def test_w56_bail_does_not_count_and_earlier_detention_does():
    history = told(EW, *NINE_HOURS, ("surrendered_to_bail", "2026-03-20 10:00"))
    until_the_second(EW, "detention", history, utc("2026-03-21 01:00"))
    assert clock(EW, "detention", told(EW, *NINE_HOURS), "2026-03-10 10:00").state == "met"


def test_w57_after_a_breach_of_bail_three_hours_are_free():
    events = [
        ("rearrested", "2026-03-20 21:00", {"grounds": "bail_breach"}),
        ("arrived_at_station", "2026-03-20 22:00"),
    ]
    until_the_second(EW, "detention", told(EW, *NINE_HOURS, *events), utc("2026-03-21 16:00"))


def test_a_new_arrest_on_new_evidence_has_a_fresh_clock():
    events = [
        ("rearrested", "2026-03-20 21:00", {"grounds": "new_evidence"}),
        ("arrived_at_station", "2026-03-20 22:00"),
    ]
    found = clock(EW, "detention", told(EW, *NINE_HOURS, *events), "2026-03-21 10:00")
    assert (found.due_at, found.rounds) == (utc("2026-03-21 22:00"), ("met",))


@pytest.mark.parametrize(
    ("arrest", "months", "due"),
    [
        ("2026-01-31", 3, "2026-04-30 23:00"),
        ("2026-01-31", 6, "2026-07-31 23:00"),
        ("2026-01-31", 9, "2026-11-01 00:00"),
        ("2025-11-30", 3, "2026-03-01 00:00"),
        ("2026-08-30", 3, "2026-12-01 00:00"),
    ],
    ids=["W58", "W58 inspector", "W58 superintendent", "W59 February", "W59 no 31st"],
)
def test_bail_counts_its_months_from_the_day_after_the_arrest(arrest, months, due):
    events = [("deprived_of_liberty", f"{arrest} 10:00"), ("released_on_bail", f"{arrest} 22:00")]
    steps = [("extension_granted", f"{arrest} 22:30", {"by": "inspector"})] * (months > 3)
    steps += [("extension_granted", f"{arrest} 22:40", {"by": "superintendent"})] * (months > 6)
    found = clock(EW, "bail", told(EW, *events, *steps), f"{arrest} 23:00")
    assert (found.limit.value, found.due_at) == (months, utc(due))
    until_the_second(EW, "bail", told(EW, *events, *steps), utc(due))


@pytest.mark.parametrize(
    ("facts", "by", "values"),
    [
        ({"agency_case": True}, ["appropriate_decision_maker", "magistrates", "magistrates"], [12, 18, 21]),
        (
            {},
            ["inspector", "superintendent", "magistrates", "magistrates", "magistrates"],
            [6, 9, 12, 18, 21],
        ),
        ({"longer_bail": True}, ["inspector", "superintendent", "court", "court"], [6, 9, 18, 24]),
        ({"exceptionally_complex": True}, ["commander", "court"], [12, 18]),
    ],
)
def test_bail_goes_up_by_the_steps_of_the_act(facts, by, values):
    events = [("deprived_of_liberty", "2026-01-31 10:00"), ("released_on_bail", "2026-01-31 22:00")]
    for number, value in enumerate(values):
        events.append(("extension_granted", f"2026-02-0{number + 1} 10:00", {"by": by[number]}))
        assert clock(EW, "bail", told(EW, *events, facts=facts), "2026-02-20 10:00").limit.value == value


def test_an_extension_of_bail_does_not_lengthen_detention():
    events = [
        *NINE_HOURS,
        ("extension_granted", "2026-03-05 10:00", {"by": "superintendent"}),
        ("surrendered_to_bail", "2026-03-20 10:00"),
    ]
    assert clock(EW, "detention", told(EW, *events), "2026-03-20 11:00").due_at == utc("2026-03-21 01:00")


def test_who_was_released_before_the_station_and_comes_later_is_not_detained():
    events = [("deprived_of_liberty", "2026-06-02 04:28"), ("released", "2026-06-02 05:00")]
    history = told(EW, *events, ("arrived_at_station", "2026-06-03 17:31"))
    assert clock(EW, "detention", history, "2026-06-04 20:00").state == "not_started"
