"""Where a record of the town stands today: its address holds a code that nobody knows before the town is filled."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from quartier.core.kit.errors import NotFound
from quartier.core.promises import queries as promises
from quartier.core.registry.visits import Visit

from . import world
from .filling import custody_script


def address(kind: str, name: str, *, by: Visit, language: str) -> str:
    """The page of an appeal (public, `mine`, its `proof`, of staff) or of a promise, for whoever asks. Raises NotFound."""
    if kind not in FINDERS:
        raise NotFound("no_such_record")
    found = FINDERS[kind](name, by)
    if found is None:
        raise NotFound("no_such_record")
    return f"{found}?language={language}" if found.startswith(("/console/", "/r/")) else f"/{language}{found}"


def _row(name: str, file: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = world.read(file)[file]
    row = next((one for one in rows if one["id"] == name), None)
    if row is None:
        raise NotFound("no_such_record")
    return row


def _promise(name: str, by: Visit) -> str | None:
    row = _row(name, "promises")
    text = row["text"][row["home"]]
    tag = next((one.tag for one in promises.public(at=by.now) if one.text == text), None)
    return tag and f"/promises/{tag}/"


def _mine(name: str, by: Visit) -> str | None:
    """As its author: the one that was handed in, not what was made of it by sending it on."""
    from quartier.features.appeals import queries

    text = _row(name, "appeals")["text"]
    own = [one for one in queries.mine(by) if one.text == text and one.parent is None]
    return f"/appeals/mine/{own[0].tag}/" if own else None


def _proof(name: str, by: Visit) -> str | None:
    """What stands in the ledger about one's own appeal, as its receipt's code leads to it."""
    own = _mine(name, by)
    return own and f"/r/{own.rstrip('/').rpartition('/')[2]}"


def _staff(name: str, by: Visit) -> str | None:
    """As somebody of the body that has it."""
    from quartier.features.appeals import queries
    from quartier.features.appeals.queries import Wanted
    from quartier.features.appeals.rules.standing import STATES

    text = _row(name, "appeals")["text"]
    rows = queries.queue_for(by, wanted=Wanted(states=STATES), size=500).rows
    which = next((one.id for one in rows if one.text == text), None)
    return which and f"/console/appeals/{which}/"


def _public(name: str, by: Visit) -> str | None:
    from quartier.features.appeals import listing

    titles = _row(name, "appeals")["title"]
    for state in ("forwarded", ""):  # what was sent on is left out where nobody asks for it
        rows = listing.listing(at=by.now, state=state, size=200).rows
        found = next((one.tag for one in rows if one.titles == titles and not one.parent), None)
        if found:
            return f"/appeals/{found}/"
    return None


def _stay(name: str, by: Visit) -> str | None:
    """The record, for whoever reads those of its suite."""
    from quartier.features.custody import queries

    number = custody_script.numbers().get(name, "")
    for suite in queries.suites(by) if number else ():
        for line in queries.stays(by, suite, text=number).lines:
            return reverse("custody:stay", args=[line.id])
    return None


def _arrest(name: str, by: Visit) -> str | None:
    """What an officer told of an arrest, for that officer."""
    from quartier.features.custody import queries

    part = _opened(name, custody_script.OPENS, queries.my_arrests(by).lines)
    return part and reverse("custody:arrest", args=[part.stay])


def _medical(name: str, by: Visit) -> str | None:
    from quartier.features.custody import queries

    part = _opened(name, custody_script.OPENS, queries.medical_for(by).lines)
    return part and reverse("custody:patient", args=[part.stay])


def _complaint(name: str, by: Visit) -> str | None:
    from quartier.features.custody import queries

    part = _opened(name, "complaint_made", queries.complaints(by).lines)
    return part and reverse("custody:complaint", args=[part.id])


def _opened(name: str, act: str, parts: Iterable[Any]) -> Any:
    """The part of a record that was opened when the town's file says that this was entered."""
    at = next((one.noted for one in custody_script.steps() if (one.stay, one.act) == (name, act)), None)
    return next((part for part in parts if at and abs(part.opened_at - at) < A_MOMENT), None)


A_MOMENT = timedelta(seconds=30)
FINDERS = {
    "promise": _promise,
    "mine": _mine,
    "proof": _proof,
    "staff": _staff,
    "appeal": _public,
    "stay": _stay,
    "arrest": _arrest,
    "medical": _medical,
    "complaint": _complaint,
}
