"""Checks beside their due times: late by the minute, in time at the due instant, nothing due on the way or in hospital."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from quartier.features.custody.rules.dues import Care
from quartier.features.custody.rules.history import Face
from quartier.features.custody.rules.rounds import rounds

START = datetime(2026, 11, 18, 19, 40, tzinfo=UTC)
CARE = Care(levels={"general": timedelta(hours=1), "intermittent": timedelta(minutes=30)})


def told(*entries: tuple[float, str, dict[str, Any]]) -> list[Face]:
    return [
        Face(
            id=UUID(int=number),
            number=number,
            act=act,
            occurred_at=START + timedelta(minutes=minutes),
            recorded_at=START + timedelta(minutes=minutes),
            values=values,
        )
        for number, (minutes, act, values) in enumerate(entries, start=1)
    ]


IN_CELL = (
    (0, "deprived_of_liberty", {}),
    (35, "arrived_at_station", {}),
    (190, "level_set", {"level": "general"}),
    (195, "cell_allocated", {"cell": "4"}),
)


@pytest.mark.parametrize(("at", "late"), [(254, 0), (255, 0), (256, 1), (280, 25)])
def test_a_check_is_late_by_the_minutes_after_its_due_time(at, late):
    [found] = rounds(told(*IN_CELL, (at, "check", {"seen": "sleeping"})), care=CARE)
    assert found.due_at == START + timedelta(minutes=255) and found.late == timedelta(minutes=late)


def test_each_check_is_measured_by_the_level_that_held_then():
    faces = told(
        *IN_CELL,
        (250, "check", {}),
        (260, "level_set", {"level": "intermittent"}),
        (295, "check", {}),
        (330, "check", {}),
    )
    assert [one.late for one in rounds(faces, care=CARE)] == [timedelta(minutes=m) for m in (0, 5, 5)]


def test_nothing_is_due_before_arrival_or_out_of_the_suite():
    faces = told(
        *IN_CELL[:1], (20, "check", {}), *IN_CELL[1:], (200, "left_for_hospital", {}), (400, "check", {})
    )
    assert [(one.due_at, one.late) for one in rounds(faces, care=CARE)] == [(None, timedelta())] * 2
