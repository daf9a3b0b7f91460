"""From tell to the relay, and everything that keeps a message from leaving."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connections, transaction

from quartier.core.messages import actions, queries, sending
from quartier.core.messages.actions import Chosen, To
from quartier.core.messages.channels.parcel import Refused
from quartier.core.registry import lock

pytestmark = pytest.mark.database


def sent_to(office: Any) -> list[queries.Said]:
    with lock.as_account(office.resident) as visit:
        return queries.messages_to(visit, account=office.resident)


def be_quiet(office: Any, **wishes: Any) -> None:
    with lock.as_account(office.resident) as visit:
        who = actions.be_known(organisation=office.council.id, by=visit, at=visit.now)
        actions.prefer(chosen=Chosen(language="en", **wishes), recipient=who, by=visit, at=visit.now)


def test_what_an_action_says_reaches_the_relay_once(office) -> None:
    assert office.tell() == 1
    assert office.tell() == 0, "the same occasion is not told twice"
    done = sending.run(office.sender)
    assert (done.handed_over, done.failed) == (1, 0)
    assert sending.run(office.sender).handed_over == 0
    (letter,) = mail.outbox
    assert letter.subject == "Request QR-1042: answered"
    assert "was answered on 21/11/2026" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    (said,) = sent_to(office)
    assert (said.state, said.channel, said.language) == ("handed_over", "email", "en")


def test_a_message_vanishes_with_the_transaction_that_said_it(office) -> None:
    class Changed(Exception):
        pass

    with pytest.raises(Changed), lock.as_account(office.clerk) as visit, transaction.atomic():
        actions.tell(
            to=To(accounts=[office.resident]), template="test.alarm", gaps={}, organisation=office.council.id,
            key="a", by=visit, at=visit.now,
        )  # fmt: skip
        raise Changed
    assert sent_to(office) == []


def test_the_ledger_knows_that_it_was_told_and_not_to_which_address(office) -> None:
    office.tell(about_tag="5x2k8q0v7m3d9f1h6j4b8c2n0p")
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select body from ledger_envelope where kind = 'messages.told'")
        text = bytes(cursor.fetchone()[0]).decode()
        cursor.execute("select value from ledger_opening")
        assert not [value for (value,) in cursor.fetchall() if b"town.example" in bytes(value)]
        cursor.execute("reset role")
    assert "5x2k8q0v7m3d9f1h6j4b8c2n0p" in text


def test_a_busy_relay_is_tried_again_later_and_given_up_in_the_end(office) -> None:
    office.tell()
    tries = 0

    def busy(parcel: Any) -> str:
        raise Refused("relay_away", lasting=False)

    references = set()

    def noting(parcel: Any) -> str:
        references.add(parcel.reference)
        return busy(parcel)

    for _ in range(20):
        done = sending.run(office.sender, ways={"email": noting})
        tries += done.failed
        let_time_pass(days=3)
    assert tries == 9
    assert len(references) == 1, "every try carries the same reference"
    (said,) = sent_to(office)
    assert (said.state, said.code) == ("given_up", "relay_away")


def test_a_mailbox_that_does_not_exist_is_not_asked_again(office) -> None:
    office.tell()

    def gone(parcel: Any) -> str:
        raise Refused("mailbox_refused", lasting=True)

    assert sending.run(office.sender, ways={"email": gone}).failed == 1
    (said,) = sent_to(office)
    assert (said.state, said.code) == ("given_up", "mailbox_refused")


def test_quiet_hours_put_a_message_off_and_nothing_leaves(office) -> None:
    start, end = quiet_now(office)
    be_quiet(office, quiet_from=start, quiet_to=end)
    office.tell()
    assert sending.run(office.sender).put_off == 1
    assert mail.outbox == []
    let_time_pass(hours=7)
    assert sending.run(office.sender).handed_over == 1


def test_a_digest_is_one_message(office) -> None:
    be_quiet(office, rhythm="daily")
    with lock.as_account(office.resident) as visit:
        actions.follow(
            organisation=office.council.id, topic="news", area=office.place.id, by=visit, at=visit.now
        )
    for number in range(3):
        news(office, number)
    assert sending.run(office.sender).put_off == 3
    let_time_pass(days=1)
    assert sending.run(office.sender).handed_over == 1
    (letter,) = mail.outbox
    assert letter.subject == "3 messages for you"
    assert all(f"Lamp {number}" in letter.body for number in range(3))
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert {said.state for said in sent_to(office)} == {"handed_over"}


def test_whoever_ends_a_theme_gets_nothing_of_it_any_more(office) -> None:
    with lock.as_account(office.resident) as visit:
        actions.follow(
            organisation=office.council.id, topic="news", area=office.place.id, by=visit, at=visit.now
        )
    assert news(office, 1) == 1
    with lock.as_account(office.resident) as visit:
        key = queries.own_recipients(visit)[0].key
    with lock.visit(None) as visit:
        actions.stop(key=key, how="one_click", by=visit, at=visit.now)
    assert sending.run(office.sender).handed_over == 0
    assert mail.outbox == []
    assert news(office, 2) == 0
    (said,) = sent_to(office)
    assert (said.state, said.code) == ("given_up", "no_consent")


def test_whoever_must_not_be_noticed_gets_words_that_tell_nothing(office) -> None:
    be_quiet(office, discreet=True)
    office.tell()
    sending.run(office.sender)
    (letter,) = mail.outbox
    assert letter.subject == "A message for you"
    assert "QR-1042" not in letter.body and "Body" not in letter.body


def test_an_address_is_asked_first_and_followed_when_it_says_yes(office) -> None:
    with lock.visit(None) as visit:
        actions.give_contact(
            organisation=office.council.id, value="Nadia@Town.example", language="uk",
            zone="Europe/Kyiv", topics=["news"], area=office.place.id, by=visit, at=visit.now,
        )  # fmt: skip
    assert news(office, 1) == 0, "nobody is written to before they said that the address is theirs"
    sending.run(office.sender)
    (question,) = mail.outbox
    code = question.body.partition("/messages/confirm/")[2].partition("/")[0]
    with lock.visit(None) as visit:
        assert actions.confirm(code=code, by=visit, at=visit.now) == "uk"
    assert news(office, 2) == 1
    sending.run(office.sender)
    assert mail.outbox[1].to == ["Nadia@town.example"]


def test_one_address_is_asked_at_most_three_times_a_day(office) -> None:
    given = []
    for number in range(5):
        with lock.visit(None) as visit:
            given.append(
                actions.give_contact(
                    organisation=office.council.id, value="a@town.example", language="uk",
                    zone="Europe/Kyiv", topics=["news"], area=office.place.id + number, by=visit, at=visit.now,
                )
            )  # fmt: skip
    assert [one is None for one in given] == [False, False, False, True, True]


def test_a_claim_that_nobody_finished_is_taken_up_when_its_time_is_over(office) -> None:
    office.tell()
    token = lock.open_visit(account=office.sender, kind=sending.VisitKind.SERVICE, lasts=timedelta(hours=9))
    assert len(sending.claim(token, lease=timedelta(minutes=5))) == 1
    assert sending.claim(token, lease=timedelta(minutes=5)) == []
    let_time_pass(minutes=6)
    assert len(sending.claim(token, lease=timedelta(minutes=5))) == 1


def test_the_queue_tells_numbers_and_no_names(office) -> None:
    office.tell()
    with lock.visit(None):
        (stand,) = queries.health()
    assert (stand.organisation, stand.waiting, stand.failing) == (office.council.id, 1, 0)
    assert stand.oldest is not None


def news(office: Any, number: int) -> int:
    return office.tell(
        template="test.news",
        to=To(topic="news", areas=[office.place.id]),
        gaps={"title": {"en": f"Lamp {number}"}},
        key=f"news {number}",
    )


def let_time_pass(**span: int) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute(
            "insert into registry.clock (ahead) values (%s) on conflict (only_one) do update "
            "set ahead = registry.clock.ahead + excluded.ahead",
            [timedelta(**span)],
        )
        cursor.execute("reset role")


def quiet_now(office: Any) -> tuple[Any, Any]:
    """Quiet hours that began an hour ago and last six more."""
    from zoneinfo import ZoneInfo

    with lock.visit(None) as visit:
        local: datetime = visit.now.astimezone(ZoneInfo("Europe/Kyiv"))
    return (local - timedelta(hours=1)).time(), (local + timedelta(hours=6)).time()
