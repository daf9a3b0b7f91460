"""The worked examples of appeals, information and petitions (W20 to W31), each limit to the second."""

import pytest

from quartier.core.law.tests.history import SECOND, clock, instant, told, utc

EXTENDED = ("extension_notified", "2026-02-20 10:00", {"by": "head"})
FAST = {"no_further_study": True}
NATIONAL = {"level": "national"}
URGENT = {"urgent": True}
OTHERS = {"competent": False}
REACHED = ("threshold_reached", "2026-05-20 11:00")
TEN_DAYS = {"acknowledge": {"type": "working_days", "value": 10}}
STARTED = ("consideration_started", "2026-05-25 11:00")
LARGE = ("extension_notified", "2026-08-17 16:00")
# example: pack, clock, regime, facts, events, the due instant in UTC
EXAMPLES = {
    "W20": ("ua.appeals", "answer", "peace", {}, [("lodged", "2026-01-30 10:00")], "2026-02-28 22:00"),
    "W21": ("ua.appeals", "answer", None, {}, [("lodged", "2026-01-30 10:00"), EXTENDED], "2026-03-16 22:00"),
    "W22": ("ua.appeals", "answer", None, FAST, [("registered", "2026-03-20 09:00")], "2026-04-04 21:00"),
    "W23": ("ua.appeals", "forward", None, OTHERS, [("lodged", "2026-04-08 18:00")], "2026-04-13 21:00"),
    "W24": ("ua.appeals", "answer", None, {}, [("lodged", "2026-08-31 00:00")], "2026-09-30 21:00"),
    "W25": ("ua.appeals", "answer", None, {}, [("lodged", "2028-01-31 23:59")], "2028-02-29 22:00"),
    "W26 martial": ("ua.information", "answer", "martial", {}, [("lodged", "2026-04-07 12:00")], "2026-04-14 21:00"),
    "W26 peace": ("ua.information", "answer", "peace", {}, [("lodged", "2026-04-07 12:00")], "2026-04-15 21:00"),
    "W27 notice": ("ua.information", "answer", None, {}, [("lodged", "2026-08-10 09:00")], "2026-08-17 21:00"),
    "W27 martial": ("ua.information", "answer", "martial", {}, [("lodged", "2026-08-10 09:00"), LARGE], "2026-09-07 21:00"),
    "W27 peace": ("ua.information", "answer", "peace", {}, [("lodged", "2026-08-10 09:00"), LARGE], "2026-09-08 21:00"),
    "W28": ("ua.information", "answer", None, URGENT, [("lodged", "2026-05-08 16:00")], "2026-05-10 13:00"),
    "W29": ("ua.petitions", "publish", None, {}, [("lodged", "2026-05-15 11:00")], "2026-05-19 21:00"),
    "W30": ("ua.petitions", "collect", None, NATIONAL, [("published", "2026-02-27 11:00")], "2026-05-27 21:00"),
    "W31 start": ("ua.petitions", "start_consideration", None, {}, [REACHED], "2026-05-25 21:00"),
    "W31 answer": ("ua.petitions", "answer", "martial", {}, [STARTED], "2026-06-08 21:00"),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_limit_is_due_when_the_example_says(example):
    pack, id, regime, facts, events, due = EXAMPLES[example]
    history, due = told(pack, *events, facts=facts), utc(due)
    found = clock(pack, id, history, due, regime=regime)
    assert found.due_at == due
    states = [clock(pack, id, history, at, regime=regime).state for at in (due - SECOND, due, due + SECOND)]
    assert states == ["running", "running", "late"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_act_at_the_due_instant_is_in_time_and_a_second_later_is_not(example):
    pack, id, regime, facts, events, due = EXAMPLES[example]
    ends = {"forward": "forwarded", "publish": "published", "collect": "threshold_reached"}
    kind = ends.get(id, "consideration_started" if id == "start_consideration" else "answered")
    for at, state in ((utc(due), "met"), (utc(due) + SECOND, "met_late")):
        history = told(pack, *events, (kind, at), facts=facts)
        found = clock(pack, id, history, at + SECOND, regime=regime)
        assert (found.state, found.ended_at) == (state, at)


def test_a_month_is_not_thirty_days_and_forty_five_are_the_whole():
    history = told("ua.appeals", ("lodged", "2026-01-30 10:00"), EXTENDED)
    found = clock("ua.appeals", "answer", history, "2026-03-01 09:00")
    assert (found.limit.type, found.limit.value, found.extended_by) == ("days", 45, "head")


def test_an_extension_told_after_the_month_changes_nothing():
    late = ("extension_notified", "2026-03-01 00:00:01", {"by": "head"})
    found = clock(
        "ua.appeals", "answer", told("ua.appeals", ("lodged", "2026-01-30 10:00"), late), "2026-03-02 09:00"
    )
    assert (found.state, found.reasons) == ("late", ("extension_after_limit",))
    assert found.due_at == utc("2026-02-28 22:00")


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ({"until": "2026-03-10"}, "2026-03-10 22:00"),
        ({"until": "2026-04-30"}, "2026-03-16 22:00"),
        ({"add": 10}, "2026-03-10 22:00"),
        ({"add": "P90D"}, "2026-03-16 22:00"),
    ],
)
def test_an_extension_may_name_its_own_end_but_never_one_past_the_whole(said, due):
    history = told(
        "ua.appeals", ("lodged", "2026-01-30 10:00"), ("extension_notified", "2026-02-20 10:00", said)
    )
    assert clock("ua.appeals", "answer", history, "2026-02-21 10:00").due_at == utc(due)


