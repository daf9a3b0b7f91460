"""`quartier messages`: the outside names of the mail room."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tests import factories

from quartier.core.messages import actions, sending
from quartier.core.messages.actions import To
from quartier.core.registry import lock
from quartier.surface.cli import command
from quartier.surface.cli.checks import mail_room

pytestmark = pytest.mark.database
TAG = "5x2k8q0v7m3d9f1h6j4b8c2n0p"


@pytest.fixture
def town(db: None, as_fixture: Any, monkeypatch: Any) -> Any:
    monkeypatch.setattr("quartier.surface.cli.surroundings.django_ready", lambda **how: None)
    with as_fixture():
        place = factories.area(kind="hromada", lo=0, hi=100, slug="lypivka")
        council = factories.organisation(kind="municipality", area=place)
        who = factories.account(email="nadia@town.example", email_verified_at=factories.START, language="en")
        clerk = factories.staff(role="press_officer", area=place, organisation=council)
    with lock.as_account(clerk) as visit:
        actions.tell(
            to=To(accounts=[who.id]), template="messages.confirm", organisation=council.id, key="a", by=visit, at=visit.now,
            gaps={"code": "x"}, about_tag=TAG,
        )  # fmt: skip
    return place, council


def run(capsys: Any, *words: str) -> Any:
    assert command.run(["messages", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_was_said_to_a_person_is_listed(capsys, town) -> None:
    (one,) = run(capsys, "list", "--to", "nadia@town.example")
    assert set(one) == {"at", "channel", "language", "subject", "state", "about"}
    assert (one["state"], one["channel"], one["about"]) == ("queued", None, TAG)
    assert datetime.fromisoformat(one["at"]).astimezone(UTC)
    assert run(capsys, "list", "--to", "nobody@town.example") == []


def test_an_address_without_an_account_is_found_through_the_mail_room(capsys, town, as_fixture) -> None:
    place, council = town
    with lock.visit(None) as visit:
        actions.give_contact(
            organisation=council.id, value="taras@town.example", language="uk", zone="Europe/Kyiv",
            topics=["news.news"], area=place.id, by=visit, at=visit.now,
        )  # fmt: skip
    assert run(capsys, "list", "--to", "taras@town.example") == [], "nobody may look who does not send"
    with as_fixture():
        sender = factories.account(organisation=council, kind="service", email="mail@town.example")
        factories.grant(sender, role="mail_room", area=place, organisation=council, compartments=["post"])
    sending.run(sender.id)
    (one,) = run(capsys, "list", "--to", "taras@town.example")
    assert (one["state"], one["channel"], one["language"]) == ("handed_over", "email", "uk")
    assert one["subject"] == "Підтвердьте, що це Ваша адреса"


def test_a_queue_that_nobody_sends_is_noticed(capsys, town) -> None:
    (one,) = run(capsys, "queue")
    assert (one["organisation"], one["waiting"]) == (town[1].id, 1)
    states = {finding.subject: finding.state for finding in mail_room.queues()}
    assert states["messages.room"] == "warning"
