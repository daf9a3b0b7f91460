"""Rounds through a real mailbox, with letters that come as a postman brings them."""

import os
from collections.abc import Iterator

import pytest
from tests.imap_server import Server

from quartier.features.appeals.mailbox import rounds, taking
from quartier.features.appeals.mailbox.imap import Session
from quartier.features.appeals.models import LetterTaken
from quartier.features.appeals.rules.letters import boxes
from tools import dovecot

from .test_mailbox_taking import appeals, letter

pytestmark = [pytest.mark.mailbox, pytest.mark.database]


@pytest.fixture(scope="module")
def post() -> Iterator[Server]:
    if dovecot.find() is None:
        says = "NO DOVECOT: the tests of the mailbox are left out. Install Debian's `dovecot-imapd`."
        assert not os.environ.get("CI"), says
        pytest.skip(says)
    with Server() as server:
        yield server


def box(post: Server, user: str, place: str = "lypivka") -> boxes.Box:
    return boxes.read(f"{post.address(user)}?place={place}")


def test_a_letter_in_the_mailbox_becomes_an_appeal_and_is_put_away(town, post, as_fixture) -> None:
    post.put("one", letter())
    post.put("one", letter(Message_ID="<2@x>", Auto_Submitted="auto-replied"))
    post.put("one", letter(Message_ID="<3@x>", List_Id="<street.example>"))
    assert rounds.run(box(post, "one")) == {"lodged": 1, "ignored": 1, "by_hand": 1}
    assert len(appeals(as_fixture)) == 1
    folders = {name: post.count("one", box=name) for name in ("INBOX", "Registered", "Ignored", "By hand")}
    assert folders == {"INBOX": 0, "Registered": 1, "Ignored": 1, "By hand": 1}
    assert rounds.run(box(post, "one")) == {}


def test_a_round_that_is_killed_after_its_commit_takes_no_letter_twice(
    town, post, as_fixture, monkeypatch
) -> None:
    post.put("killed", letter())

    class Killed(BaseException):
        pass

    def dies(*_arguments: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Session, "put_away", dies)
        with pytest.raises(Killed):
            rounds.run(box(post, "killed"))
    assert (post.count("killed"), len(appeals(as_fixture))) == (1, 1)
    assert rounds.run(box(post, "killed")) == {"lodged": 1}
    assert (post.count("killed"), len(appeals(as_fixture))) == (0, 1)


def test_one_letter_that_breaks_us_keeps_no_other_waiting(town, post, as_fixture, monkeypatch) -> None:
    post.put("breaks", letter(Subject="first"))
    post.put("breaks", letter(Message_ID="<2@x>"))
    real = taking.take

    def take(raw: bytes, **values: object) -> taking.Taken:
        if b"Subject: first" in raw:
            raise RuntimeError("a bug")
        return real(raw, **values)

    with monkeypatch.context() as patch:
        patch.setattr(taking, "take", take)
        assert rounds.run(box(post, "breaks")) == {"failed": 1, "lodged": 1}
    assert post.count("breaks") == 1
    assert rounds.run(box(post, "breaks")) == {"lodged": 1}
    assert len(appeals(as_fixture)) == 2


def test_a_letter_that_is_too_large_is_not_even_fetched(town, post, monkeypatch) -> None:
    monkeypatch.setattr(rounds, "LARGEST", 500)
    post.put("large", letter(text="слово " * 200))
    assert rounds.run(box(post, "large")) == {"by_hand": 1}
    assert post.count("large", box="By hand") == 1
    assert LetterTaken.objects.count() == 0


def test_a_letter_from_the_mailbox_itself_goes_round_no_further(town, post) -> None:
    address = "council@town.example"
    post.put(address, letter(From=address))
    found = box(post, "council%40town.example".replace("%40", "@"))
    assert rounds.run(found) == {"ignored": 1}
