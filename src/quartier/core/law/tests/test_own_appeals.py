"""A place's own service rule: its days come from the facts, and it is never passed off as law."""

import pytest

from quartier.core.law import library, queries
from quartier.core.law.tests.history import SECOND, clock, told, utc
from quartier.science.clocks.cited import Mark
from quartier.science.clocks.errors import Unreadable

PACK = "own.appeals"
BRUSSELS, LONDON = {"time_zone": "Europe/Brussels"}, {"time_zone": "Europe/London"}
OTHERS = {"competent": False}
MONDAY = ("lodged", "2026-03-23 10:00")
TEN = BRUSSELS | {"answer_days": 10}
ONE_DAY = {"answer_working_days": 1}
SENT_ON = [MONDAY, ("forwarded", "2026-03-25 10:00"), ("registered", "2026-03-26 10:00")]
AGAIN = [MONDAY, ("answered", "2026-03-25 10:00"), ("reopened", "2026-06-01 10:00")]
BOTH = {"answer_days": 2, "answer_working_days": 5}
# example: clock, facts, events local to Brussels, the due instant in UTC
EXAMPLES = {
    "30 days, over the change of clocks": ("answer", BRUSSELS | {"answer_days": 30}, [MONDAY], "2026-04-22 22:00"),
    "15 working days": ("answer", BRUSSELS | {"answer_working_days": 15}, [MONDAY], "2026-04-13 22:00"),
    "1 May is counted": ("answer", BRUSSELS | ONE_DAY, [("lodged", "2026-04-30 09:00")], "2026-05-01 22:00"),
    "on a Saturday": ("answer", BRUSSELS | ONE_DAY, [("lodged", "2026-03-21 09:00")], "2026-03-23 23:00"),
    "both are stated": ("answer", BRUSSELS | BOTH, [MONDAY], "2026-03-30 22:00"),
    "another zone": ("answer", LONDON | {"answer_days": 10}, [MONDAY], "2026-04-02 23:00"),
    "the day before there": ("answer", LONDON | {"answer_days": 1}, [("lodged", "2026-02-03 00:30")], "2026-02-04 00:00"),
    "from the own arrival": ("answer", TEN, SENT_ON, "2026-04-05 22:00"),
    "reopened": ("answer", TEN, AGAIN, "2026-06-11 22:00"),
    "forward": ("forward", BRUSSELS | OTHERS | {"forward_working_days": 3}, [MONDAY], "2026-03-26 23:00"),
    "forward in days": ("forward", BRUSSELS | OTHERS | {"forward_days": 5}, [MONDAY], "2026-03-28 23:00"),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_promised_day_ends_at_its_own_midnight(example):
    id, facts, events, due = EXAMPLES[example]
    history, due = told(PACK, *events, facts=facts), utc(due)
    seen = [clock(PACK, id, history, at) for at in (due - SECOND, due, due + SECOND)]
    assert {each.due_at for each in seen} == {due}
    assert [each.state for each in seen] == ["running", "running", "late"]
    assert not seen[0].reasons


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_act_at_the_due_instant_is_in_time_and_a_second_later_is_not(example):
    id, facts, events, due = EXAMPLES[example]
    kind = "forwarded" if id == "forward" else "answered"
    for at, state in ((utc(due), "met"), (utc(due) + SECOND, "met_late")):
        history = told(PACK, *events, (kind, at), facts=facts)
        assert clock(PACK, id, history, at + SECOND).state == state


def test_a_place_that_states_no_days_has_an_unknown_limit_and_no_day_is_invented():
    found = clock(PACK, "answer", told(PACK, MONDAY, facts=BRUSSELS), "2026-09-01 10:00")
    assert (found.state, found.due_at, found.reasons) == ("unknown", None, ("limit_not_known",))


def test_a_promised_day_is_not_moved_by_telling_so():
    events = [MONDAY, ("extension_notified", "2026-03-25 10:00", {"until": "2026-12-31"})]
    history = told(PACK, *events, facts=TEN)
    assert clock(PACK, "answer", history, "2026-04-03 10:00").state == "late"


def test_own_matters_owe_no_forwarding():
    facts = BRUSSELS | {"forward_days": 5}
    assert clock(PACK, "forward", told(PACK, MONDAY, facts=facts), "2026-09-01 10:00").state == "not_started"


def test_without_a_zone_the_days_end_by_utc_and_the_reason_says_so():
    found = clock(PACK, "answer", told(PACK, MONDAY, facts={"answer_days": 10}), "2026-03-24 10:00")
    assert (found.due_at, found.reasons) == (utc("2026-04-03 00:00"), ("zone_not_stated",))


@pytest.mark.parametrize(
    "facts", [{"answer_days": 0}, {"answer_days": "30"}, {"answer_days": True}, {"time_zone": "Mars/Base"}]
)
def test_a_fact_that_makes_no_sense_is_refused(facts):
    with pytest.raises(Unreadable):
        clock(PACK, "answer", told(PACK, MONDAY, facts=facts), "2026-03-24 10:00")


def test_a_document_shows_the_offset_of_the_place():
    history = {
        "facts": {**LONDON, "answer_days": 10},
        "events": [{"kind": "lodged", "at": "2026-03-23T10:00:00Z"}],
    }
    [answer, _] = queries.evaluated(PACK, history, at="2026-03-24T10:00:00Z")["clocks"]
    assert answer["due_at"] == "2026-04-03T00:00:00+01:00"


def test_no_row_of_it_says_that_it_is_law():
    pack = library.pack(PACK)
    assert {row.mark for row in pack.cited()} == {Mark.OWN} and not pack.verified
    for row in pack.clocks[0].rows:
        assert "not law" in row.note["en"]
