"""The sending rounds of the mail room: each minute one for every organisation, in the name of its own service."""

from uuid import UUID

import psycopg
import structlog
from django.conf import settings

from quartier.core.messages import actions, queries, receipts, sending
from quartier.core.messages.channels import sms
from quartier.core.messages.channels.parcel import Refused
from quartier.core.registry import lock

from . import queue
from .tasks import task

log = structlog.get_logger("quartier.job")
QUIET = 5.0  # seconds without a receipt after which there is none


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


@task("collect_receipts", every="* * * * *")
def collect_receipts(timestamp: int) -> None:
    """Ask the SMSC for receipts that came while nobody was bound; an SMSC that is away is asked again in a minute."""
    if settings.QUARTIER_SMS != "smpp":
        return
    line = sms.way(received=receipts.keep)
    try:
        line.listen(QUIET)
    except Refused as no:
        log.info("receipts", task="collect_receipts", error=no.code)
    finally:
        line.close()


@task("forget_unconfirmed", every="35 2 * * *", retry=3)
def forget_unconfirmed(timestamp: int) -> None:
    """Addresses to which a question went and nobody answered are not kept longer than a week."""
    with lock.visit(None):
        log.info("swept", task="forget_unconfirmed", count=actions.sweep())


def counts() -> dict[str, float]:
    """How the queues stand in all, and for how many seconds the oldest waits. Empty when the database is away."""
    statement = (
        "select coalesce(sum(waiting), 0), coalesce(sum(failing), 0), coalesce(sum(given_up), 0), "
        "coalesce(sum(to_print), 0), coalesce(sum(to_call), 0), "
        "coalesce(extract(epoch from registry.now() - min(oldest)), 0) from messages.health()"
    )
    try:
        with psycopg.connect(queue.conninfo(), autocommit=True) as connection:
            row = connection.execute(statement).fetchone() or ()
    except psycopg.Error:
        return {}
    names = ("waiting", "failing", "given_up", "to_print", "to_call", "oldest")
    return dict(zip(names, map(float, row), strict=True))
