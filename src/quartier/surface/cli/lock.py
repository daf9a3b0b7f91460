"""The lock, from the shell: every table, what guards it, and why others stand outside."""

import typer

from . import output, surroundings
from .options import Json, group, with_example
from .words import gettext as _

app = group(_("The lock: which tables it holds, and why others stand outside."), "quartier lock tables")


@app.command(help=with_example(_("List every table, locked or excused."), "quartier lock tables --json"))
def tables(json: Json = False) -> None:
    surroundings.django_ready()
    from django.db import connections

    from quartier.core.registry import catalogue, lock

    with connections[lock.OWNER].cursor() as cursor:
        found = list(catalogue.tables(cursor))
        stale = catalogue.stale_excuses(cursor)
    if json:
        output.answer(
            [
                {"table": table.name, "policy": table.policy, "reason": table.reason or table.fault or ""}
                for table in found
            ]
        )
    else:
        for table in found:
            output.line(f"{table.name}: {table.fault or table.policy} {table.reason}".rstrip())
    for name in stale:
        output.say(_("The excuse for %(table)s excuses nothing: the table does not exist.") % {"table": name})
    if stale or any(table.fault for table in found):
        raise typer.Exit(1)
