"""`quartier ledger sequence`: give places, sign heads, ask witnesses, publish; until told to stop."""

import os
import signal
import threading
from collections.abc import Callable
from typing import Annotated

import typer

from quartier.core.kit.errors import Surroundings

from .options import with_example
from .words import gettext as _


def add(app: typer.Typer) -> None:
    app.command(
        help=with_example(
            _("Keep the ledger: sign and publish its heads until Ctrl-C."), "quartier ledger sequence"
        )
    )(sequence)


def sequence(
    after_alarm: Annotated[
        bool,
        typer.Option("--after-alarm", help=_("Go on after an alarm: somebody has looked at the evidence.")),
    ] = False,
) -> None:
    from . import surroundings
    from .offspring import die_with_parent

    die_with_parent(signal.SIGTERM)
    surroundings.django_ready()
    import psycopg

    from quartier.core.ledger.keeping import Keeper
    from quartier.core.ledger.site import site

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        with surroundings.connect("sequencer") as connection:
            keeper = Keeper(site(), connection, reached=_reached())
            if after_alarm:
                keeper.lock.remember("alarm", None)
            keeper.open()
            keeper.run(stop)
    except psycopg.OperationalError as error:
        raise Surroundings("database_unreachable", said=str(error).splitlines()[:3]) from error


def _reached() -> Callable[[str], None]:
    """Nothing happens at a step, unless a test wants to see us die there."""
    from django.conf import settings

    wanted = settings.LEDGER_STOP_AT

    def reached(step: str) -> None:
        if step == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    return reached
