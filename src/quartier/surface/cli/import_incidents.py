"""`quartier import incidents`: a dry run or an import, with every bad row listed."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from quartier.core.kit.errors import NotFound, Refusal

from . import output, surroundings, words
from .options import Json, with_example
from .words import gettext as _

if TYPE_CHECKING:
    from quartier.core.incidents.importing import Progress, Report, Source

HELP = with_example(
    _("Take in incidents from CSV files, plain or gzip, by a mapping."),
    "quartier import incidents mci.csv.gz --mapping toronto-mci --area toronto --as analyst@town.example --json",
)
Enter = Callable[[], AbstractContextManager[Any]]
SHOWN = 20  # bad rows on a terminal; --json has all of them


Files = Annotated[list[Path], typer.Argument(help=_("The files, - for standard input."), metavar="FILE...")]
Mapping = Annotated[str, typer.Option(help=_("How the files are read: name of a mapping."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Check everything, write nothing."))]
Area = Annotated[str, typer.Option(help=_("Short name of the area."))]
Body = Annotated[str, typer.Option(help=_("Short name of the organisation that owns the data."))]
Account = Annotated[
    str, typer.Option("--as", envvar="QUARTIER_AS", help=_("Who imports: address of an account."))
]
Title = Annotated[str, typer.Option(help=_("Title of the data set, when there are several of one mapping."))]
Encoding = Annotated[str, typer.Option(help=_("Encoding of the files, when it is not UTF-8."))]
Delimiter = Annotated[str, typer.Option(help=_("What stands between the cells, when it is not found out."))]
Whole = Annotated[
    bool, typer.Option("--all-or-nothing", help=_("Take in nothing when a single row is refused."))
]


def incidents(
    files: Files,
    mapping: Mapping,
    dry_run: DryRun = False,
    area: Area = "",
    organisation: Body = "",
    as_: Account = "",
    title: Title = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    all_or_nothing: Whole = False,
    json: Json = False,
) -> None:
    surroundings.django_ready()
    from django.utils import translation

    from quartier.core.incidents import importing

    with translation.override(words.language()):
        try:
            source = importing.source(
                [_readable(path) for path in files],
                name=mapping,
                encoding=encoding or None,
                delimiter=delimiter or None,
            )
            work = _rehearsal if dry_run else _import
            with output.progress(_("rows"), sum(facts.lines for facts in source.facts)) as advance:
                report = work(source, area, organisation, as_, title, advance, all_or_nothing)
        except Refusal as refusal:
            raise _exit(refusal) from None
        _answer(report, several=len(files) > 1, json=json, dry_run=dry_run)
    if report.refused:
        raise typer.Exit(1)


def _rehearsal(
    source: "Source", area: str, organisation: str, account: str, title: str, advance: "Progress", whole: bool
) -> "Report":
    """Without an account a visitor checks: whether rows are here already is then not known."""
    from quartier.core.incidents import importing
    from quartier.core.registry import lock

    enter: Enter = (lambda: lock.visit(None)) if not account else _enter(_account(account)[0])
    place = None
    if area:
        with enter():
            place = _area(area)
    data_set = None
    if account and place is not None:
        body = _organisation(organisation, _account(account)[1])
        data_set = importing.data_set_there(
            source=source, area=place, organisation=body, title=title, enter=enter
        )
    return importing.rehearse(source=source, area=place, data_set=data_set, enter=enter, progress=advance)


def _import(
    source: "Source", area: str, organisation: str, account: str, title: str, advance: "Progress", whole: bool
) -> "Report":
    from quartier.core.incidents import importing

    if not account:
        raise typer.BadParameter(_("Say who imports: --as ADDRESS."))
    who, own = _account(account)
    enter = _enter(who)
    with enter():
        place = _area(area)
    return importing.import_files(
        source=source,
        area=place,
        organisation=_organisation(organisation, own),
        enter=enter,
        title=title,
        all_or_nothing=whole,
        progress=advance,
    )


def _readable(path: Path) -> Path:
    """The file, or standard input written aside: an import reads its files twice."""
    if str(path) == "-":
        import sys
        import tempfile

        with tempfile.NamedTemporaryFile(delete=False, suffix=".csv") as aside:
            while block := sys.stdin.buffer.read(1 << 20):
                aside.write(block)
        return Path(aside.name)
    if not path.is_file() or not os.access(path, os.R_OK):
        raise typer.BadParameter(_("The file %(file)s cannot be read.") % {"file": path})
    return path


def _enter(account: UUID) -> Enter:
    from quartier.core.registry import lock

    return lambda: lock.as_account(account)


def _account(given: str) -> tuple[UUID, int | None]:
    from quartier.core.accounts import queries

    found = queries.account(UUID(given)) if _is_id(given) else queries.account_by_address(given)
    if found is None:
        raise typer.BadParameter(_("There is no account %(account)s.") % {"account": given})
    return found.id, found.organisation


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _area(slug: str) -> int:
    """The area by its short name; without one, the only home there is."""
    from quartier.core.territory import queries

    if slug:
        try:
            return queries.area(slug=slug, with_geometry=False).id
        except NotFound:
            raise typer.BadParameter(_("There is no area %(area)s.") % {"area": slug}) from None
    homes = queries.homes()
    if len(homes) != 1:
        known = ", ".join(home.slug for home in homes)
        raise typer.BadParameter(_("Say for which area: --area, one of %(areas)s.") % {"areas": known})
    return homes[0].id


def _organisation(slug: str, own: int | None) -> int:
    from quartier.core.accounts import queries

    found = (
        own if not slug else next((each.id for each in queries.organisations() if each.slug == slug), None)
    )
    if found is None:
        raise typer.BadParameter(_("Say which organisation owns the data: --organisation."))
    return found


def _exit(refusal: Refusal) -> typer.Exit:
    """Unreadable input is 2, a no of the rules 1."""
    from quartier.core.incidents import words as incident_words
    from quartier.core.incidents.rules.files import BadFile

    output.say(incident_words.said(incident_words.FILES, refusal.code, **refusal.details))
    return typer.Exit(2 if isinstance(refusal, BadFile) or refusal.code == "mapping_unknown" else 1)


def _answer(report: "Report", *, several: bool, json: bool, dry_run: bool) -> None:
    if json:
        output.answer(report.as_json(several=several))
        return
    from quartier.core.incidents import words as incident_words

    for bad in report.dropped[:SHOWN]:
        where = f"{bad.file}:{bad.line}" if several else str(bad.line)
        output.line(
            f"{where}  {bad.column}  {bad.value}  {incident_words.said(incident_words.ROWS, bad.reason)}"
        )
    numbers = {"rows": report.rows, "accepted": report.accepted, "refused": report.refused}
    numbers |= {"duplicates": report.duplicates, "more": max(0, len(report.dropped) - SHOWN)}
    if numbers["more"]:
        output.line(_("and %(more)s more refused rows; --json lists all") % numbers)
    output.line(
        _("rows: %(rows)s, accepted: %(accepted)s, refused: %(refused)s, duplicates: %(duplicates)s")
        % numbers
    )
    if dry_run:
        output.say(_("This was a dry run: nothing was written."))


def add(app: typer.Typer) -> None:
    """Put the verb under `quartier import`."""
    app.command("incidents", help=HELP)(incidents)
