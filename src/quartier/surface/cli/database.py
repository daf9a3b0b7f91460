"""The database server of this installation, from the shell."""

from enum import StrEnum
from typing import Annotated

import typer

from quartier.core.kit.errors import Invalid, Problem
from quartier.core.kit.server.embedded import Server

from . import output, surroundings
from .options import Json, group, with_example
from .words import gettext as _

app = group(_("The database server: address, start, stop."), "quartier database address")


class Role(StrEnum):
    """Login roles by the names that people use."""

    application = "application"
    sign_in = "sign-in"
    sequencer = "sequencer"
    owner = "owner"
    backup = "backup"
    superuser = "superuser"


@app.command(
    help=with_example(
        _("Print the address that psql takes."), 'psql "$(quartier database address --role owner)"'
    )
)
def address(
    role: Annotated[Role, typer.Option(help=_("Whose address."))] = Role.application, json: Json = False
) -> None:
    surroundings.ensure_server()
    name = role.value.replace("-", "")
    text = _embedded(name) or surroundings.conninfo(name)
    if json:
        output.answer({"role": role.value, "address": text})
    else:
        output.line(text)


@app.command(help=with_example(_("Start the embedded server."), "quartier database start"))
def start(json: Json = False) -> None:
    started = _server().ensure()
    if json:
        output.answer({"running": True, "started": started})
    else:
        output.say(_("The database runs now.") if started else _("The database was running already."))


@app.command(help=with_example(_("Stop the embedded server."), "quartier database stop"))
def stop(json: Json = False) -> None:
    stopped = _server().stop()
    if json:
        output.answer({"running": False, "stopped": stopped})
    else:
        output.say(_("The database has stopped.") if stopped else _("The database was not running."))


def _server() -> Server:
    server = surroundings.server()
    if server is None:
        raise Invalid([Problem(field="DATABASE_URL", code="not_ours_to_start")])
    return server


def _embedded(role: str) -> str | None:
    """As one word: it needs no quoting in a shell."""
    from quartier.surface.settings.databases import LOGINS

    server = surroundings.server()
    return server.psql_address(LOGINS.get(role, "postgres")) if server is not None else None
