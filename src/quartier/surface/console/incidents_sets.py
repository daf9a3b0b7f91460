"""Data sets in the console: the list, one record with its quality and its story, its details."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.incidents import actions, queries
from quartier.core.incidents.rules.mapping import mapping
from quartier.core.kit.errors import Conflict, Invalid
from quartier.core.registry import queries as spine
from quartier.core.territory import queries as territory
from quartier.surface.console import incidents_filters as asking
from quartier.surface.console import incidents_tables as tables
from quartier.surface.console import purpose
from quartier.surface.console.gate import permitted
from quartier.surface.console.looking import look
from quartier.ui.forms.base import Form, add_problems, form_page
from quartier.ui.parts import Event
from quartier.ui.tags.texts import table_moment

WHO = {"title_missing": _("Enter a title"), "too_long": _("This is too long")}


class Details(Form):
    """What people say about a data set. `version` is the one they started from."""

    title = forms.CharField(label=_("Title"), max_length=200)
    description = forms.CharField(
        label=_("What it holds and what it lacks"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        required=False,
    )
    licence = forms.CharField(label=_("Licence"), max_length=200, required=False)
    source = forms.CharField(label=_("Where it comes from"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def bodies() -> dict[int, str]:
    """Names of organisations by number."""
    return {one.id: one.names.get(tables.language(), one.slug) for one in accounts.organisations()}


@permitted("incidents.read")
def listed(request: HttpRequest) -> HttpResponse:
    rows = queries.data_sets(request.visit)
    look(request, [row.id for row in rows], "data sets")
    context = {"table": tables.sets(rows, bodies()), "may_import": request.visit.may("incidents.import")}
    return render(request, "console/incidents/sets.html", context | purpose.context(request))


@permitted("incidents.read")
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    view = queries.data_set(request.visit, id)
    look(request, [id], "data set")
    runs = queries.runs(request.visit, id)
    with timezone.override(asking.zone_of([view])):
        context = {
            "set": view,
            "tag": spine.subjects_for(request.visit).values_list("tag", flat=True).get(id=id),
            "owner": bodies().get(view.organisation, ""),
            "area": territory.area(id=view.area, with_geometry=False).name(tables.language()),
            "way": mapping(view.mapping).label(tables.language()),
            "quality": tables.quality(view),
            "origins": [(tables.origin_name(code), number) for code, number in sorted(view.origins.items())],
            "runs": runs,
            "story": _story(request, view, runs),
            "looks": tables.looks(spine.looks_at(request.visit, subject=id, at_most=10)),
            "may_import": request.visit.may("incidents.import"),
            **purpose.context(request),
        }
        return render(request, "console/incidents/set.html", context)


def _story(request: HttpRequest, view: queries.DataSetView, runs: list[queries.RunView]) -> list[Event]:
    """Imports and edits, newest first."""
    events = tables.runs(runs)
    events += [
        Event(
            at=edit["at"],
            text=gettext("Details changed: %(fields)s") % {"fields": ", ".join(sorted(edit["changes"]))},
            moment=table_moment(edit["at"]),
        )
        for edit in queries.edits(request.visit, view.id)
    ]
    events.append(
        Event(at=view.created_at, text=gettext("Data set opened"), moment=table_moment(view.created_at))
    )
    return sorted(events, key=lambda event: event.at, reverse=True)  # type: ignore[arg-type, return-value]


@permitted("incidents.import")
def edit(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change the details. Whoever comes second sees both versions, and nothing that was typed is lost."""
    view = queries.data_set(request.visit, id)
    now = {name: getattr(view, name) for name in ("title", "description", "licence", "source", "version")}
    form = Details(request.POST or None, initial=now)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "console/incidents/set_edit.html", form, {"set": view})
    typed: dict[str, Any] = dict(form.cleaned_data)
    try:
        actions.edit_data_set(
            data_set=id, version=typed.pop("version"), details=typed, by=request.visit, at=request.visit.now
        )
    except Conflict:
        return _conflict(request, view, form)
    except Invalid as refusal:
        add_problems(form, refusal.problems, lambda problem: str(WHO.get(problem.code, problem.code)))
        return form_page(request, "console/incidents/set_edit.html", form, {"set": view})
    return redirect("console:data_set", id=id)


def _conflict(request: HttpRequest, view: queries.DataSetView, form: Details) -> HttpResponse:
    """409: what stands now beside what was typed; saving again starts from the present version."""
    theirs = [
        {"label": form.fields[name].label, "now": getattr(view, name), "typed": form.cleaned_data[name]}
        for name in ("title", "description", "licence", "source")
        if getattr(view, name) != form.cleaned_data[name]
    ]
    newest = queries.edits(request.visit, view.id)[:1]
    again = Details({**form.cleaned_data, "version": view.version})
    context = {"set": view, "form": again, "theirs": theirs, "edit": newest[0] if newest else None}
    return render(request, "console/incidents/set_conflict.html", context, status=409)


urlpatterns = [
    path("incidents/sets/", listed, name="data_sets"),
    path("incidents/sets/<uuid:id>/", one, name="data_set"),
    path("incidents/sets/<uuid:id>/edit/", edit, name="data_set_edit"),
]
