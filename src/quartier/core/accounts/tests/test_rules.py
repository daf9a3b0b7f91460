"""Who may give what, and how long a session lasts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.accounts.rules import TERMS, Ground, Holding, is_over, terms_for, why_not

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TOWN = Ground(id=1, lo=0, hi=100)
BEAT = Ground(id=2, lo=10, hi=20)
ELSEWHERE = Ground(id=3, lo=200, hi=300)
GENERAL = frozenset({"general"})


def holding(role="shift_commander", ground=TOWN, organisation=7, compartments=GENERAL, secrecy=1, **more):
    values = {"starts_at": NOW - timedelta(days=1), "until": None} | more
    return Holding(
        role=role,
        ground=ground,
        organisation=organisation,
        compartments=compartments,
        secrecy=secrecy,
        **values,
    )


def wanted(role="beat_officer", ground=BEAT, **more):
    return holding(role=role, ground=ground, **({"starts_at": NOW} | more))


def reasons(want, *held, to_self=False):
    return why_not(want, held=held, to_self=to_self, at=NOW)


def test_a_commander_gives_a_beat_to_an_officer():
    assert reasons(wanted(), holding()) == []


@pytest.mark.parametrize(
    ("want", "held", "code"),
    [
        (wanted(ground=ELSEWHERE), holding(), "outside_your_area"),
        (wanted(ground=TOWN), holding(ground=BEAT), "outside_your_area"),
        (wanted(organisation=8), holding(), "outside_your_organisation"),
        (wanted(organisation=None), holding(), "outside_your_organisation"),
        (wanted(), holding(until=NOW + timedelta(days=3)), "longer_than_yours"),
        (wanted(until=NOW + timedelta(days=4)), holding(until=NOW + timedelta(days=3)), "longer_than_yours"),
        (wanted(), holding(secrecy=0), "more_than_you_hold"),
        (wanted(), holding(compartments=frozenset()), "more_than_you_hold"),
        (wanted(role="prosecutor"), holding(), "role_not_yours_to_give"),
        (wanted(), holding(role="beat_officer"), "role_not_yours_to_give"),
        (wanted(), holding(starts_at=NOW + timedelta(hours=1)), "role_not_yours_to_give"),
        (wanted(), holding(until=NOW), "role_not_yours_to_give"),
        (wanted(role="resident"), holding(), "not_given_by_hand"),
        (wanted(role="sheriff"), holding(), "unknown_role"),
        (wanted(secrecy=2), holding(secrecy=3), "above_the_role"),
        (wanted(compartments=frozenset({"medical"})), holding(), "above_the_role"),
        (wanted(until=NOW), holding(), "already_over"),
        (wanted(ground=None), holding(), "area_needed"),
    ],
)
def test_what_may_not_be_given_says_why(want, held, code):
    assert code in reasons(want, held)


def test_never_to_oneself():
    assert reasons(wanted(), holding(), to_self=True) == ["to_oneself"]


def test_whoever_sets_up_gives_what_they_do_not_read():
    administrator = holding(
        role="administrator", ground=None, organisation=None, compartments=frozenset(), secrecy=0
    )
    everything = wanted(role="prosecutor", compartments=frozenset({"general", "complaint"}), secrecy=3)
    assert reasons(everything, administrator) == []
    assert reasons(wanted(role="administrator", compartments=frozenset(), secrecy=0), administrator)


def test_an_administrator_of_one_town_stays_in_it():
    administrator = holding(role="administrator", organisation=None, compartments=frozenset(), secrecy=0)
    assert reasons(wanted(ground=ELSEWHERE), administrator) == ["outside_your_area"]


@given(
    lo=st.integers(0, 400),
    length=st.integers(0, 100),
    organisation=st.sampled_from([None, 7, 8]),
    secrecy=st.integers(0, 3),
    days=st.one_of(st.none(), st.integers(1, 40)),
)
def test_nothing_given_goes_beyond_what_is_held(lo, length, organisation, secrecy, days):
    held = holding(until=NOW + timedelta(days=20))
    want = wanted(
        ground=Ground(id=9, lo=lo, hi=lo + length),
        organisation=organisation,
        secrecy=secrecy,
        until=NOW + timedelta(days=days) if days else None,
    )
    if not reasons(want, held):
        assert want.ground.lo >= TOWN.lo and want.ground.hi <= TOWN.hi
        assert want.organisation == held.organisation
        assert want.secrecy <= held.secrecy
        assert want.until is not None and want.until <= held.until


def test_the_strictest_terms_hold():
    assert terms_for([]) == TERMS["portal"]
    assert terms_for(["resident"]) == TERMS["portal"]
    assert terms_for(["police_officer", "resident"]) == TERMS["console"]
    assert terms_for(["clerk", "lawyer"]) == TERMS["lawyer"]
    assert terms_for(["a role that was removed"]) == TERMS["console"]


@pytest.mark.parametrize(
    ("idle_for", "left", "over"),
    [(29, 60, False), (30, 60, True), (0, 0, True), (0, 1, False)],
)
def test_a_session_is_over_when_idle_or_old(idle_for, left, over):
    seen = NOW - timedelta(minutes=idle_for)
    until = NOW + timedelta(minutes=left)
    assert is_over(seen_at=seen, until=until, idle=timedelta(minutes=30), at=NOW) is over
