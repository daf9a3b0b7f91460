"""`quartier appeals desk`: how a place takes requests, from a file; without one, what stands."""

from pathlib import Path
from typing import Annotated, Any

import typer

from quartier.core.kit.errors import Invalid, Problem

from . import output, surroundings
from .options import Json, with_example
from .words import gettext as _

FILE = typer.Argument(help=_("YAML: place, mark, pack, complaints, moderation, routes, …"))


def add(app: typer.Typer) -> None:
    app.command(
        "desk",
        help=with_example(
            _("Set up how a place takes requests, or correct it; without a file, list what is set up."),
            "quartier appeals desk lypivka.yaml",
        ),
    )(desk)


def desk(file: Annotated[Path | None, FILE] = None, json: Json = False) -> None:
    surroundings.django_ready()
    if file is not None:
        _set_up(file)
    rows = _standing()
    if json:
        output.answer(rows)
        return
    for row in rows:
        output.line(_("%(place)s: %(mark)s, pack %(pack)s, %(routes)s routes") % row)


def _set_up(file: Path) -> None:
    import yaml

    from quartier.core.accounts import queries as accounts
    from quartier.core.registry import lock, queries
    from quartier.core.territory import queries as territory
    from quartier.features.appeals import setup

    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as problem:
        raise Invalid(
            [Problem(field=str(file), code="unreadable", details={"reason": str(problem)})]
        ) from None
    if not isinstance(told, dict):
        raise Invalid([Problem(field=str(file), code="unreadable", details={"reason": "YAML"})])
    with lock.visit(None):
        place = territory.area(slug=str(told.pop("place", "")), with_geometry=False)
        bodies = {one.slug: one.id for one in accounts.organisations()}
        facts = setup.read(told, place=place.id, bodies=bodies)
        at = queries.server_time()
        setup.found_desk(desk=facts, at=at)


def _standing() -> list[dict[str, Any]]:
    from quartier.core.registry import lock
    from quartier.core.territory import queries as territory
    from quartier.features.appeals import desks

    with lock.visit(None):
        return [
            {
                "place": territory.area(id=one.place, with_geometry=False).slug,
                "mark": one.mark,
                "pack": one.pack,
                "routes": len(one.rules.rules),
            }
            for one in desks.all_desks()
        ]
