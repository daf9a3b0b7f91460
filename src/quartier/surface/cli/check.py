"""`quartier check`: one line for each question, OK or what to do."""

from collections.abc import Callable, Iterator

import typer

from . import output, surroundings
from .checks.finding import Finding, State, wrong
from .options import Json, verb, with_example
from .words import gettext as _

app = verb()
MARKS = {State.OK: "OK     ", State.WARNING: "WARNING", State.WRONG: "WRONG  "}


@app.command(help=with_example(_("Look whether everything is in order."), "quartier check --json"))
def check(json: Json = False) -> None:
    found = list(look())
    bad = any(finding.state is State.WRONG for finding in found)
    if json:
        output.answer({"ok": not bad, "findings": [finding.as_json() for finding in found]})
    else:
        for finding in found:
            output.line(f"{MARKS[finding.state]} {finding.subject}: {finding.text}")
            if finding.advice:
                output.line(f"        → {finding.advice}")
    if bad:
        raise typer.Exit(1)


def look() -> Iterator[Finding]:
    """All findings. The database is left alone when it does not answer."""
    from .checks import database, files, ledger, machine, mail_room, mailboxes

    env = surroundings.env()
    for question in (machine.settings, machine.keys, machine.disk, machine.clock, machine.certificates):
        yield from question(env)
    surroundings.django_ready()
    away = False
    for finding in database.reachable():
        away = away or finding.state is State.WRONG
        yield finding
    if away:
        return
    questions = (database.server, database.roles, database.migrations, database.lock, database.queue)
    rooms = (mail_room.queues, mailboxes.open_each, files.bytes_there)
    for part in (*questions, *rooms, ledger.keys_and_policy, ledger.freshness, ledger.last_check):
        yield from asked(part)


def asked(part: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """A question that breaks is a finding too: the others are still asked."""
    try:
        yield from part()
    except Exception as error:
        yield wrong(
            f"{part.__module__.rpartition('.')[2]}.{part.__name__}",
            _("Could not be looked at: %(kind)s") % {"kind": type(error).__name__},
            _("See the log."),
        )
