"""Requests of residents, from the shell. Each verb has a module of its own, loaded when it is there."""

from importlib import import_module
from importlib.util import find_spec

from .options import group
from .words import gettext as _

app = group(_("Requests of residents: where they come in."), "quartier appeals mailbox")
for verb in ("appeals_mailbox", "appeals_desk"):
    if find_spec(f"quartier.surface.cli.{verb}") is not None:
        import_module(f"quartier.surface.cli.{verb}").add(app)
