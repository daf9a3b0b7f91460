"""Random shifts against a real database: whoever writes what and when, the promises of a custody record hold."""

from datetime import timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quartier.core.kit.errors import Refusal
from quartier.features.custody import complaining, correcting, queries
from quartier.features.custody.models import Entry, Occupation, Stand, Stay
from quartier.features.custody.rules import standing
from quartier.features.custody.rules.history import Face, counting

pytestmark = [pytest.mark.database, pytest.mark.slow]
SIMPLE = strategies.sampled_from(
    [
        ("check", {"seen": "awake"}),
        ("meal", {"taken": "yes"}),
        ("level_set", {"level": "rousing", "why": "Сонна."}),
        ("rouse", {"response": "answers"}),
        ("rights_told", {}),
        ("detention_authorised", {"grounds": "Докази."}),
        ("risk_assessed", {"result": "low"}),
        ("lawyer_talk_started", {}),
        ("lawyer_talk_ended", {}),
        ("left_for_hospital", {"treatment": True}),
        ("returned_from_hospital", {}),
        ("medically_examined", {"findings": "Синець."}),
        ("force_used", {"means": ["hold"], "why": "Опір.", "injured": "none_seen"}),
        ("released", {}),
        ("rearrested", {"grounds": "new_evidence"}),
    ]
)
AGO = strategies.integers(min_value=0, max_value=70)
CELLS = strategies.sampled_from(["1", "2", "3"])
TOLD = "Мене вдарили."


class Shift(RuleBasedStateMachine):
    """`told`: how many entries each stay has; what was refused adds none."""

    town: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[UUID, int] = {}
        self.complaints: list[UUID] = []

    def any_stay(self, data: Any) -> UUID:
        return data.draw(strategies.sampled_from(sorted(self.told)))

    def who(self, act: str) -> UUID:
        return self.town.doctor if act == "medically_examined" else self.town.keeper

    @rule(minor=strategies.booleans())
    def open(self, minor: bool) -> None:
        if len(self.told) < 4:
            opened = self.town.open(ago=timedelta(minutes=60), minor=minor)
            self.told[opened.stay] = 1

    @precondition(lambda self: self.told)
    @rule(data=strategies.data(), what=SIMPLE, ago=AGO)
    def record(self, data: Any, what: tuple[str, dict[str, Any]], ago: int) -> None:
        stay, (act, values) = self.any_stay(data), what
        try:
            self.town.record(self.who(act), stay, act, ago=ago, values=values)
            self.told[stay] += 1
        except Refusal:
            assert ago >= 60 or act == "rearrested"

    @precondition(lambda self: self.told)
    @rule(data=strategies.data(), cell=CELLS, ago=AGO, reason=strategies.sampled_from(["", "Брати."]))
    def place(self, data: Any, cell: str, ago: int, reason: str) -> None:
        stay = self.any_stay(data)
        try:
            values = {"cell": cell, "shared_reason": reason}
            self.town.record(self.town.guard, stay, "cell_allocated", ago=ago, values=values)
            self.told[stay] += 1
        except Refusal:
            pass

    @precondition(lambda self: self.told)
    @rule(data=strategies.data(), voids=strategies.booleans(), later=strategies.integers(0, 5))
    def correct(self, data: Any, voids: bool, later: int) -> None:
        stay = self.any_stay(data)
        entries = self.town.entries(self.town.keeper, stay)
        entry = data.draw(strategies.sampled_from(entries))
        before = len(entries)
        try:
            with self.town.visit(self.who(entry.act)) as visit:
                at = min(entry.occurred_at + timedelta(minutes=later), visit.now)
                correcting.correct(
                    entry=entry.id, occurred_at=at, reason="Помилка.", voids=voids, by=visit, at=visit.now
                )
            assert not (voids and entry.act == "deprived_of_liberty")
            self.told[stay] = before + 1
        except Refusal:
            pass

    @precondition(lambda self: self.told and len(self.complaints) < 3)
    @rule(data=strategies.data())
    def complain(self, data: Any) -> None:
        with self.town.visit(self.town.guard) as visit:
            stay = self.any_stay(data)
            made = complaining.complain(stay=stay, told=TOLD, by=visit, at=visit.now)
        self.complaints.append(made.part)

    @invariant()
    def numbers_have_no_gap_and_times_of_recording_rise(self) -> None:
        for stay, told in self.told.items():
            entries = self.town.entries(self.town.keeper, stay)
            assert [entry.number for entry in entries] == list(range(1, told + 1))
            recorded = [entry.recorded_at for entry in entries]
            assert recorded == sorted(recorded)
            assert all(entry.occurred_at <= entry.recorded_at for entry in entries)

    @invariant()
    def the_standing_follows_from_the_entries(self) -> None:
        with self.town.visit(self.town.keeper):
            for row in Stay.objects.filter(id__in=self.told).select_related("cell"):
                faces = [
                    Face(
                        id=entry.id,
                        number=entry.number,
                        act=entry.act,
                        occurred_at=entry.occurred_at,
                        recorded_at=entry.recorded_at,
                        values=entry.values,
                        corrects=entry.corrects,
                        voids=entry.voids,
                    )
                    for entry in Entry.objects.filter(subject_id=row.id)
                ]
                found = counting(faces)
                assert row.state == standing.place(found)[0]
                assert (row.cell.code if row.cell else "") == standing.cell_of(found)
                assert row.moment == standing.moment_of(found)
                assert Stand.objects.filter(stay_id=row.id, number__lte=row.last_number).exists()

    @invariant()
    def nobody_is_in_two_rooms_and_nobody_shares_unawares(self) -> None:
        with self.town.visit(self.town.guard):
            rows = list(Occupation.objects.filter(stay_id__in=self.told))
        for one, other in combinations(rows, 2):
            apart = one.stay_id != other.stay_id and one.cell_id != other.cell_id
            if apart or not _overlap(one, other):
                continue
            assert one.stay_id != other.stay_id
            assert one.shared and other.shared

    @invariant()
    def a_complaint_has_no_face(self) -> None:
        with self.town.visit(self.town.keeper) as visit:
            assert not Entry.objects.filter(subject_id__in=self.complaints).exists()
            assert not Entry.objects.filter(act="complaint_made").exists()
            assert queries.complaints(visit).lines == ()

    @invariant()
    def a_guard_reads_nothing_that_is_sealed(self) -> None:
        for stay in self.told:
            assert not any(entry.content for entry in self.town.entries(self.town.guard, stay))


def _overlap(one: Occupation, other: Occupation) -> bool:
    """As ranges do: the first instant belongs to it, the last does not."""
    ends = one.until or other.since + timedelta(seconds=1), other.until or one.since + timedelta(seconds=1)
    return one.since < ends[1] and other.since < ends[0] and ends[0] > one.since and ends[1] > other.since


def test_random_shifts(town) -> None:
    class OfThisTown(Shift):
        pass

    OfThisTown.town = town
    run_state_machine_as_test(
        OfThisTown,
        settings=settings(
            max_examples=6,
            stateful_step_count=20,
            phases=[Phase.generate],  # a whole shift is too slow to be shortened
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
