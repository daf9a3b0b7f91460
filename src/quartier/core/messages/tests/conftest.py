"""A council that writes to people, a resident with an account, and templates of the tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from tests import factories

from quartier.core.messages import actions, templates
from quartier.core.messages.actions import To
from quartier.core.messages.templates import Template
from quartier.core.registry import lock

STATE = Template(
    code="test.state",
    subject="Request %(number)s: answered",
    changed="Your request %(number)s was answered on %(day)s.",
    sms="%(number)s: answered",
    gaps={"number": "text", "day": "date"},
)
NEWS = Template(
    code="test.news",
    theme="news",
    gathers=True,
    subject="News: %(title)s",
    changed="%(title)s",
    gaps={"title": "by_language"},
)
ALARM = Template(
    code="test.alarm", theme="news", urgent=True, subject="Alarm", changed="Go in.", sms="Alarm: go in"
)


@dataclass
class Office:
    place: Any
    council: Any
    clerk: UUID
    resident: UUID
    sender: UUID

    def tell(self, *, at: datetime | None = None, template: str = "test.state", **changes: Any) -> int:
        from datetime import date

        values: dict[str, Any] = {
            "to": To(accounts=[self.resident]),
            "gaps": {"number": "QR-1042", "day": date(2026, 11, 21)},
            "key": "answered 1042",
            "organisation": self.council.id,
        } | changes
        with lock.as_account(self.clerk) as visit:
            return actions.tell(template=template, by=visit, at=at or visit.now, **values)


def town() -> Office:
    """To be called inside `as_fixture()`."""
    place = factories.area(kind="hromada", lo=0, hi=100)
    council = factories.organisation(kind="municipality", area=place)
    return Office(
        place=place,
        council=council,
        clerk=factories.staff(role="press_officer", area=place, organisation=council),
        resident=factories.account(language="en", email_verified_at=factories.START).id,
        sender=factories.staff(
            role="mail_room", area=place, organisation=council, compartments=["post"], secrecy=2
        ),
    )


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    before = dict(templates._known)
    templates.register(STATE, NEWS, ALARM)
    yield
    templates._known.clear()
    templates._known.update(before)


@pytest.fixture
def office(db: None, as_fixture: Any) -> Office:
    with as_fixture():
        return town()
