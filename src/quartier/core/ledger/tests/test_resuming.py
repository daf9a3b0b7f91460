"""The start of the sequencer: whatever tells of two histories is refused, with its reason."""

import pytest

from quartier.core.ledger.halts import Halt
from quartier.core.ledger.tests.conftest import append
from quartier.core.ledger.tip import Tip
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.note import sign_note

pytestmark = [pytest.mark.database, pytest.mark.attack]


def refused(log):
    with pytest.raises(Halt) as refusal:
        log.sequencer()
    return refusal.value.code


ERASE_LAST = (
    "delete from ledger_publication", "delete from ledger_cosignature", "delete from ledger_head where size > 2",
    "delete from ledger_batch where size > 2", "delete from ledger_position where index >= 2",
)  # fmt: skip

UNPLACED = "not exists (select from ledger_position where intake_id = i.id)"


def two_heads(log):
    for _ in range(2):
        append()
        append()
        log.sequencer().step()


def test_a_restored_backup_is_refused(log):
    two_heads(log)
    log.tamper(*ERASE_LAST)
    assert refused(log) == "ledger_behind_lock"


def test_without_its_lock_store_a_log_with_heads_does_not_go_on(log):
    two_heads(log)
    log.site.lock.unlink()
    assert refused(log) == "ledger_lock_missing"


def test_a_restored_backup_that_grew_again_is_refused(log):
    two_heads(log)
    log.tamper(*ERASE_LAST, f"delete from ledger_intake i where {UNPLACED}")
    append()
    append()
    with log.database.superuser(log.database.copy_name) as session:
        tip = Tip()
        tip.extend(
            [bytes(row[0]) for row in session.execute("select entry from ledger_intake order by number")]
        )
        session.execute(
            "insert into ledger_position select 1 + row_number() over (order by number), id "
            f"from ledger_intake i where {UNPLACED}"
        )
        session.execute(
            "insert into ledger_batch (size, first, hashes, at) values (4, 2, %s, now())", [tip.hashes]
        )
    assert refused(log) == "ledger_other_root"


def test_a_lock_store_that_was_put_back_is_refused(log):
    append()
    log.sequencer().step()
    older = log.site.lock.read_bytes()
    append()
    log.sequencer().step()
    log.site.lock.write_bytes(older)
    assert refused(log) == "ledger_ahead_of_lock"


def test_a_published_head_that_the_lock_store_does_not_know_is_refused(log):
    append()
    log.sequencer().step()
    older = log.site.lock.read_bytes()
    append()
    sequencer = log.sequencer()
    sequencer.step()
    log.store.publish(sequencer.signed)
    log.site.lock.write_bytes(older)
    log.tamper("delete from ledger_head where size = 2")
    assert refused(log) == "ledger_ahead_of_lock"


def test_another_history_below_the_published_head_is_refused(log):
    append()
    sequencer = log.sequencer()
    sequencer.step()
    log.store.publish(sign_note(Checkpoint(log.site.origin, 1, b"r" * 32).text, sequencer._key))
    append()
    sequencer.step()
    assert refused(log) == "ledger_other_root"


def test_a_head_of_another_root_in_the_database_is_refused(log):
    append()
    log.sequencer().step()
    log.tamper("update ledger_head set root = sha256('x')")
    assert refused(log) == "ledger_other_root"


@pytest.mark.parametrize(
    "change",
    [
        "update ledger_batch set hashes = sha256('x') where size = 1",
        "delete from ledger_position where index = 0",
        "update ledger_intake set entry = '\\x01' || sha256('x'), leaf = sha256('\\x00' || ('\\x01' || sha256('x')))",
    ],
    ids=["batch", "place", "entry"],
)
def test_tables_that_do_not_fit_together_are_refused(log, change):
    append()
    log.sequencer().step()
    log.tamper(change)
    assert refused(log) == "ledger_inconsistent"


def test_an_alarm_stands_until_a_person_takes_it_away(log):
    log.sequencer()
    log.lock.remember("alarm", "witness_is_ahead")
    assert refused(log) == "ledger_alarm"
    log.lock.remember("alarm", None)
    log.sequencer()
