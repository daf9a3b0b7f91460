"""`quartier serve`."""

from typing import Annotated

import typer

from . import output
from .options import verb, with_example
from .serving import Plan
from .words import gettext as _

app = verb()


@app.command(help=with_example(_("Serve the pages until Ctrl-C."), "quartier serve --port 8000"))
def serve(
    host: Annotated[str, typer.Option(help=_("Address to listen on."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help=_("Port to listen on."))] = 8000,
    processes: Annotated[int, typer.Option(min=1, max=32, help=_("Number of web processes."))] = 2,
    threads: Annotated[int, typer.Option(min=1, max=8, help=_("Requests that each takes at once."))] = 4,
    jobs: Annotated[bool, typer.Option(help=_("Work on jobs beside serving."))] = True,
    ledger: Annotated[bool, typer.Option(help=_("Keep the ledger beside serving."))] = True,
) -> None:
    from . import migrate, serving

    plan = Plan(host=host, port=port, processes=processes, threads=threads, jobs=jobs, ledger=ledger)
    serving.serve(
        plan,
        prepare=migrate.demand_current,
        ready=lambda: output.say(_("Serving %(address)s") % {"address": plan.address}),
    )
