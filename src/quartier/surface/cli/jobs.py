"""The worker of jobs, from the shell."""

import signal

from .options import group, with_example
from .words import gettext as _

app = group(_("Work that runs in the background."), "quartier jobs work")


@app.command(help=with_example(_("Work on jobs until Ctrl-C."), "quartier jobs work"))
def work() -> None:
    from . import surroundings
    from .offspring import die_with_parent

    die_with_parent(signal.SIGTERM)
    surroundings.django_ready()
    from quartier.surface.jobs import worker

    worker.run()
