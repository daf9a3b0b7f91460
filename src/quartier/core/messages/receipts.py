"""Delivery receipts: what an SMSC says became of a message, whichever organisation's it is."""

from django.db import connections

from quartier.core.registry import lock

from .channels.smpp import Receipt


def keep(receipt: Receipt) -> bool:
    """Write it down before the SMSC is told that we have it; whether it fitted a message, now or before.

    One that is still on its way tells nothing about delivery, but for a message whose hand-over was cut off it tells
    that it had left.
    """
    state = receipt.state or "handed_over"
    names = [f"smsc {receipt.message_id}"] if receipt.message_id and receipt.state else []
    names += [receipt.known_as] if receipt.known_as else []
    with lock.visit(None), connections[lock.APPLICATION].cursor() as cursor:
        for name in names:
            cursor.execute("select messages.receive(%s, %s, %s)", [name, state, receipt.code])
            if cursor.fetchone()[0]:
                return True
    return receipt.state is None
