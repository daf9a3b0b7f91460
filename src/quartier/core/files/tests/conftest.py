"""A council with a clerk and a moderator, a stranger who lodges into its box, and a folder for the bytes."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from tests import factories

from quartier.core.files import actions
from quartier.core.registry import actions as registry
from quartier.core.registry import kinds, lock
from quartier.core.registry.actions import SubjectRef
from quartier.core.registry.visits import Visit

from . import samples


@dataclass
class Office:
    clerk: UUID
    elsewhere: UUID
    box: int
    folder: Path

    def lodge(
        self, *contents: bytes, description: str = "A lamp that is out."
    ) -> tuple[SubjectRef, list[str]]:
        """A stranger's record with files, all in one transaction."""
        with lock.visit(None) as visit:
            record = registry.open_record(kind="test.note", scope=self.box, by=visit, at=visit.now)
            tags = [self.attach(record, content, by=visit, description=description) for content in contents]
            return record, tags

    def attach(
        self, record: SubjectRef, content: bytes, *, by: Visit, description: str = "A lamp.", **more: Any
    ) -> str:
        pending = actions.receive(stream=BytesIO(content), name="IMG 1.jpg", by=by, at=by.now)
        kind = "document" if pending.width is None else "photo"
        return actions.attach(
            key=pending.key,
            subject=record.id,
            scope=record.scope,
            kind=kind,
            description=description,
            language="en",
            by=by,
            at=by.now,
            **more,
        )

    def on_disk(self) -> set[str]:
        return {path.parent.name + path.name for path in self.folder.glob("??/*")}


def town() -> tuple[UUID, UUID, int]:
    root = factories.area(kind="hromada", lo=0, hi=100, language="en")
    council, other = factories.organisation(kind="municipality"), factories.organisation()
    box = factories.scope(area=root, organisation=council)
    with connection.cursor() as cursor:
        for table in ("registry_subject", "files_file"):
            cursor.execute(
                "insert into registry.drop_box values (%s::regclass, %s)", [f"public.{table}", box]
            )
    return (
        factories.staff(role="press_officer", area=root, organisation=council),
        factories.staff(area=root, organisation=other),
        box,
    )


@pytest.fixture
def office(db: None, as_fixture: Any, settings: Any, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    with as_fixture():
        return Office(*town(), folder=tmp_path)


@pytest.fixture(autouse=True)
def note_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    note = kinds.Kind(
        code="test.note",
        names={"uk": "нотатка", "fr": "note", "en": "note"},
        label=lambda subject: "Note",
        address=lambda subject: "/note/",
        summary=lambda subject: {},
        timeline=lambda subject: (),
        search_text=lambda subject: "",
        export=lambda subject: {},
    )
    monkeypatch.setitem(kinds._kinds, "test.note", note)


@pytest.fixture
def picture() -> bytes:
    return samples.photo()
