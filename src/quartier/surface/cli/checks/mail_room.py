"""The mail room: whether everything that was said has somebody to send it, and how long it has waited."""

from collections.abc import Iterator
from datetime import timedelta

from ..words import gettext as _
from .finding import Finding, ok, warning

LATE = timedelta(minutes=15)  # a round each minute takes what is due


def queues() -> Iterator[Finding]:
    from quartier.core.messages import queries, sending
    from quartier.core.registry import lock

    with lock.visit(None) as visit:
        found, now = queries.health(), visit.now
    speaking = sending.speaking()
    silent = sorted(one.organisation for one in found if one.waiting and one.organisation not in speaking)
    late = [one for one in found if one.oldest and now - one.oldest > LATE and one.organisation in speaking]
    failing = sum(one.failing for one in found)
    lost = sum(one.given_up for one in found)
    if silent:
        yield warning(
            "messages.room",
            _("Messages wait and nobody sends them, organisations: %(numbers)s")
            % {"numbers": ", ".join(str(number) for number in silent)},
            _("Give a service account of each the role “mail_room” there: docs/how-to/send-messages.md."),
        )
    text = _("%(waiting)s messages wait, %(failing)s failing, %(given_up)s given up in a week") % {
        "waiting": sum(one.waiting for one in found), "failing": failing, "given_up": lost,
    }  # fmt: skip
    if late:
        yield warning("messages.queue", text, _("See whether jobs run and the mail server answers."))
    else:
        yield ok("messages.queue", text)
