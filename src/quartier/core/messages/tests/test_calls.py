"""Calls instead of messages, contacts that a clerk writes down, and what stands about it on the record's page."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.utils.translation import override
from tests import factories

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound
from quartier.core.messages import actions, by_hand, panel, queries, sending
from quartier.core.messages.actions import Chosen, To
from quartier.core.registry import lock

from .test_sending import let_time_pass
from .test_word_back import record

pytestmark = pytest.mark.database
NUMBER = "+380500000009"


def enter(office: Any, about: UUID, by: UUID | None = None, **more: Any) -> UUID:
    with lock.as_account(by or office.clerk) as visit:
        return by_hand.enter_contact(
            organisation=office.council.id, about=about, language="en", zone="Europe/Kyiv", by=visit,
            at=visit.now, **{"values": {"phone": "+380 50 000 00 09"}} | more,
        )  # fmt: skip


def waiting(office: Any) -> list[tuple[queries.Said, int]]:
    sending.run(office.sender)
    with lock.as_account(office.sender) as visit:
        return queries.calls(visit)


def called(office: Any, which: UUID, outcome: str, **ago: int) -> None:
    with lock.as_account(office.sender) as visit:
        by_hand.mark_called(
            message=which, outcome=outcome, called_at=visit.now - timedelta(**ago), by=visit, at=visit.now
        )


@pytest.fixture
def about(office: Any) -> UUID:
    return record(office)


def test_whoever_called_is_called_back_with_what_to_say(office, about) -> None:
    enter(office, about)
    assert office.tell(to=To(followers_of=about), about=about) == 1
    ((said, tries),) = waiting(office)
    assert mail.outbox == [] and tries == 0
    assert "was answered on 21/11/2026" in said.text and "http" not in said.text, (
        "a page's address is not said aloud"
    )
    with lock.as_account(office.sender) as visit:
        assert queries.call_for(visit, said.id).number == NUMBER
    called(office, said.id, "reached")
    assert waiting(office) == []
    with pytest.raises(NotFound):
        called(office, said.id, "reached")
    with lock.as_account(office.clerk) as visit:
        (occasion,) = queries.said_about(visit, about=about)
    assert [(one.channel, one.state) for one in occasion.to] == [("phone", "delivered")]


def test_nobody_is_called_for_ever_and_a_letter_takes_over(office, about) -> None:
    enter(office, about, values={"phone": NUMBER, "letter": "Olena\nSadova 1"})
    office.tell(to=To(followers_of=about), about=about)
    for tries in range(4):
        ((said, before),) = waiting(office)
        assert before == tries
        called(office, said.id, "not_reached")
    assert waiting(office) == []
    with lock.as_account(office.sender) as visit:
        ((letter, _who, to),) = queries.letters(visit)
    assert (letter.id, to) == (said.id, "Olena\nSadova 1")


def test_a_wrong_number_is_never_called_again(office, about) -> None:
    enter(office, about)
    office.tell(to=To(followers_of=about), about=about)
    ((said, _tries),) = waiting(office)
    called(office, said.id, "wrong_number")
    office.tell(to=To(followers_of=about), about=about, key="second")
    assert waiting(office) == []
    with lock.as_account(office.clerk) as visit:
        assert [one.counted() for one in queries.said_about(visit, about=about)] == [{"given_up": 1}] * 2


def test_whoever_named_the_telephone_as_the_only_safe_way_gets_no_letter(office, about) -> None:
    enter(office, about, values={"phone": NUMBER, "letter": "Olena\nSadova 1"}, way="phone", discreet=True)
    office.tell(to=To(followers_of=about), about=about)
    ((said, _tries),) = waiting(office)
    assert "QR-1042" not in said.text + said.subject
    called(office, said.id, "wrong_number")
    with lock.as_account(office.sender) as visit:
        assert queries.letters(visit) == []


@pytest.mark.parametrize("ago", [{"hours": 3}, {"hours": -1}])
def test_a_call_lies_between_the_message_and_now(office, about, ago) -> None:
    enter(office, about)
    office.tell(to=To(followers_of=about), about=about)
    ((said, _tries),) = waiting(office)
    with pytest.raises(Invalid):
        called(office, said.id, "reached", **ago)


def test_only_the_mail_room_marks_a_call(office, about) -> None:
    enter(office, about)
    office.tell(to=To(followers_of=about), about=about)
    ((said, _tries),) = waiting(office)
    with lock.as_account(office.clerk) as visit:
        with pytest.raises(NotAllowed):
            by_hand.mark_called(
                message=said.id, outcome="reached", called_at=visit.now, by=visit, at=visit.now
            )
        with pytest.raises(NotFound):
            queries.call_for(visit, said.id)


def test_whoever_tells_somebody_something_does_not_see_how_they_are_written_to(office) -> None:
    office.tell()
    with lock.as_account(office.clerk) as visit:
        assert queries.messages_to(visit, account=office.resident) == []


def test_an_address_that_a_clerk_was_told_is_asked_first(office, about) -> None:
    enter(office, about, values={"email": "olena@town.example"})
    assert office.tell(to=To(followers_of=about), about=about) == 0
    sending.run(office.sender)
    code = mail.outbox[-1].body.partition("/messages/confirm/")[2].partition("/")[0]
    with lock.visit(None) as visit:
        actions.confirm(code=code, by=visit, at=visit.now)
    assert office.tell(to=To(followers_of=about), about=about) == 1


@pytest.mark.parametrize(
    "values", [{"phone": "12"}, {"letter": "Sadova 1"}, {"email": "olena"}, {}, {"pigeon": "grey"}]
)
def test_what_leads_nowhere_is_refused(office, about, values) -> None:
    with pytest.raises(Invalid):
        enter(office, about, values=values)


def test_a_clerk_writes_contacts_down_for_the_own_organisation_only(office, about, as_fixture) -> None:
    with as_fixture():
        stranger = factories.staff(
            role="press_officer", area=office.place, organisation=factories.organisation(kind="police")
        )
    with pytest.raises(NotAllowed):
        enter(office, about, by=stranger)


def test_an_account_that_wants_calls_is_called_at_its_proven_number(office, about, as_fixture) -> None:
    from quartier.core.accounts.models import Account

    with as_fixture():
        Account.objects.filter(pk=office.resident).update(phone=NUMBER, phone_verified_at=factories.START)
    with lock.as_account(office.resident) as visit:
        who = actions.be_known(organisation=office.council.id, by=visit, at=visit.now)
        actions.prefer(chosen=Chosen(language="en", way="phone"), recipient=who, by=visit, at=visit.now)
    office.tell()
    ((said, _tries),) = waiting(office)
    assert said.channel == "phone" and mail.outbox == []


def test_the_panel_tells_how_far_it_came_and_no_address(office, about) -> None:
    enter(office, about)
    with lock.as_account(office.resident) as visit:
        actions.follow(organisation=office.council.id, about=about, by=visit, at=visit.now)
    office.tell(to=To(followers_of=about), about=about)
    sending.run(office.sender)
    let_time_pass(minutes=1)
    with lock.as_account(office.clerk) as visit:
        with override("en"):
            (row,) = panel.rows(visit, about=about, language="en", zone="Europe/Kyiv")
        assert panel.rows(visit, about=UUID(int=7), language="en", zone="Europe/Kyiv") == []
    assert row.title == "Request QR-1042: answered"
    assert row.parts == (("open", "waiting", 1), ("open", "handed over", 1))


def test_an_erased_record_is_not_called_about(office, about) -> None:
    enter(office, about)
    office.tell(to=To(followers_of=about), about=about)
    assert len(waiting(office)) == 1
    with lock.as_account(office.clerk):
        actions.forget(about=about)
    assert waiting(office) == []
