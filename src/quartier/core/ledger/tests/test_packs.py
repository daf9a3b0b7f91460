"""Packs and receipts out of a real log, judged by the verifier that is given to visitors."""

import json
from base64 import b64encode
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, transaction

from quartier.core.accounts import setup
from quartier.core.accounts.roles import ROLES
from quartier.core.kit.ids import tag
from quartier.core.ledger import actions, keys, packs, queries, receipts
from quartier.core.ledger.book import Book
from quartier.core.ledger.tests.conftest import AT, Clerk, append
from quartier.core.registry import lock
from quartier.outside.verifier.program import check
from quartier.outside.verifier.trust import read_trust

pytestmark = [pytest.mark.database, pytest.mark.attack]


@pytest.fixture
def published(log):
    """Publish whatever was appended; nobody witnesses it, as the policy says."""
    held = keys.read(log.site)
    lines = (
        f"# quartier-pack-key {held.pack.verifying.text}",
        f"# quartier-receipt-key {held.receipt.verifying.text}",
        f"log {held.log.verifying.text}",
        "quorum none",
        "",
    )
    log.site.policy.write_text("\n".join(lines))

    def publish():
        log.end()
        book = Book(log.session())
        sequencer = log.sequencer(book=book)
        sequencer.step()
        size = sequencer.tip.size
        with lock.visit(None):
            before = queries.newest()
        if before is None or before.size != size:
            log.store.put(size, sequencer.tip.root(), sequencer.tip.partials())
        book.note_publication(size=size, note=sequencer.signed, witnessed=False)
        log.end()
        with lock.visit(None):
            return packs.newest()

    return publish


def written(log, published, folder: Path, *, at=AT + timedelta(days=30), **chosen) -> Path:
    choice = packs.Choice(**chosen)
    envelopes = packs.envelopes_for_owner(openings=choice.openings)
    with packs.steady_view():
        made = packs.files(
            site=log.site, choice=choice, envelopes=envelopes, published=published, at=at, alias="owner"
        )
        for path, data in made:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return folder


def judged(log, path: Path, **more):
    now = int((AT + timedelta(days=60)).timestamp())
    return check(path, trust=read_trust(log.site.policy.read_bytes()), now=now, **more)


def facts(report):
    return {fact["code"]: fact for fact in report.facts}


def erase(log, entry) -> None:
    """As the law has it done: envelope and openings destroyed by the keeper, and an entry that says so."""
    with log.database.superuser(log.database.copy_name) as session:
        session.execute("set role quartier_keeper")
        session.execute("delete from ledger_opening where intake_id = %s", [entry.id])
        session.execute("delete from ledger_envelope where intake_id = %s", [entry.id])
    with transaction.atomic():
        actions.append(
            kind="ledger.erased",
            record=None,
            fields={
                "leaves": [b64encode(entry.leaf).decode()],
                "field": None,
                "ground": "The term has ended.",
                "authority": None,
            },
            by=Clerk(),
            occurred_at=AT,
        )


@pytest.mark.parametrize(
    ("chosen", "shown", "opened"),
    [
        ({"scope": "all"}, 300, 600),
        ({"scope": "all", "openings": False}, 300, 0),
        ({"scope": "kinds", "kinds": ("test.counted",)}, 300, 600),
        ({"scope": "structure"}, None, None),
    ],
)
def test_a_pack_of_a_real_log_verifies(log, published, tmp_path, chosen, shown, opened):
    record = tag()
    with transaction.atomic():
        for rows in range(300):
            actions.append(
                kind="test.counted",
                record=record if rows % 7 else None,
                fields={"rows": rows},
                by=Clerk(),
                occurred_at=AT,
            )
    head = published()
    report = judged(log, written(log, head, tmp_path / "pack", **chosen))
    assert (report.verdict, report.fault) == ("NOT WITNESSED", None)
    assert facts(report)["head"]["size"] == head.size
    assert facts(report).get("shown", {}).get("count") == shown
    assert facts(report).get("opened", {}).get("count") == opened


def test_entries_name_the_head_that_was_published(log, published, tmp_path):
    append()
    older = published()
    old = written(log, older, tmp_path / "old", scope="all")
    append(tag())
    head = published()
    new = written(log, head, tmp_path / "new", scope="all")
    last = json.loads((new / "envelopes/000.jsonl").read_text().splitlines()[-1])
    assert json.loads(last["envelope"])["seen"]["size"] == older.size
    report = judged(log, new, since=old)
    assert report.fault is None
    assert facts(report)["since"]["size"] == older.size


