"""What the calendar says to people about their requests, where that feature is switched on."""

from uuid import UUID

import structlog
from django.conf import settings

from quartier.core.registry import lock

from . import queue
from .tasks import task

log = structlog.get_logger("quartier.job")


@task("remind_appeals", every="11 * * * *")
def remind_appeals(timestamp: int) -> None:
    """One round for each body that answers requests: none of them sees another's."""
    if "appeals" not in settings.QUARTIER_FEATURES:
        return
    from quartier.features.appeals import jobs

    services = jobs.clocks()
    with lock.visit(None):
        for service in services:
            queue.defer("remind_appeals_of", once=f"appeals {service}", service=str(service))


@task("remind_appeals_of")
def remind_appeals_of(service: str) -> None:
    """Say what is due. A second round says nothing twice."""
    from quartier.features.appeals import jobs

    done = jobs.run(UUID(service))
    if done.quiet or done.late or done.survey:
        log.info("told", task="remind_appeals_of", count=done.quiet + done.late + done.survey)
