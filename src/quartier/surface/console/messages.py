"""The mail room's own page: how the queue stands, and letters that somebody prints and carries to the post."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.core.messages import actions, queries
from quartier.core.messages.queries import Health
from quartier.surface.console import looking
from quartier.surface.console.gate import permitted
from quartier.ui.rooms import Room

PERMIT = "messages.letters"
ROOM = Room(code="messages", label=_("Messages"), url="console:messages", permit=PERMIT, order=75)


@permitted(PERMIT)
def overview(request: HttpRequest) -> HttpResponse:
    """Numbers of the own organisation, and its letters to print, oldest first; no address in the list."""
    context = {
        "stand": _stand(request),
        "letters": [said for said, _row, _to in queries.letters(request.visit)],
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
    actions.mark_posted(message=which, by=request.visit, at=request.visit.now)
    return redirect("console:messages")


urlpatterns = [
    path("messages/", overview, name="messages"),
    path("messages/letters/<uuid:which>/", letter, name="letter"),
    path("messages/letters/<uuid:which>/posted/", posted, name="letter_posted"),
]
