"""The sending rounds of the mail room: each minute one for every organisation, in the name of its own service."""

from uuid import UUID

import structlog

from quartier.core.messages import queries, sending
from quartier.core.registry import lock

from . import queue
from .tasks import task

log = structlog.get_logger("quartier.job")


@task("send_messages", every="* * * * *")
def send_messages(timestamp: int) -> None:
    """Start one round for each organisation: none of them sees another's addresses."""
    services = queries.rooms()
    with lock.visit(None):
        for service in services:
            queue.defer("send_messages_of", once=f"messages {service.id}", service=str(service.id))


@task("send_messages_of")
def send_messages_of(service: str) -> None:
    """Send what is due. A round that was killed leaves claims behind, which run out within minutes."""
    done = sending.run(UUID(service))
    if done.handed_over or done.failed:
        log.info("sent", task="send_messages_of", count=done.handed_over)
