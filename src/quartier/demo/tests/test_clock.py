"""The simulated clock wakes once, runs on, and only goes forward."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from quartier.core.kit.errors import Conflict, Invalid
from quartier.demo import clock
from quartier.demo.times import WAKES


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("P3D", timedelta(3)),
        ("P1W", timedelta(7)),
        ("PT90M", timedelta(minutes=90)),
        ("p1dt12h", timedelta(days=1, hours=12)),
    ],
)
def test_durations(text: str, length: timedelta) -> None:
    assert clock.duration(text) == length


@pytest.mark.parametrize("text", ["", "P", "PT", "3D", "P-3D", "P0D", "P3", "P1DT", "P1M", "P3D "[:-1] + "x"])
def test_other_durations_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        clock.duration(text)


@pytest.fixture
def owner(real_logins: Any) -> Any:
    with connections["owner"].cursor() as cursor:
        yield cursor


@pytest.mark.attack
def test_the_clock_wakes_once_and_runs_on(owner: Any) -> None:
    assert not clock.is_simulated(owner)
    with pytest.raises(Conflict):
        clock.forward(owner, timedelta(1))
    assert clock.wake(owner, machine=datetime.now(UTC) - timedelta(minutes=5))
    assert not clock.wake(owner)
    assert timedelta(minutes=5) <= clock.now(owner) - WAKES < timedelta(minutes=6)


@pytest.mark.attack
def test_the_clock_only_goes_forward(owner: Any) -> None:
    clock.wake(owner)
    assert clock.forward(owner, timedelta(3)) - WAKES >= timedelta(3)
    for length in (timedelta(), -timedelta(1)):
        with pytest.raises(Invalid):
            clock.forward(owner, length)


@pytest.mark.attack
def test_visits_live_by_the_simulated_clock(owner: Any) -> None:
    from quartier.core.registry import lock

    clock.wake(owner)
    with lock.visit(None) as visit:
        assert abs(visit.now - WAKES) < timedelta(minutes=1)
