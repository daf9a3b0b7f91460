"""`quartier ledger export DIR`: a pack for somebody to check, whole or not at all, and checked before it is handed out."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import output, surroundings
from .options import Json, with_example
from .words import gettext as _

if TYPE_CHECKING:
    from quartier.core.ledger.packs import Choice
    from quartier.core.ledger.queries import Published
    from quartier.core.ledger.site import Site
    from quartier.outside.verifier.verdict import Report

Folder = Annotated[Path, typer.Argument(help=_("The folder to write; it must not exist yet."))]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help=_("Only entries of this kind, and the ledger's own; may be repeated.")),
]
Structure = Annotated[
    bool, typer.Option("--structure", help=_("Only tiles and the signed state: nothing about any entry."))
]
Closed = Annotated[
    bool, typer.Option("--closed", help=_("Kinds, records and times, but no field is opened."))
]
Purpose = Annotated[str, typer.Option("--purpose", help=_("What for; it stands in the ledger."))]


def add(app: typer.Typer) -> None:
    """Bring the verb into the group."""
    example = "quartier ledger export /media/stick/2026-11 --purpose “Visit of the ombudsman”"
    app.command("export", help=with_example(_("Write a pack that anyone can check."), example))(export)


def export(
    folder: Folder,
    kind: Kinds = None,
    structure: Structure = False,
    closed: Closed = False,
    purpose: Purpose = "",
    json: Json = False,
) -> None:
    surroundings.django_ready()
    from quartier.core.ledger import packs
    from quartier.core.ledger.site import site
    from quartier.core.registry import lock

    if structure and (kind or closed):
        raise SystemExit(_("--structure shows no entries: leave --kind and --closed out."))
    choice = packs.Choice(
        scope="structure" if structure else "kinds" if kind else "all",
        kinds=tuple(kind or ()),
        openings=not closed,
    )
    with lock.visit(None) as visit:
        published, at = packs.newest(), visit.now
    with _in_place(folder.absolute()) as fresh:
        _write(fresh, site(), choice, published, at)
        report = _checked(fresh, site(), at)
    packs.note_export_by_owner(choice=choice, size=published.size, purpose=purpose)
    told = {"folder": str(folder), "size": published.size, "scope": choice.scope, "verdict": report.verdict}
    if json:
        output.answer(told)
    else:
        output.line(_("%(folder)s holds a pack of %(size)s entries. Checked: %(verdict)s.") % told)


@contextmanager
def _in_place(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one, renamed to it when all went well."""
    from quartier.core.ledger.packs import NoPack

    if folder.exists() or folder.is_symlink():
        raise NoPack("ledger_place_taken", folder=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield fresh
        with suppress(OSError):  # a stick's file system may know nothing of rights
            fresh.chmod(0o755)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(folder: Path, site: "Site", choice: "Choice", published: "Published", at: Any) -> None:
    from quartier.core.ledger import packs

    envelopes = packs.envelopes_for_owner(openings=choice.openings)
    entries = published.size if choice.scope != "structure" else None
    with packs.steady_view(), output.progress(_("entries"), entries) as advance:
        done = 0

        def progress(so_far: int) -> None:
            nonlocal done
            advance(so_far - done)
            done = so_far

        for path, data in packs.files(
            site=site,
            choice=choice,
            envelopes=envelopes,
            published=published,
            at=at,
            alias="owner",
            progress=progress,
        ):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    os.sync()  # whoever pulls the stick out now has everything on it


def _checked(folder: Path, site: "Site", at: Any) -> "Report":
    """A pack that does not pass is never given out."""
    from quartier.core.ledger.packs import NoPack
    from quartier.outside.verifier.program import check
    from quartier.outside.verifier.trust import read_trust

    trust = read_trust(site.policy.read_bytes())
    report = check(folder, trust=trust, now=int(max(at.timestamp(), time.time())))
    if report.fault is not None:
        raise NoPack("ledger_pack_fails", reason=report.fault.code)
    return report
