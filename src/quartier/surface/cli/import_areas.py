"""`quartier import areas FILE --mapping NAME`: boundaries from GeoJSON, all of them or none."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import output, surroundings
from .area_findings import sentence
from .options import Json, with_example
from .words import gettext as _

if TYPE_CHECKING:
    from quartier.core.territory.rules.report import Report

USED_WRONGLY = 2
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Say what would happen, and store nothing."))]


def add(app: typer.Typer) -> None:
    """Bring the verb into the group."""
    example = "quartier import areas wards.geojson --mapping uk-surrey-wards --dry-run"
    app.command(
        "areas", help=with_example(_("Take in the boundaries of areas from a GeoJSON file."), example)
    )(areas)


def areas(
    file: Annotated[str, typer.Argument(help=_("The file; - is standard input."))],
    mapping: Annotated[
        str, typer.Option(help=_("How to read the file: a name from the library, or a YAML file."))
    ],
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    chosen = choose(mapping)
    data = content(file)
    surroundings.django_ready()
    from quartier.core.territory.imports import import_boundaries

    with output.progress(_("areas")) as advance:
        report = import_boundaries(
            data=data, mapping=chosen, at=datetime.now(UTC), dry_run=dry_run, progress=advance
        )
    tell(report, json=json)


def choose(name: str) -> Any:
    """A mapping by its name in the library, or from a file of one's own."""
    import yaml

    from quartier.core.territory.rules.mappings import BadMapping, library, load

    if name in library():
        return library()[name]
    path = Path(name)
    if not path.is_file():
        output.say(
            _("No mapping is called %(name)s. There are: %(known)s.")
            % {"name": name, "known": ", ".join(library())}
        )
        raise typer.Exit(USED_WRONGLY)
    try:
        return load(yaml.safe_load(path.read_text("utf-8")))
    except (BadMapping, yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        output.say(_("The mapping %(name)s cannot be used: %(why)s.") % {"name": name, "why": error})
        raise typer.Exit(USED_WRONGLY) from error


def content(file: str) -> bytes:
    """The bytes of the file, or of standard input."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        output.say(_("The file %(name)s cannot be read: %(why)s.") % {"name": file, "why": error.strerror})
        raise typer.Exit(USED_WRONGLY) from error


def tell(report: "Report", *, json: bool) -> None:
    """The report, for a program or for a person; status 1 where something was refused."""
    if json:
        output.answer(report.as_dict())
    else:
        for finding in report.findings:
            output.say(sentence(finding))
        output.line(summary(report))
    if report.refused:
        raise typer.Exit(1)


def summary(report: "Report") -> str:
    """One sentence with the counts."""
    counts = {
        "added": len(report.added),
        "changed": len(report.changed),
        "unchanged": report.unchanged,
        "missing": len(report.missing),
    }
    if report.refused:
        refused = {"refused": len(report.refused)}
        return _("Nothing was stored. To be mended in the file: %(refused)d.") % refused
    told = (
        _("New: %(added)d. Changed: %(changed)d. Unchanged: %(unchanged)d. Not in this file: %(missing)d.")
        % counts
    )
    return told if report.done else _("Dry run, nothing stored. %(told)s") % {"told": told}
