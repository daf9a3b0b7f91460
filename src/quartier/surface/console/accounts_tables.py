"""Grants, colleagues and keys as tables, and the choices of their forms."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext

from quartier.core.accounts import queries
from quartier.core.accounts.queries import Given, Known
from quartier.core.accounts.rules import Holding
from quartier.core.territory import queries as territory
from quartier.surface.console import role_words
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.tags.texts import short_date, table_date

ENOUGH = 600


def _language() -> str:
    return (get_language() or "en")[:2]


def body_names() -> dict[int, str]:
    """Names of organisations in the reader's language."""
    return {
        one.id: one.names.get(_language()) or next(iter(one.names.values()), one.slug)
        for one in queries.organisations()
    }


def area_names(ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {one for one in ids if one is not None}
    return {one.id: one.name(_language()) for one in territory.areas(ids=wanted)} if wanted else {}


def areas_within(held: Iterable[Holding]) -> list[tuple[Any, str]]:
    """Areas that one may give roles for, in the order of the tree; first, no area at all."""
    held = list(held)
    grounds = [one.ground for one in held]
    found = territory.areas(limit=None)
    if None not in grounds:
        found = [one for one in found if any(g.lo <= one.lo and one.hi <= g.hi for g in grounds)]
    none = [("", gettext("None: a role that opens no records"))]
    return none + [
        (one.id, f"{one.name(_language())} ({one.kind_name(_language())})") for one in found[:ENOUGH]
    ]


def bodies_held(held: Iterable[Holding]) -> list[int] | None:
    """Organisations of these holdings; None for all of them."""
    ids = [one.organisation for one in held]
    return None if None in ids else [one for one in ids if one is not None]


def bodies_within(held: Iterable[Holding], *, everybody: bool = True) -> list[tuple[Any, str]]:
    """Organisations that one may give roles for; "of every organisation" only to whoever holds that."""
    own = bodies_held(held)
    every = [("", gettext("every organisation in the area"))] if own is None and everybody else []
    return every + [(id, name) for id, name in body_names().items() if own is None or id in own]


def told(given: Given, *, at: datetime) -> dict[str, Any]:
    """One grant in words."""
    words = {
        "running": gettext("running"),
        "coming": gettext("begins later"),
        "over": gettext("over"),
        "ended": gettext("ended"),
    }
    states = {"running": "open", "coming": "none", "over": "none", "ended": "hold"}
    state = given.state(at)
    return {
        "id": given.id,
        "name": given.name,
        "role": role_words.name(given.role),
        "area": area_names([given.area]).get(given.area) if given.area else gettext("no area"),
        "opens": role_words.opens(given.compartments, given.secrecy),
        "until": given.until,
        "given_by": given.given_by or gettext("at set-up"),
        "given_at": given.given_at,
        "reason": given.reason,
        "end_reason": given.end_reason,
        "ended_by": given.ended_by,
        "state": states[state],
        "word": words[state],
    }


def grants(given: list[Given], *, at: datetime) -> Table:
    """The list of grants: who, what, where, how much, until when, by whom and why."""
    areas, bodies = area_names(one.area for one in given), body_names()
    labels = [gettext("Person"), gettext("Role"), gettext("Area"), gettext("Opens"), gettext("Until")]
    labels += [gettext("Given by"), gettext("State")]
    rows = []
    for one in given:
        said = told(one, at=at)
        body = bodies.get(one.organisation) if one.organisation else gettext("every organisation")
        rows.append(
            [
                one.name,
                said["role"],
                f"{areas.get(one.area, said['area'])}, {body}",
                said["opens"],
                Cell(text=table_date(one.until), at=one.until) if one.until else gettext("no end"),
                gettext("%(name)s on %(day)s: %(reason)s")
                % {"name": said["given_by"], "day": short_date(one.given_at), "reason": one.reason},
                Cell(
                    text=said["word"],
                    state=said["state"],
                    url=reverse("console:end_grant", args=[one.id]) if one.ended_at is None else "",
                ),
            ]
        )
    columns = [Column(label=label) for label in labels]
    return Table(caption=gettext("Roles given"), columns=columns, rows=rows, hide_caption=True)


def colleagues(people: list[Known]) -> Table:
    """Accounts of the organisation."""
    bodies = body_names()
    labels = [gettext("Name"), gettext("Address"), gettext("Organisation"), gettext("What it is")]
    rows = [
        [
            one.name,
            one.address,
            bodies.get(one.organisation or 0, ""),
            gettext("person") if one.kind == "person" else gettext("program"),
        ]
        for one in people
    ]
    columns = [Column(label=label) for label in labels]
    return Table(caption=gettext("Colleagues and programs"), columns=columns, rows=rows, hide_caption=True)


def keys(rows: list[dict[str, Any]], *, at: datetime) -> Table:
    """Keys of programs; the keys themselves are nowhere."""
    labels = [gettext("Program"), gettext("What for"), gettext("May"), gettext("Until"), gettext("State")]
    lines = []
    for one in rows:
        ended = one["ended_at"] is not None or one["until"] <= at
        state = Cell(
            text=gettext("ended") if ended else gettext("running"),
            state="hold" if ended else "open",
            url="" if ended else reverse("console:end_key", args=[one["id"]]),
        )
        until = Cell(text=table_date(one["until"]), at=one["until"])
        lines.append([one["account"], one["label"], ", ".join(one["permits"]), until, state])
    columns = [Column(label=label) for label in labels]
    return Table(caption=gettext("Keys"), columns=columns, rows=lines, hide_caption=True)
