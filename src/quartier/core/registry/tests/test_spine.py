"""Looks, links, holds, erasure and search: each through the lock, each the same for hidden and absent."""

import json
from base64 import b64encode

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from quartier.core.kit.errors import Conflict, Invalid, NotFound
from quartier.core.kit.ids import uuid7
from quartier.core.registry import actions, lock, queries
from quartier.core.registry.models import Subject

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_look_is_written_in_ones_own_name_and_seen_by_who_sees_the_record(town):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.chief) as chief:
        actions.look(subjects=[record.id], purpose="supervision", page="console:note", by=chief, at=chief.now)
    with lock.as_account(town.officer) as officer:
        (seen,) = queries.looks_at(officer, subject=record.id)
        assert (seen["account"], seen["purpose"]) == (town.chief, "supervision")
    with lock.as_account(town.clerk) as clerk:
        assert queries.looks_at(clerk, subject=record.id) == []
        assert queries.looks_of_my_organisation(clerk) == []
    with lock.as_account(town.chief) as chief:
        assert len(queries.looks_of_my_organisation(chief)) == 1


def test_a_look_needs_a_known_purpose_and_words_where_it_lies_outside_duty(town):
    with lock.as_account(town.chief) as chief:
        for purpose, code in (("curiosity", "unknown_purpose"), ("other", "reason_missing")):
            with pytest.raises(Invalid) as refusal:
                actions.look(subjects=[uuid7()], purpose=purpose, page="x", by=chief, at=chief.now)
            assert refusal.value.problems[0].code == code


def test_nobody_writes_looks_but_the_function(town):
    for statement in (
        "insert into registry.look default values",
        "delete from registry.look",
        "select * from registry.look",
    ):
        with lock.as_account(town.chief), pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(statement)


def test_sealed_looks_are_sealed_once(town):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.chief) as chief:
        actions.look(subjects=[record.id], purpose="duty", page="console:note", by=chief, at=chief.now)
        assert actions.seal_looks(by=chief, at=chief.now) == 1
        assert actions.seal_looks(by=chief, at=chief.now) == 0


def test_a_link_is_seen_only_by_who_sees_both_ends(town):
    one, other = town.open(town.officer, town.here), town.open(town.chief, town.there)
    with lock.as_account(town.officer) as officer, pytest.raises(NotFound):
        actions.link(
            from_subject=one.id,
            relation="same_event",
            to_subject=other.id,
            reason="r",
            by=officer,
            at=officer.now,
        )
    with lock.as_account(town.chief) as chief:
        actions.link(
            from_subject=one.id,
            relation="same_event",
            to_subject=other.id,
            reason="r",
            by=chief,
            at=chief.now,
        )
        (seen,) = queries.links_of(chief, subject=other.id)
        assert (seen["other"], seen["outgoing"]) == (one.id, False)
    with lock.as_account(town.officer) as officer:
        assert queries.links_of(officer, subject=one.id) == []
        with pytest.raises(NotFound):
            actions.end_link(link=seen["id"], by=officer, at=officer.now)


def test_erasure_leaves_the_subject_and_nothing_else(town, note_kind):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as officer:
        actions.index(subject=record.id, by=officer, at=officer.now)
        actions.erase(subject=record.id, ground="retention ended", by=officer, at=officer.now)
        assert Subject.objects.get().erased_at is not None
        assert queries.find(officer, text="ліхтар") == []
    assert note_kind == [record.id]


def test_erasure_empties_the_records_entries_and_adds_one(town, note_kind, as_fixture):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as officer:
        actions.hold(subject=record.id, ground="complaint of a named person", by=officer, at=officer.now)
        (held,) = queries.holds_of(officer, subject=record.id)
        actions.end_hold(hold=held["id"], subject=record.id, reason="closed", by=officer, at=officer.now)
        actions.erase(subject=record.id, ground="retention ended", by=officer, at=officer.now)
    with as_fixture(), connection.cursor() as cursor:
        cursor.execute(
            "select count(*), count(e.intake_id) from ledger_intake i left join ledger_envelope e on e.intake_id = i.id "
            "where i.record = %s",
            [record.tag],
        )
        assert cursor.fetchone() == (3, 1)


def test_a_hold_stops_erasure_until_it_ends(town, note_kind):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as officer:
        actions.hold(subject=record.id, ground="complaint", by=officer, at=officer.now)
        with pytest.raises(Conflict) as refusal:
            actions.erase(subject=record.id, ground="retention ended", by=officer, at=officer.now)
        assert refusal.value.code == "held"
        (held,) = queries.holds_of(officer, subject=record.id)
        actions.end_hold(hold=held["id"], subject=record.id, reason="closed", by=officer, at=officer.now)
        actions.erase(subject=record.id, ground="retention ended", by=officer, at=officer.now)


@pytest.mark.parametrize("act", ["hold", "erase", "index_words", "move"])
def test_hidden_and_absent_are_one_answer(town, note_kind, act):
    hidden = town.open(town.chief, town.there).id
    acts = {
        "hold": lambda which, by: actions.hold(subject=which, ground="g", by=by, at=by.now),
        "erase": lambda which, by: actions.erase(subject=which, ground="g", by=by, at=by.now),
        "index_words": lambda which, by: actions._call("select registry.index_words(%s, 'a', 'b')", which),
        "move": lambda which, by: actions.move(subject=which, scope=town.here, by=by, at=by.now),
    }
    answers = []
    for which in (hidden, uuid7()):
        with lock.as_account(town.officer) as officer, pytest.raises(NotFound) as refusal:
            acts[act](which, officer)
        answers.append((refusal.value.code, refusal.value.details))
    assert answers[0] == answers[1]


