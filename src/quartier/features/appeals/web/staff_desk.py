"""How the place takes requests (categories, bodies, terms), and the desk's own figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import NotFound
from quartier.core.law import queries as law
from quartier.features.appeals import desks, numbers, words
from quartier.features.appeals.desks import DeskView
from quartier.features.appeals.numbers import Line
from quartier.features.appeals.queries import HANDLE
from quartier.features.appeals.rules.categories import CATEGORIES
from quartier.features.appeals.rules.route import rule_for
from quartier.features.appeals.web import staff_frame
from quartier.features.appeals.web.staff_filters import category_choices
from quartier.features.appeals.web.staff_frame import body_names, permitted, tongue
from quartier.features.appeals.web.staff_reading import category_name
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.tags.texts import number, table_number

TERMS: dict[str, Any] = {
    "answer_days": _("days for the answer"),
    "answer_working_days": _("working days for the answer"),
}


@permitted(HANDLE)
def desk(request: HttpRequest) -> HttpResponse:
    """Which body answers what, by which rules. Who runs the installation sets it up."""
    place = staff_frame.place_of(request.visit)
    context = staff_frame.context(request, "desk") | {"place": place.name(tongue())}
    try:
        held = desks.set_up(place.id)
    except NotFound:
        return render(request, "appeals_staff/desk.html", context)
    named = body_names()
    context |= {
        "desk": held,
        "table": _routes(held, named),
        "pack": _pack(held.pack),
        "terms": _terms(held.rules.facts),
        "complaints": named.get(held.complaints, ""),
        "higher": named.get(held.higher, "") if held.higher else "",
        "moderation": named.get(held.moderation, ""),
    }
    return render(request, "appeals_staff/desk.html", context)


def _routes(held: DeskView, named: dict[int, str]) -> Table:
    labels = [gettext("Category"), gettext("Who answers"), gettext("Rules"), gettext("Same matter within")]
    rows = []
    for code, name in category_choices()[1:]:
        rule, kind = rule_for(held.rules, code), CATEGORIES[code]
        body = held.complaints if kind.officer else rule.organisation if rule else None
        rows.append(
            [
                name,
                named.get(body, "") if body else Cell(text=gettext("nobody yet"), state="late"),
                _pack(rule.pack if rule and rule.pack and not kind.officer else held.pack)["name"],
                gettext("%(metres)s m") % {"metres": number(kind.within)}
                if kind.within
                else gettext("not by place"),
            ]
        )
    columns = [Column(label=one) for one in labels]
    return Table(
        caption=gettext("Categories and routes"), columns=columns, rows=rows, hide_caption=True, tight=True
    )


def _pack(name: str) -> dict[str, Any]:
    """A rule pack as a clerk knows it: its name, and whether a lawyer has signed all of it."""
    try:
        found = law.pack(name)
    except KeyError:
        return {"name": name, "verified": False}
    return {
        "name": found.names.get(tongue(), name),
        "verified": found.verified,
        "own": name.startswith("own."),
    }


def _terms(facts: Any) -> list[str]:
    return [f"{number(facts[code])} {label}" for code, label in TERMS.items() if code in facts]


@permitted(HANDLE)
def figures(request: HttpRequest) -> HttpResponse:
    """A year of one's own desk: numbers only, so no look is noted."""
    this = staff_frame.local_day(request.visit.now).year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and this - 10 < int(asked) <= this else this
    found = numbers.figures(request.visit, year=year)
    years = [
        {"label": str(one), "url": f"?year={one}", "current": one == year}
        for one in range(this, this - 3, -1)
    ]
    context = staff_frame.context(request, "figures") | {
        "years": years,
        "year": year,
        "total": _counts(found.total),
        "table": _by_category(found.lines),
        "channels": _by_channel(found.channels),
        "few": numbers.FEW,
    }
    return render(request, "appeals_staff/figures.html", context)


def _counts(line: Line) -> list[dict[str, Any]]:
    rows = [
        (gettext("Arrived"), table_number(line.lodged), ""),
        (gettext("Run"), table_number(line.running), ""),
        (gettext("Late"), table_number(line.late), "late" if line.late else ""),
        (gettext("Answered"), table_number(line.answered), ""),
    ]
    if line.days is not None:
        rows.append((gettext("Half of the answers came within"), _days(line), ""))
    return [{"label": label, "value": value, "state": state} for label, value, state in rows]


def _days(line: Line) -> str:
    if line.days is None:
        return gettext("too few to say") if line.answered else table_number(None)
    whole = round(line.days)
    return ngettext("%(days)s day", "%(days)s days", whole) % {"days": table_number(whole)}


def _by_category(lines: tuple[Line, ...]) -> Table:
    labels = [gettext("Category"), gettext("Arrived"), gettext("Run"), gettext("Late"), gettext("Answered")]
    labels += [gettext("Sent on"), gettext("Half of the answers came within")]
    rows = [
        [
            category_name(one.category),
            *(table_number(value) for value in (one.lodged, one.running)),
            Cell(text=table_number(one.late), state="late") if one.late else table_number(0),
            *(table_number(value) for value in (one.answered, one.forwarded)),
            _days(one),
        ]
        for one in lines
    ]
    columns = [Column(label=label, numeric=at > 0, inline=at > 0) for at, label in enumerate(labels)]
    return Table(caption=gettext("By category"), columns=columns, rows=rows)


def _by_channel(channels: tuple[tuple[str, int], ...]) -> Table:
    rows = [[str(words.CHANNELS.get(code, code)), table_number(count)] for code, count in channels]
    columns = [Column(label=gettext("Came by")), Column(label=gettext("Arrived"), numeric=True, inline=True)]
    return Table(caption=gettext("By the way they came"), columns=columns, rows=rows)
