"""Codes that are typed, followers of what is public, and followers that go along."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import connections
from tests import factories

from quartier.core.kit.errors import Invalid, NotFound
from quartier.core.kit.ids import tag as new_tag
from quartier.core.messages import actions, doorbell, queries, sending
from quartier.core.messages.actions import To
from quartier.core.registry import actions as registry
from quartier.core.registry import lock

from .test_sending import let_time_pass, sent_to

pytestmark = pytest.mark.database
OLENA = "olena@town.example"


def ask(office: Any, value: str = OLENA, channel: str = "email") -> UUID:
    with lock.visit(None) as visit:
        return actions.ask_code(
            organisation=office.council.id, channel=channel, value=value, language="en", zone="Europe/Kyiv",
            by=visit, at=visit.now,
        )  # fmt: skip


def newest_code(office: Any) -> str:
    sending.run(office.sender)
    return re.search(r"\d{6}", mail.outbox[-1].subject)[0]


def type_(recipient: UUID, code: str) -> UUID | None:
    with lock.visit(None) as visit:
        return actions.type_code(recipient=recipient, code=code, by=visit, at=visit.now)


def record(office: Any) -> UUID:
    """A record of the council, opened by its clerk."""
    with lock.as_account(office.clerk) as visit:
        scope = registry.scope_for(area=office.place.id, organisation=office.council.id, by=visit)
    with lock.as_account(office.clerk) as visit:
        return registry.open_record(kind="messages.recipient", scope=scope, by=visit, at=visit.now).id


def told(office: Any, about: UUID, key: str) -> int:
    return office.tell(to=To(followers_of=about), about=about, key=key)


def test_a_code_that_is_typed_proves_an_address(office) -> None:
    recipient = ask(office)
    code = newest_code(office)
    assert "15 minutes" in mail.outbox[-1].body
    assert type_(recipient, f"{code[:3]} {code[3:]}") == recipient
    about = record(office)
    with lock.as_account(office.clerk) as visit:
        actions.follow(
            organisation=office.council.id, about=about, recipient=recipient, by=visit, at=visit.now
        )
    assert told(office, about, "first") == 1
    sending.run(office.sender)
    assert mail.outbox[-1].to == [OLENA]


def test_five_tries_and_fifteen_minutes(office) -> None:
    recipient = ask(office)
    code = newest_code(office)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert [type_(recipient, wrong) for _ in range(5)] == [None] * 5
    assert type_(recipient, code) is None, "the sixth try is none"
    second = ask(office)
    code = newest_code(office)
    let_time_pass(minutes=16)
    assert type_(second, code) is None


def test_whoever_asks_too_often_gets_the_same_answer_and_no_message(office) -> None:
    given = [ask(office) for _ in range(7)]
    assert len(set(given)) == 7 and all(isinstance(one, UUID) for one in given)
    assert sending.run(office.sender).handed_over == 5
    assert type_(given[-1], "000000") is None


def test_a_code_wakes_whoever_sends(office, monkeypatch) -> None:
    woken: list[int] = []
    monkeypatch.setattr(doorbell, "_rings", [woken.append])
    ask(office)
    assert woken == [office.council.id]
    office.tell()
    assert woken == [office.council.id], "what is not urgent waits for its round"


def test_one_address_is_one_recipient_and_is_told_once(office) -> None:
    about = record(office)
    first = ask(office)
    type_(first, newest_code(office))
    second = ask(office)
    assert type_(second, newest_code(office)) == first
    for held in (first, second):
        with lock.as_account(office.clerk) as visit:
            actions.follow(
                organisation=office.council.id, about=about, recipient=held, by=visit, at=visit.now
            )
    assert told(office, about, "once") == 1
    assert office.tell(to=To(recipients=[first, second]), key="both names") == 1


def test_a_number_gets_its_code_by_sms(office, settings, tmp_path) -> None:
    settings.QUARTIER_SMS, settings.QUARTIER_SMS_FOLDER = "file", tmp_path
    recipient = ask(office, "+380 50 000 00 01", "sms")
    sending.run(office.sender)
    (file,) = tmp_path.iterdir()
    code = re.search(r"\d{6}", file.read_text())[0]
    assert type_(recipient, code) == recipient


def test_a_number_is_asked_by_sms_whether_it_wants_alerts(office, settings, tmp_path) -> None:
    settings.QUARTIER_SMS, settings.QUARTIER_SMS_FOLDER = "file", tmp_path
    with lock.visit(None) as visit:
        actions.give_contact(
            organisation=office.council.id, channel="sms", value="+380500000001", language="en", zone="Europe/Kyiv",
            topics=["news"], area=office.place.id, by=visit, at=visit.now,
        )  # fmt: skip
    sending.run(office.sender)
    (file,) = tmp_path.iterdir()
    code = file.read_text().partition("/messages/confirm/")[2].partition("/")[0]
    with lock.visit(None) as visit:
        assert actions.confirm(code=code, by=visit, at=visit.now) == "en"


@pytest.mark.parametrize(("channel", "value"), [("email", "olena"), ("sms", "12"), ("letter", "Rue\nVille")])
def test_what_can_be_no_address_is_refused(office, channel, value) -> None:
    with pytest.raises(Invalid):
        ask(office, value, channel)


def test_followers_go_along_and_nobody_twice(office) -> None:
    one, other = record(office), record(office)
    for about in (one, other):
        with lock.as_account(office.clerk) as visit:
            actions.follow(organisation=office.council.id, about=about, by=visit, at=visit.now)
    with lock.as_account(office.resident) as visit:
        actions.follow(organisation=office.council.id, about=one, by=visit, at=visit.now)
    with lock.as_account(office.clerk) as visit:
        assert actions.carry(from_about=one, to_about=other, by=visit, at=visit.now) == 1
        assert actions.carry(from_about=one, to_about=other, by=visit, at=visit.now) == 0
    assert told(office, other, "joined") == 2
    assert len(sent_to(office)) == 1


def test_the_number_of_followers_is_told_and_no_names(office) -> None:
    about = record(office)
    with lock.as_account(office.resident) as visit:
        actions.follow(organisation=office.council.id, about=about, by=visit, at=visit.now)
        assert queries.follows(visit, about=about)
    with lock.as_account(office.clerk) as visit:
        assert queries.followers(visit, about=about) == 1
        assert queries.followers_each(visit, abouts=[about, UUID(int=7)]) == {about: 1}
        assert not queries.follows(visit, about=about)


def test_an_address_that_nobody_confirmed_is_not_kept(office) -> None:
    kept = ask(office, "nadia@town.example")
    assert type_(kept, newest_code(office)) == kept
    ask(office)
    newest_code(office)
    let_time_pass(days=8)
    ask(office, "taras@town.example")
    with lock.visit(None):
        assert (actions.sweep(), actions.sweep()) == (1, 0)
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select value from messages_address order by value")
        held = [value for (value,) in cursor.fetchall()]
        cursor.execute("reset role")
    assert held == ["nadia@town.example", "taras@town.example"]


@pytest.fixture
def committed(real_logins: Any) -> Any:
    """A town whose rows are committed: what somebody else opened is not opened here."""
    from .conftest import town

    with real_logins.preparing():
        held = town()
        held.stranger = factories.account(language="en").id
        publish(held)
    return held


PUBLIC = """
insert into registry_subject (id, tag, kind, scope_id, data_law, recorded_at)
     values (uuidv7(), %s, 'messages.recipient', %s, 'GDPR', now()) returning id
