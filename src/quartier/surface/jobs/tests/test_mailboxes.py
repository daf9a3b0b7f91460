"""The round through the mailboxes as a job: one that is away stops nothing."""

from collections import Counter

import pytest

from quartier.core.kit.errors import NotFound
from quartier.features.appeals.mailbox import rounds
from quartier.surface.jobs import mailboxes

AWAY = "imap://a:b@127.0.0.1:9/INBOX?place=nowhere"
OTHER = "imap://a:b@127.0.0.1:9/INBOX?place=elsewhere"


@pytest.mark.parametrize("problem", [rounds.Away("mailbox_away"), NotFound("appeals.no_desk")])
def test_a_mailbox_that_is_away_keeps_no_other_waiting(settings, monkeypatch, problem) -> None:
    settings.QUARTIER_MAILBOXES = (AWAY, OTHER)
    read = []

    def run(box):
        read.append(box.place)
        if box.place == "nowhere":
            raise problem
        return Counter(lodged=1)

    monkeypatch.setattr(rounds, "run", run)
    mailboxes.read_mailboxes(timestamp=0)
    assert read == ["nowhere", "elsewhere"]


def test_without_the_feature_nothing_is_read(settings, monkeypatch) -> None:
    settings.QUARTIER_MAILBOXES, settings.QUARTIER_FEATURES = (AWAY,), ("news",)
    monkeypatch.setattr(rounds, "run", lambda box: pytest.fail("read"))
    mailboxes.read_mailboxes(timestamp=0)
