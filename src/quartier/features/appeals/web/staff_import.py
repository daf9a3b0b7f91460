"""Taking over running appeals by page: choose a table, read what would come of it, take in all of it or nothing."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.core.kit import sheets
from quartier.core.kit.sheets import BadSheet
from quartier.features.appeals import held, importing
from quartier.features.appeals.importing import Report
from quartier.features.appeals.lodging import ENTER
from quartier.features.appeals.rules import takeover
from quartier.features.appeals.web import staff_frame
from quartier.features.appeals.web.staff_filters import category_choices
from quartier.features.appeals.web.staff_words import COLUMNS, FILES, said, why
from quartier.ui.forms.base import Form, form_page
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.tags.texts import table_date, table_number

KEY, ENCODING = "appeals_import", "appeals_import_encoding"
SHOWN = 200
ENCODINGS = [
    ("", _("UTF-8, or as the file says")),
    ("cp1251", _("Windows, Cyrillic (cp1251)")),
    ("cp1252", _("Windows, western (cp1252)")),
    ("koi8-u", "KOI8-U"),
]


class FileForm(Form):
    """Which table, and its encoding where a CSV does not say it."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_("XLSX or CSV, up to 10 MB and 1,000 rows."),
        error_messages={"required": _("Choose a file"), "empty": _("The file is empty. Choose another one")},
    )
    encoding = forms.ChoiceField(label=_("Encoding, only of a CSV"), choices=ENCODINGS, required=False)


@staff_frame.permitted(ENTER)
def start(request: HttpRequest) -> HttpResponse:
    """Choose a table; it is checked at once."""
    form = FileForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read(sheets.MOST_BYTES + 1)
        try:
            sheets.read(data, encoding=form.cleaned_data["encoding"])
        except BadSheet as refusal:
            form.add_error("file", said(FILES, refusal.code, **refusal.details))
        else:
            importing.prepare(place=staff_frame.place_of(request.visit).id, by=request.visit)
            request.session[KEY] = held.hold(data)
            request.session[ENCODING] = form.cleaned_data["encoding"]
            return redirect("appeals_staff:import_report")
    return form_page(request, "appeals_staff/import.html", form, _frame(request) | {"columns": _columns()})


def _frame(request: HttpRequest) -> dict[str, Any]:
    return staff_frame.context(request, "import") | {
        "categories": [name for _code, name in category_choices()[1:]]
    }


def _columns() -> Table:
    """The columns that are known, with the heads by which they are."""
    rows = [
        [
            str(COLUMNS[code]),
            ", ".join(heads),
            gettext("needed") if needed else gettext("may be empty"),
        ]
        for code, (needed, heads) in takeover.COLUMNS.items()
    ]
    labels = [gettext("What it says"), gettext("Heads that are known"), gettext("In each row")]
    return Table(
        caption=gettext("Columns"),
        columns=[Column(label=one) for one in labels],
        rows=rows,
        hide_caption=True,
    )


@never_cache
@staff_frame.permitted(ENTER)
def report(request: HttpRequest) -> HttpResponse:
    """What would come of the table: nothing is written."""
    data = held.held(request.session.get(KEY, ""))
    if data is None:
        return redirect("appeals_staff:import")
    try:
        found = _rehearsed(request, data)
    except BadSheet as refusal:
        held.let_go(request.session.pop(KEY))
        form = FileForm({}, {})
        form.errors.clear()
        form.add_error("file", said(FILES, refusal.code, **refusal.details))
        return form_page(
            request, "appeals_staff/import.html", form, _frame(request) | {"columns": _columns()}
        )
    return render(request, "appeals_staff/import_report.html", _frame(request) | _told(found))


def _rehearsed(request: HttpRequest, data: bytes) -> Report:
    visit = request.visit
    place = staff_frame.place_of(visit)
    encoding = request.session.get(ENCODING, "")
    return importing.rehearse(data=data, place=place.id, encoding=encoding, by=visit, at=visit.now)


