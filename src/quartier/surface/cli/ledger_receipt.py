"""`quartier ledger receipt TAG --out FILE`: one record's receipt, or a disclosure of some of its fields."""

from pathlib import Path
from typing import Annotated

import typer

from . import output, surroundings
from .options import with_example
from .words import gettext as _

Tag = Annotated[str, typer.Argument(help=_("The record's tag: the 26 letters below its QR code."))]
Out = Annotated[Path, typer.Option("--out", help=_("File to write; it must not exist."))]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", help=_("Open only this field; may be repeated. Without it all are opened.")),
]


def add(app: typer.Typer) -> None:
    """Bring the verb into the group."""
    example = "quartier ledger receipt 01j… --out receipt.json"
    app.command("receipt", help=with_example(_("Write the receipt of one record, with its proof."), example))(
        receipt
    )


def receipt(tag: Tag, out: Out, field: Fields = None) -> None:
    surroundings.django_ready()
    from quartier.core.kit.ids import read_tag
    from quartier.core.ledger import packs, receipts
    from quartier.core.ledger.site import site
    from quartier.core.registry import lock

    with lock.visit(None):
        published = packs.newest()
    data = receipts.of_record(site=site(), record=read_tag(tag) or tag, published=published, fields=field)
    try:
        with out.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise packs.NoPack("ledger_place_taken", folder=str(out)) from None
    output.say(_("%(file)s holds the receipt. Hand it out together with verify.py.") % {"file": out})
