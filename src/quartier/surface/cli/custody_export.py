"""`quartier custody export RECORD DIR`: one person's record with its schema and proofs, whole or not at all."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import output, surroundings
from .accounts import As, account_named
from .custody_rerun import Record
from .ledger_export import Folder, _in_place
from .options import Json, with_example
from .words import gettext as _

if TYPE_CHECKING:
    from quartier.core.ledger.site import Site
    from quartier.features.custody.exporting import Seen

Purpose = Annotated[
    str, typer.Option("--purpose", help=_("Why: duty, supervision, request_of_person, other."))
]
Why = Annotated[str, typer.Option("--reason", help=_("In words, where the purpose asks for it."))]


def add(app: typer.Typer) -> None:
    """Bring the verb into the group."""
    example = "quartier custody export КР-2026-11-0417 /media/stick/0417 --as helen@northfield.example"
    help = _(
        "Write a record with its schema and the proofs of every entry. What you may not read stays sealed."
    )
    app.command("export", help=with_example(help, example))(export)


def export(
    record: Record,
    folder: Folder,
    as_: As,
    purpose: Purpose = "request_of_person",
    reason: Why = "",
    json: Json = False,
) -> None:
    surroundings.django_ready()
    from quartier.core.ledger import packs
    from quartier.core.ledger.site import site
    from quartier.core.registry import lock
    from quartier.features.custody import exporting
    from quartier.features.custody.web import record_carried

    with lock.as_account(account_named(as_)) as visit:
        stay = exporting.find(record, by=visit)
        seen = exporting.read(stay=stay, purpose=purpose, reason=reason, by=visit, at=visit.now)
        published, at = packs.newest(), visit.now
        paper = record_carried.sheets(seen.stay, seen.books[0].entries, reader=as_, now=at)
    with _in_place(folder.absolute()) as fresh:
        wrong = _write(fresh, seen, site(), published, at)
        for language, pages in paper.items():
            (fresh / f"record-{language}.pdf").write_bytes(pages)
        verdicts = [_checked(file, site(), at) for file in sorted((fresh / "proofs").glob("*.json"))]
    told = {
        "folder": str(folder),
        "record": seen.stay.number,
        "entries": sum(len(book.entries) for book in seen.books),
        "sealed": [part.code for part in seen.stay.parts.values() if not part.open],
        "verdicts": verdicts,
        "contradicts": [{"book": book, "entry": number} for book, number in wrong],
    }
    _say(told, json=json)
    if wrong:
        raise typer.Exit(1)


def _write(folder: Path, seen: "Seen", site: "Site", published: Any, at: datetime) -> list[tuple[str, int]]:
    """Every file; gives the entries that say something else than the ledger."""
    from quartier.features.custody import exporting, proofs

    ledger = proofs.of(seen, published=published)
    for path, data in _files(seen, site, published, at, ledger):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return exporting.contradictions(seen, ledger=ledger)


def _files(
    seen: "Seen", site: "Site", published: Any, at: datetime, ledger: Any
) -> Iterator[tuple[str, bytes]]:
    from quartier.features.custody import exporting, proofs
    from quartier.features.custody.rules import bundle
    from quartier.features.custody.rules.acts.catalogue import ACTS

    yield "README.txt", exporting.README.read_bytes()
    yield "schema.json", exporting.written(bundle.schema(ACTS.values()))
    yield "record.json", exporting.written(exporting.document(seen, ledger=ledger, at=at))
    yield from proofs.files(seen, site=site, published=published, ledger=ledger)


def _checked(file: Path, site: "Site", at: datetime) -> str:
    """A receipt that does not pass is never given out; one that waits for its place is a promise."""
    from quartier.core.ledger.packs import NoPack
    from quartier.outside.verifier.program import check
    from quartier.outside.verifier.trust import read_trust

    trust = read_trust(site.policy.read_bytes())
    report = check(file, trust=trust, now=int(max(at.timestamp(), time.time())))
    if report.fault is not None and report.fault.code != "promise_open":
        raise NoPack("ledger_pack_fails", reason=report.fault.code)
    return str(report.verdict)


def _say(told: dict[str, Any], *, json: bool) -> None:
    if json:
        output.answer(told)
        return
    output.line(
        _("%(folder)s holds the record %(record)s: %(entries)s entries. Checked: %(verdicts)s.")
        % (told | {"verdicts": ", ".join(told["verdicts"])})
    )
    if told["sealed"]:
        output.line(_("Sealed for you, with digests only: %(parts)s.") % {"parts": ", ".join(told["sealed"])})
    for each in told["contradicts"]:
        output.line(_("Entry %(entry)s says something else than the ledger: the tables were changed.") % each)
