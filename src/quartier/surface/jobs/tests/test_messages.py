"""The sending rounds as jobs, with the logins of production."""

from typing import Any

import psycopg
import pytest
from django.core import mail
from django.db import connections
from psycopg.conninfo import make_conninfo
from tests import factories

from quartier.core.messages import actions
from quartier.core.messages.actions import To
from quartier.core.registry import lock
from quartier.surface.jobs import messages, queue

pytestmark = [pytest.mark.attack, pytest.mark.database]


@pytest.fixture
def own(real_logins: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings = connections["default"].settings_dict
    address = make_conninfo(
        host=settings["HOST"], port=settings["PORT"], dbname=settings["NAME"], user="quartier_app",
        options="-c search_path=queue,pg_catalog",
    )  # fmt: skip
    monkeypatch.setattr(queue, "conninfo", lambda: address)
    return real_logins


def test_each_organisation_that_may_send_gets_a_round_and_the_round_sends(own: Any) -> None:
    with own.preparing():
        place = factories.area(kind="hromada", lo=0, hi=100)
        council = factories.organisation(kind="municipality", area=place)
        who = factories.account(language="en", email_verified_at=factories.START).id
        clerk = factories.staff(role="press_officer", area=place, organisation=council)
        sender = factories.account(organisation=council, kind="service")
        factories.grant(sender, role="mail_room", area=place, organisation=council, compartments=["post"])
    with lock.as_account(clerk) as visit:
        actions.tell(
            to=To(accounts=[who]), template="messages.confirm", gaps={"code": "x"}, key="a",
            organisation=council.id, by=visit, at=visit.now,
        )  # fmt: skip
    assert messages.counts()["waiting"] == 1
    messages.send_messages(timestamp=0)
    with psycopg.connect(queue.conninfo()) as connection:
        rows = connection.execute("select task_name, args from procrastinate_jobs").fetchall()
    assert rows == [("send_messages_of", {"service": str(sender.id)})] * 2, (
        "the round of the minute, and the one that an urgent message asks for"
    )
    messages.send_messages_of(service=str(sender.id))
    assert len(mail.outbox) == 1
    stand = messages.counts()
    assert (stand["waiting"], stand["given_up"]) == (0, 0)
