"""Importing a file in the console: choose, look at what would be refused, take in or let go. Works without script."""

import csv
import errno
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from quartier.core.incidents import actions, importing, incoming, queries
from quartier.core.incidents.rules.files import BadFile, FileFacts, examine
from quartier.core.incidents.rules.mapping import guess, mapping
from quartier.core.incidents.words import FILES, STATES, said
from quartier.core.kit.errors import Conflict, NotFound, Refusal
from quartier.core.kit.sheets import harmless
from quartier.core.registry import lock
from quartier.surface.console import incidents_tables as tables
from quartier.surface.console.gate import permitted
from quartier.surface.console.incidents_forms import Upload, places
from quartier.surface.entry import VISIT_COOKIE
from quartier.surface.jobs import queue
from quartier.ui.forms.base import form_page
from quartier.ui.tags.texts import table_number

AT_ONCE = 3 << 20  # bytes that are checked while the person waits; more goes to the background
SHOWN = 200  # refused rows on the page; the file has all
AGAIN_S = 3


def enter(request: HttpRequest) -> importing.Enter:
    """Visits of this person inside the request's transaction: a new scope is in reach from the next one on."""
    return lambda: lock.visit(request.COOKIES.get(VISIT_COOKIE))


@permitted("incidents.import")
def start(request: HttpRequest) -> HttpResponse:
    """Choose files and how they are read."""
    form = Upload(request.POST or None, request.FILES or None, places=places(request.visit))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "console/incidents/import.html", form)
    try:
        run = _received(request, form)
    except (BadFile, NotFound) as refusal:
        form.add_error("files", said(FILES, refusal.code, **refusal.details))
    except OSError as problem:
        if problem.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        form.add_error(
            None, gettext("The disk of this installation is full. Nothing was kept. Tell whoever runs it.")
        )
    else:
        return redirect("console:import_run", id=run)
    return form_page(request, "console/incidents/import.html", form)


def _received(request: HttpRequest, form: Upload) -> UUID:
    """Keep the files, begin the import, check them now or in the background."""
    uploads = form.cleaned_data["files"]
    folder = incoming.receive(uploads)
    try:
        source = _source(folder, [upload.name for upload in uploads], form.cleaned_data)
        return _begun(request, form, source, folder)
    except BaseException:
        incoming.let_go(folder)
        raise


def _begun(request: HttpRequest, form: Upload, source: importing.Source, folder: Path) -> UUID:
    area, organisation = form.place()
    come = enter(request)
    data_set = importing.data_set_for(
        source=source, area=area, organisation=organisation, title=form.cleaned_data["title"], enter=come
    )
    if sum(facts.size for facts in source.facts) <= AT_ONCE:
        report = importing.stage(source=source, area=area, data_set=data_set, enter=come)
        incoming.let_go(folder)
        return report.run  # type: ignore[return-value]
    with come() as visit:
        run = actions.begin(
            data_set=data_set, mapping=source.mapping, files=source.facts, by=visit, at=visit.now
        ).id
    incoming.assign(folder, run)
    queue.defer("stage_incidents", once=f"stage {run}", run=str(run), account=str(request.visit.account))
    return run


def _source(folder: Path, names: list[str], chosen: dict[str, Any]) -> importing.Source:
    paths = [folder / str(number) for number in range(len(names))]
    told = {"encoding": chosen["encoding"] or None, "delimiter": chosen["delimiter"] or None}
    name = chosen["mapping"] or _guessed(examine(paths[0], name=names[0], **told))
    source = importing.source(paths, name=name, names=names, **told)
    _ = source.facts  # reads all of them: what is wrong is said now
    return source


def _guessed(facts: FileFacts) -> str:
    fitting = guess(facts.header)
    if not fitting:
        raise BadFile("mapping_not_guessed", header=list(facts.header)[:40])
    return fitting[0]


@permitted("incidents.import")
def run(request: HttpRequest, id: UUID) -> HttpResponse:
    """How far it is, what would be refused, what was taken in."""
    view = queries.run(request.visit, id)
    response = render(request, "console/incidents/run.html", _shown(request, view))
    if view.state == "staging":
        response["Refresh"] = str(AGAIN_S)
    return response


