"""`quartier custody rerun RECORD`: ask the rule packs of that day again, and compare with what stands in the record."""

from typing import Annotated

import typer

from . import output, surroundings
from .accounts import As, account_named
from .options import Json, with_example
from .words import gettext as _

Record = Annotated[str, typer.Argument(help=_("The record: its number, or its tag of 26 letters."))]


def add(app: typer.Typer) -> None:
    """Bring the verb into the group."""
    example = "quartier custody rerun КР-2026-11-0417 --as helen@northfield.example"
    help = _(
        "Compute again what the clocks of the law said after each entry, from the inputs that were kept."
    )
    app.command("rerun", help=with_example(help, example))(rerun)


def rerun(record: Record, as_: As, json: Json = False) -> None:
    surroundings.django_ready()
    from quartier.core.registry import lock
    from quartier.features.custody import exporting, rerunning

    with lock.as_account(account_named(as_)) as visit:
        found = rerunning.rerun(stay=exporting.find(record, by=visit), by=visit)
    told = [
        {
            "entry": one.entry,
            "at": one.at.isoformat(),
            "pack": one.pack,
            "version": one.version,
            "from_kept": one.from_kept,
            "same": one.same,
            "differs": list(one.differs),
        }
        for one in found
    ]
    if json:
        output.answer(told)
    else:
        for one in found:
            said = (
                _("the same") if one.same else _("differs: %(members)s") % {"members": ", ".join(one.differs)}
            )
            output.line(f"{one.entry}  {one.at:%Y-%m-%d %H:%M}  {one.pack} {one.version[:12]}  {said}")
        output.line(
            _("%(same)s of %(all)s evaluations give the same answer again.")
            % {"same": sum(one.same for one in found), "all": len(found)}
        )
    if not all(one.same for one in found):
        raise typer.Exit(1)
