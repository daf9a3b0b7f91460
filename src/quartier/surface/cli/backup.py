"""`quartier backup`."""

from pathlib import Path
from typing import Annotated

import typer

from . import output
from .options import Json, verb, with_example
from .words import gettext as _

app = verb()


@app.command(help=with_example(_("Write the database into one file."), "quartier backup monday.quartier"))
def backup(
    file: Annotated[Path, typer.Argument(help=_("File to write; it must not exist."))], json: Json = False
) -> None:
    from . import dump, surroundings

    surroundings.ensure_server()
    manifest = dump.write(file.absolute())
    total = sum(manifest["counts"].values())
    if json:
        output.answer({"file": str(file), **manifest})
    else:
        words = _("%(file)s holds %(tables)s tables with %(rows)s rows. Encrypt it and keep it elsewhere.")
        output.say(words % {"file": file, "tables": len(manifest["counts"]), "rows": total})