def _shown(request: HttpRequest, view: queries.RunView) -> dict[str, Any]:
    bad = queries.refused(request.visit, view.id)
    staged = queries.staged(request.visit, view.id)
    return _said(view) | {
        "set": queries.data_set(request.visit, view.data_set),
        "numbers": _numbers(view, staged, len(bad)),
        "good": staged["rows"],
        "bad": len(bad),
        "reasons": tables.reasons(bad),
        "refused": tables.refused(bad[:SHOWN], view.files),
        "hidden": max(0, len(bad) - SHOWN),
    }


def _said(view: queries.RunView) -> dict[str, Any]:
    """The import in words."""
    return {
        "run": view,
        "heading": gettext("Import of %(files)s") % {"files": ", ".join(file["name"] for file in view.files)},
        "state": STATES[view.state],
        "mark": tables.STATE_MARKS[view.state],
        "way": mapping(view.mapping).label(tables.language()),
        "lines": sum(file["lines"] for file in view.files),
        "outcome": tables.outcome(view),
        "failure": said(FILES, view.details["code"]) if view.state == "failed" else "",
    }


def _numbers(view: queries.RunView, staged: dict[str, int], bad: int) -> list[dict[str, Any]]:
    rows = [
        (gettext("Rows"), staged["rows"] + bad, ""),
        (gettext("Can be taken in"), staged["rows"], ""),
        (gettext("Refused"), bad, "late" if bad else ""),
        (gettext("Repeats, flagged"), staged["repeats"], "open" if staged["repeats"] else ""),
    ]
    return [{"label": label, "value": table_number(value), "state": state} for label, value, state in rows]


@permitted("incidents.import")
@require_POST
def commit(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take in every good row, in one transaction; `whole` takes nothing when a row was refused."""
    view = queries.run(request.visit, id)
    rule = mapping(view.mapping).duplicates
    minutes = rule.reported_within_minutes if rule else None
    try:
        actions.commit(
            run=id,
            by=request.visit,
            at=request.visit.now,
            all_or_nothing="whole" in request.POST,
            within_s=minutes * 60 if minutes else None,
        )
    except Conflict as refusal:
        return _told(request, view, refusal)
    return redirect("console:import_run", id=id)


@permitted("incidents.import")
@require_POST
def abandon(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the import go; nothing of it was ever visible."""
    view = queries.run(request.visit, id)
    try:
        actions.abandon(
            run=id, by=request.visit, at=request.visit.now, reason=request.POST.get("reason", "")[:300]
        )
    except Conflict as refusal:
        return _told(request, view, refusal)
    incoming.drop(id)
    return redirect("console:data_set", id=view.data_set)


def _told(request: HttpRequest, view: queries.RunView, refusal: Refusal) -> HttpResponse:
    context = {"run": view, "sentence": said(FILES, refusal.code, **refusal.details)}
    return render(request, "console/incidents/run_refused.html", context, status=refusal.status)


@permitted("incidents.import")
def refused_rows(request: HttpRequest, id: UUID) -> HttpResponse:
    """All refused rows as CSV, to mend them at their source."""
    view = queries.run(request.visit, id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{id}.csv"'
    writer = csv.writer(response)
    writer.writerow(["file", "line", "column", "value", "reason"])
    for file, line, column, value, reason in queries.refused(request.visit, id):
        writer.writerow([harmless(view.files[file]["name"]), line, column, harmless(value), reason])
    return response


urlpatterns = [
    path("incidents/import/", start, name="import_start"),
    path("incidents/imports/<uuid:id>/", run, name="import_run"),
    path("incidents/imports/<uuid:id>/commit/", commit, name="import_commit"),
    path("incidents/imports/<uuid:id>/abandon/", abandon, name="import_abandon"),
    path("incidents/imports/<uuid:id>/refused.csv", refused_rows, name="import_refused"),
]
