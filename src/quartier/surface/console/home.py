"""The first page of the console: what needs a hand today, what one is here for, and finding things by name."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from quartier.core.accounts.roles import ROLES
from quartier.surface.console import purpose, role_words, rooms
from quartier.ui.rooms import Room

ROOM = Room(code="board", label=_("Board"), url="console:board", permit="console.open", order=0)
AT_LEAST, AT_MOST = 2, 40


def first(request: HttpRequest) -> HttpResponse:
    context = {"waiting": rooms.board(request.visit), "rooms": rooms.open_to(request.visit)}
    return render(request, "console/board.html", context | purpose.context(request))


def search(request: HttpRequest) -> HttpResponse:
    """By name: a page without script, JSON for the command bar."""
    text = request.GET.get("q", "").strip()
    found = _named_rooms(request, text) + (rooms.find(request.visit, text) if len(text) >= AT_LEAST else [])
    if "application/json" in request.headers.get("Accept", ""):
        items = [
            {"label": str(hit.label), "url": hit.url, "note": str(hit.note or room.label)}
            for room, hits in found
            for hit in hits
        ]
        return JsonResponse({"items": items[:AT_MOST]})
    return render(request, "console/find.html", {"q": text, "found": found})


def _named_rooms(request: HttpRequest, text: str) -> list[tuple[Room, list[Any]]]:
    """Pages whose own name holds the text; all of them while nothing is typed."""
    folded = text.casefold()
    hits = [one for one in rooms.open_to(request.visit) if folded in str(one.label).casefold()]
    pages = [rooms.Hit(label=str(one.label), url=reverse(one.url)) for one in hits]
    return [(ROOM, pages)] if pages else []


@require_POST
def choose_purpose(request: HttpRequest) -> HttpResponse:
    """What the looks of the next hours are for."""
    purpose.choose(request, code=request.POST.get("purpose", ""), reason=request.POST.get("reason", ""))
    return redirect(purpose.safe_next(request))


def roles(request: HttpRequest) -> HttpResponse:
    """The register of roles, as it runs."""
    return render(
        request, "console/roles.html", {"roles": [role_words.told(role) for role in ROLES.values()]}
    )


urlpatterns = [
    path("", first, name="board"),
    path("find/", search, name="find"),
    path("purpose/", choose_purpose, name="purpose"),
    path("roles/", roles, name="roles"),
]
