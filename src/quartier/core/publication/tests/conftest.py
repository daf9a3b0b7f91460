"""A council with two moderators and a third reader, a resident who lodges, and an origin that remembers what it was told."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from tests import factories

from quartier.core.publication import moderating, origins
from quartier.core.publication.moderating import Offer
from quartier.core.registry import actions as registry
from quartier.core.registry import kinds, lock


@dataclass
class Town:
    place: Any
    beat: Any
    council: Any
    first: UUID
    second: UUID
    third: UUID
    clerk: UUID
    resident: UUID
    stranger: UUID
    told: list[tuple[str, Any]] = field(default_factory=list)

    def offer(self, **changes: Any) -> Offer:
        values = {
            "origin": "test",
            "origin_tag": "t" * 26,
            "kind": "appeal",
            "place": self.place.id,
            "area": self.beat.id,
            "moderation": self.council.id,
            "organisation": self.council.id,
            "language": "uk",
            "title": "Темно на Зарічній",
            "text": "Немає ліхтарів. Телефонуйте 050 000 00 14.",
            "facts": {"category": "lighting", "lon": 31.5, "lat": 49.0},
        }
        return Offer(**values | changes)

    def lodge(self, account: UUID | None = None, **changes: Any) -> tuple[UUID, str]:
        """A record of the resident with an offered public version; its id and the record's tag."""
        with lock.as_account(account or self.resident) as visit:
            box = moderating.room(area=self.beat.id, moderation=self.council.id, by=visit)
            record = registry.open_record(kind="test.note", scope=box, by=visit, at=visit.now)
            offer = self.offer(origin_tag=record.tag, **changes)
            return moderating.submit(submission=offer, by=visit, at=visit.now), record.tag

    def act(self, who: UUID, verb: Any, submission: UUID, **more: Any) -> Any:
        with lock.as_account(who) as visit:
            return verb(submission=submission, by=visit, at=visit.now, **more)


def _note() -> kinds.Kind:
    return kinds.Kind(
        code="test.note",
        names={"uk": "нотатка", "fr": "note", "en": "note"},
        label=lambda subject: "Note",
        address=lambda subject: "/note/",
        summary=lambda subject: {},
        timeline=lambda subject: (),
        search_text=lambda subject: "",
        export=lambda subject: {},
    )


@pytest.fixture
def town(db: None, as_fixture: Any, monkeypatch: pytest.MonkeyPatch) -> Town:
    with as_fixture():
        place = factories.area(kind="hromada", lo=0, hi=100)
        beat = factories.area(parent=place, lo=10, hi=20)
        council = factories.organisation(kind="municipality", area=place)
        body = {"area": place, "organisation": council}
        made = Town(
            place=place,
            beat=beat,
            council=council,
            first=factories.staff(role="moderator", **body),
            second=factories.staff(role="moderator", **body),
            third=factories.staff(role="council_secretary", **body),
            clerk=factories.staff(role="clerk", **body),
            resident=factories.account().id,
            stranger=factories.account().id,
        )

    def remember(what: str) -> Any:
        return lambda *, submission, by, at: made.told.append((what, submission))

    names = ("on_let_out", "on_refused", "on_edited", "on_kept_open")
    origin = origins.Origin(code="test", names={"en": "note"}, **{name: remember(name) for name in names})
    monkeypatch.setitem(origins._origins, "test", origin)
    monkeypatch.setitem(kinds._kinds, "test.note", _note())
    return made
