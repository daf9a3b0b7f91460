"""A town with two suites: who keeps them, who cares, who heals, who arrests, who hears complaints."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import factories

from quartier.core.kit.ids import tag, uuid7
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.features.custody import opening, queries, recording
from quartier.features.custody.models import Cell, Suite
from quartier.features.custody.opening import Opened, Opening
from quartier.features.custody.recording import Recorded

ALL = {"compartments": ["general", "juvenile"], "secrecy": 2}


@dataclass
class Town:
    place: Any
    body: Any
    inspection: Any
    suite: Suite
    other: Suite
    keeper: UUID
    second: UUID
    guard: UUID
    doctor: UUID
    officer: UUID
    stranger: UUID
    inspector: UUID
    prosecutor: UUID
    clock: UUID

    @contextmanager
    def visit(self, who: UUID) -> Iterator[Visit]:
        with lock.as_account(who) as visit:
            yield visit

    def open(self, *, by: UUID | None = None, ago: timedelta = timedelta(minutes=40), **more: Any) -> Opened:
        """A stay that began some time ago, opened by the officer who arrested."""
        with self.visit(by or self.officer) as visit:
            values = {
                "suite": self.suite.code,
                "moment": visit.now - ago,
                "label": "А. Б., 1994",
                "values": {"place": "вул. Зелена, 12", "ground": "in_the_act"},
            } | more
            return opening.open_stay(opening=Opening(**values), by=visit, at=visit.now)

    def record(self, who: UUID, about: UUID, act: str, *, ago: float = 0, **more: Any) -> Recorded:
        """An entry of something that happened `ago` minutes before now."""
        with self.visit(who) as visit:
            occurred_at: datetime = visit.now - timedelta(minutes=ago)
            values = more.pop("values", {})
            return recording.record(
                about=about, act=act, values=values, occurred_at=occurred_at, by=visit, at=visit.now, **more
            )

    def stay(self, who: UUID, stay: UUID) -> Any:
        with self.visit(who) as visit:
            return queries.stay_for(visit, stay)

    def entries(self, who: UUID, book: UUID) -> list[Any]:
        with self.visit(who) as visit:
            return queries.entries_of(visit, book)


def make_suite(
    place: Any, body: Any, complaints: Any, higher: Any, *, code: str, mark: str, **more: Any
) -> Suite:
    """A suite with six cells, a room for the lawyer and its own book."""
    scope = factories.scope(area=place, organisation=body)
    book, letters = uuid7(), tag()
    with lock.connections["default"].cursor() as cursor:
        cursor.execute(
            "insert into registry_subject (id, tag, kind, scope_id, data_law, recorded_at) "
            "values (%s, %s, 'custody.suite', %s, 'LED', %s)",
            [book, letters, scope, factories.START],
        )
    values = {"pack": "ua.custody", "regime": "peace", "zone": "Europe/Kyiv", "names": {"en": code}} | more
    suite = Suite.objects.create(
        code=code,
        organisation=body,
        area=place,
        mark=mark,
        complaints=complaints,
        higher=higher,
        subject=book,
        tag=letters,
        **values,
    )
    for number in range(1, 7):
        Cell.objects.create(suite=suite, code=str(number), kind="cell", order=number, places=2)
    Cell.objects.create(suite=suite, code="L1", kind="consultation", order=7)
    return suite


@pytest.fixture
def town(db: None, as_fixture: Any) -> Town:
    with as_fixture():
        return make_town()


def make_town() -> Town:
    place = factories.area(kind="hromada", lo=0, hi=100)
    body, far, inspection, higher, police = (factories.organisation(area=place) for _ in range(5))
    for compartment, secrecy in (("general", 1), ("general", 2), ("juvenile", 2), ("medical", 2)):
        for organisation in (body, far):
            factories.scope(area=place, organisation=organisation, compartment=compartment, secrecy=secrecy)
    for organisation in (inspection, higher):
        factories.scope(area=place, organisation=organisation, compartment="complaint", secrecy=2)

    def staff(role: str, at: Any, **more: Any) -> UUID:
        return factories.staff(role=role, area=place, organisation=at, **more)

    return Town(
        place=place,
        body=body,
        inspection=inspection,
        suite=make_suite(place, body, inspection, higher, code="lypivka", mark="ЛП"),
        other=make_suite(place, far, inspection, higher, code="harborough", mark="HB"),
        keeper=staff("custody_officer", body, **ALL),
        second=staff("custody_officer", body, **ALL),
        guard=staff("detention_officer", body, secrecy=1),
        doctor=staff("healthcare_professional", body, compartments=["medical"], secrecy=3),
        officer=staff("arresting_officer", police, secrecy=1),
        stranger=staff("custody_officer", far, **ALL),
        inspector=staff("custody_inspector", inspection, compartments=["general", "complaint"], secrecy=2),
        prosecutor=staff("prosecutor", body, compartments=["general", "juvenile", "complaint"], secrecy=3),
        clock=staff("custody_clock", body, secrecy=1),
    )
