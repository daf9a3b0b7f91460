"""The ledger, from the shell. Each verb has a module of its own, loaded when it is there."""

from importlib import import_module
from importlib.util import find_spec

from .options import group
from .words import gettext as _

app = group(
    _("The ledger: write it, look after it, and hand it out to be checked."),
    "quartier ledger export /media/stick/pack",
)
for verb in ("sequence", "status", "check", "export", "receipt", "verifier", "policy"):
    if find_spec(f"quartier.surface.cli.ledger_{verb}") is not None:
        import_module(f"quartier.surface.cli.ledger_{verb}").add(app)
