"""How late a look into the cell was stands beside it, as the alarm before it says."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from quartier.features.custody.rules.remarks import remarks

DUE = datetime(2026, 11, 18, 1, 55, tzinfo=UTC)


@dataclass
class One:
    number: int
    act: str
    occurred_at: datetime
    values: dict[str, Any] = field(default_factory=dict)
    corrects: int | None = None
    voids: bool = False
    counts: bool = True


def alarm(number: int, about: str = "check") -> One:
    return One(number, "alarm", DUE + timedelta(minutes=5), {"about": about, "due_at": DUE.isoformat()})


def check(number: int, minutes: int) -> One:
    return One(number, "check", DUE + timedelta(minutes=minutes))


def late(*entries: One) -> dict[int, int]:
    found = remarks(entries)
    return {
        number: int(one.length.total_seconds()) // 60
        for number, told in found.items()
        for one in told
        if one.code == "late_by" and one.length
    }


def test_the_check_that_ends_an_alarm_says_how_late_it_was() -> None:
    assert late(alarm(1), check(2, 25), check(3, 80)) == {2: 25}


def test_a_check_entered_later_that_was_made_in_time_is_not_late() -> None:
    assert late(alarm(1), check(2, 0)) == {}


def test_alarms_about_something_else_make_no_check_late() -> None:
    assert late(alarm(1, about="to_court"), check(2, 25)) == {}
