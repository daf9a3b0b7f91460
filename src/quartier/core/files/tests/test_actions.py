"""Files of records: who sees them, what becomes public, and that bytes and rows come and go together."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection

from quartier.core.files import actions, queries, store
from quartier.core.kit.errors import Invalid, NotAllowed, NotFound
from quartier.core.registry import actions as registry
from quartier.core.registry import doors, lock

from . import samples

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = {"en": "A street lamp that is out."}


def test_a_stranger_puts_a_photo_to_what_they_lodge_and_sees_it_through_their_door_only(office, picture):
    record, (tag,) = office.lodge(picture)
    with lock.visit(None) as visit:
        code = doors.give_door(subject=record.id, by=visit, at=visit.now)
        assert queries.files_of(visit, record.id) == []
        with pytest.raises(NotFound):
            queries.open_file(visit, tag)
    with lock.visit(doors.open_door(code=code)) as door:
        (seen,) = queries.files_of(door, record.id)
        assert (seen.tag, seen.kind, seen.type, seen.name) == (tag, "photo", "image/jpeg", "IMG 1.jpg")
        assert samples.SECRET not in queries.open_file(door, tag).path.read_bytes()
        assert queries.open_file(door, tag, original=True).path.read_bytes() == picture
    with lock.as_account(office.elsewhere) as other, pytest.raises(NotFound):
        queries.file_for(other, tag)


def test_bytes_lie_under_their_fingerprint_and_are_ours_alone(office, picture):
    office.lodge(picture)
    found = [path for path in office.folder.glob("??/*")]
    assert len(found) == 2
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
    assert {path.parent.stat().st_mode & 0o777 for path in found} == {0o700}
    for wrong in ("../../etc/passwd", "a" * 63, "A" * 64, ""):
        with pytest.raises(ValueError):
            store.path_of(office.folder, wrong)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "files.empty"),
        (b"<html>", "files.type_unknown"),
        (samples.bomb(), "files.too_many_pixels"),
        (b"%PDF-1.4 broken", "files.damaged"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_reason_and_leaves_nothing(office, content, code):
    with lock.visit(None) as visit, pytest.raises(Invalid) as refusal:
        actions.receive(stream=BytesIO(content), name="photo.jpg", by=visit, at=visit.now)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert not list(office.folder.rglob("*"))


def test_a_received_file_waits_for_its_form_a_day_and_no_longer(office, picture):
    with lock.visit(None) as visit:
        kept = actions.receive(stream=BytesIO(picture), name="../a.jpg", by=visit, at=visit.now)
        later = visit.now + timedelta(hours=24, seconds=1)
        assert queries.pending(kept.key, at=visit.now) == kept and kept.name == "a.jpg"
        assert queries.preview(kept.key, at=visit.now).startswith(b"\xff\xd8\xff")
        assert queries.pending(kept.key, at=later) is None
        for unknown in ("", "x", "../" + kept.key, kept.key + "\x00"):
            assert queries.pending(unknown, at=visit.now) is None
        record = registry.open_record(kind="test.note", scope=office.box, by=visit, at=visit.now)
        with pytest.raises(Invalid) as refusal:
            actions.attach(
                key=kept.key,
                subject=record.id,
                scope=record.scope,
                kind="photo",
                description="",
                language="en",
                by=visit,
                at=later,
            )
        assert refusal.value.problems[0].code == "files.not_kept"
    assert kept.key not in "".join(str(path) for path in office.folder.rglob("*"))
    assert actions.tidy(at=visit.now) == 0
    assert actions.tidy(at=later) == 1
    assert not list(office.folder.rglob("about.json"))


def test_one_received_file_serves_the_record_and_a_nameless_copy_for_a_moderator(office, picture):
    with lock.visit(None) as visit:
        kept = actions.receive(stream=BytesIO(picture), name="Olha at home.jpg", by=visit, at=visit.now)
        records = [
            registry.open_record(kind="test.note", scope=office.box, by=visit, at=visit.now) for _ in range(2)
        ]
        for record, nameless in zip(records, (False, True), strict=True):
            actions.attach(
                key=kept.key,
                subject=record.id,
                scope=record.scope,
                kind="photo",
                description="",
                language="en",
                nameless=nameless,
                by=visit,
                at=visit.now,
            )
    with lock.as_account(office.clerk) as clerk:
        named, nameless = (queries.files_of(clerk, record.id)[0] for record in records)
        assert (named.name, nameless.name) == ("Olha at home.jpg", "")
        assert named.sha256 == nameless.sha256 and named.description_asked
    assert len(office.on_disk()) == 2


def test_files_are_carried_to_the_part_that_is_sent_on(office, picture):
    record, (tag,) = office.lodge(picture)
    with lock.as_account(office.clerk) as clerk:
        part = registry.open_record(kind="test.note", scope=office.box, by=clerk, at=clerk.now)
        carried = actions.carry(subject=record.id, to=part.id, scope=part.scope, by=clerk, at=clerk.now)
        (there,) = queries.files_of(clerk, part.id)
        assert carried == {tag: there.tag} and there.describe("en") == "A lamp that is out."
        assert actions.carry(subject=part.id, to=part.id, scope=part.scope, by=clerk, at=clerk.now)


def test_a_picture_becomes_public_covered_described_and_by_who_may(office, picture):
    _, (tag, paper) = office.lodge(picture, samples.paper())

    def let_out(visit, which=tag, cells=(0, 107), descriptions=WORDS):
        return actions.let_out(tag=which, cells=cells, descriptions=descriptions, by=visit, at=visit.now)

    with lock.as_account(office.elsewhere) as other, pytest.raises((NotAllowed, NotFound)):
        let_out(other)
    with lock.as_account(office.clerk) as clerk:
        for wrong, field in (
            ({"descriptions": {"uk": "Ліхтар."}}, "description_en"),
            ({"cells": [108]}, "cells"),
            ({"which": paper}, "kind"),
        ):
            with pytest.raises(Invalid) as refusal:
                let_out(clerk, **wrong)
            assert [problem.field for problem in refusal.value.problems] == [field]
        public = let_out(clerk)
        assert queries.file_for(clerk, tag).public == (public,)
    with lock.visit(None):
        (shown,) = queries.pictures_for([public, "nothing"])
        assert (shown.width, shown.describe("fr")) == (400, WORDS["en"])
        assert queries.open_public(public).path.read_bytes().startswith(b"\xff\xd8\xff")
        assert queries.open_public(public, small=True).media == "image/jpeg"
    with lock.as_account(office.clerk) as clerk:
        actions.take_back(tag=public, by=clerk, at=clerk.now)
        with pytest.raises(NotFound):
            actions.take_back(tag=public, by=clerk, at=clerk.now)
    actions.sweep()
    with lock.visit(None):
        assert queries.open_public(public) is None and queries.pictures_for([public]) == []
    assert len(office.on_disk()) == 4


def test_a_description_that_was_asked_for_is_written_by_whoever_sees_the_file(office, picture):
    _, (tag,) = office.lodge(picture, description="")
    with lock.as_account(office.clerk) as clerk:
        assert queries.file_for(clerk, tag).description_asked
        actions.describe(tag=tag, descriptions={"uk": " Ліхтар. ", "en": ""}, by=clerk, at=clerk.now)
        seen = queries.file_for(clerk, tag)
        assert seen.description == {"uk": "Ліхтар."} and not seen.description_asked
    with lock.as_account(office.elsewhere) as other, pytest.raises(NotFound):
        actions.describe(tag=tag, descriptions=WORDS, by=other, at=other.now)


def test_erasing_a_record_takes_its_bytes_and_what_was_public_and_spares_what_another_record_names(office):
    shared, alone = samples.photo(300, 200), samples.photo(200, 100)
    record, (tag, _) = office.lodge(shared, alone)
    other, _ = office.lodge(shared)
    with lock.as_account(office.clerk) as clerk:
        public = actions.let_out(tag=tag, cells=(), descriptions=WORDS, by=clerk, at=clerk.now)
    assert len(office.on_disk()) == 6
    with lock.as_account(office.clerk) as clerk:
        registry.erase(subject=record.id, ground="The person asked for it.", by=clerk, at=clerk.now)
    assert actions.sweep() == 4 and actions.sweep() == 0
    with lock.as_account(office.clerk) as clerk:
        (left,) = queries.files_of(clerk, other.id)
        assert queries.open_file(clerk, left.tag, original=True).path.read_bytes() == shared
        with pytest.raises(NotFound):
            queries.open_public(public)
    assert len(office.on_disk()) == 2


def test_what_a_killed_process_left_behind_goes_after_two_days_and_nothing_else(office, picture):
    import os
    import time

    office.lodge(picture)
    left = store.put(office.folder, b"nobody names this")
    young = store.put(office.folder, b"not yet")
    past = time.time() - store.STRAY - 10
    for path in office.folder.glob("??/*"):
        if path != store.path_of(office.folder, young):
            os.utime(path, (past, past))
    with lock.visit(None) as visit:
        now = visit.now
    assert actions.tidy(at=now) == 1
    assert not store.path_of(office.folder, left).exists() and store.path_of(office.folder, young).exists()
    assert len(office.on_disk()) == 3


def test_the_ledger_holds_fingerprints_and_no_word_of_what_was_said(office, picture):
    record, (tag,) = office.lodge(picture)
    with connection.cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute(
            "select e.kind, convert_from(o.value, 'UTF8') from ledger_envelope e join ledger_opening o using (intake_id)"
        )
        said = [text for kind, text in cursor.fetchall() if kind == "files.attached"]
        cursor.execute("reset role")
    assert any(tag in text for text in said)
    assert not any(word in text for text in said for word in ("lamp", "IMG", record.tag))
