"""Figures of a year, with n: who answers how soon, whether people felt treated fairly, what was not shown and why."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from quartier.core.accounts import queries as accounts
from quartier.core.publication.rules.moderation import BY_CODE as REASONS
from quartier.core.territory import queries as territory
from quartier.features.appeals import figures as numbers
from quartier.features.appeals.figures import FEW, Felt, Line, Year
from quartier.features.appeals.web import public_words
from quartier.features.appeals.web.tongue import language, place_of
from quartier.ui import formats
from quartier.ui.parts import Column, Table

FAIR = {
    "heard": gettext_lazy("I could say what mattered to me"),
    "respected": gettext_lazy("I was treated with respect"),
    "neutral": gettext_lazy("The decision followed the facts"),
    "explained": gettext_lazy("The reasons were explained to me"),
}


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """One year of a place."""
    place = place_of(request)
    at = request.visit.now
    years = numbers.years(place=place.id, at=at)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    found = numbers.figures(place=place.id, year=year, at=at)
    context = {"place": place, "year": year, "years": _years(request, years, year)}
    return render(request, "appeals/figures.html", context | _tables(found))


def _tables(found: Year) -> dict[str, Any]:
    names = {one.id: territory.name_in(one.names, language()) for one in accounts.organisations()}
    return {
        "counts": _counts(found.total) if found.total.lodged else [],
        "bodies": _table(
            _("Organisation"), [(names.get(row.organisation or 0, ""), row) for row in found.bodies]
        ),
        "kinds": _table(_("What about"), _kinds(found.lines)),
        "n": found.felt.n,
        "survey": _survey(found.felt) if found.felt.n >= FEW else None,
        "refusals": _refusals(found.withheld) if found.withheld else None,
    }


def _years(request: HttpRequest, years: Sequence[int], chosen: int) -> list[dict[str, Any]]:
    keep = {"place": request.GET["place"]} if request.GET.get("place") else {}
    return [
        {"label": str(one), "url": f"?{urlencode(keep | {'year': one})}", "current": one == chosen}
        for one in years
    ]


def _counts(total: Line) -> list[dict[str, Any]]:
    rows = [
        ("", _("Lodged"), total.lodged),
        ("kept", _("Answered in time"), total.answered - total.answered_late),
        ("soon", _("Answered late"), total.answered_late),
        ("late", _("Late now"), total.late),
    ]
    return [
        {"state": state, "label": label, "value": formats.number(value, language())}
        for state, label, value in rows
    ]


def _kinds(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """By category and body. What fewer than FEW asked for is left out: a rare kind would tell who did."""
    return [(public_words.category(line.category), line) for line in lines if line.lodged >= FEW]


def _table(first: str, rows: Sequence[tuple[str, Line]]) -> Table | None:
    if not rows:
        return None
    labels = [_("Lodged"), _("Answered"), _("of these late"), _("Late now"), _("Half within, days")]
    return Table(
        caption=first,
        hide_caption=True,
        columns=[Column(label=first), *(Column(label=one, numeric=True, inline=True) for one in labels)],
        rows=[
            [name, line.lodged, line.answered, line.answered_late, line.late, _days(line.days)]
            for name, line in rows
        ],
    )


def _days(value: float | None) -> str:
    return _("too few") if value is None else formats.number(round(value), language())


def _survey(felt: Felt) -> Table:
    solved = [
        (_("It is solved"), felt.solved["yes"]),
        (_("It is solved in part"), felt.solved["partly"]),
        (_("It is not solved"), felt.solved["no"]),
    ]
    means = [
        (str(FAIR[code]), _mean(mean), formats.number(n, language(), table=True))
        for code, (mean, n) in felt.means.items()
    ]
    columns = [
        Column(label=_("Statement")),
        Column(label=_("Share or mean"), numeric=True, inline=True),
        Column(label="n", numeric=True, inline=True),
    ]
    shares = [(name, formats.percent(count / felt.n, language()), felt.n) for name, count in solved]
    return Table(
        caption=_("What people said four weeks after the answer"), columns=columns, rows=[*shares, *means]
    )


def _mean(value: float | None) -> str:
    return (
        _("too few") if value is None else _("%(mean)s of 5") % {"mean": formats.number(value, language(), 1)}
    )


def _refusals(withheld: Mapping[str, int]) -> Table:
    rows = [
        (REASONS[code].say(language()) if code in REASONS else code, count)
        for code, count in withheld.items()
    ]
    columns = [Column(label=_("Reason")), Column(label=_("Number"), numeric=True, inline=True)]
    return Table(caption=_("Texts that were not let out, by reason"), columns=columns, rows=rows)
