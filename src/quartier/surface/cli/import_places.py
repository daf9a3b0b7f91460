"""`quartier import places FILE --mapping NAME --home SLUG`: a gazetteer of streets or names."""

from typing import Annotated

import typer

from . import output, surroundings
from .import_areas import USED_WRONGLY, DryRun, content, tell
from .options import Json, with_example
from .words import gettext as _


def add(app: typer.Typer) -> None:
    """Bring the verb into the group."""
    example = "quartier import places streets.csv --mapping be-brussels-streets --home brussels"
    app.command("places", help=with_example(_("Take in streets and names of places."), example))(places)


def places(
    file: Annotated[str, typer.Argument(help=_("The file; - is standard input."))],
    mapping: Annotated[str, typer.Option(help=_("How to read the file: a name from the library."))],
    home: Annotated[
        str, typer.Option(help=_("The home to which the places belong: the short name of its area."))
    ],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    from quartier.core.territory.rules.gazetteers import library

    if mapping not in library():
        output.say(
            _("No mapping is called %(name)s. There are: %(known)s.")
            % {"name": mapping, "known": ", ".join(library())}
        )
        raise typer.Exit(USED_WRONGLY)
    data = content(file)
    surroundings.django_ready()
    from quartier.core.territory.imports import import_places

    tell(import_places(data=data, mapping=library()[mapping], home=home, dry_run=dry_run), json=json)
