"""Limits on one axis: to the scale of time, late by the clock and not by what was stored."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from quartier.features.custody.rules.limit_line import axis

START = datetime(2026, 11, 19, 10, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Clock:
    id: str
    hours: float | None
    state: str = "running"
    ended_at: datetime | None = None
    started_at: datetime | None = START

    @property
    def due_at(self) -> datetime | None:
        return (
            None
            if self.hours is None or self.started_at is None
            else self.started_at + timedelta(hours=self.hours)
        )


LIMITS = [Clock("to_court", 60), Clock("max", 72), Clock("suspicion", 24, "met", START + timedelta(hours=22))]
SHOWN = ("suspicion", "to_court", "max", "review")


def seen(hours: float, *limits: Clock, **more):
    return axis(limits or LIMITS, now=START + timedelta(hours=hours), shown=SHOWN, **more)


def test_gates_stand_to_scale_in_the_order_of_their_due_times():
    line = seen(28.2)
    assert [(gate.id, line.percent(gate.at)) for gate in line.gates] == [
        ("suspicion", 33.33),
        ("to_court", 83.33),
        ("max", 100.0),
    ]
    assert line.percent(line.now) == 39.17
    assert line.gates[0].used == timedelta(hours=22)


def test_what_has_passed_since_it_was_stored_is_late():
    at_due, after = seen(60), seen(60.001)
    assert [gate.state for gate in at_due.gates] == ["kept", "soon", "open"]
    assert [gate.state for gate in after.gates] == ["kept", "late", "open"]
    assert after.gates[1].left < timedelta()


def test_the_line_of_a_finished_stay_stops_where_it_ended():
    line = seen(500, over=START + timedelta(hours=61))
    assert line.now == 61
    assert [gate.state for gate in line.gates] == ["kept", "late", "open"]


def test_a_paused_clock_has_no_gate_and_is_named():
    line = seen(5, Clock("to_court", None, "paused"), Clock("max", 72))
    assert line.off == ("to_court",)
    assert [gate.id for gate in line.gates] == ["max"]


def test_unknown_is_never_drawn_as_none():
    line = seen(5, Clock("max", None, "unknown"))
    assert (line.gates, line.off) == ((), ("max",))


def test_nothing_that_has_not_begun_is_drawn():
    assert seen(5, Clock("max", None, "not_started", started_at=None)) is None


def test_what_must_happen_at_once_is_not_on_the_axis():
    assert seen(5, Clock("review", 0.5), Clock("max", 72)).gates[0].id == "max"
