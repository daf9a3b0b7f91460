"""Messages, from the shell: what was said to somebody, and how the queues stand."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import output, surroundings
from .options import Json, group, with_example
from .words import gettext as _

if TYPE_CHECKING:
    from quartier.core.messages.queries import Said

app = group(_("Messages: what was said to whom, and what waits."), "quartier messages queue")
To = Annotated[
    str,
    typer.Option("--to", help=_("E-mail address or telephone number; in the demo town a persona as well.")),
]


@app.command(
    "list",
    help=with_example(
        _("List what was said to one person, oldest first."),
        "quartier messages list --to nadia@town.example --json",
    ),
)
def list_(to: To, json: Json = False) -> None:
    surroundings.django_ready()
    rows = [_row(one) for one in sorted(_said_to(to), key=lambda one: one.at)]
    if json:
        output.answer(rows)
        return
    for row in rows:
        output.line("{at}  {channel}  {state}  {subject}".format(**row))


@app.command(
    help=with_example(_("Say how each organisation’s queue stands."), "quartier messages queue --json")
)
def queue(json: Json = False) -> None:
    surroundings.django_ready()
    from quartier.core.messages import queries
    from quartier.core.registry import lock

    with lock.visit(None):
        found = queries.health()
    rows = [
        {
            "organisation": one.organisation,
            "waiting": one.waiting,
            "failing": one.failing,
            "given_up": one.given_up,
            "to_print": one.to_print,
            "to_call": one.to_call,
            "oldest": one.oldest.isoformat() if one.oldest else None,
        }
        for one in found
    ]
    if json:
        output.answer(rows)
        return
    for row in rows:
        output.line(
            _(
                "%(organisation)s: %(waiting)s wait, %(failing)s failing, %(to_print)s letters to print, "
                "%(to_call)s calls to make"
            )
            % row
        )


def _said_to(to: str) -> Iterator["Said"]:
    """To an account, as the account sees it; to an address without one, as the mail rooms see it."""
    from quartier.core.accounts import queries as accounts
    from quartier.core.messages import queries
    from quartier.core.registry import lock
    from quartier.core.registry.visits import VisitKind

    address = _address(to)
    known = accounts.account_by_address(address)
    if known is not None:
        with lock.as_account(known.id) as visit:
            yield from queries.messages_to(visit, account=known.id)
    for service in queries.rooms():
        with lock.as_account(service.id, kind=VisitKind.SERVICE) as visit:
            yield from queries.messages_to_address(visit, value=address)


def _address(to: str) -> str:
    """An address as it is, or that of a person whom the settings know by a short name: the demo's personas."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    if not settings.QUARTIER_ADDRESS_OF or "@" in to or to.startswith("+"):
        return to
    return str(import_string(settings.QUARTIER_ADDRESS_OF)(to) or to)


def _row(one: "Said") -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "channel": one.channel or None,
        "language": one.language or None,
        "subject": one.subject or None,
        "state": one.state,
        "about": one.about or None,
    }
