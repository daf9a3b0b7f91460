"""A supervisor's figures of suites, one measure at a time: drawn, as a table, as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.kit import sheets
from quartier.features.custody import figures as counting
from quartier.features.custody.figures import Figures
from quartier.features.custody.rules.small_numbers import SMALL
from quartier.features.custody.web import frame
from quartier.features.custody.web.frame import permitted, tongue
from quartier.ui.charts import bars
from quartier.ui.charts.values import Bar, Frame
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.tags.texts import table_number

NAMES: dict[str, Any] = {
    "stays": _("Stays begun"),
    "checks": _("Checks recorded"),
    "checks_late": _("Checks late by five minutes or more"),
    "entries_late": _("Entries written late"),
    "no_reason": _("Late entries without a reason"),
    "lawyer_waived": _("Lawyer declined"),
    "rights_waived": _("Other rights declined"),
    "force": _("Uses of force"),
    "injuries": _("Injuries noted"),
    "passed": _("Limits that passed"),
}
FIRST = "checks_late"


@permitted(counting.PERMIT)
def figures(request: HttpRequest) -> HttpResponse:
    """Numbers only, so no look is noted."""
    found = _found(request)
    context = {
        "rooms": frame.tabs(request, "figures"),
        "measures": [
            {"label": str(name), "url": f"?measure={code}", "current": code == found.measure}
            for code, name in NAMES.items()
        ],
        "measure": found.measure,
        "name": str(NAMES[found.measure]),
        "drawn": _drawn(found),
        "table": _table(found),
        "few": SMALL,
        "hidden": _hides(found),
    }
    return render(request, "custody/figures.html", context)


@permitted(counting.PERMIT)
def file(request: HttpRequest, form: str) -> HttpResponse:
    """The same table as a file."""
    found = _found(request)
    heads = [gettext("Custody suite"), *(_month(one) for one in found.months), gettext("Year")]
    rows = [[label, *values] for label, values in _rows(found)]
    body = (
        sheets.write_csv(heads, rows)
        if form == "csv"
        else sheets.write_xlsx(str(NAMES[found.measure]), heads, rows)
    )
    response = HttpResponse(body, content_type=sheets.CSV_TYPE if form == "csv" else sheets.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="custody-{found.measure}.{form}"'
    return response


def _found(request: HttpRequest) -> Figures:
    asked = request.GET.get("measure", "")
    measure = asked if asked in NAMES else FIRST
    return counting.figures(request.visit, measure=measure, at=request.visit.now)


def _month(month: Any) -> str:
    return date_format(month, "Y-m")


def _rows(found: Figures) -> list[tuple[str, list[int | None]]]:
    shown = found.shown
    rows = [
        (suite.name(tongue()), [*cells, total])
        for suite, cells, total in zip(found.suites, shown.cells, shown.rows, strict=True)
    ]
    if len(rows) > 1:
        rows.append((gettext("All suites"), [*shown.columns, shown.total]))
    return rows


def _table(found: Figures) -> Table:
    heads = [gettext("Custody suite"), *(_month(one) for one in found.months), gettext("Year")]
    return Table(
        caption=str(NAMES[found.measure]),
        columns=[Column(label=label, numeric=number > 0) for number, label in enumerate(heads)],
        rows=[[label, *map(_value, values)] for label, values in _rows(found)],
        tight=True,
        hide_caption=True,
    )


def _value(count: int | None) -> object:
    return Cell(text=gettext("hidden")) if count is None else table_number(count)


def _hides(found: Figures) -> bool:
    return any(value is None for _label, values in _rows(found) for value in values)


def _drawn(found: Figures) -> str:
    """Each suite's year as a bar; what is hidden is not drawn."""
    known = [
        Bar(label=suite.name(tongue()), value=total)
        for suite, total in zip(found.suites, found.shown.rows, strict=True)
        if total is not None
    ]
    if not any(one.value for one in known):
        return ""
    desc = gettext("The last twelve months that are over, by suite. Hidden counts are not drawn.")
    return bars.bar(Frame(id="suites", title=str(NAMES[found.measure]), desc=desc, language=tongue()), known)
