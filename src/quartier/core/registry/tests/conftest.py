"""A small town for the tests of the spine."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from tests import factories

from quartier.core.registry import actions, kinds, lock


@dataclass
class Town:
    root: Any
    centre: Any
    station: Any
    police: Any
    council: Any
    officer: UUID
    chief: UUID
    clerk: UUID
    resident: UUID
    here: int
    there: int
    box: int

    def open(self, account: UUID, scope: int) -> actions.SubjectRef:
        with lock.as_account(account) as visit:
            return actions.open_record(kind="test.note", scope=scope, by=visit, at=visit.now)


@pytest.fixture
def town(db: None, as_fixture: Any) -> Town:
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100)
        centre = factories.area(parent=root, lo=10, hi=20)
        station = factories.area(parent=root, lo=30, hi=40)
        police, council = factories.organisation(), factories.organisation(kind="municipality")
        box = factories.scope(area=root, organisation=council)
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into registry.drop_box values ('public.registry_subject'::regclass, %s)", [box]
            )
        return Town(
            root=root,
            centre=centre,
            station=station,
            police=police,
            council=council,
            officer=factories.staff(area=centre, organisation=police),
            chief=factories.staff(area=root, organisation=police),
            clerk=factories.staff(area=root, organisation=council),
            resident=factories.account().id,
            here=factories.scope(area=centre, organisation=police),
            there=factories.scope(area=station, organisation=police),
            box=box,
        )


@pytest.fixture
def note_kind(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """A kind for tests, and the list of subjects for which its own erasure was called."""
    erased: list[UUID] = []
    note = kinds.Kind(
        code="test.note",
        names={"uk": "нотатка", "fr": "note", "en": "note"},
        label=lambda subject: "Note",
        address=lambda subject: "/note/",
        summary=lambda subject: {},
        timeline=lambda subject: (),
        search_text=lambda subject: "ліхтар on Зарічна street",
        export=lambda subject: {"id": str(subject)},
        erase=erased.append,
    )
    monkeypatch.setitem(kinds._kinds, "test.note", note)
    return erased
