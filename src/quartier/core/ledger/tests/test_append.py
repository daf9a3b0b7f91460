"""The intake: what append promises, within one transaction."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from quartier.core.kit.ids import tag
from quartier.core.ledger import actions, envelope, kinds
from quartier.science.merkle.commitments import entry_of
from quartier.science.merkle.hashing import leaf_hash

pytestmark = [pytest.mark.database, pytest.mark.django_db]
COUNTED = kinds.EntryKind(
    code="test.counted", description="Rows counted in a test.", fields={"rows": "How many."}
)
AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


class Clerk:
    def describe(self):
        return {"kind": "account", "account": "somebody"}


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setattr(kinds, "_known", {})
    kinds.register(COUNTED)


def append(record=None, rows=3, **more):
    return actions.append(
        kind="test.counted", record=record, fields={"rows": rows}, by=Clerk(), occurred_at=AT, **more
    )


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def body_of(entry):
    [(body,)] = execute("select body from ledger_envelope where intake_id = %s", entry.id)
    return bytes(body)


def test_it_keeps_the_bytes_that_were_hashed(as_fixture):
    entry = append(record := tag())
    with as_fixture():
        body = body_of(entry)
        [(held, leaf)] = execute("select entry, leaf from ledger_intake where id = %s", entry.id)
    said = json.loads(body)
    assert bytes(held) == entry_of(body)
    assert bytes(leaf) == entry.leaf == leaf_hash(bytes(held))
    assert said["record"] == record
    assert said["occurred_at"] == "2026-11-01T09:30:00.000000Z"
    assert said["recorded_at"] == envelope.instant(entry.recorded_at)
    assert set(said["fields"]) == {"rows", "by"}
    assert b"somebody" not in body


def test_each_opening_opens_its_field(as_fixture):
    entry = append(rows=7)
    with as_fixture():
        found = execute("select field, salt, value from ledger_opening where intake_id = %s", entry.id)
        digests = json.loads(body_of(entry))["fields"]
    openings = [envelope.Opening(field=f, salt=bytes(s), value=bytes(v)) for f, s, v in found]
    assert {each.field: each.value for each in openings}["rows"] == b"7"
    assert {each.field: b64encode(each.digest).decode() for each in openings} == digests
    assert len({each.salt for each in openings}) == 2


def test_the_entries_of_a_record_form_a_chain(as_fixture):
    record, other = tag(), tag()
    leaves = [append(record).leaf, append(other).leaf, append(record).leaf, append(record).leaf]
    with as_fixture():
        found = execute("select prev from ledger_intake where record = %s order by number", record)
    assert [prev and bytes(prev) for (prev,) in found] == [None, leaves[0], leaves[2]]


def test_equal_facts_have_unrelated_entries():
    assert append().leaf != append().leaf


def test_a_correction_names_what_it_corrects(as_fixture):
    wrong = append(record := tag())
    right = append(record, rows=4, corrects=wrong.leaf)
    with as_fixture():
        assert json.loads(body_of(right))["corrects"] == b64encode(wrong.leaf).decode()


@pytest.mark.parametrize("fields", [{}, {"rows": 1, "more": 2}, {"rows": 1.5}, {"rows": AT}])
def test_other_fields_than_the_kind_s_and_floats_are_refused(fields):
    with pytest.raises(ValueError, match=r".+"):
        actions.append(kind="test.counted", record=None, fields=fields, by=Clerk(), occurred_at=AT)


def test_an_unknown_kind_and_a_second_one_of_the_same_name_are_refused():
    with pytest.raises(ValueError, match="unknown ledger kind"):
        actions.append(kind="test.unheard", record=None, fields={}, by=Clerk(), occurred_at=AT)
    with pytest.raises(ValueError, match="two ledger kinds"):
        kinds.register(kinds.EntryKind(code="test.counted", description="Another.", fields={}))
    with pytest.raises(ValueError, match="`by` already"):
        kinds.register(kinds.EntryKind(code="test.by", description="Who.", fields={"by": "Who."}))


@pytest.mark.parametrize("table", ["ledger_intake", "ledger_envelope", "ledger_opening"])
@pytest.mark.parametrize(
    "attempt",
    [
        "select * from {}",
        "insert into {} default values",
        "update {} set intake_id = null",
        "delete from {}",
        "truncate {} cascade",
    ],
)
def test_the_application_reaches_the_tables_by_functions_only(table, attempt):
    append(tag())
    with pytest.raises(DatabaseError, match=r"denied|insert-only|does not exist"), transaction.atomic():
        execute(attempt.format(table))


def test_the_application_may_not_erase():
    append(record := tag())
    with pytest.raises(DatabaseError, match="denied"), transaction.atomic():
        execute("select ledger.erase(%s)", record)


WRITE = "select ledger.write(uuidv7(), %s, registry.now() + %s, %s, %s, %s, %s, %s::text[], %s::bytea[], %s::bytea[])"
SALT = b"s" * 32
NOW = timedelta(0)


def test_the_application_may_write_what_fits():
    """The forgeries below differ from this in one thing each."""
    said = {"kind": "test.counted", "record": None, "recorded_at": None, "prev": None, "fields": {}}
    with transaction.atomic():
        [(at,)] = execute("select registry.now()")
        body = json.dumps(said | {"recorded_at": at.isoformat()}).encode()
        execute(
            "select ledger.write(uuidv7(), null, %s, %s, null, 'test.counted', %s, '{}', '{}', '{}')",
            at,
            entry_of(body),
            body,
        )


@pytest.mark.parametrize("shift", [timedelta(hours=-1), timedelta(minutes=1)])
def test_the_time_of_recording_is_the_server_s(shift):
    with pytest.raises(DatabaseError, match="time of this transaction"), transaction.atomic():
        execute(WRITE, None, shift, entry_of(b"{}"), None, "test.counted", b"{}", [], [], [])


@pytest.mark.parametrize(
    ("prev", "chained"),
    [(b"\x07" * 32, False), (None, True), (b"\x07" * 32, True)],
    ids=["prev without record", "second beginning", "prev of nobody"],
)
def test_an_entry_out_of_its_chain_is_refused(prev, chained):
    record = tag() if chained else None
    if chained:
        append(record)
    with pytest.raises(DatabaseError, match="prev is not the last"), transaction.atomic():
        execute(WRITE, record, NOW, entry_of(b"{}"), prev, "test.counted", b"{}", [], [], [])


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "test.other"},
        {"record": "0" * 26},
        {"recorded_at": "2020-01-01T00:00:00Z"},
        {"prev": "AAAA"},
        {"entry": b"\x02" + b"e" * 32},
        {"entry": b"\x01" + b"e" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_envelope_of_something_else_is_refused(change):
    said = {"kind": "test.counted", "record": None, "prev": None, "fields": {}}
    with pytest.raises(DatabaseError, match="not the one of this entry"), transaction.atomic():
        [(at,)] = execute("select registry.now()")
        forged = {name: value for name, value in change.items() if name != "entry"}
        body = json.dumps(said | {"recorded_at": at.isoformat()} | forged).encode()
        entry = change.get("entry", entry_of(body))
        execute(
            "select ledger.write(uuidv7(), null, %s, %s, null, 'test.counted', %s, '{}', '{}', '{}')",
            at,
            entry,
            body,
        )


@pytest.mark.parametrize(
    ("fields", "salt", "value"),
    [
        (["rows"], SALT, b"9"),
        (["lines"], SALT, b"3"),
        (["rows"], b"t" * 32, b"3"),
        (["rows"], b"short", b"3"),
        ([], SALT, b"3"),
        (["rows", "rows"], SALT, b"3"),
    ],
    ids=["other value", "other field", "other salt", "short salt", "left out", "twice"],
)
def test_an_opening_that_does_not_open_its_field_is_refused(fields, salt, value):
    digest = b64encode(envelope.opening(field="rows", salt=SALT, value=3).digest).decode()
    said = {"kind": "test.counted", "record": None, "prev": None, "fields": {"rows": digest}}
    with pytest.raises(DatabaseError, match="does not open its field"), transaction.atomic():
        [(at,)] = execute("select registry.now()")
        body = json.dumps(said | {"recorded_at": at.isoformat()}).encode()
        execute(
            "select ledger.write(uuidv7(), null, %s, %s, null, 'test.counted', %s, %s::text[], %s::bytea[], %s::bytea[])",
            at,
            entry_of(body),
            body,
            fields,
            [salt] * len(fields),
            [value] * len(fields),
        )


def test_an_entry_names_the_head_that_was_published_when_it_was_written(as_fixture):
    before = append()
    with as_fixture():
        execute("insert into ledger_position (index, intake_id) values (0, %s)", before.id)
        execute("insert into ledger_batch (size, first, hashes, at) values (1, 0, %s, now())", before.leaf)
        execute(
            "insert into ledger_head (size, root, note, signed_at) values (1, %s, 'n', now())", before.leaf
        )
        execute(
            "insert into ledger_publication (head_id, note, witnessed, at) values (1, 'n', true, registry.now())"
        )
    after = append()
    with as_fixture():
        seen = json.loads(body_of(after))["seen"]
        assert json.loads(body_of(before))["seen"] is None
    assert seen == {"origin": "localhost/log", "root": b64encode(before.leaf).decode(), "size": 1}
