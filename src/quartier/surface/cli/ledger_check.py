"""`quartier ledger check`: derive the whole log again and compare everything with it."""

import json as json_module
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from . import output
from .options import Json, with_example
from .words import gettext as _

OUTCOME = "checked.json"  # beside the keys: what the last check found, for `quartier check` and the measures


def add(app: typer.Typer) -> None:
    app.command(
        help=with_example(
            _("Derive the whole ledger again and compare tables, files and lock store."),
            "quartier ledger check --json",
        )
    )(check)


def check(json: Json = False) -> None:
    from . import surroundings

    surroundings.django_ready()
    from quartier.core.ledger import checking
    from quartier.core.ledger.site import site

    began, here = time.monotonic(), site()
    with surroundings.connect("backup") as connection:
        result = checking.check(here, connection)
    answer = {
        "at": datetime.now(UTC).replace(microsecond=0).isoformat(),
        "ok": result.good,
        "entries": result.entries,
        "seconds": round(time.monotonic() - began, 1),
        "findings": [{"code": found.code, "at": found.at} for found in result.findings],
        "more": result.more,
    }
    _keep(here.keys.parent / OUTCOME, answer)
    if json:
        output.answer(answer)
    else:
        _tell(answer)
    if not result.good:
        raise typer.Exit(1)


def _tell(answer: dict[str, Any]) -> None:
    if answer["ok"]:
        output.line(_("OK: everything fits together. Entries: %(entries)s.") % answer)
        return
    output.line(_("WRONG: not everything fits together. Entries: %(entries)s.") % answer)
    for found in answer["findings"]:
        output.line(f"  {found['code']}: {found['at']}")
    if answer["more"]:
        output.line(_("  Further findings: %(more)s") % answer)


def _keep(path: Path, answer: dict[str, Any]) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(json_module.dumps(answer), encoding="utf-8")
    fresh.replace(path)
