"""`quartier ledger status`: how the log stands, for a person or a program that watches."""

from datetime import datetime
from typing import Any

import typer

from . import output
from .options import Json, with_example
from .words import gettext as _


def add(app: typer.Typer) -> None:
    app.command(help=with_example(_("Say how the ledger stands."), "quartier ledger status --json"))(status)


def status(json: Json = False) -> None:
    from . import surroundings

    surroundings.django_ready()
    answer = standing()
    if json:
        output.answer(answer)
        return
    for name in ("origin", "entries", "waiting", "signed"):
        output.line(f"{name:12} {answer[name]}")
    published = answer["published"]
    output.line(f"{'published':12} {published and published['size']}")
    for one in answer["witnesses"]:
        output.line(f"{'witness':12} {one['name']}  {one['size']}  {one['at']}")
    output.line(f"{'state':12} {answer['state']}")


def standing() -> dict[str, Any]:
    """Everything that can be said without reading an entry.

    `state`: empty · not_witnessed · fresh · late · alarm.
    """
    from quartier.core.ledger import queries
    from quartier.core.ledger.site import site
    from quartier.core.registry import lock

    from . import surroundings

    with surroundings.connect("sequencer") as connection:
        placed = connection.execute("select next from ledger.places()").fetchone()
        waiting = connection.execute("select entries, since from ledger.waiting()").fetchone()
        signed = connection.execute("select coalesce(max(size), 0) from ledger_head").fetchone()
    with lock.visit(None) as visit:
        told = queries.freshness(visit.now)
        witnesses = [
            {"name": one.name, "size": one.size, "at": one.stamped_at.isoformat()}
            for one in queries.witnesses()
        ]
    published = told.published and {"size": told.published.size, "at": told.published.at.isoformat()}
    return {
        "origin": site().origin,
        "entries": placed[0] if placed else 0,
        "waiting": waiting[0] if waiting else 0,
        "waiting_since": _text(waiting[1] if waiting else None),
        "signed": signed[0] if signed else 0,
        "published": published,
        "cosigned_at": _text(told.cosigned_at),
        "age_seconds": None if told.age is None else round(told.age.total_seconds()),
        "witnesses": witnesses,
        "alarm": told.alarm,
        "state": state_of(told),
    }


def state_of(told: Any) -> str:
    """One word for how the log stands."""
    if told.alarm:
        return "alarm"
    if told.published is None:
        return "empty"
    if told.late:
        return "late"
    return "fresh" if told.published.witnessed else "not_witnessed"


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
