"""Promises: what followers hear at a place's midnight, and after long silence."""

import structlog

from quartier.core.registry import lock
from quartier.journeys import promise_steps

from .tasks import task

log = structlog.get_logger("quartier.job")


@task("remind_of_promises", every="5 * * * *", retry=3)
def remind_of_promises(timestamp: int) -> None:
    """Each hour, since places have midnights of their own; nothing is said twice to one person."""
    with lock.visit(None) as visit:
        log.info("reminded", task="remind_of_promises", count=promise_steps.remind(by=visit, at=visit.now))
