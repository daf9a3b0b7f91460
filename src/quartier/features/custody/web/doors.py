"""The doors of a suite: cards to print, tags to write, and the page that a touched tag opens."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.core.kit.errors import Invalid, Refusal
from quartier.features.custody import doors as actions
from quartier.features.custody import queries
from quartier.features.custody.doors import CARD, TAG, Door, Touched
from quartier.features.custody.views import SuiteView
from quartier.features.custody.web import frame
from quartier.features.custody.web.frame import CARE, permitted
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.tags.texts import short_date

SETS_UP = "custody.suite"


@never_cache
@permitted(SETS_UP)
def doors(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs at each door, and something new for one of them. The keys of a tag are shown this once."""
    suite = queries.suite_for(request.visit, code)
    with frame.in_zone(suite):
        tag, problem = None, ""
        if request.method == "POST":
            try:
                tag = _issued(request, suite)
            except Invalid:
                problem = gettext("Write the tag’s own number: 14 digits and letters a to f")
            if tag is None and not problem:
                return redirect("custody:door_card", code, request.POST["cell"])
        context = frame.suite_context(request, suite, "doors") | _listed(request, suite)
        context |= {"tag": tag, "problem": problem, "typed": request.POST}
        return render(request, "custody/doors.html", context, status=422 if problem else 200)


def _issued(request: HttpRequest, suite: SuiteView) -> actions.Tag | None:
    """A tag with its keys, or None where a card was made, which has a page of its own."""
    visit, cell = request.visit, request.POST.get("cell", "")
    if request.POST.get("kind") == TAG:
        uid = request.POST.get("uid", "")
        return actions.issue_tag(suite=suite, cell=cell, uid=uid, by=visit, at=visit.now)
    actions.issue_card(suite=suite, cell=cell, by=visit, at=visit.now)
    return None


def _listed(request: HttpRequest, suite: SuiteView) -> dict[str, Any]:
    found = actions.doors(request.visit, suite)
    return {"cells": [door.cell for door in found], "table": _table(suite, found), "kinds": (CARD, TAG)}


def _table(suite: SuiteView, found: list[Door]) -> Table:
    labels = (gettext("Door"), gettext("Card"), gettext("Tag"))
    rows = [
        (
            door.cell,
            Cell(
                text=_since(door.card, door.card_at),
                url=reverse("custody:door_card", args=[suite.code, door.cell]) if door.card else "",
            ),
            _since(door.tag, door.tag_at),
        )
        for door in found
    ]
    return Table(
        caption=gettext("Doors"), columns=[Column(label=one) for one in labels], rows=rows, tight=True
    )


def _since(number: int | None, at: Any) -> str:
    if number is None:
        return gettext("not made yet")
    return gettext("No. %(number)s, since %(day)s") % {"number": number, "day": short_date(at)}


@never_cache
@permitted(SETS_UP)
@require_safe
def card(request: HttpRequest, code: str, cell: str) -> HttpResponse:
    """The newest card of a door, to be printed and hung up."""
    suite = queries.suite_for(request.visit, code)
    with frame.in_zone(suite):
        shown = actions.card_of(request.visit, suite, cell)
        context = frame.suite_context(request, suite, "doors") | {"card": shown}
        return render(request, "custody/door_card.html", context)


@never_cache
@permitted(CARE)
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Where a touched tag leads: to the check of whoever is behind that door."""
    said = {
        name: request.GET.get(letter, "") for name, letter in (("code", "d"), ("sealed", "p"), ("mac", "c"))
    }
    if not any(said.values()):
        return redirect("custody:board")
    try:
        touch = actions.touch(**said, by=request.visit, at=request.visit.now)
    except Refusal:
        return render(request, "custody/door.html", {"problem": True}, status=409)
    suite = queries.suite_for(request.visit, touch.suite)
    inside = [
        {"label": one.label or gettext("not yet named"), "url": check_url(one.id, touch)}
        for one in queries.board(request.visit, suite).stays
        if one.cell == touch.cell
    ]
    if len(inside) == 1:
        return redirect(inside[0]["url"])
    context = frame.suite_context(request, suite, "") | {"cell": touch.cell, "inside": inside}
    return render(request, "custody/door.html", context)


def check_url(stay: UUID, touch: Touched) -> str:
    """The check of somebody, with the touch that brought whoever checks."""
    return f"{reverse('custody:check', args=[stay])}?touch={touch.id}"
