"""Custody, from the shell. Each verb has a module of its own, loaded when it is there."""

from importlib import import_module
from importlib.util import find_spec

from .options import group
from .words import gettext as _

app = group(_("Custody: suites, their watch, records to carry away."), "quartier custody watch")
for verb in ("custody_suite", "custody_watch", "custody_export", "custody_rerun"):
    if find_spec(f"quartier.surface.cli.{verb}") is not None:
        import_module(f"quartier.surface.cli.{verb}").add(app)
