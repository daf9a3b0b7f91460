"""The queue under the application's role: in the transaction of its matter, once, and after a kill."""

import asyncio
from typing import Any

import psycopg
import pytest
from django.db import connections

from quartier.core.registry import lock
from quartier.surface.jobs import queue, tasks

pytestmark = [pytest.mark.attack, pytest.mark.database]


@pytest.fixture
def own(real_logins: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The queue of a database with the logins of production."""
    from psycopg.conninfo import make_conninfo

    settings = connections["default"].settings_dict
    address = make_conninfo(
        host=settings["HOST"], port=settings["PORT"], dbname=settings["NAME"], user="quartier_app",
        options="-c search_path=queue,pg_catalog",
    )  # fmt: skip
    monkeypatch.setattr(queue, "conninfo", lambda: address)
    return address


def test_a_job_is_there_if_and_only_if_its_matter_is_committed(own: str) -> None:
    class Changed(Exception):
        pass

    with pytest.raises(Changed), lock.visit(None):
        queue.defer("sweep", timestamp=0)
        raise Changed
    assert queue.counts()["todo"] == 0
    with lock.visit(None):
        assert queue.defer("sweep", timestamp=0) is not None
    assert queue.counts()["todo"] == 1


def test_the_same_job_waits_only_once(own: str) -> None:
    with lock.visit(None):
        assert queue.defer("sweep", once="sweep", timestamp=0) is not None
        assert queue.defer("sweep", once="sweep", timestamp=0) is None
    assert queue.counts()["todo"] == 1


def test_progress_is_seen_before_the_jobs_transaction_ends(own: str) -> None:
    with lock.visit(None):
        job = queue.defer("sweep", timestamp=0)
    assert job is not None
    queue.tell(job, done=3, total=10, code="import.rows")
    with lock.visit(None):
        assert queue.progress_of(job) == queue.Progress("todo", 3, 10, "import.rows")
        assert queue.progress_of(job + 1) is None
    with pytest.raises(psycopg.errors.CheckViolation):
        queue.tell(job, done=3, code="what Oksana wrote")


def test_other_logins_do_not_see_the_queue(own: str, real_logins: Any) -> None:
    address = real_logins.address("quartier_signin", connections["default"].settings_dict["NAME"])
    with psycopg.connect(address) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("select count(*) from queue.procrastinate_jobs")


def test_the_worker_runs_what_waits_and_takes_up_what_a_kill_left(own: str) -> None:
    """A real worker on the real queue; the job of a worker that stopped breathing runs again."""
    with lock.visit(None):
        queue.defer("sweep", timestamp=0)
    with psycopg.connect(own, autocommit=True) as connection:
        connection.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')"
        )
        connection.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = (select max(id) from procrastinate_workers)"
        )
    assert queue.counts() == {"todo": 0, "doing": 1, "failed": 0}
    with lock.visit(None):
        queue.defer(tasks.take_up.name, timestamp=0)
    asyncio.run(_work_off(own))
    with psycopg.connect(own) as connection:
        rows = connection.execute(
            "select task_name, status::text, attempts from procrastinate_jobs"
        ).fetchall()
    assert ("sweep", "succeeded", 2) in rows
    connections.close_all()


async def _work_off(address: str) -> None:
    import procrastinate

    connector = procrastinate.PsycopgConnector(conninfo=address, min_size=1, max_size=2)
    with queue.app().replace_connector(connector) as app:
        async with app.open_async():
            for _ in range(2):
                await app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)


def test_every_periodic_job_is_known_by_name(own: str) -> None:
    app = queue.app()
    known = {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}
    assert {"sweep", "seal_looks", "retention", "take_up"} <= known


def test_the_schema_is_the_one_of_the_pinned_library() -> None:
    """The queue's migration is the library's schema as of 3.10; a newer library brings migrations to be added."""
    from pathlib import Path

    from procrastinate.schema import SchemaManager

    newest = max(path.name for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    assert newest == "03.04.00_50_post_add_retry_failed_job_procedure.sql"
