"""The wartime rule: where it is on, asking to switch it, agreeing as the second person."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Refusal
from quartier.core.publication import actions, queries
from quartier.core.territory import queries as territory
from quartier.surface import reasons
from quartier.surface.console.gate import permitted
from quartier.ui.forms.base import Form, form_page
from quartier.ui.rooms import Room, Task

PERMIT = "publication.wartime"
ROOM = Room(code="wartime", label=_("Wartime rule"), url="console:wartime", permit=PERMIT, order=70)


class SwitchForm(Form):
    """Ask to switch the rule for an area and all below it."""

    area = forms.ChoiceField(label=_("Area"))
    on = forms.ChoiceField(
        label=_("Switch"), choices=[("1", _("on")), ("", _("off"))], required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, areas: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas


def _language() -> str:
    return (get_language() or "en")[:2]


def _areas(request: HttpRequest) -> dict[int, str]:
    """The areas of the own place, by id."""
    own = next((one for one in accounts.organisations() if one.id == request.visit.organisation), None)
    home = territory.area(id=own.area_id, with_geometry=False).home if own and own.area_id else None
    return {area.id: area.name(_language()) for area in territory.areas(home=home)}


@permitted(PERMIT)
def wartime(request: HttpRequest, problem: str = "") -> HttpResponse:
    """Where the rule is on, what waits, and the form that asks."""
    names, visit = _areas(request), request.visit
    form = SwitchForm(
        request.POST if request.POST.get("reason") is not None else None, areas=list(names.items())
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.ask_wartime(
                area=int(data["area"]), on=bool(data["on"]), reason=data["reason"], by=visit, at=visit.now
            )
            return redirect("console:wartime")
        except Refusal as refusal:
            for text in reasons.sentences(refusal):
                form.add_error(None, text)
    context = {
        "on": [names[area] for area in sorted(queries.wartime_areas()) if area in names],
        "waiting": [(names[one.area], one) for one in queries.waiting_switches() if one.area in names],
        "problem": problem,
    }
    return form_page(request, "console/wartime.html", form, context)


@require_POST
@permitted(PERMIT)
def decide(request: HttpRequest, switch: UUID) -> HttpResponse:
    """The second person's word."""
    visit, agree = request.visit, request.POST.get("agree") == "1"
    try:
        actions.decide_wartime(switch=switch, agree=agree, by=visit, at=visit.now)
    except Refusal as refusal:
        return wartime(request, problem=" ".join(reasons.sentences(refusal)))
    return redirect("console:wartime")


def board(visit: Any) -> list[Task]:
    """Requests that wait for a second person."""
    return [
        Task(label=str(_("Wartime rule")), url="/console/wartime/", note=one.reason[:80])
        for one in queries.waiting_switches()
        if one.asked_by != visit.account
    ]


urlpatterns = [
    path("wartime/", wartime, name="wartime"),
    path("wartime/<uuid:switch>/", decide, name="wartime_decide"),
]
