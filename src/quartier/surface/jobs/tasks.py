"""The jobs of the house, and when they run. All times are UTC.

A periodic job is given the moment at which it was due as `timestamp`; ours look at the server's clock.
"""

import subprocess
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connections

from quartier.core.gate import actions as gate
from quartier.core.registry import actions, lock, queries
from quartier.core.registry.visits import VisitKind

from . import queue

log = structlog.get_logger("quartier.job")
# A killed worker's jobs are taken up again after this long without a sign of life.
STALLED_AFTER = 60.0  # seconds
KEEP_FINISHED = 72  # hours


def task(name: str, *, every: str | None = None, retry: int = 0) -> Callable[[Callable[..., None]], Any]:
    """Register a job. It runs in a thread of the worker; its connections go back to the pool afterwards."""

    def register(function: Callable[..., None]) -> Any:
        @wraps(function)
        def run(**arguments: Any) -> None:
            try:
                function(**arguments)
            finally:
                connections.close_all()

        job = queue.app().task(name=name, queueing_lock=name if every else None, retry=retry)(run)
        return queue.app().periodic(cron=every)(job) if every else job

    return register


@task("sweep", every="*/10 * * * *")
def sweep(timestamp: int) -> None:
    """Visits that ended, and lists of scopes that no visit names any more."""
    with lock.visit(None), connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select registry.sweep()")
        log.info("swept", task="sweep", count=cursor.fetchone()[0])


@task("sweep_files", every="*/10 * * * *")
def sweep_files(timestamp: int) -> None:
    """Bytes that no row names any more, because their record was erased or a picture was taken back."""
    from quartier.core.files import actions as files

    log.info("swept", task="sweep_files", count=files.sweep())


@task("forget_readers", every="5 0 * * *")
def forget_readers(timestamp: int) -> None:
    """Digests of who read which news yesterday; the numbers stay."""
    if "news" not in settings.QUARTIER_FEATURES:
        return
    from quartier.features.news import actions as news

    with lock.visit(None):
        log.info("swept", task="forget_readers", count=news.forget_readers())


@task("tidy_files", every="25 * * * *")
def tidy_files(timestamp: int) -> None:
    """Received files that nobody attached within a day, and what a killed process left behind."""
    from quartier.core.files import actions as files

    with lock.visit(None) as visit:
        at = visit.now
    log.info("swept", task="tidy_files", count=files.tidy(at=at))


@task("gate_sweep", every="5 * * * *")
def gate_sweep(timestamp: int) -> None:
    """What waited and was not fetched, empty counts, and yesterday's key."""
    with lock.visit(None) as visit:
        log.info("swept", task="gate_sweep", count=gate.sweep(at=visit.now))


@task("seal_looks", every="*/15 * * * *")
def seal_looks(timestamp: int) -> None:
    """Enter the looks since the last time into the ledger, as one batch."""
    with lock.visit(None) as visit:
        log.info("sealed", task="seal_looks", count=actions.seal_looks(by=visit, at=visit.now))


@task("ledger_check", every="40 3 * * *")
def ledger_check(timestamp: int) -> None:
    """Derive the ledger again, in a process of its own: the worker's role may not read what that has to read."""
    done = subprocess.run(
        [sys.executable, "-m", "quartier", "ledger", "check"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    (log.info if done.returncode == 0 else log.error)(
        "ledger_checked", task="ledger_check", status=done.returncode
    )


@task("retention", every="20 2 * * *")
def retention(timestamp: int) -> None:
    """Start one run for each organisation: none of them sees another's records."""
    from quartier.core.accounts import queries as accounts

    services = accounts.accounts_of(None, kind="service")
    with lock.visit(None):
        for service in services:
            queue.defer("retention_of", once=f"retention {service.id}", service=str(service.id))


@task("retention_of", retry=3)
def retention_of(service: str) -> None:
    """Count what is due for review, as the organisation's own service. Erasing stays a person's decision."""
    with lock.as_account(UUID(service), kind=VisitKind.SERVICE) as visit:
        due = queries.due_for_review(visit, on=visit.now.date()).count()
        log.info("retention", task="retention_of", organisation=visit.organisation, count=due)


@queue.app().periodic(cron="* * * * *")
@queue.app().task(name="take_up", queueing_lock="take_up", pass_context=True)
async def take_up(context: Any, timestamp: int) -> None:
    """Jobs whose worker was killed run again: nothing of their transaction is left. Old ones are forgotten."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        log.warning("taken_up", task=job.task_name, job=job.id, attempt=job.attempts)
        await manager.retry_job(job)
    await manager.delete_old_jobs(nb_hours=KEEP_FINISHED, include_cancelled=True, include_aborted=True)
