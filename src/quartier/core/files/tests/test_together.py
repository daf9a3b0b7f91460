"""Two at once, on real connections: a sweep never takes away what somebody is just about to name."""

import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from quartier.core.files import actions, queries, store
from quartier.core.registry import actions as registry
from quartier.core.registry import lock

from . import samples
from .conftest import Office, town

pytestmark = [pytest.mark.database, pytest.mark.attack]


@pytest.fixture
def office(real_logins: Any, settings: Any, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    with real_logins.preparing():
        return Office(*town(), folder=tmp_path)


def in_thread(work: Any) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_sweep_waits_for_whoever_names_the_same_bytes(office: Office) -> None:
    picture = samples.photo()
    first, _ = office.lodge(picture)
    with lock.as_account(office.clerk) as clerk:
        registry.erase(subject=first.id, ground="The person asked for it.", by=clerk, at=clerk.now)
        # What follows the commit would clear the disk: here somebody else comes first.
        connections["default"].run_on_commit.clear()
    swept: list[int] = []
    with lock.visit(None) as visit:
        second = registry.open_record(kind="test.note", scope=office.box, by=visit, at=visit.now)
        office.attach(second, picture, by=visit)
        sweep = in_thread(lambda: swept.append(actions.sweep()))
        sweep.join(timeout=1.0)
        assert sweep.is_alive() and not swept
    sweep.join(timeout=20)
    assert swept == [0]
    with lock.as_account(office.clerk) as clerk:
        (found,) = queries.files_of(clerk, second.id)
        assert queries.open_file(clerk, found.tag, original=True).path.read_bytes() == picture


def test_erasing_clears_the_disk_as_soon_as_it_is_committed(office: Office) -> None:
    record, _ = office.lodge(samples.photo())
    assert len(office.on_disk()) == 2
    with lock.as_account(office.clerk) as clerk:
        registry.erase(subject=record.id, ground="The person asked for it.", by=clerk, at=clerk.now)
    assert office.on_disk() == set()


def test_a_transaction_that_fails_leaves_bytes_that_the_daily_round_takes_away(office: Office) -> None:
    import os
    import time

    class Broken(Exception):
        pass

    with pytest.raises(Broken), lock.visit(None) as visit:
        record = registry.open_record(kind="test.note", scope=office.box, by=visit, at=visit.now)
        office.attach(record, samples.photo(), by=visit)
        raise Broken
    assert len(office.on_disk()) == 2
    past = time.time() - store.STRAY - 10
    for path in office.folder.glob("??/*"):
        os.utime(path, (past, past))
    with lock.visit(None) as visit:
        now = visit.now
    assert actions.tidy(at=now) == 2 and office.on_disk() == set()


def test_nobody_puts_a_file_to_a_record_that_is_not_theirs(office: Office) -> None:
    from quartier.core.kit.errors import NotFound

    record, _ = office.lodge(samples.photo())
    kept: Any = None
    with lock.visit(None) as visit:
        kept = actions.receive(stream=BytesIO(samples.photo(90, 90)), name="a.jpg", by=visit, at=visit.now)
    for token in (
        None,
        lock.open_visit(
            account=office.elsewhere, kind=lock.VisitKind.ACCOUNT, lasts=lock.timedelta(minutes=5)
        ),
    ):
        with pytest.raises(NotFound), lock.visit(token) as visit:
            actions.attach(key=kept.key, subject=record.id, scope=record.scope, kind="photo", description="",
                           language="en", by=visit, at=visit.now)  # fmt: skip
    with lock.as_account(office.clerk) as clerk:
        assert len(queries.files_of(clerk, record.id)) == 1
