"""Where a promise stands: around midnight in three towns, and over histories made by chance."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed
from quartier.core.promises import rules
from quartier.core.promises.rules import Step, local_day, standing

KYIV, BRUSSELS, LONDON = (ZoneInfo(name) for name in ("Europe/Kyiv", "Europe/Brussels", "Europe/London"))
DUE = date(2026, 6, 30)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "due", "at", "state"),
    [
        # Summer: Kyiv is three hours ahead of UTC, Brussels two, London one.
        (KYIV, date(2026, 6, 30), "2026-06-30T20:59:59.999999", "open"),
        (KYIV, date(2026, 6, 30), "2026-06-30T21:00:00", "late"),
        (BRUSSELS, date(2026, 6, 30), "2026-06-30T21:59:59", "open"),
        (BRUSSELS, date(2026, 6, 30), "2026-06-30T22:00:00", "late"),
        (LONDON, date(2026, 6, 30), "2026-06-30T22:59:59", "open"),
        (LONDON, date(2026, 6, 30), "2026-06-30T23:00:00", "late"),
        # Winter.
        (KYIV, date(2026, 12, 31), "2026-12-31T21:59:59", "open"),
        (KYIV, date(2026, 12, 31), "2026-12-31T22:00:00", "late"),
        (LONDON, date(2026, 12, 31), "2026-12-31T23:59:59", "open"),
        (LONDON, date(2026, 12, 31), "2027-01-01T00:00:00", "late"),
        # Clocks go forward on 29 March 2026: the day is 23 hours long and ends in summer time.
        (KYIV, date(2026, 3, 28), "2026-03-28T22:00:00", "late"),
        (KYIV, date(2026, 3, 29), "2026-03-29T20:59:59", "open"),
        (KYIV, date(2026, 3, 29), "2026-03-29T21:00:00", "late"),
        (BRUSSELS, date(2026, 3, 29), "2026-03-29T22:00:00", "late"),
        (LONDON, date(2026, 3, 29), "2026-03-29T22:59:59", "open"),
        (LONDON, date(2026, 3, 29), "2026-03-29T23:00:00", "late"),
        # They go back on 25 October 2026: 25 hours, ending in winter time.
        (KYIV, date(2026, 10, 25), "2026-10-25T21:59:59", "open"),
        (KYIV, date(2026, 10, 25), "2026-10-25T22:00:00", "late"),
        (BRUSSELS, date(2026, 10, 25), "2026-10-25T22:59:59", "open"),
        (BRUSSELS, date(2026, 10, 25), "2026-10-25T23:00:00", "late"),
        (LONDON, date(2026, 10, 25), "2026-10-25T23:59:59", "open"),
        (LONDON, date(2026, 10, 25), "2026-10-26T00:00:00", "late"),
    ],
)
def test_a_promise_turns_late_at_its_own_midnight(zone, due, at, state) -> None:
    assert standing(due_on=due, steps=[], today=local_day(utc(at), zone)).state == state


def day(count: int) -> date:
    return DUE + timedelta(count)


@pytest.mark.parametrize(
    ("steps", "today", "state", "days"),
    [
        ([], 0, "open", 0),
        ([], 1, "late", 1),
        ([], -20, "open", 20),
        # A date named in time moves the day that holds, and the first one keeps counting.
        ([("postponed", -1, 10)], 5, "postponed", 5),
        ([("postponed", 0, 10)], 10, "postponed", 0),
        ([("postponed", 0, 10)], 11, "late", 11),
        ([("postponed", -1, 10), ("claimed", 8), ("confirmed", 20)], 30, "kept_late", 8),
        ([("postponed", -9, 10), ("claimed", -2), ("confirmed", 1)], 30, "kept", 2),
        ([("postponed", -9, 10), ("postponed", 9, 40)], 30, "postponed", 10),
        # A date named when the day is over helps nobody.
        ([("postponed", 1, 10)], 5, "late", 5),
        # Said to be kept is neither kept nor late; confirmed, it counts from the day on which it was said.
        ([("claimed", -3)], 40, "claimed", 0),
        ([("claimed", 0), ("confirmed", 9)], 40, "kept", 0),
        ([("claimed", 1), ("confirmed", 2)], 40, "kept_late", 1),
        ([("claimed", -3), ("disputed", -2)], -1, "open", 1),
        ([("claimed", -3), ("disputed", 2)], 3, "late", 3),
        ([("claimed", -3), ("confirmed", -2), ("disputed", 5)], 6, "late", 6),
        ([("claimed", -3), ("disputed", 2), ("claimed", 4), ("confirmed", 5)], 9, "kept_late", 4),
        ([("dropped", -5)], 9, "dropped", 0),
        ([("told", 3), ("corrected", 3)], 4, "late", 4),
    ],
)
def test_a_history_says_where_a_promise_stands(steps, today, state, days) -> None:
    found = standing(due_on=DUE, steps=[_step(*one) for one in steps], today=day(today))
    assert (found.state, found.days) == (state, days)
    assert found.first_due == DUE


def _step(code: str, on: int, due: int | None = None) -> Step:
    return Step(step=code, on=day(on), due_on=None if due is None else day(due))


def test_a_date_named_too_late_is_shown_and_does_not_hold() -> None:
    found = standing(due_on=DUE, steps=[_step("postponed", 1, 10)], today=day(5))
    assert (found.due, found.next_due, found.postponed) == (DUE, day(10), 1)


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Steps that the rules allow, day by day, by owner and others as it comes."""
    steps: list[Step] = []
    on = -40
    for _ in range(draw(st.integers(0, 12))):
        on += draw(st.integers(0, 15))
        now = standing(due_on=DUE, steps=steps, today=day(on))
        open_now = [code for code, act in rules.ACTS.items() if now.state in act.on]
        code = draw(st.sampled_from(open_now))
        latest = max([DUE, *(step.due_on for step in steps if step.due_on)])
        due = None
        if code == "postponed":
            due = max(latest, day(on)) + timedelta(draw(st.integers(1, 20)))
        steps.append(Step(step=code, on=day(on), due_on=due))
    return steps


