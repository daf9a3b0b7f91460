"""What becomes public of what residents write, what does not, and why: the rules and the counts of a year."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from quartier.core.publication import refusals
from quartier.core.publication.refusals import Figures
from quartier.core.publication.rules import moderation as rules
from quartier.core.territory.queries import AreaView
from quartier.surface.portal.place import place_of
from quartier.ui.parts import Column, Table
from quartier.ui.tags.texts import number

FIRST_YEAR = 2020


def moderation(request: HttpRequest) -> HttpResponse:
    place = place_of(request)
    context = told(request, place) if place else {}
    return render(request, "portal/moderation.html", context | {"policy": rules.POLICY})


def told(request: HttpRequest, place: AreaView) -> dict[str, Any]:
    """The counts of the year that was asked for, ready for a page of the portal or of the console."""
    now = request.visit.now.astimezone(place.zone).year
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and FIRST_YEAR <= int(typed) <= now else now
    found = refusals.figures(place=place, year=year, at=request.visit.now)
    return {
        "place": place,
        "figures": found,
        "counted": _counted(found),
        "reasons": _reasons(found),
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < now else None,
    }


def _counted(found: Figures) -> Table:
    rows = [
        [gettext("Offered for publication"), number(found.offered)],
        [gettext("Made public"), number(found.public)],
        [gettext("of these, changed before"), number(found.changed)],
        [gettext("Refused by two people"), number(found.refused)],
        [gettext("Waiting now"), number(found.waiting)],
        [gettext("Decided late, or late now"), number(found.late)],
        [gettext("Authors who objected to a refusal"), number(found.objected)],
        [gettext("Objections granted"), number(found.granted)],
    ]
    columns = [
        Column(label=gettext("What became of the texts")),
        Column(label=gettext("Texts"), numeric=True),
    ]
    return Table(caption=gettext("Texts by what became of them"), columns=columns, rows=rows)


def _reasons(found: Figures) -> Table:
    """Every reason there is, those that were not used too."""
    language = get_language() or "en"
    used = [
        (one.say(language), found.reasons.get(one.code, 0))
        for one in rules.REASONS
        if one.use == rules.REFUSALS
    ]
    rows = [[said, number(count)] for said, count in sorted(used, key=lambda pair: -pair[1])]
    columns = [Column(label=gettext("Reason")), Column(label=gettext("Texts"), numeric=True)]
    return Table(caption=gettext("Refusals by reason"), columns=columns, rows=rows)
