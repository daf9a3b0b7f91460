"""The mail room's own page: how the queue stands, letters that somebody prints and posts, and calls to make."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid
from quartier.core.messages import by_hand, queries
from quartier.core.messages.queries import Call, Health
from quartier.core.messages.rules.calls import TRIES
from quartier.core.territory import queries as territory
from quartier.surface import reasons
from quartier.surface.console import looking
from quartier.surface.console.gate import permitted
from quartier.ui.forms.base import Form, add_problems, form_page
from quartier.ui.rooms import Room

PERMIT = "messages.letters"
ROOM = Room(code="messages", label=_("Messages"), url="console:messages", permit=PERMIT, order=75)


@permitted(PERMIT)
def overview(request: HttpRequest) -> HttpResponse:
    """Numbers of the own organisation, its letters to print and its calls, oldest first; no address in the lists."""
    context = {
        "stand": _stand(request),
        "letters": [said for said, _row, _to in queries.letters(request.visit)],
        "calls": [{"said": said, "tries": tries} for said, tries in queries.calls(request.visit)],
    }
    return render(request, "console/messages.html", context)


def _stand(request: HttpRequest) -> Health | None:
    own = request.visit.organisation
    return next((one for one in queries.health() if one.organisation == own), None)


@never_cache
@permitted(PERMIT)
def letter(request: HttpRequest, which: UUID) -> HttpResponse:
    """One letter as it is printed, with its address: that is a look."""
    said, recipient, to = queries.letter_for(request.visit, which)
    looking.look(request, [recipient], "console/messages/letters")
    context = {"letter": said, "lines": to.splitlines(), "today": request.visit.now}
    return render(request, "console/letter.html", context)


@require_POST
@permitted(PERMIT)
def posted(request: HttpRequest, which: UUID) -> HttpResponse:
    """It is in the post."""
    by_hand.mark_posted(message=which, by=request.visit, at=request.visit.now)
    return redirect("console:messages")


class CallForm(Form):
    """What came of a call, and when it was."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[
            ("reached", _("Reached, and told")),
            ("not_reached", _("Nobody answered")),
            ("wrong_number", _("The number is not theirs")),
        ],
        widget=forms.RadioSelect,
    )
    called_at = forms.TimeField(
        label=_("Called today at"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("Leave it empty for now."),
    )

    def when(self, *, now: datetime, zone: ZoneInfo) -> datetime:
        """The instant of the call; a time of this day in the place's own hours."""
        told = self.cleaned_data["called_at"]
        if told is None:
            return now
        local = now.astimezone(zone)
        found = local.replace(hour=told.hour, minute=told.minute, second=0, microsecond=0)
        return (
            now
            if found <= now < found.replace(second=59, microsecond=999_999)
            else found.astimezone(now.tzinfo)
        )


@never_cache
@permitted(PERMIT)
def call(request: HttpRequest, which: UUID) -> HttpResponse:
    """One call: the number, and what to say in the person's own language. Opening it is a look."""
    visit = request.visit
    found = queries.call_for(visit, which)
    looking.look(request, [found.recipient], "console/messages/calls")
    form = CallForm(request.POST or None)
    if form.is_valid() and _called(form, found, request):
        return redirect("console:messages")
    context = {"call": found, "left": TRIES - found.tries, "paragraphs": found.said.text.split("\n\n")}
    return form_page(request, "console/call.html", form, context)


def _called(form: CallForm, found: Call, request: HttpRequest) -> bool:
    visit: Any = request.visit  # type: ignore[attr-defined]
    when = form.when(now=visit.now, zone=_zone(visit.organisation))
    try:
        by_hand.mark_called(
            message=found.said.id,
            outcome=form.cleaned_data["outcome"],
            called_at=when,
            by=visit,
            at=visit.now,
        )
    except Invalid as refusal:
        add_problems(form, refusal.problems, lambda problem: reasons.say(problem.code))
        return False
    return True


def _zone(organisation: int) -> ZoneInfo:
    own = accounts.organisation(organisation)
    area = own.area_id if own and own.area_id else territory.homes()[0].id
    return territory.area(id=area, with_geometry=False).zone


urlpatterns = [
    path("messages/", overview, name="messages"),
    path("messages/letters/<uuid:which>/", letter, name="letter"),
    path("messages/letters/<uuid:which>/posted/", posted, name="letter_posted"),
    path("messages/calls/<uuid:which>/", call, name="call"),
]
