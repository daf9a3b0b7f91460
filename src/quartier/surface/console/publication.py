"""Letting figures of incidents out, correcting them, taking them back; what stands in public now."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from quartier.core.incidents import queries as incidents
from quartier.core.kit.errors import Refusal
from quartier.core.publication import actions, queries
from quartier.core.territory import queries as territory
from quartier.journeys.release_incidents import correct_release, release_incidents, standard_policy
from quartier.surface import reasons
from quartier.surface.console.gate import permitted
from quartier.ui.formats import month_year
from quartier.ui.forms.base import Form
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.rooms import Room
from quartier.ui.tags.texts import table_moment

PERMIT = "incidents.publish"
ROOM = Room(code="publication", label=_("Publication"), url="console:publication", permit=PERMIT, order=50)
LABELS = {
    "uk": _("Reason, for residents, in Ukrainian"),
    "fr": _("Reason, for residents, in French"),
    "en": _("Reason, for residents, in English"),
}


class ReasonsForm(Form):
    """Why something is corrected or taken back, for residents."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            self.fields[f"reason_{code}"] = forms.CharField(label=LABELS[code], required=False)

    def reasons(self) -> dict[str, str]:
        self.is_valid()
        return {name.removeprefix("reason_"): text for name, text in self.cleaned_data.items() if text}


@permitted(PERMIT)
def publication(request: HttpRequest, problems: tuple[str, ...] = ()) -> HttpResponse:
    """What stands in public, and the data sets of which something may be let out."""
    context = {
        "table": _table(),
        "releases": queries.releases(),
        "sets": incidents.data_sets(request.visit),
        "policy": standard_policy(),
        "reasons": ReasonsForm(),
        "problems": problems,
    }
    return render(request, "console/publication.html", context, status=409 if problems else 200)


def _table() -> Table:
    language = (get_language() or "en")[:2]
    labels = [gettext("Series"), gettext("Months"), gettext("Let out"), gettext("Policy")]
    rows = [
        [
            territory.name_in(view.titles, language),
            f"{month_year(view.first_month, language)} – {month_year(view.last_month, language)}",
            Cell(text=table_moment(view.released_at), at=view.released_at),
            view.policy.version,
        ]
        for view in queries.releases()
    ]
    return Table(
        caption=gettext("What stands in public"), columns=[Column(label=one) for one in labels], rows=rows
    )


def _done(request: HttpRequest, act: Callable[[], Any]) -> HttpResponse:
    """Do it and come back, or say on the page why not."""
    try:
        act()
    except Refusal as refusal:
        return publication(request, tuple(reasons.sentences(refusal)))
    return redirect("console:publication")


@require_POST
@permitted(PERMIT)
def release(request: HttpRequest, data_set: UUID) -> HttpResponse:
    visit, policy = request.visit, standard_policy()
    return _done(request, lambda: release_incidents(data_set=data_set, policy=policy, by=visit, at=visit.now))


@require_POST
@permitted(PERMIT)
def correct(request: HttpRequest, data_set: UUID) -> HttpResponse:
    visit, told = request.visit, ReasonsForm(request.POST).reasons()
    return _done(
        request,
        lambda: correct_release(
            data_set=data_set, policy=standard_policy(), reasons=told, by=visit, at=visit.now
        ),
    )


@require_POST
@permitted(PERMIT)
def withdraw(request: HttpRequest, tag: str) -> HttpResponse:
    visit, told = request.visit, ReasonsForm(request.POST).reasons()
    return _done(request, lambda: actions.withdraw(tag=tag, reasons=told, by=visit, at=visit.now))


urlpatterns = [
    path("publication/", publication, name="publication"),
    path("publication/<uuid:data_set>/release/", release, name="publication_release"),
    path("publication/<uuid:data_set>/correct/", correct, name="publication_correct"),
    path("publication/<slug:tag>/withdraw/", withdraw, name="publication_withdraw"),
]
