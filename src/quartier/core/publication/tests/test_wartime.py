"""The wartime rule and the policy as data."""

import doctest
from datetime import UTC, date, datetime

import pytest

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed
from quartier.core.publication.rules import counts, policy, wartime
from quartier.core.publication.rules.policy import Policy, is_due, read_policy, under_wartime
from quartier.core.publication.rules.wartime import Switch, check_request, check_second, on_in

REASON = "Shelling of places where people gather"


def test_examples_run() -> None:
    for module in (policy, wartime, counts):
        assert doctest.testmod(module).failed == 0


def test_the_same_person_twice_is_refused() -> None:
    switch = Switch(area=1, on=True, asked_by="olena")
    check_second(switch, second="iryna")
    with pytest.raises(NotAllowed, match="needs_second_person"):
        check_second(switch, second="olena")
    with pytest.raises(Conflict, match="already_decided"):
        check_second(Switch(area=1, on=True, asked_by="olena", decided=True), second="iryna")


def test_a_switch_needs_a_reason_and_a_change() -> None:
    check_request(reason=REASON, is_on=False, on=True)
    with pytest.raises(Invalid):
        check_request(reason="war", is_on=False, on=True)
    with pytest.raises(Conflict, match="wartime_already"):
        check_request(reason=REASON, is_on=True, on=True)


def test_the_rule_reaches_all_areas_below() -> None:
    assert on_in([4, 2, 1], {2})
    assert not on_in([1], {2})


def test_wartime_takes_points_away_and_never_shortens_a_delay() -> None:
    assert not under_wartime(Policy(version="a")).points
    assert under_wartime(Policy(version="a", delay_days=200)).delay_days == 200


def test_a_month_is_due_when_it_is_over_and_the_delay_has_passed() -> None:
    plain = Policy(version="a", delay_days=14)
    assert not is_due(date(2026, 10, 1), datetime(2026, 11, 14, 23, 59, tzinfo=UTC), plain)
    assert is_due(date(2026, 10, 1), datetime(2026, 11, 15, tzinfo=UTC), plain)


def test_a_policy_is_data_and_its_limits_hold() -> None:
    plain = Policy(version="a", suppressed=frozenset({"b", "a"}))
    assert read_policy(plain.as_data()) == plain
    for wrong in ({"k": 4}, {"protection": 3}, {"window": "fortnight"}, {"point_events": 3}):
        with pytest.raises(ValueError, match=r"."):
            Policy(version="a", **wrong)
    with pytest.raises(ValueError, match="unknown"):
        read_policy({"version": "a", "colour": 1})
