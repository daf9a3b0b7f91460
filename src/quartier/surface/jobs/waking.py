"""A sending round at once: somebody waits at a page for a code, or an alarm is out."""

from quartier.core.messages import queries


def wake(organisation: int) -> None:
    """Queue a round in the caller's transaction. Two of them do no harm: each takes what nobody has in hand."""
    from . import queue  # the library of jobs is loaded by whoever needs it

    for service in queries.rooms():
        if service.organisation == organisation:
            queue.defer("send_messages_of", service=str(service.id))
