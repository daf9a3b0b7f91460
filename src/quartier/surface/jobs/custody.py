"""The watch over suites, each minute, where that feature is switched on."""

from uuid import UUID

import structlog
from django.conf import settings

from quartier.core.registry import lock

from . import queue
from .tasks import task

log = structlog.get_logger("quartier.job")


@task("watch_suites", every="* * * * *")
def watch_suites(timestamp: int) -> None:
    """One round for each program that keeps a suite's times: none of them sees another's."""
    if "custody" not in settings.QUARTIER_FEATURES:
        return
    from quartier.features.custody import drafting, watching

    with lock.visit(None) as visit:
        drafting.sweep()
        for service in watching.clocks(at=visit.now):
            queue.defer("watch_suite", once=f"custody {service}", service=str(service))


@task("watch_suite")
def watch_suite(service: str) -> None:
    """Raise what is to be raised. A second round says nothing twice."""
    from quartier.features.custody import watching

    done = watching.run(UUID(service))
    if done.failed:
        log.error("watched", task="watch_suite", count=done.failed)
    if done.said:
        log.warning("alarms", task="watch_suite", count=done.said)