"""
NOTICE = """
insert into publication_notice (id, tag, origin, origin_tag, kind, place_id, area_id, organisation_id, titles, bodies,
                                images, second, published_at)
     values (uuidv7(), %(tag)s, 'test', %(tag)s, 'test', %(area)s, %(area)s, %(body)s, '{}', '{}', '{}', false, now())
"""


def publish(office: Any) -> None:
    """Two records that no visit of the test has opened; one of them stands in public."""
    scope = factories.scope(area=office.place, organisation=office.council)
    with connections["default"].cursor() as cursor:
        for name in ("hidden", "public"):
            tag = new_tag()
            cursor.execute(PUBLIC, [tag, scope])
            setattr(office, name, cursor.fetchone()[0])
        cursor.execute(NOTICE, {"tag": tag, "area": office.place.id, "body": office.council.id})


def test_a_stranger_follows_what_is_public_and_nothing_else(committed) -> None:
    with lock.as_account(committed.stranger) as visit:
        actions.follow(organisation=committed.council.id, about=committed.public, by=visit, at=visit.now)
        with pytest.raises(NotFound):
            actions.follow(organisation=committed.council.id, about=committed.hidden, by=visit, at=visit.now)
    for about in (committed.hidden, UUID(int=7)):
        with lock.visit(None) as visit, pytest.raises(NotFound):
            actions.give_contact(
                organisation=committed.council.id, value=OLENA, language="en", zone="Europe/Kyiv", about=about,
                by=visit, at=visit.now,
            )  # fmt: skip


def test_a_stranger_carries_nobody_anywhere(committed) -> None:
    with lock.as_account(committed.stranger) as visit, pytest.raises(NotFound):
        actions.carry(from_about=committed.hidden, to_about=committed.public, by=visit, at=visit.now)


def test_a_recipient_without_a_proven_address_follows_nothing(committed) -> None:
    recipient = ask(committed)
    with lock.visit(None) as visit, pytest.raises(NotFound):
        actions.follow(
            organisation=committed.council.id, about=committed.public, recipient=recipient, by=visit, at=visit.now
        )  # fmt: skip


def test_the_code_stands_nowhere_in_the_clear_beside_the_message(office) -> None:
    ask(office)
    code = newest_code(office)
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select code_hash, code_until - given_at from messages_address")
        held, lasts = cursor.fetchone()
        cursor.execute("reset role")
    assert code.encode() not in bytes(held) and len(bytes(held)) == 32
    assert lasts <= timedelta(minutes=15)