def test_what_was_erased_by_law_is_counted(log, published, tmp_path):
    record = tag()
    kept, gone = append(), append(record)
    published()
    erase(log, gone)
    report = judged(log, written(log, published(), tmp_path / "pack", scope="all"))
    assert report.fault is None
    assert facts(report)["erased_entries"]["count"] == 1
    assert kept.leaf != gone.leaf


def test_an_erasure_without_a_published_place_waits(log, published, tmp_path):
    record = tag()
    gone = append(record)
    head = published()
    erase(log, gone)
    with pytest.raises(packs.NoPack, match="ledger_erasure_pending"):
        written(log, head, tmp_path / "pack", scope="all")
    assert not (tmp_path / "pack").exists()
    assert judged(log, written(log, published(), tmp_path / "later", scope="all")).fault is None


def test_a_rewritten_envelope_is_found_in_the_pack(log, published, tmp_path):
    append(rows=1)
    head = published()
    log.tamper(
        "alter table ledger_opening disable trigger all",
        "update ledger_opening set value = '9' where field = 'rows'",
    )
    report = judged(log, written(log, head, tmp_path / "pack", scope="all"))
    assert report.fault.code == "opening_differs"


def test_a_swept_partial_tile_is_cut_from_the_full_one(log, published, tmp_path):
    for _ in range(3):
        append()
    head = published()
    with transaction.atomic():
        for _ in range(300):
            actions.append(kind="test.counted", record=None, fields={"rows": 1}, by=Clerk(), occurred_at=AT)
    later = published()
    log.store.sweep(later.size)
    report = judged(log, written(log, head, tmp_path / "pack", scope="structure"))
    assert report.fault is None
    assert facts(report)["head"]["size"] == 3


def test_a_receipt_proves_itself(log, published, tmp_path):
    record = tag()
    append(record), append(), append(record)
    head = published()
    (tmp_path / "receipt").write_bytes(receipts.of_record(site=log.site, record=record, published=head))
    report = judged(log, tmp_path / "receipt")
    assert report.fault is None
    assert [fact["index"] for fact in report.facts if fact["code"] == "entry"] == [0, 2]
    data = receipts.of_record(site=log.site, record=record, published=head, fields=["rows"])
    (tmp_path / "disclosure").write_bytes(data)
    assert b"visitor" not in data
    assert facts(judged(log, tmp_path / "disclosure"))["hidden"]["count"] == 1


def test_an_entry_that_is_not_published_gets_a_promise(log, published, tmp_path):
    record = tag()
    append(record)
    head = published()
    append(record)
    (tmp_path / "receipt").write_bytes(receipts.of_record(site=log.site, record=record, published=head))
    report = judged(log, tmp_path / "receipt")
    assert report.fault.code == "promise_past"


def test_there_is_no_receipt_of_nothing(log, published):
    append(record := tag())
    head = published()
    with pytest.raises(receipts.NoReceipt, match="ledger_no_such_record"):
        receipts.of_record(site=log.site, record=tag(), published=head)
    with pytest.raises(receipts.NoReceipt, match="ledger_no_such_field"):
        receipts.of_record(site=log.site, record=record, published=head, fields=["weight"])


@contextmanager
def visit_as(role: str):
    at = AT
    with lock.visit(None) as visit:
        at = visit.now
    account = setup.open_account(name=role, language="en", at=at, email=f"{role}@town.test")
    setup.appoint(account=account, role=role, at=at, reason="for the test")
    with lock.as_account(account) as visit:
        yield visit


@pytest.mark.parametrize("role", ["auditor", "monitor"])
def test_a_visit_of_oversight_sees_envelopes_and_no_field(log, published, role):
    append(rows=77)
    head = published()
    with visit_as(role):
        shown = list(packs.envelopes_for_visit(0, head.size, None))
    assert len(shown) == head.size
    assert all(one.openings == {} for one in shown)


@pytest.mark.parametrize("role", ["administrator", "witness_operator", None])
def test_nobody_else_sees_an_envelope(log, published, role):
    append()
    published()
    with lock.visit(None) if role is None else visit_as(role), transaction.atomic():
        with pytest.raises(ProgrammingError, match="may not export"):
            list(packs.envelopes_for_visit(0, 1, None))
        transaction.set_rollback(True)


def test_the_application_cannot_go_around_the_door(log, published):
    append()
    with pytest.raises(psycopg.errors.InsufficientPrivilege), log.session("quartier_app") as session:
        session.execute("select * from ledger.disclosed(0, 1, null, null)")


def test_the_database_knows_the_roles_that_may_export():
    assert {code for code, role in ROLES.items() if "ledger.export" in role.permits} == {"auditor", "monitor"}
