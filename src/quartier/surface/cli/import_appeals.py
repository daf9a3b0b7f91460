"""`quartier import appeals`: take over requests that run in another register, all rows or none."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quartier.core.kit.errors import NotFound, Refusal

from . import output, surroundings, words
from .options import Json, with_example
from .words import gettext as _

if TYPE_CHECKING:
    from quartier.features.appeals.importing import Report

HELP = with_example(
    _("Take over running requests from an XLSX or CSV table: every row, or none."),
    "quartier import appeals running.xlsx --as clerk@town.example --area lypivska --dry-run --json",
)
MOST = 20_000  # rows

File = Annotated[Path, typer.Argument(help=_("The table, - for standard input."), metavar="FILE")]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Check everything, write nothing."))]
Area = Annotated[str, typer.Option(help=_("Short name of the place."))]
Account = Annotated[
    str, typer.Option("--as", envvar="QUARTIER_AS", help=_("Who imports: address of an account."))
]
Encoding = Annotated[str, typer.Option(help=_("Encoding of a CSV, when it is not UTF-8."))]


def appeals(
    file: File,
    as_: Account = "",
    area: Area = "",
    dry_run: DryRun = False,
    encoding: Encoding = "",
    json: Json = False,
) -> None:
    surroundings.django_ready()
    from django.utils import translation

    with translation.override(words.language()):
        try:
            report = _run(_read(file), account=as_, area=area, encoding=encoding, dry_run=dry_run)
        except Refusal as refusal:
            raise _exit(refusal) from None
        _answer(report, json=json, dry_run=dry_run)
    if not report.whole:
        raise typer.Exit(1)


def _run(data: bytes, *, account: str, area: str, encoding: str, dry_run: bool) -> "Report":
    from django.conf import settings

    from quartier.core.registry import lock

    from .import_incidents import _account, _area

    if "appeals" not in settings.QUARTIER_FEATURES:
        raise typer.BadParameter(_("Requests are switched off in this installation."))
    from quartier.features.appeals import importing

    if not account:
        raise typer.BadParameter(_("Say who imports: --as ADDRESS."))
    who, _own = _account(account)
    with lock.as_account(who) as visit:
        place = _area(area)
        importing.prepare(place=place, by=visit)
    with lock.as_account(who) as visit:
        work: Any = importing.rehearse if dry_run else importing.take_in
        return work(data=data, place=place, encoding=encoding, by=visit, at=visit.now, most=MOST)


def _read(path: Path) -> bytes:
    import sys

    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError:
        raise typer.BadParameter(_("The file %(file)s cannot be read.") % {"file": path}) from None


def _exit(refusal: Refusal) -> typer.Exit:
    """Unreadable input is 2, a no of the rules 1."""
    from quartier.core.kit.sheets import BadSheet
    from quartier.features.appeals.web import staff_words

    if isinstance(refusal, BadSheet):
        output.say(staff_words.said(staff_words.FILES, refusal.code, **refusal.details))
        return typer.Exit(2)
    output.say(staff_words.whole(refusal))
    return typer.Exit(2 if isinstance(refusal, NotFound) else 1)


def _answer(report: "Report", *, json: bool, dry_run: bool) -> None:
    from quartier.features.appeals.web import staff_words

    if json:
        output.answer(report.as_json())
        return
    for code in report.reading.missing:
        output.line(_("missing column: %(column)s") % {"column": staff_words.COLUMNS[code]})
    for bad in report.bad:
        output.line(f"{bad.line}  {bad.column}  {bad.value}  {staff_words.why(bad)}")
    numbers = {"rows": report.rows, "refused": report.refused}
    numbers["accepted"] = report.rows - report.refused if dry_run or report.done else 0
    output.line(_("rows: %(rows)s, accepted: %(accepted)s, refused: %(refused)s") % numbers)
    if dry_run:
        output.say(_("This was a dry run: nothing was written."))
    elif not report.done:
        output.say(_("A row was refused: nothing was written."))


def add(app: typer.Typer) -> None:
    """Put the verb under `quartier import`."""
    app.command("appeals", help=HELP)(appeals)