def _told(found: Report) -> dict[str, Any]:
    differing = sum(bool(one.differs) for one in found.taken)
    return {
        "report": found,
        "numbers": _numbers(found, differing),
        "missing": ", ".join(str(COLUMNS[code]) for code in found.reading.missing),
        "unknown": ", ".join(found.reading.unknown),
        "others": ", ".join(found.sheet.others),
        "bad": _bad(found),
        "taken": _taken(found),
        "differing": differing,
        "hidden_bad": max(0, len(found.bad) - SHOWN),
        "hidden": max(0, len(found.taken) - SHOWN),
    }


def _numbers(found: Report, differing: int) -> list[dict[str, Any]]:
    refused, good = found.refused, found.rows - found.refused
    rows = [
        (gettext("Rows"), found.rows, ""),
        (gettext("Can be taken in"), good, "kept" if good and not refused else ""),
        (gettext("Refused"), refused, "late" if refused else ""),
        (gettext("Due on another day than the file says"), differing, "soon" if differing else ""),
    ]
    return [{"label": label, "value": table_number(value), "state": state} for label, value, state in rows]


def _bad(found: Report) -> Table:
    labels = [gettext("Line"), gettext("Column"), gettext("What stands there"), gettext("Why not")]
    rows = [[table_number(one.line), one.column, one.value, why(one)] for one in found.bad[:SHOWN]]
    columns = [Column(label=label, numeric=at == 0) for at, label in enumerate(labels)]
    return Table(caption=gettext("Refused"), columns=columns, rows=rows, hide_caption=True)


def _taken(found: Report) -> Table:
    labels = [gettext("Line"), gettext("Former number"), gettext("Title"), gettext("Answer due by")]
    rows = [
        [
            table_number(one.line),
            one.external,
            one.title,
            Cell(text=_due(one), state="soon" if one.differs else ""),
        ]
        for one in found.taken[:SHOWN]
    ]
    columns = [Column(label=label, numeric=at == 0) for at, label in enumerate(labels)]
    return Table(caption=gettext("What would be taken in"), columns=columns, rows=rows, hide_caption=True)


def _due(one: importing.Taken) -> str:
    if one.due_at is None:
        return gettext("no day set by its rules")
    day = table_date(staff_frame.last_day(one.due_at))
    if not one.differs:
        return day
    return gettext("%(day)s (the file says %(told)s)") % {"day": day, "told": table_date(one.told_due)}


@require_POST
@staff_frame.permitted(ENTER)
def take(request: HttpRequest) -> HttpResponse:
    """Take in all of it. What changed since the look (a number that came in meanwhile) refuses all of it again."""
    data, visit = held.held(request.session.get(KEY, "")), request.visit
    if data is None:
        return redirect("appeals_staff:import")
    place = staff_frame.place_of(visit)
    encoding = request.session.get(ENCODING, "")
    found = importing.take_in(data=data, place=place.id, encoding=encoding, by=visit, at=visit.now)
    if not found.done:
        return render(request, "appeals_staff/import_report.html", _frame(request) | _told(found), status=409)
    held.let_go(request.session.pop(KEY))
    return render(request, "appeals_staff/imported.html", _frame(request) | _told(found))


@require_POST
@staff_frame.permitted(ENTER)
def abandon(request: HttpRequest) -> HttpResponse:
    """Let the table go; nothing of it was taken in."""
    held.let_go(request.session.pop(KEY, ""))
    return redirect("appeals_staff:import")


def example(request: HttpRequest, form: str) -> HttpResponse:
    """An empty table with the columns that are known, in the reader's language, to be filled."""
    at = {"uk": 1, "fr": -1}.get(staff_frame.tongue(), 0)
    heads = [_head(known, at) for _needed, known in takeover.COLUMNS.values()]
    if form == "csv":
        response = HttpResponse(sheets.write_csv(heads, []), content_type=sheets.CSV_TYPE)
    else:
        body = sheets.write_xlsx(gettext("Requests"), heads, [])
        response = HttpResponse(body, content_type=sheets.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="requests.{form}"'
    return response


def _head(known: tuple[str, ...], at: int) -> str:
    return known[at]
