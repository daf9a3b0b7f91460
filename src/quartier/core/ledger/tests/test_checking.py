"""The nightly check: silent about a log that is whole, and names each thing that is not."""

import pytest
from django.db import transaction

from quartier.core.kit.ids import tag
from quartier.core.ledger import actions, checking
from quartier.core.ledger.keeping import Keeper
from quartier.core.ledger.setup import prepare
from quartier.core.ledger.tests.conftest import AT, Clerk, append

pytestmark = [pytest.mark.database, pytest.mark.attack]
RECORD = tag()


@pytest.fixture
def whole(log):
    """A published log of some 300 entries, with a chain, an erased record and an erased field."""
    prepare(log.site)
    with transaction.atomic():
        for number in range(270):
            append(rows=number)
    erased, kept = tag(), [append(RECORD) for _ in range(2)]
    gone = append(erased)
    with log.database.superuser(log.database.copy_name) as session:
        session.execute("select ledger.erase(%s)", [erased])
        session.execute("select ledger.erase_field(%s, 'rows')", [RECORD])
    for leaves, field in (([gone.leaf], None), ([one.leaf for one in kept], "rows")):
        enter_erased(leaves, field)
    keeper = Keeper(log.site, log.session())
    keeper.open()
    keeper.step()
    while keeper.publisher.busy:
        keeper.publisher.step()
    return log


def enter_erased(leaves, field):
    from quartier.science.merkle.encoding import encode_base64

    fields = {
        "leaves": [encode_base64(leaf) for leaf in leaves],
        "field": field,
        "ground": "law",
        "authority": None,
    }
    with transaction.atomic():
        actions.append(kind="ledger.erased", record=None, fields=fields, by=Clerk(), occurred_at=AT)


def codes(log):
    with log.session("quartier_backup") as connection:
        result = checking.check(log.site, connection)
    return {finding.code for finding in result.findings}


def test_a_log_that_is_whole_is_found_to_be(whole):
    with whole.session("quartier_backup") as connection:
        result = checking.check(whole.site, connection)
    assert (result.findings, result.entries) == ([], 276)


LAST = "(select intake_id from ledger_position where index = 5)"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (f"update ledger_envelope set body = body || ' ' where intake_id = {LAST}", "envelope_differs"),
        (f"update ledger_intake set entry = '\\x01' || sha256('x') where id = {LAST}", "leaf_differs"),
        (
            f"update ledger_intake set recorded_at = recorded_at - interval '1 day' where id = {LAST}",
            "row_differs",
        ),
        (f"update ledger_envelope set kind = 'a.b' where intake_id = {LAST}", "row_differs"),
        (
            f"update ledger_opening set value = '9' where intake_id = {LAST} and field = 'rows'",
            "opening_differs",
        ),
        (f"delete from ledger_opening where intake_id = {LAST} and field = 'rows'", "opening_missing"),
        (f"delete from ledger_envelope where intake_id = {LAST}", "envelope_missing"),
        ("delete from ledger_position where index = 5", "place_missing"),
        ("delete from ledger_position where index = 275", "behind_lock"),
        ("update ledger_batch set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)", "batch_differs"),
        ("update ledger_head set root = sha256('x')", "other_root"),
        ("update ledger_head set note = note || 'x'", "note_unfit"),
        (
            f"update ledger_intake set prev = sha256('x') where record = '{RECORD}' and prev is not null",
            "chain_broken",
        ),
    ],
    ids=lambda value: value if " " not in value else "",
)
def test_each_change_of_the_tables_is_named(whole, change, code):
    whole.tamper(
        "alter table ledger_intake drop constraint ledger_intake_entry, drop constraint ledger_intake_leaf",
        change,
    )
    assert code in codes(whole)


@pytest.mark.parametrize(
    ("path", "code"), [("tile/0/000", "tile"), ("tile/entries/001.p/20", "tile"), ("tile/1/000.p/1", "tile")]
)
def test_a_missing_or_altered_file_is_named(whole, path, code):
    file = whole.site.folder / path
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert codes(whole) == {f"{code}_differs"}
    file.unlink()
    assert codes(whole) == {f"{code}_missing"}


def test_a_published_head_that_does_not_verify_is_named(whole):
    note = whole.store.checkpoint()
    whole.store.publish(note.replace(b"276", b"275"))
    assert "published_unfit" in codes(whole)
