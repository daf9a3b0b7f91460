"""`quartier ledger verifier` and `quartier ledger policy`: what a checker carries along, printed.

The same bytes as the public page hands out, so that one published checksum serves both.
"""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from . import output, surroundings
from .options import Json, with_example
from .words import gettext as _

if TYPE_CHECKING:
    from quartier.surface.ledger_files import Asked

Page = Annotated[
    bool, typer.Option("--page", help=_("The web page that does the same, instead of verify.py."))
]


def add(app: typer.Typer) -> None:
    """Bring the verbs into the group."""
    app.command(
        "verifier",
        help=with_example(
            _("Print the program that checks packs and receipts, with the policy of trust baked in."),
            "quartier ledger verifier > verify.py",
        ),
    )(verifier)
    app.command(
        "policy",
        help=with_example(
            _("Print the policy of trust: whose signatures a checker believes."),
            "quartier ledger policy --json",
        ),
    )(policy)


def verifier(page: Page = False) -> None:
    asked = _asked()
    from quartier.surface import ledger_verifiers

    wanted = ledger_verifiers.PAGE if page else ledger_verifiers.PYTHON
    program = next(one for one in ledger_verifiers.verifiers(asked) if one.name == wanted)
    sys.stdout.buffer.write(program.body)
    sys.stdout.buffer.flush()
    output.say(_("SHA-256 to publish: %(digest)s") % {"digest": program.sha256})


def policy(json: Json = False) -> None:
    asked = _asked()
    if json:
        output.answer({"policy": asked.text, "sha256": asked.sha256, "since": asked.day})
        return
    output.line(asked.text.rstrip("\n"))
    output.say(_("In force since %(day)s. SHA-256: %(digest)s") % {"day": asked.day, "digest": asked.sha256})


def _asked() -> "Asked":
    """The policy in force, by the day on which its file was written: the same program comes out until it changes."""
    surroundings.django_ready(start=False)
    from django.conf import settings

    from quartier.core.ledger.halts import Halt
    from quartier.surface import ledger_files

    asked = ledger_files.asked()
    if asked is None:
        raise Halt("ledger_policy_unfit", file=str(settings.LEDGER_POLICY), reason="missing")
    return asked
