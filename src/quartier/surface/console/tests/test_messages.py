"""The mail room's page: numbers, letters to print."""

from typing import Any

import html5lib
import pytest
from django.test import Client
from tests import factories, signing

from quartier.core.messages import actions, queries, sending
from quartier.core.messages.actions import Chosen, To
from quartier.core.registry import lock

pytestmark = pytest.mark.database


class Town:
    """A council whose mail room has a clerk, and a resident who wants letters only."""

    def __init__(self) -> None:
        self.place = factories.area(kind="hromada", lo=0, hi=100)
        self.council = factories.organisation(kind="municipality", area=self.place)
        ground = {"area": self.place, "organisation": self.council}
        self.resident = factories.account(language="en", email_verified_at=factories.START).id
        self.clerk = factories.staff(role="mail_room", compartments=["post"], secrecy=2, **ground)
        self.other = factories.staff(
            role="mail_room", compartments=["post"], area=self.place, organisation=factories.organisation()
        )
        self.writer = factories.staff(role="press_officer", **ground)
        for one in (self.clerk, self.other, self.writer):
            signing.add_app(one)

    def wants_letters(self) -> None:
        with lock.as_account(self.resident) as visit:
            who = actions.be_known(organisation=self.council.id, by=visit, at=visit.now)
            actions.prefer(chosen=Chosen(language="en", way="letter"), recipient=who, by=visit, at=visit.now)
            actions.live_at(organisation=self.council.id, value="Olena\nSadova 1", by=visit, at=visit.now)

    def tell(self, **more: Any) -> None:
        with lock.as_account(self.writer) as visit:
            actions.tell(
                to=To(accounts=[self.resident]), template="messages.confirm", key="a", organisation=self.council.id,
                gaps={"code": "x"}, by=visit, at=visit.now, **more,
            )  # fmt: skip


@pytest.fixture
def town(db: None, as_fixture: Any) -> Town:
    with as_fixture():
        return Town()


def staff(account: Any) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account)
    return client


def strict(response: Any) -> str:
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def state_of(town: Town) -> tuple[str, str]:
    with lock.as_account(town.resident) as visit:
        (said,) = queries.messages_to(visit, account=town.resident)
    return said.state, said.channel


def test_a_letter_is_printed_and_marked_as_posted_once(town) -> None:
    town.wants_letters()
    town.tell()
    assert sending.run(town.clerk).handed_over == 0, "a letter leaves by hand"
    assert state_of(town) == ("queued", "letter")
    clerk = staff(town.clerk)
    page = strict(clerk.get("/console/messages/"))
    assert "Confirm that this address is yours" in page and "Sadova" not in page
    with lock.as_account(town.clerk) as visit:
        ((said, _recipient, to),) = queries.letters(visit)
    letter = strict(clerk.get(f"/console/messages/letters/{said.id}/"))
    assert to == "Olena\nSadova 1" and "Sadova 1" in letter
    assert clerk.post(f"/console/messages/letters/{said.id}/posted/").status_code == 302
    assert clerk.post(f"/console/messages/letters/{said.id}/posted/").status_code == 404
    assert state_of(town) == ("handed_over", "letter")


def test_other_organisations_and_other_roles_see_no_letter(town) -> None:
    town.wants_letters()
    town.tell()
    sending.run(town.clerk)
    with lock.as_account(town.clerk) as visit:
        ((said, _recipient, _to),) = queries.letters(visit)
    path = f"/console/messages/letters/{said.id}/"
    assert staff(town.other).get(path).status_code == 404
    assert staff(town.writer).get(path).status_code == 403


def test_a_call_is_made_and_noted_with_its_time(town, as_fixture) -> None:
    from quartier.core.accounts.models import Account

    with as_fixture():
        Account.objects.filter(pk=town.resident).update(
            phone="+380500000009", phone_verified_at=factories.START
        )
    with lock.as_account(town.resident) as visit:
        who = actions.be_known(organisation=town.council.id, by=visit, at=visit.now)
        actions.prefer(chosen=Chosen(language="en", way="phone"), recipient=who, by=visit, at=visit.now)
    town.tell()
    sending.run(town.clerk)
    clerk = staff(town.clerk)
    listed = strict(clerk.get("/console/messages/"))
    assert "Confirm that this address is yours" in listed and "0000009" not in listed
    with lock.as_account(town.clerk) as visit:
        ((said, _tries),) = queries.calls(visit)
    path = f"/console/messages/calls/{said.id}/"
    page = strict(clerk.get(path))
    assert 'href="tel:+380500000009"' in page and "Somebody asked for messages" in page
    assert clerk.post(path, {"called_at": "23:59", "outcome": ""}).status_code == 422
    assert clerk.post(path, {"called_at": "", "outcome": "reached"}).status_code == 302
    assert clerk.get(path).status_code == 404
    assert state_of(town) == ("delivered", "phone")
    assert staff(town.writer).get(path).status_code == 403