def test_search_finds_beginnings_of_words_and_only_what_is_visible(town, note_kind):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as officer:
        actions.index(subject=record.id, by=officer, at=officer.now)
        assert [hit.subject for hit in queries.find(officer, text="Зарі")] == [record.id]
        assert queries.find(officer, text="' & | !") == []
    with lock.as_account(town.clerk) as clerk:
        assert queries.find(clerk, text="Зарі") == []


def test_what_is_due_for_review_is_listed(town):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as officer:
        actions.set_review(subject=record.id, on=officer.now.date(), by=officer, at=officer.now)
        assert [s.id for s in queries.due_for_review(officer, on=officer.now.date())] == [record.id]
        with pytest.raises(NotFound):
            actions.set_review(subject=uuid7(), on=officer.now.date(), by=officer, at=officer.now)


def test_the_newest_are_the_same_for_narrow_and_broad(town, monkeypatch):
    from quartier.core.registry import newest

    for scope in (town.here, town.there, town.here, town.there, town.here):
        town.open(town.chief, scope)
    with lock.as_account(town.chief) as chief:
        rows = Subject.objects.filter(kind="test.note")
        narrow = list(newest.newest(rows, field="recorded_at", count=3, by=chief))
        monkeypatch.setattr(newest, "NARROW", 0)
        assert narrow == list(newest.newest(rows, field="recorded_at", count=3, by=chief))
        assert len(narrow) == 3
    with lock.visit(None) as visitor:
        assert list(newest.newest(rows, field="recorded_at", count=3, by=visitor)) == []


def opened(as_fixture, record, kind):
    """What can still be opened of the entries of a kind: leaf → {field: value}."""
    with as_fixture(), connection.cursor() as cursor:
        cursor.execute(
            "select i.leaf, coalesce(jsonb_object_agg(o.field, convert_from(o.value, 'UTF8')::jsonb) "
            "filter (where o.field is not null), '{}') from ledger_intake i join ledger_envelope e on e.intake_id = i.id "
            "left join ledger_opening o on o.intake_id = i.id where i.record = %s and e.kind = %s group by i.leaf, i.number "
            "order by i.number",
            [record.tag, kind],
        )
        return {b64encode(leaf).decode(): json.loads(said) for leaf, said in cursor.fetchall()}


def test_erasure_names_each_entry_that_it_emptied_and_who_ordered_it(town, note_kind, as_fixture):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as officer:
        actions.hold(subject=record.id, ground="complaint", by=officer, at=officer.now)
        (held,) = queries.holds_of(officer, subject=record.id)
        actions.end_hold(hold=held["id"], subject=record.id, reason="closed", by=officer, at=officer.now)
    before = [
        *opened(as_fixture, record, "registry.hold_placed"),
        *opened(as_fixture, record, "registry.hold_ended"),
    ]
    with lock.as_account(town.officer) as officer:
        actions.erase(
            subject=record.id, ground="retention ended", authority="court 7", by=officer, at=officer.now
        )
    (said,) = opened(as_fixture, record, "ledger.erased").values()
    assert said["leaves"] == before
    assert (said["field"], said["ground"], said["authority"]) == (None, "retention ended", "court 7")


def test_one_field_is_erased_and_the_others_stay(town, note_kind, as_fixture):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as officer:
        actions.hold(subject=record.id, ground="complaint of a named person", by=officer, at=officer.now)
        (held,) = queries.holds_of(officer, subject=record.id)
        asked = {"subject": record.id, "field": "ground", "ground": "erasure asked for", "by": officer}
        with pytest.raises(Conflict):
            actions.erase_field(at=officer.now, **asked)
        actions.end_hold(hold=held["id"], subject=record.id, reason="closed", by=officer, at=officer.now)
        assert actions.erase_field(at=officer.now, **asked) == 1
        assert actions.erase_field(at=officer.now, **asked | {"field": "nothing"}) == 0
    (leaf, left), *_ = opened(as_fixture, record, "registry.hold_placed").items()
    assert set(left) == {"by"}
    (said,) = opened(as_fixture, record, "ledger.erased").values()
    assert (said["leaves"], said["field"]) == ([leaf], "ground")
    (ended,) = opened(as_fixture, record, "registry.hold_ended").values()
    assert ended["reason"] == "closed"


def test_who_acted_is_not_erased(town, note_kind):
    record = town.open(town.officer, town.here)
    with lock.as_account(town.officer) as officer, pytest.raises(DatabaseError, match="who acted"):
        actions.erase_field(subject=record.id, field="by", ground="g", by=officer, at=officer.now)


def test_what_an_erasure_says_of_itself_is_not_erased(town, note_kind, as_fixture):
    record = town.open(town.officer, town.here)
    asked = {"subject": record.id, "ground": "erasure asked for"}
    with lock.as_account(town.officer) as officer:
        actions.hold(subject=record.id, ground="complaint", by=officer, at=officer.now)
        (held,) = queries.holds_of(officer, subject=record.id)
        actions.end_hold(hold=held["id"], subject=record.id, reason="closed", by=officer, at=officer.now)
        assert actions.erase_field(field="ground", by=officer, at=officer.now, **asked) == 1
        assert actions.erase_field(field="ground", by=officer, at=officer.now, **asked) == 0
    (said,) = opened(as_fixture, record, "ledger.erased").values()
    assert said["ground"] == "erasure asked for"