def test_who_sends_on_the_whole_appeal_owes_no_answer_and_who_sends_a_part_does():
    whole = told("ua.appeals", ("lodged", "2026-04-08 18:00"), ("forwarded", "2026-04-10 18:00"))
    part = told(
        "ua.appeals", ("lodged", "2026-04-08 18:00"), ("forwarded", "2026-04-10 18:00", {"part": True})
    )
    assert clock("ua.appeals", "answer", whole, "2026-06-01 10:00").state == "met"
    assert clock("ua.appeals", "answer", part, "2026-06-01 10:00").state == "late"
    assert clock("ua.appeals", "forward", part, "2026-06-01 10:00").state == "met"


@pytest.mark.parametrize("pack", ["ua.appeals", "ua.information"])
def test_what_is_not_considered_owes_no_answer_until_it_is_reopened(pack):
    """393/96 8: anonymous, repeated or withdrawn; a reopened one counts from there and not from its first arrival."""
    events = [("lodged", "2026-02-02 10:00"), ("closed", "2026-02-04 10:00")]
    found = clock(pack, "answer", told(pack, *events), "2026-08-10 10:00")
    assert (found.state, found.reasons[-1]) == ("met", "ended_by_closed")
    again = clock(pack, "answer", told(pack, *events, ("reopened", "2026-08-10 09:00")), "2026-08-10 10:00")
    assert (again.state, again.started_at) == ("running", utc("2026-08-10 06:00"))


def test_a_competent_body_has_nothing_to_forward():
    history = told("ua.appeals", ("lodged", "2026-04-08 18:00"), facts={"competent": True})
    assert clock("ua.appeals", "forward", history, "2026-06-01 10:00").state == "not_started"


def test_an_ordinary_appeal_owes_no_forwarding_and_one_that_was_sent_on_late_did():
    """393/96 7(3): only what is not of the body's competence; sending on shows that it was not."""
    lodged, sent = ("lodged", "2026-04-08 18:00"), ("forwarded", "2026-04-14 09:00")
    ordinary = told("ua.appeals", lodged, ("answered", "2026-04-30 10:00"))
    for at in ("2026-04-09 10:00", "2026-06-01 10:00"):
        assert clock("ua.appeals", "forward", ordinary, at).state == "not_started"
    found = clock("ua.appeals", "forward", told("ua.appeals", lodged, sent), "2026-04-14 10:00")
    assert (found.state, found.due_at) == ("met_late", utc("2026-04-13 21:00"))


@pytest.mark.parametrize("pack", ["ua.appeals", "ua.information"])
def test_a_registration_without_the_arrival_says_what_it_stands_for(pack):
    """393/96 20(1), 2939 20(1): the term begins with the arrival; a registration only shows that it has been."""
    arrived, registered = ("lodged", "2026-08-10 09:00"), ("registered", "2026-08-11 09:00")
    alone = clock(pack, "answer", told(pack, registered), "2026-08-12 10:00")
    assert (alone.state, "arrival_not_stated" in alone.reasons) == ("running", True)
    both = clock(pack, "answer", told(pack, arrived, registered), "2026-08-12 10:00")
    assert (both.started_at, "arrival_not_stated" in both.reasons) == (utc("2026-08-10 06:00"), False)