@given(histories(), st.integers(0, 200))
def test_no_history_hides_lateness_or_the_first_date(steps, after) -> None:
    today = (steps[-1].on if steps else day(-40)) + timedelta(after)
    found = standing(due_on=DUE, steps=steps, today=today)
    assert found.state in rules.STATES
    assert found.first_due == DUE
    assert found.days >= 0
    assert found.postponed == sum(step.step == "postponed" for step in steps)
    claims = [step.on for step in steps if step.step == "claimed"]
    if found.state == "kept":
        assert any(on <= DUE for on in claims)
    if found.state in ("kept", "kept_late"):
        assert any(step.step == "confirmed" for step in steps)
    if found.state in ("open", "postponed"):
        assert today <= found.due
    if found.state == "late":
        assert today > found.due
        assert found.days == (today - DUE).days
    if today > max([DUE, *(step.due_on for step in steps if step.due_on)]):
        assert found.state not in ("open", "postponed")


@given(histories(), st.integers(0, 60), st.integers(1, 60))
def test_time_alone_changes_nothing_but_open_into_late(steps, after, later) -> None:
    last = steps[-1].on if steps else day(-40)
    first, second = (
        standing(due_on=DUE, steps=steps, today=last + timedelta(count)).state
        for count in (after, after + later)
    )
    assert first == second or (first in ("open", "postponed") and second == "late")


@given(histories(), st.integers(0, 60))
def test_what_ended_stays_ended_unless_somebody_disputes_it(steps, after) -> None:
    last = steps[-1].on if steps else day(-40)
    found = standing(due_on=DUE, steps=steps, today=last + timedelta(after))
    open_now = {code for code, act in rules.ACTS.items() if found.state in act.on}
    if found.state == "dropped":
        assert open_now == {"corrected"}
    if found.state in ("kept", "kept_late"):
        assert open_now == {"corrected", "disputed"}


@pytest.mark.parametrize("code", ["confirmed", "disputed"])
def test_the_owner_alone_cannot_make_it_kept(code) -> None:
    with pytest.raises(NotAllowed, match=r"promises\.owner_alone"):
        rules.check_act(code, state="claimed", owner=1, organisation=1, permitted=True)
    rules.check_act(code, state="claimed", owner=1, organisation=2, permitted=True)


@pytest.mark.parametrize("code", ["told", "postponed", "claimed", "dropped", "corrected"])
def test_only_the_owner_speaks_for_a_promise(code) -> None:
    with pytest.raises(NotAllowed, match=r"promises\.not_the_owner"):
        rules.check_act(code, state="open", owner=1, organisation=2, permitted=True)
    with pytest.raises(NotAllowed, match="not_permitted"):
        rules.check_act(code, state="open", owner=1, organisation=1, permitted=False)
    rules.check_act(code, state="open", owner=1, organisation=1, permitted=True)


def test_what_is_offered_is_what_would_be_taken() -> None:
    for state in rules.STATES:
        for organisation in (1, 2, None):
            offered = rules.open_acts(
                state=state, owner=1, organisation=organisation, may_write=True, may_confirm=True
            )
            for code in rules.ACTS:
                try:
                    rules.check_act(code, state=state, owner=1, organisation=organisation, permitted=True)
                except (Conflict, NotAllowed):
                    assert code not in offered
                else:
                    assert code in offered


def test_dates_and_words_are_checked() -> None:
    problems = rules.check_promise(
        text=" ", language="de", office="", made_on=day(2), due_on=day(1), today=day(1)
    )
    assert {(one.field, one.code) for one in problems} == {
        ("text", "missing"),
        ("office", "missing"),
        ("language", "promises.language_unknown"),
        ("made_on", "promises.made_in_future"),
        ("due_on", "promises.due_before_made"),
    }
    for new, after, today in ((DUE, DUE, day(-9)), (day(3), DUE, day(4)), (None, DUE, DUE)):
        with pytest.raises(Invalid):
            rules.check_due(new, after=after, today=today)
    rules.check_due(day(1), after=DUE, today=day(1))


def test_the_overdue_come_first_and_the_longest_before() -> None:
    cases = {
        "late long": standing(due_on=DUE, steps=[], today=day(90)),
        "late short": standing(due_on=day(80), steps=[], today=day(90)),
        "open soon": standing(due_on=day(95), steps=[], today=day(90)),
        "open far": standing(due_on=day(200), steps=[], today=day(90)),
        "claimed": standing(due_on=DUE, steps=[_step("claimed", -1)], today=day(90)),
        "kept": standing(due_on=DUE, steps=[_step("claimed", -1), _step("confirmed", 0)], today=day(90)),
    }
    assert sorted(cases, key=lambda name: rules.order(cases[name])) == list(cases)


def test_a_year_adds_up() -> None:
    found = rules.account(
        [
            standing(due_on=DUE, steps=[], today=day(1)),
            standing(due_on=DUE, steps=[_step("postponed", -1, 9)], today=day(1)),
            standing(due_on=DUE, steps=[_step("dropped", -1)], today=day(1)),
        ]
    )
    assert found.made == sum(found.states.values()) == 3
    assert found.postponed == 1
