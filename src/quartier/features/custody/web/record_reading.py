"""A record as its page shows it: head, limits, story, rights, parts, looks, proof; made of what this visit may read."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from quartier.core.registry import queries as registry
from quartier.core.registry.purposes import BY_CODE
from quartier.features.custody.rule_packs import pack_of
from quartier.features.custody.rules.acts.catalogue import ACTS, TOPICS
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import record_html, record_rights, record_story, record_words
from quartier.features.custody.web.record_story import Row
from quartier.ui.parts import Cell, Column, Group, Table
from quartier.ui.tags.texts import long_date, table_clock, tongue

LOOKS = 8


def pauses(pack: str) -> bool:
    """Whether a clock of this pack stands still in hospital."""
    try:
        return any(clock.pauses for clock in pack_of(pack).clocks)
    except KeyError:
        return False


def title(stay: StayView) -> str:
    """Who: initials and year, as on every screen that others pass by."""
    label = stay.label or gettext("not yet named")
    return gettext("Detained person %(label)s") % {"label": label}


def note(stay: StayView) -> str:
    """Where the person is now, and in what case."""
    where = (
        gettext("cell %(cell)s") % {"cell": stay.cell} if stay.cell else str(record_words.WHERE[stay.state])
    )
    kind = str(record_words.KINDS.get(stay.kind, stay.kind))
    return gettext("%(where)s; %(kind)s") % {"where": where, "kind": kind}


def topics(stay: StayView, entries: Iterable[EntryView], chosen: str) -> list[dict[str, Any]]:
    """The story whole, and by topic with how many entries each has."""
    counts = Counter(entry.topic for entry in entries)
    here = reverse("custody:stay", args=[stay.id])
    whole = gettext("All, %(count)s") % {"count": sum(counts.values())}
    found = [{"label": whole, "url": here, "current": not chosen}]
    for code, words in TOPICS.items():
        if counts[code]:
            label = gettext("%(topic)s, %(count)s") % {"topic": words.say(tongue()), "count": counts[code]}
            found.append({"label": label, "url": f"{here}?topic={code}", "current": code == chosen})
    return found


def story(stay: StayView, rows: Iterable[Row], *, may_correct: Any) -> Table:
    """Day by day: when it happened, when it was recorded, the gap, what, who."""
    labels = (
        "№",
        gettext("Happened"),
        gettext("Recorded"),
        gettext("Gap"),
        gettext("What"),
        gettext("Entered by"),
    )
    columns = [Column(label=label, numeric=at == 0, inline=0 < at < 4) for at, label in enumerate(labels)]
    lines: list[list[object] | Group] = []
    day: date | None = None
    for row in record_story.in_order(rows):
        happened = timezone.localtime(row.entry.occurred_at)
        if happened.date() != day:
            day = happened.date()
            lines.append(Group(label=long_date(happened)))
        lines.append(_line(stay, row, may_correct(row.entry)))
    return Table(
        caption=gettext("When it happened and when it was recorded"), columns=columns, rows=lines, tight=True
    )


def _line(stay: StayView, row: Row, correctable: bool) -> list[object]:
    entry = row.entry
    recorded = timezone.localtime(entry.recorded_at)
    other_day = recorded.date() != timezone.localtime(entry.occurred_at).date()
    text = record_words.day_and_clock(recorded) if other_day else table_clock(recorded)
    return [
        row.number,
        Cell(text=table_clock(entry.occurred_at), at=entry.occurred_at),
        Cell(text=text, at=entry.recorded_at),
        record_html.line(row.gap),
        format_html("{}{}", record_html.lines(row.lines), _correct(stay, entry) if correctable else ""),
        row.who,
    ]


def _correct(stay: StayView, entry: EntryView) -> Any:
    try:
        url = reverse("custody:correct", args=[stay.id, entry.id])
    except NoReverseMatch:
        return ""
    label = gettext("Correct No. %(number)s") % {"number": entry.number}
    return format_html('<br><a class="small noprint" href="{}">{}</a>', url, label)


def rights(stay: StayView, entries: list[EntryView]) -> Table | None:
    """Told, chosen, done, shown by what; None where the pack names no rights."""
    rows = record_rights.rows(stay, entries)
    if not rows:
        return None
    return Table(
        caption=gettext("Rights: told, chosen, done"),
        columns=[Column(label=one.label) for one in record_rights.columns()],
        rows=[[record_html.cell(cell) for cell in row] for row in rows],
        tight=True,
    )


def parts(stay: StayView, entries: Iterable[EntryView]) -> list[dict[str, Any]]:
    """What lies apart: open to this visit, or sealed, with who may open it."""
    counts = Counter(ACTS[entry.act].part for entry in entries if entry.part and entry.act in ACTS)
    return [_part(code, part, counts[code]) for code, part in stay.parts.items()]


def _part(code: str, part: Any, count: int) -> dict[str, Any]:
    name, holds = record_words.PARTS[code]
    entries = ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}
    if part.open:
        return {
            "name": name,
            "state": "kept",
            "word": gettext("Open to you"),
            "note": gettext("%(entries)s: %(holds)s") % {"entries": entries, "holds": holds},
        }
    who = gettext("Opened by: %(roles)s") % {"roles": record_words.roles(part.roles)}
    return {
        "name": name,
        "state": "sealed",
        "word": gettext("Not open to you"),
        "note": gettext("%(entries)s. %(who)s") % {"entries": entries, "who": who},
    }


def looks(request: HttpRequest, stay: StayView) -> list[dict[str, Any]]:
    """Who looked at it last, and what for."""
    rows = registry.looks_at(request.visit, subject=stay.id, at_most=LOOKS)
    names = record_story.names_of(row["account"] for row in rows)
    return [
        {
            "at": row["at"],
            "moment": record_words.day_and_clock(row["at"]),
            "who": gettext("You")
            if row["account"] == request.visit.account
            else _name(names, row["account"]),
            "why": BY_CODE[row["purpose"]].say(tongue()) if row["purpose"] in BY_CODE else row["purpose"],
        }
        for row in rows
    ]


def _name(names: dict[UUID, str], account: UUID | None) -> str:
    return names.get(account, gettext("a program")) if account else gettext("a program")


def person(stay: StayView) -> list[tuple[str, str]]:
    """Name and the like, where this visit may read them."""
    labels = {
        "name": gettext("Name"),
        "born": gettext("Born"),
        "address": gettext("Address"),
        "language": gettext("Language"),
        "nationality": gettext("Citizenship"),
    }
    return [(labels.get(code, code), str(value)) for code, value in stay.about.items() if value]
