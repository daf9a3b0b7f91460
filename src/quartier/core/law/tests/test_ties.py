"""Events of one minute: what the list's order may not decide."""

from itertools import permutations

import pytest

from quartier.core.law.tests.history import clock, told, utc
from quartier.science.clocks.histories import KINDS
from quartier.science.clocks.order import NATURAL

UA, EW = "ua.custody", "ew.custody"
AT = "2026-06-12 06:00"
HELD = ("deprived_of_liberty", AT)


def test_each_kind_of_the_vocabulary_has_one_place():
    assert sorted(NATURAL) == sorted(KINDS)


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("suspicion_notice", "suspicion_notified"),
        ("family_informed", "third_person_informed"),
        ("legal_aid_informed", "lawyer_contacted"),
    ],
    ids=["CPC 278", "CPC 213(1)", "CPC 213(4)"],
)
def test_what_was_done_in_the_minute_of_detention_was_done_after_it(id, kind):
    for events in permutations([HELD, (kind, AT)]):
        assert clock(UA, id, told(UA, *events), "2026-06-13 19:00").state == "met"


def test_a_ruling_of_the_minute_of_detention_is_the_one_that_orders_it():
    """CPC 191(1): the stricter reading, thirty-six hours to the judge."""
    for events in permutations([HELD, ("court_ruling", AT)]):
        assert clock(UA, "ruling_to_judge", told(UA, *events), AT).due_at == utc("2026-06-13 15:00")


def test_who_is_freed_and_held_again_in_one_minute_has_new_terms():
    first = ("deprived_of_liberty", "2026-06-11 06:00")
    for pair in permutations([("released", AT), HELD]):
        found = clock(UA, "suspicion_notice", told(UA, first, *pair), "2026-06-12 07:00")
        assert (found.state, found.due_at, found.rounds) == ("running", utc("2026-06-13 03:00"), ("met",))
        assert clock(UA, "suspicion_notice", told(UA, *pair), "2026-06-14 07:00").state == "met"


def test_an_arrest_at_the_station_and_its_authorisation_in_one_minute():
    """PACE 41(2)(c), W54: one who came freely is detained from the arrest and not from the arrival."""
    came = ("arrived_at_station", "2025-11-30 08:39")
    pair = [("detention_authorised", "2025-11-30 09:09"), ("deprived_of_liberty", "2025-11-30 09:09")]
    for events in permutations(pair):
        found = clock(EW, "detention", told(EW, came, *events), "2025-12-06 09:27")
        assert found.started_at == utc("2025-11-30 09:09")


@pytest.mark.parametrize("end", ["answered", "forwarded"])
def test_an_extension_told_with_what_ends_the_term_was_told_before_it(end):
    """393/96 20(1): told within the month, it counts."""
    pair = [("extension_notified", "2026-02-20 10:00"), (end, "2026-02-20 10:00")]
    for events in permutations(pair):
        history = told("ua.appeals", ("lodged", "2026-01-30 10:00"), *events)
        assert clock("ua.appeals", "answer", history, "2026-03-01 10:00").limit.value == 45


@pytest.mark.parametrize("more", ["warrant_issued", "extension_granted"])
def test_more_time_given_in_the_minute_of_the_charge_was_given_before_it(more):
    """PACE 43(12): the charge meets the longer limit, whichever of the two was written down first."""
    before = [
        ("deprived_of_liberty", "2026-10-23 18:00"),
        ("arrived_at_station", "2026-10-23 18:13"),
        ("review_done", "2026-10-23 23:33"),
        ("review_done", "2026-10-24 07:33"),
        ("extension_granted", "2026-10-24 17:00", {"by": "superintendent"}),
    ]
    pair = [(more, "2026-10-25 05:00", {"by": "magistrates"}), ("charged", "2026-10-25 05:00")]
    for events in permutations(pair):
        history = told(EW, *before, *events, facts={"indictable": True})
        found = clock(EW, "detention", history, "2026-10-26 09:00")
        assert (found.state, found.due_at) == ("met", utc("2026-10-26 17:00"))


def test_one_interview_ends_before_the_next_begins_in_the_same_minute():
    """CPC 224(2): two hours without a break, so the second one counts from its own beginning."""
    first = ("interview_started", "2026-06-09 09:00")
    for pair in permutations(
        [("interview_ended", "2026-06-09 10:00"), ("interview_started", "2026-06-09 10:00")]
    ):
        found = clock(UA, "interview_length", told(UA, first, *pair), "2026-06-09 10:30")
        assert (found.state, found.due_at, found.rounds) == ("running", utc("2026-06-09 09:00"), ("met",))


def test_an_answer_and_the_entry_of_a_part_elsewhere_in_one_minute():
    """393/96 7(3): the rest was answered here, then the part that was sent on begins its own term there."""
    events = [("lodged", "2026-03-02 10:00"), ("forwarded", "2026-03-05 10:00", {"part": True})]
    minute = [("registered", "2026-03-20 10:00"), ("answered", "2026-03-20 10:00")]
    found = clock("ua.appeals", "answer", told("ua.appeals", *events, *minute), "2026-03-21 10:00")
    assert (found.state, found.rounds) == ("running", ("met",))
