"""`quartier appeals mailbox`, and what `quartier check` says of the mailboxes."""

import json
from collections import Counter
from typing import Any

import pytest

from quartier.features.appeals.mailbox import imap, rounds
from quartier.surface.cli import command
from quartier.surface.cli.checks import mailboxes

NAMED = "imap://desk:secret-word@127.0.0.1:9/INBOX?place=lypivka"


@pytest.fixture(autouse=True)
def in_process(monkeypatch: Any, settings: Any) -> None:
    monkeypatch.setattr("quartier.surface.cli.surroundings.django_ready", lambda **how: None)
    settings.QUARTIER_MAILBOXES = (NAMED,)


def test_what_became_of_the_letters_is_said_by_place(capsys, monkeypatch) -> None:
    monkeypatch.setattr(rounds, "run", lambda box: Counter(lodged=2, by_hand=1))
    assert command.run(["appeals", "mailbox", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"place": "lypivka", "lodged": 2, "added": 0, "ignored": 0, "by_hand": 1, "failed": 0}
    ]
    assert command.run(["appeals", "mailbox"]) == 0
    assert capsys.readouterr().out.startswith("lypivka: 2 registered")


@pytest.mark.parametrize("code", ["mailbox_away", "mailbox_refused", "sign_in_refused", "no_such_folder"])
def test_a_mailbox_that_is_away_is_the_surroundings_fault_and_no_word_is_told(
    capsys, monkeypatch, code
) -> None:
    def away(box: Any) -> Any:
        raise rounds.Away(code)

    monkeypatch.setattr(rounds, "run", away)
    assert command.run(["appeals", "mailbox"]) == 3
    said = capsys.readouterr().err
    assert "lypivka" in said
    assert "secret-word" not in said


def test_a_setting_that_names_nothing_is_wrong_use_and_is_not_repeated(capsys, settings) -> None:
    settings.QUARTIER_MAILBOXES = ("imaps://desk:secret-word@mail.town.example/",)
    assert command.run(["appeals", "mailbox"]) == 2
    assert "secret-word" not in capsys.readouterr().err
    (finding,) = mailboxes.open_each()
    assert finding.state == "wrong"
    assert "secret-word" not in finding.text


def test_without_the_feature_there_is_nothing_to_read(capsys, settings) -> None:
    settings.QUARTIER_FEATURES = ("news",)
    assert command.run(["appeals", "mailbox"]) == 3
    assert "appeals" in capsys.readouterr().err
    assert list(mailboxes.open_each()) == []


def test_the_check_opens_each_mailbox(monkeypatch) -> None:
    (finding,) = mailboxes.open_each()
    assert (finding.subject, finding.state) == ("mailbox.open", "wrong")
    monkeypatch.setattr(imap.Session, "__enter__", lambda session: session)
    monkeypatch.setattr(imap.Session, "waiting", lambda session: [1, 2])
    (finding,) = mailboxes.open_each()
    assert finding.state == "ok"
    assert "2" in finding.text
