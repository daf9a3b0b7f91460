"""The intake: what append promises, within one transaction."""

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

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


CALL = (
    "select * from ledger.append("
    "uuidv7(), %s, %s, null, null, %s, %s::text[], %s::bytea[], %s::bytea[], %s, null)"
)
SALT = b"s" * 32
GOOD = {
    "kind": "test.counted",
    "record": "0" * 26,
    "corrects": SALT,
    "names": ["rows", "by"],
    "salts": [SALT, SALT],
    "values": [b"3", b"{}"],
    "blind": SALT,
}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": 'test.co"unted'},
        {"kind": "test"},
        {"kind": None},
        {"record": '","v":2,"x":"aaaaaaaaaaaaa'},
        {"record": "0" * 25},
        {"corrects": b"short"},
        {"names": ['rows":"', "by"]},
        {"names": [None, "by"]},
        {"salts": [SALT, b"short"]},
        {"salts": [SALT]},
        {"values": [b"3"]},
        {"names": ["rows"]},
        {"blind": b""},
        {"blind": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whoever_calls_the_function_itself_cannot_write_what_is_no_entry(change):
    """The rightful call differs from each in one thing."""
    with transaction.atomic():
        execute(CALL, *GOOD.values())
    with pytest.raises(DatabaseError, match="not of the form"), transaction.atomic():
        execute(CALL, *(GOOD | change).values())


def test_one_field_is_not_said_twice():
    with pytest.raises(DatabaseError, match="unique"), transaction.atomic():
        execute(CALL, *(GOOD | {"names": ["rows", "rows"]}).values())


def test_the_time_of_recording_is_the_server_s(as_fixture):
    [(before,)] = execute("select registry.now()")
    entry = append()
    [(after,)] = execute("select registry.now()")
    assert before <= entry.recorded_at <= after
    with as_fixture():
        assert execute("select recorded_at from ledger_intake where id = %s", entry.id) == [
            (entry.recorded_at,)
        ]


def publish(as_fixture, entry):
    """As if the sequencer had published a log of one entry."""
    with as_fixture():
        execute("insert into ledger_position (index, intake_id) values (0, %s)", entry.id)
        execute("insert into ledger_batch (size, first, hashes, at) values (1, 0, %s, now())", entry.leaf)
        execute(
            "insert into ledger_head (size, root, note, signed_at) values (1, %s, 'n', now())", entry.leaf
        )
        execute(
            "insert into ledger_publication (head_id, note, witnessed, at) values (1, %s, true, registry.now())",
            b"demo.test/log\n1\n",
        )


@pytest.mark.parametrize("offline", [None, datetime(2026, 10, 31, 23, 59, 59, 999999, tzinfo=UTC)])
@pytest.mark.parametrize("chained", [False, True])
def test_the_envelope_of_the_database_is_the_one_of_the_format(as_fixture, offline, chained):
    """Canonical JSON that is made by joining texts, against the same made by a serializer."""
    record = tag() if chained else None
    wrong = append(record)
    publish(as_fixture, wrong)
    entry = append(record, captured_at=offline, seen=1 if offline else None, corrects=wrong.leaf)
    with as_fixture():
        body = body_of(entry)
        openings = execute("select field, salt, value from ledger_opening where intake_id = %s", entry.id)
    found = [envelope.Opening(field=f, salt=bytes(s), value=bytes(v)) for f, s, v in openings]
    assert (
        body
        == envelope.Envelope(
            kind="test.counted",
            record=record,
            occurred_at=AT,
            recorded_at=entry.recorded_at,
            captured_at=offline,
            prev=wrong.leaf if chained else None,
            corrects=wrong.leaf,
            seen=envelope.Seen(origin="demo.test/log", size=1, root=wrong.leaf),
            digests={opening.field: opening.digest for opening in found},
            blind=b64decode(json.loads(body)["blind"]),
        ).to_bytes()
    )


def test_an_entry_names_the_head_that_was_published_when_it_was_written(as_fixture):
    before = append()
    publish(as_fixture, before)
    after = append()
    with as_fixture():
        seen = json.loads(body_of(after))["seen"]
        assert json.loads(body_of(before))["seen"] is None
    assert seen == {"origin": "demo.test/log", "root": b64encode(before.leaf).decode(), "size": 1}


def test_what_a_device_captured_names_the_head_that_the_device_knew(as_fixture):
    """The server's newest head would be younger than the fact, and read as back-dating."""
    publish(as_fixture, append())
    unknown = append(captured_at=AT)
    with as_fixture():
        assert json.loads(body_of(unknown))["seen"] is None


@pytest.mark.parametrize("claimed", [{"seen": 7, "captured_at": AT}, {"seen": 1}])
def test_a_head_that_was_never_published_is_not_believed(as_fixture, claimed):
    publish(as_fixture, append())
    with pytest.raises(IntegrityError, match="a device names a head"):
        append(**claimed)
