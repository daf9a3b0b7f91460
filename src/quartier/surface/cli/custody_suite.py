"""`quartier custody suite`: a suite with its rooms, from a file; without one, what stands."""

from pathlib import Path
from typing import Annotated

import typer

from quartier.core.kit.errors import Invalid, Problem, Surroundings

from . import output, surroundings
from .options import Json, with_example
from .words import gettext as _

FILE = typer.Argument(help=_("YAML: code, place, organisation, complaints, mark, pack, cells, …"))


def add(app: typer.Typer) -> None:
    app.command(
        "suite",
        help=with_example(
            _("Set up a custody suite, or correct it; without a file, list what is set up."),
            "quartier custody suite lypivka.yaml",
        ),
    )(suite)


def suite(file: Annotated[Path | None, FILE] = None, json: Json = False) -> None:
    surroundings.django_ready()
    from django.conf import settings

    if "custody" not in settings.QUARTIER_FEATURES:
        raise Surroundings("feature_off", feature="custody")
    from quartier.core.registry import lock
    from quartier.features.custody import setup

    if file is not None:
        _set_up(file)
    with lock.visit(None):
        rows = setup.all_suites()
    if json:
        output.answer(rows)
        return
    for row in rows:
        output.line(_("%(code)s: %(mark)s, pack %(pack)s, %(cells)s rooms") % row)


def _set_up(file: Path) -> None:
    import yaml

    from quartier.core.accounts import queries as accounts
    from quartier.core.registry import lock, queries
    from quartier.core.territory import queries as territory
    from quartier.features.custody import setup

    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as problem:
        details = {"reason": str(problem)}
        raise Invalid([Problem(field=str(file), code="unreadable", details=details)]) from None
    if not isinstance(told, dict):
        raise Invalid([Problem(field=str(file), code="unreadable", details={"reason": "YAML"})])
    with lock.visit(None):
        place = territory.area(slug=str(told.pop("place", "")), with_geometry=False)
        bodies = {one.slug: one.id for one in accounts.organisations()}
        facts = setup.read(told, area=place.id, bodies=bodies)
        setup.found_suite(suite=facts, at=queries.server_time())
