"""Incidents as tables and lines of facts, in the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from quartier.core.accounts import queries as accounts
from quartier.core.incidents.queries import DataSetView, Happened, RunView, Spot
from quartier.core.incidents.rules.vocabulary import vocabulary
from quartier.core.incidents.words import FLAGS, ORIGINS, PRECISIONS, ROWS, STATES, said
from quartier.core.registry.purposes import BY_CODE
from quartier.core.territory import queries as territory
from quartier.ui.parts import Cell, Column, Event, Table
from quartier.ui.tags.texts import clock, month_year, percent, table_date, table_moment, table_number

STATE_MARKS = {
    "committed": "kept",
    "staged": "soon",
    "staging": "open",
    "abandoned": "none",
    "failed": "late",
}


def language() -> str:
    return (get_language() or "en")[:2]


def kind_name(code: str) -> str:
    kind = vocabulary().kinds.get(code)
    return kind.name(language()) if kind else code


def looks(rows: Sequence[dict[str, Any]]) -> Table:
    """Who read a record, when and what for."""
    names = {one: accounts.account(one) for one in {row["account"] for row in rows} if one}
    labels = [gettext("When"), gettext("Who"), gettext("What for")]
    return Table(
        caption=gettext("Who looked"),
        columns=[Column(label=label) for label in labels],
        rows=[
            [
                Cell(text=table_moment(row["at"]), at=row["at"]),
                names[row["account"]].name if names.get(row["account"]) else gettext("a program"),
                " ".join(part for part in (BY_CODE[row["purpose"]].say(language()), row["reason"]) if part),
            ]
            for row in rows
        ],
        hide_caption=True,
        tight=True,
    )


def when(row: Happened) -> str:
    """The time as exactly as it is known, and no more."""
    start, end = row.starts_at, row.ends_at
    match row.precision:
        case "month":
            return month_year(start)
        case "day":
            return table_date(start)
        case "hour":
            return gettext("%(day)s, %(from)s to %(to)s") % {
                "day": table_date(start), "from": clock(start), "to": clock(end)
            }  # fmt: skip
        case "interval":
            return gettext("%(from)s to %(to)s") % {"from": table_moment(start), "to": table_moment(end)}
        case "unknown":
            return gettext("not known; reported %(at)s") % {"at": table_moment(start)}
    return table_moment(start)


def doubts(flags: Iterable[str]) -> str:
    return ", ".join(str(FLAGS[flag]) for flag in flags if flag in FLAGS)


def area_names(rows: Sequence[Happened]) -> dict[int, str]:
    ids = {row.area for row in rows if row.area}
    return {area.id: area.name(language()) for area in territory.areas(ids=ids)} if ids else {}


def occurrences(rows: Sequence[Happened]) -> Table:
    """Newest first: kind, when, where, area, who found it, doubts."""
    names = area_names(rows)
    labels = [gettext("Kind"), gettext("When"), gettext("Where"), gettext("Area"), gettext("Doubts")]
    return Table(
        caption=gettext("Incidents, newest first"),
        columns=[Column(label=label) for label in labels],
        rows=[
            [
                Cell(text=capfirst(kind_name(row.kind)), url=reverse("console:incident", args=[row.id])),
                Cell(text=when(row), at=row.starts_at),
                where(row),
                names.get(row.area, "") if row.area else "",
                doubts(row.flags),
            ]
            for row in rows
        ],
        hide_caption=True,
        tight=True,
    )


def where(row: Happened) -> str:
    if row.address:
        return row.address
    if row.lon is None or row.lat is None:
        return gettext("not known")
    return f"{row.lat:.5f}, {row.lon:.5f}"


def spots(found: Sequence[Spot]) -> Table:
    """The table beside the map: the fullest points."""
    labels = [gettext("Point"), gettext("Incidents"), gettext("Most often"), gettext("Latest")]
    return Table(
        caption=gettext("Points with most incidents"),
        columns=[Column(label=label, numeric=at == 1) for at, label in enumerate(labels)],
        rows=[
            [
                Cell(text=f"{spot.lat:.5f}, {spot.lon:.5f}", url=at_point(spot)),
                table_number(spot.count),
                capfirst(kind_name(max(spot.kinds, key=lambda code: spot.kinds[code]))),
                Cell(text=table_date(spot.latest), at=spot.latest),
            ]
            for spot in found
        ],
    )


def at_point(spot: Spot) -> str:
    return reverse("console:incident", args=[spot.only]) if spot.only else ""


def sets(rows: Sequence[DataSetView], bodies: dict[int, str]) -> Table:
    labels = [
        gettext("Data set"),
        gettext("Organisation"),
        gettext("Incidents"),
        gettext("First"),
        gettext("Last"),
        gettext("Last import"),
    ]
    return Table(
        caption=gettext("Data sets"),
        columns=[Column(label=label, numeric=at == 2) for at, label in enumerate(labels)],
        rows=[
            [
                Cell(text=row.title, url=reverse("console:data_set", args=[row.id])),
                bodies.get(row.organisation, ""),
                table_number(row.rows),
                day(row.first),
                day(row.last),
                Cell(text=table_moment(row.last_import), at=row.last_import) if row.last_import else "–",
            ]
            for row in rows
        ],
        hide_caption=True,
    )


def day(iso: str | None) -> Any:
    if not iso:
        return "–"
    at = datetime.fromisoformat(iso)
    return Cell(text=table_date(at), at=at)


def quality(view: DataSetView) -> list[dict[str, Any]]:
    """What the figures of a data set are worth: a line for each doubt and precision, with its share."""
    if not view.rows:
        return []
    lines = [
        {"name": str(PRECISIONS[code]), "text": _share(number, view.rows)}
        for code, number in sorted(view.precisions.items())
    ]
    lines += [
        {
            "name": str(FLAGS[code]),
            "text": _share(number, view.rows),
            "state": "open",
            "word": gettext("doubt"),
        }
        for code, number in sorted(view.flags.items())
    ]
    return lines


def _share(number: int, whole: int) -> str:
    return gettext("%(number)s of %(whole)s (%(share)s)") % {
        "number": table_number(number), "whole": table_number(whole), "share": percent(number / whole, 1)
    }  # fmt: skip


def runs(rows: Sequence[RunView]) -> list[Event]:
    """Imports as a story, newest first; each leads to its own page."""
    return [
        Event(
            at=row.at,
            text=", ".join(file["name"] for file in row.files),
            state=STATE_MARKS[row.state],
            word=str(STATES[row.state]),
            note=outcome(row),
            moment=table_moment(row.at),
        )
        for row in rows
    ]


def outcome(row: RunView) -> str:
    if row.state != "committed":
        return ""
    told = {name: table_number(row.details[name]) for name in ("accepted", "refused", "repeats", "known")}
    return (
        gettext(
            "%(accepted)s taken in, %(repeats)s of them flagged as repeats; %(known)s known before; %(refused)s refused"
        )
        % told
    )


def refused(rows: Sequence[Sequence[Any]], files: Sequence[dict[str, Any]]) -> Table:
    """The report of bad rows: which line, which column, what stands there, why."""
    several = len(files) > 1
    labels = [gettext("Line"), gettext("Column"), gettext("Value"), gettext("Why")]
    return Table(
        caption=gettext("Refused rows"),
        columns=[Column(label=label) for label in labels],
        rows=[
            [
                f"{files[file]['name']}: {line}" if several else str(line),
                column,
                value or gettext("empty"),
                said(ROWS, reason),
            ]
            for file, line, column, value, reason in rows
        ],
        hide_caption=True,
        tight=True,
    )


def reasons(rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """How often each reason occurs, the most frequent first."""
    tally: dict[str, int] = {}
    for row in rows:
        tally[row[4]] = tally.get(row[4], 0) + 1
    ordered = sorted(tally.items(), key=lambda pair: -pair[1])
    return [
        {"name": said(ROWS, code), "text": ngettext("%(n)s row", "%(n)s rows", n) % {"n": table_number(n)}}
        for code, n in ordered
    ]


def origin_name(code: str) -> str:
    return str(ORIGINS.get(code, code))