def test_an_entry_again_changes_nothing_once_the_missing_data_were_asked_for():
    """393/96 7(4): five days from receipt, and a letter is received once unless it was sent on between."""
    events = [("registered", "2026-03-27 10:00"), ("information_asked", "2026-03-30 10:00")]
    again = ("registered", "2026-04-26 10:00")
    for between, state in (([], "met"), ([("forwarded", "2026-04-25 10:00")], "late")):
        history = told("ua.appeals", *events, *between, again, facts={"incomplete": True})
        assert clock("ua.appeals", "return_incomplete", history, "2026-05-30 10:00").state == state


def test_a_body_that_an_appeal_was_sent_to_counts_from_its_own_arrival():
    """393/96 7(3): the registration after sending on is that arrival, and nothing is assumed."""
    events = [
        ("lodged", "2026-07-10 21:14"),
        ("forwarded", "2026-07-14 10:00"),
        ("registered", "2026-07-14 10:00"),
    ]
    found = clock("ua.appeals", "answer", told("ua.appeals", *events), "2026-07-20 10:00")
    assert (found.state, found.reasons) == ("running", ())


def test_a_reopened_appeal_has_a_new_month_and_remembers_the_old_one():
    events = [
        ("lodged", "2026-01-30 10:00"),
        ("answered", "2026-03-05 10:00"),
        ("reopened", "2026-03-10 10:00"),
    ]
    found = clock("ua.appeals", "answer", told("ua.appeals", *events), "2026-03-11 10:00")
    assert (found.state, found.due_at) == ("running", utc("2026-04-10 21:00"))
    assert (found.rounds, found.reasons) == (("met_late",), ("earlier_round_late",))


def test_the_twenty_days_need_a_notice_within_the_first_five():
    late = ("extension_notified", "2026-08-18 00:00:01")
    found = clock(
        "ua.information",
        "answer",
        told("ua.information", ("lodged", "2026-08-10 09:00"), late),
        "2026-08-19 10:00",
    )
    assert (found.state, found.limit.value, found.reasons) == (
        "late",
        5,
        ("calendar_unverified", "extension_after_limit"),
    )


def test_an_urgent_request_is_not_extended():
    events = [("lodged", "2026-05-08 16:00"), ("extension_notified", "2026-05-09 16:00")]
    found = clock(
        "ua.information", "answer", told("ua.information", *events, facts=URGENT), "2026-05-09 17:00"
    )
    assert (found.limit.value, found.reasons) == (48, ("extension_out_of_order",))


def test_a_local_petition_without_figures_has_a_limit_that_is_not_known():
    history = told("ua.petitions", ("published", "2026-02-27 11:00"))
    found = clock("ua.petitions", "collect", history, "2030-01-01 00:00")
    assert (found.state, found.limit.type, found.limit.value, found.due_at) == (
        "unknown",
        "unknown",
        None,
        None,
    )
    assert found.reasons == ("limit_not_known",)


def test_the_council_sets_the_local_figures():
    facts = {"level": "local", "collect": {"type": "days", "value": 60}}
    found = clock(
        "ua.petitions",
        "collect",
        told("ua.petitions", ("published", "2026-02-27 11:00"), facts=facts),
        "2026-03-01 11:00",
    )
    assert found.due_at == instant("ua.petitions", "2026-04-29 00:00")


def test_a_working_day_past_the_calendar_is_not_known():
    history = told("ua.information", ("lodged", "2040-12-28 09:00"))
    found = clock("ua.information", "answer", history, "2041-01-20 00:00", regime="peace")
    assert (found.state, found.reasons) == ("unknown", ("calendar_unknown",))


@pytest.mark.parametrize(
    ("id", "facts", "events", "due"),
    [
        ("complaint", {"incident_at": "2026-01-31T15:00:00+00:00"}, [], "2026-03-01 00:00"),
        ("application", {"complained_at": "2026-03-10T15:00:00+00:00"}, [], "2026-09-09 23:00"),
        ("acknowledge", TEN_DAYS, [("lodged", "2026-04-01 10:00")], "2026-04-17 23:00"),
    ],
)  # fmt: skip
def test_a_case_review_counts_its_months_from_the_day_itself(id, facts, events, due):
    assert clock(
        "ew.asb",
        id,
        told("ew.asb", *events, facts=facts),
        "2026-03-11 10:00" if id != "acknowledge" else "2026-04-02 10:00",
    ).due_at == utc(due)


def test_local_arrangements_that_nobody_told_are_not_known():
    found = clock("ew.asb", "decide", told("ew.asb", ("lodged", "2026-04-01 10:00")), "2026-08-01 10:00")
    assert (found.state, found.verified) == ("unknown", False)
