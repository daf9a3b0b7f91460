"""SMS over real SMPP: alphabets, long texts, receipts, throttling, a link that breaks in the worst moment."""

import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from tests.smsc import Centre, Server

from quartier.core.messages import actions, queries, receipts, sending
from quartier.core.messages.actions import Chosen
from quartier.core.messages.channels import smpp
from quartier.core.messages.channels.parcel import Parcel, Refused, Unanswered
from quartier.core.registry import lock

from .test_sending import let_time_pass, sent_to

NUMBER = "+380500000001"


@pytest.fixture
def centre() -> Iterator[Server]:
    with Server(Centre()) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def line_to(server: Server, **more: Any) -> smpp.Line:
    return smpp.Line(smpp.read_account(server.url), **more)


def parcel(text: str, to: str = NUMBER) -> Parcel:
    return Parcel(channel="sms", to=to, reference="a1", subject="", text=text, language="uk")


@pytest.mark.parametrize(
    "text",
    [
        "QR-1042: registered",
        "QR-1042: зареєстровано. Відповідь до 21.12. Деталі на сайті громади.",
        "Вулицю перекрито до вечора. " * 6,
        "Ґанок їжака 🙂" * 20,
    ],
)
def test_a_telephone_shows_what_was_written(centre, text) -> None:
    line = line_to(centre)
    line.send(parcel(text))
    line.close()
    assert centre.centre.texts() == [(NUMBER.lstrip("+"), text)]
    assert [one["wants_receipt"] for one in centre.centre.accepted][-1]


def test_a_wrong_password_an_unknown_number_and_throttling_are_told_apart(centre) -> None:
    line = line_to(centre)
    centre.centre.refuse.add("380500000002")
    with pytest.raises(Refused) as refused:
        line.send(parcel("a", to="+380500000002"))
    assert (refused.value.code, refused.value.lasting) == ("number_refused", True)
    centre.centre.throttle = 1
    with pytest.raises(Refused) as refused:
        line.send(parcel("a"))
    assert (refused.value.code, refused.value.lasting) == ("throttled", False)
    assert line.send(parcel("a")).startswith("smsc ")
    line.close()
    centre.centre.password = "another"
    with pytest.raises(Refused, match="smsc_refused_us"):
        smpp.Line(smpp.read_account(centre.url.replace("another", "word"))).send(parcel("a"))


def test_a_link_that_breaks_before_the_answer_says_neither_yes_nor_no(centre) -> None:
    line = line_to(centre)
    centre.centre.cut = 1
    with pytest.raises(Unanswered):
        line.send(parcel("a"))
    assert len(centre.centre.accepted) == 1
    assert line.send(parcel("b")), "the next one opens a new session"
    line.close()


def test_nobody_there_is_no_catastrophe() -> None:
    account = smpp.SmppAccount(host="127.0.0.1", port=1, name="a", password="b", sender="c")
    with pytest.raises(Refused, match="smsc_away"):
        smpp.Line(account).send(parcel("a"))


@pytest.fixture
def by_sms(office: Any, as_fixture: Any, settings: Any, centre: Server) -> Any:
    """The resident has a proven number and wants to be written to there only."""
    from quartier.core.accounts.models import Account

    settings.QUARTIER_SMS = "smpp"
    with as_fixture():
        Account.objects.filter(pk=office.resident).update(
            phone=NUMBER, phone_verified_at="2026-01-01T00:00:00Z"
        )
    with lock.as_account(office.resident) as visit:
        who = actions.be_known(organisation=office.council.id, by=visit, at=visit.now)
        actions.prefer(chosen=Chosen(language="en", way="sms"), recipient=who, by=visit, at=visit.now)
    return office


def send(office: Any, centre: Server) -> sending.Round:
    line = line_to(centre, received=receipts.keep)
    try:
        return sending.run(office.sender, ways={"sms": line.send})
    finally:
        line.close()


def listen(centre: Server) -> None:
    line = line_to(centre, received=receipts.keep)
    line.listen(0.2)
    line.close()


@pytest.mark.database
def test_handed_over_and_delivered_are_two_words(by_sms, centre) -> None:
    centre.centre.receipts = False
    by_sms.tell()
    assert send(by_sms, centre).handed_over == 1
    (said,) = sent_to(by_sms)
    assert (said.state, said.channel, said.text) == ("handed_over", "sms", "QR-1042: answered")
    centre.centre.waiting.append(centre.centre.receipt(centre.centre.accepted[0]))
    listen(centre)
    (said,) = sent_to(by_sms)
    assert said.state == "delivered"
    assert centre.centre.waiting == []


@pytest.mark.database
def test_a_number_that_is_out_of_reach_is_told_as_such(by_sms, centre) -> None:
    centre.centre.stat = "UNDELIV"
    by_sms.tell()
    send(by_sms, centre)
    listen(centre)
    (said,) = sent_to(by_sms)
    assert (said.state, said.code) == ("given_up", "sms_undeliv")


@pytest.mark.database
def test_an_answer_that_was_lost_is_made_good_by_the_receipt_and_nothing_is_doubled(by_sms, centre) -> None:
    by_sms.tell()
    centre.centre.cut = 1
    assert send(by_sms, centre).failed == 1
    (said,) = sent_to(by_sms)
    assert said.state == "under_way"
    listen(centre)
    (said,) = sent_to(by_sms)
    assert said.state == "delivered"
    let_time_pass(minutes=15)
    send(by_sms, centre)
    assert len(centre.centre.accepted) == 1


@pytest.mark.database
def test_without_a_receipt_it_is_sent_again_when_its_time_is_over(by_sms, centre) -> None:
    by_sms.tell()
    centre.centre.cut, centre.centre.receipts = 1, False
    send(by_sms, centre)
    let_time_pass(minutes=5)
    assert send(by_sms, centre).handed_over == 0
    let_time_pass(minutes=6)
    assert send(by_sms, centre).handed_over == 1
    assert {one["reference"] for one in centre.centre.accepted} == {centre.centre.accepted[0]["reference"]}
    with lock.as_account(by_sms.resident) as visit:
        assert queries.messages_to(visit, account=by_sms.resident)[0].state == "handed_over"


@pytest.mark.database
def test_no_log_line_tells_a_number_or_a_text(by_sms, centre, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    by_sms.tell()
    send(by_sms, centre)
    digits = NUMBER.lstrip("+")
    for hidden in (digits, digits.encode().hex(), "QR-1042", "town.example"):
        assert hidden not in caplog.text
