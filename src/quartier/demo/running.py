"""The running demo: how it starts and ends, where it is found."""

import os
import shutil
from pathlib import Path

from quartier.core.kit.errors import Conflict
from quartier.surface.cli import output, surroundings
from quartier.surface.cli.offspring import Companion

from .words import gettext as _

PAGES = (
    ("personas", "demo/"),
    ("portal", "uk/"),
    ("portail", "fr/"),
    ("portal", "en/"),
    ("console", "console/"),
    ("API", "api/docs"),
    ("OGC", "ogc/"),
)


def data() -> Path:
    """The data folder of this installation."""
    from django.conf import settings

    return Path(settings.QUARTIER_ENV.data)


def links(data: Path) -> Path:
    """The folder of one-time links below the data folder."""
    return data / "demo" / "links"


def address(data: Path) -> str:
    """The address of the demo: of the one that runs, else of the one that `make demo` would start."""
    try:
        return (data / "demo" / "address").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"


def serve(*, reset: bool) -> None:
    """Start, fill, serve; return at Ctrl-C with nothing left running."""
    from quartier.surface.cli import serving

    if reset:
        forget()
    plan = serving.Plan(port=int(os.environ.get("PORT", "8000")), stop_database=True)
    here = surroundings.env().data
    if not (here / "postgres").exists():
        (here / "demo").mkdir(parents=True, exist_ok=True)  # from the first moment on it is a demo's folder
    path = here / "demo" / "address"

    told = []

    def ready() -> None:
        told.append(plan.address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plan.address.rstrip("/"), encoding="ascii")
        announce(plan.address)

    try:
        serving.serve(plan, prepare=_fill, beside=_witnesses, ready=ready)
    finally:
        if told:  # another demo's address stays
            path.unlink(missing_ok=True)


def _fill() -> None:
    from . import town_filling

    town_filling.run()


def _witnesses() -> list[Companion]:
    """The ledger's keys, terms of trust and witnesses, by the town's time."""
    from django.db import connections

    from quartier.core.ledger import keys
    from quartier.core.ledger.site import site

    from . import clock, witnesses

    with connections["owner"].cursor() as cursor:
        ahead = clock.share(cursor, data())
    seats = witnesses.settle(data(), site())
    log = keys.read(site()).log.verifying.text
    return witnesses.companions(seats, log=log, ahead=ahead)


def forget() -> None:
    """Remove the demo's database and files. A folder in which no demo ever lived is left alone."""
    here = surroundings.env().data
    server = surroundings.server()
    if server is None:
        output.say(_("The database is not ours to empty: drop it yourself, then run this again."))
        raise Conflict("reset_needs_own_server")
    if not (here / "demo").exists():
        if (here / "postgres").exists():
            output.say(_("No demo ever lived in this data folder. Nothing was removed."))
            raise Conflict("installation_is_real")
        return
    server.remove()
    for folder in ("postgres", "demo", "files", "ledger"):
        shutil.rmtree(here / folder, ignore_errors=True)


def announce(address: str) -> None:
    """Where to go and whom to be."""
    from . import personas

    output.line(f"\n  Quartier · DEMO\n  {address}")
    for label, path in PAGES:
        output.line(f"    {label:12} {address}{path}")
    output.line("")
    for row in personas.listed():
        output.line(f"    quartier demo sign-in {row['id']:22} {row['name']}, {', '.join(row['roles'])}")
    output.line("\n  " + _("Ctrl-C ends it; the data stay."))
