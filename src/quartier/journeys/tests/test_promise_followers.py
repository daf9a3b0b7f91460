"""Whoever follows a promise hears of each step and of silence, and says what they see."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from tests import factories

from quartier.core.kit.errors import Conflict, NotFound
from quartier.core.messages import queries as messages
from quartier.core.messages import sending
from quartier.core.messages.tests.test_sending import let_time_pass
from quartier.core.promises import queries
from quartier.core.promises.tests.conftest import town as town
from quartier.core.registry import lock
from quartier.journeys import follow_promise, promise_steps
from quartier.journeys.publish_promise import withdraw_promise

pytestmark = pytest.mark.database


@pytest.fixture
def residents(town: Any, as_fixture: Any) -> list[UUID]:
    with as_fixture():
        return [factories.account(language="en", email_verified_at=factories.START).id for _ in range(2)]


@pytest.fixture
def sender(town: Any, as_fixture: Any) -> UUID:
    with as_fixture():
        return factories.staff(
            role="mail_room", area=town.place, organisation=town.council, compartments=["post"], secrecy=2
        )


def follow(tag: str, *accounts: UUID) -> None:
    for account in accounts:
        with lock.as_account(account) as visit:
            follow_promise.follow(tag=tag, by=visit, at=visit.now)


def take(town: Any, who: UUID, code: str, tag: str, text: str = "Ось так.", **more: Any) -> None:
    with lock.as_account(who) as visit:
        promise_steps.take(code, tag=tag, words={"uk": text}, by=visit, at=visit.now, **more)


def said_to(account: UUID) -> list[str]:
    with lock.as_account(account) as visit:
        return [one.template for one in reversed(messages.messages_to(visit, account=account))]


def remind() -> int:
    with lock.visit(None) as visit:
        return promise_steps.remind(by=visit, at=visit.now)


def say(tag: str, account: UUID, word: str) -> None:
    with lock.as_account(account) as visit:
        follow_promise.say(tag=tag, word=word, by=visit, at=visit.now)


def heard(tag: str) -> follow_promise.Heard:
    with lock.visit(None) as visit:
        return follow_promise.heard(queries.public_one(tag, at=visit.now), by=visit)


def test_each_public_step_is_told_to_whoever_follows(town, residents, sender) -> None:
    tag = town.public()
    follow(tag, residents[0])
    take(town, town.writer, "told", tag)
    take(town, town.writer, "postponed", tag, due_on=town.today + timedelta(90))
    take(town, town.writer, "claimed", tag)
    take(town, town.outsider, "disputed", tag)
    take(town, town.writer, "claimed", tag)
    take(town, town.outsider, "confirmed", tag)
    steps = ["told", "postponed", "claimed", "disputed", "claimed", "confirmed"]
    assert said_to(residents[0]) == [f"promises.{step}" for step in steps]
    assert said_to(residents[1]) == []
    sending.run(sender)
    with lock.as_account(residents[0]) as visit:
        newest = messages.messages_to(visit, account=residents[0])[0]
    assert newest.subject == "Kept: We will put up three lights."
    assert "Ось так." in newest.text and f"/en/promises/{tag}/" in newest.text


def test_a_step_that_is_refused_is_told_to_nobody(town, residents) -> None:
    tag = town.public()
    follow(tag, residents[0])
    with pytest.raises(Conflict):
        take(town, town.outsider, "confirmed", tag)
    assert said_to(residents[0]) == []


def test_followers_of_what_it_came_from_hear_of_the_promise(town, residents) -> None:
    from quartier.core.messages import actions
    from quartier.core.registry import queries as spine

    first = town.write(text="Перша.", translations={})
    with lock.as_account(town.writer) as visit:
        source = spine.subject_for(visit, tag=first).id
    with lock.as_account(
        residents[0]
    ) as visit:  # opened in this transaction of the test, so it may be followed
        actions.follow(organisation=town.council.id, about=source, by=visit, at=visit.now)
    tag = town.public(source=source)
    assert said_to(residents[0]) == ["promises.made"]
    assert queries.public_one(tag, at=factories.START).source == first
    take(town, town.writer, "told", tag)
    assert said_to(residents[0]) == ["promises.made", "promises.told"]


def test_overdue_is_told_once_and_not_to_whoever_comes_later(town, residents) -> None:
    tag = town.public(due_on=town.today)
    follow(tag, residents[0])
    assert remind() == 0, "the last minute of its day is not over"
    let_time_pass(days=1)
    assert (remind(), remind()) == (1, 0)
    assert said_to(residents[0]) == ["promises.late"]
    let_time_pass(days=5)
    follow(tag, residents[1])
    assert remind() == 0 and said_to(residents[1]) == []


def test_thirty_sixty_and_ninety_days_without_a_word_are_told(town, residents) -> None:
    tag = town.public(due_on=town.today + timedelta(400))
    follow(tag, residents[0])
    told = []
    for day in range(2, 130, 2):
        let_time_pass(days=2)
        told += [day] * remind()
    assert told == [30, 60, 90]
    assert said_to(residents[0]) == ["promises.silent"] * 3


def test_a_word_begins_the_silence_anew(town, residents) -> None:
    tag = town.public(due_on=town.today + timedelta(400))
    follow(tag, residents[0])
    let_time_pass(days=29)
    take(town, town.writer, "told", tag)
    let_time_pass(days=2)
    assert remind() == 0
    let_time_pass(days=28)
    assert remind() == 1


def test_residents_are_counted_once_each_and_the_newest_word_holds(town, residents) -> None:
    tag = town.public()
    follow(tag, *residents)
    with pytest.raises(Conflict):
        say(tag, residents[0], "kept")
    take(town, town.writer, "claimed", tag)
    for word in ("kept", "not_kept", "not_kept"):
        say(tag, residents[0], word)
    say(tag, residents[1], "kept")
    found = heard(tag)
    assert (found.followers, found.kept, found.not_kept) == (2, 1, 1)
    with lock.visit(None) as visit:
        assert queries.public_one(tag, at=visit.now).standing.state == "claimed", "residents decide nothing"


def test_words_of_an_older_claim_count_no_more(town, residents) -> None:
    tag = town.public()
    follow(tag, residents[0])
    take(town, town.writer, "claimed", tag)
    say(tag, residents[0], "not_kept")
    take(town, town.outsider, "disputed", tag)
    let_time_pass(minutes=1)
    take(town, town.writer, "claimed", tag)
    assert heard(tag).not_kept == 0


def test_whoever_does_not_follow_says_nothing(town, residents) -> None:
    tag = town.public()
    take(town, town.writer, "claimed", tag)
    with pytest.raises(NotFound):
        say(tag, residents[0], "kept")
    follow(tag, residents[0])
    with lock.as_account(residents[0]) as visit:
        follow_promise.unfollow(tag=tag, by=visit, at=visit.now)
    with pytest.raises(NotFound):
        say(tag, residents[0], "kept")
    assert heard(tag).followers == 0


def test_a_page_that_was_taken_back_is_not_followed_and_tells_nobody(town, residents) -> None:
    tag = town.public()
    follow(tag, residents[0])
    with lock.as_account(town.second) as visit:
        withdraw_promise(tag=tag, reasons={"uk": "Названо людину."}, by=visit, at=visit.now)
    with pytest.raises(NotFound):
        follow(tag, residents[1])
    take(town, town.writer, "told", tag)
    assert said_to(residents[0]) == []
    assert remind() == 0


def test_the_ledger_knows_the_word_and_not_whose_it_is(town, residents) -> None:
    tag = town.public()
    follow(tag, residents[0])
    take(town, town.writer, "claimed", tag)
    say(tag, residents[0], "kept")
    say(tag, residents[0], "kept")
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select body from ledger_envelope where kind = 'promises.resident_said'")
        bodies = [bytes(body).decode() for (body,) in cursor.fetchall()]
        cursor.execute("reset role")
    assert len(bodies) == 1 and tag in bodies[0] and str(residents[0]) not in bodies[0]
