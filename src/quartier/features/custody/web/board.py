"""The board of a suite: one screen, one look; a part of it that renews itself; and the suite on paper."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from quartier.features.custody import queries
from quartier.features.custody.rules import board as rules
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.views import SuiteView
from quartier.features.custody.web import board_shown, board_under, frame
from quartier.features.custody.web.frame import READ, permitted, tongue

ROUSING = "rousing"  # half-hourly, and an answer is waited for
SEEN = "custody_board"  # ids whose tiles this session has been shown, by suite


@permitted(READ)
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """The board of one's own suite; of the first one for whoever serves several."""
    suites = queries.suites(request.visit)
    if not suites:
        return render(request, "custody/no_suite.html", {"rooms": frame.tabs(request, "suite")})
    own = [one for one in suites if one.organisation == request.visit.organisation]
    return _page(request, (own or suites)[0], suites)


@permitted(READ)
@require_safe
def suite(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.suite_for(request.visit, code=code)
    return _page(request, found, queries.suites(request.visit))


def _page(request: HttpRequest, suite: SuiteView, suites: list[SuiteView]) -> HttpResponse:
    with frame.in_zone(suite):
        laid = laid_out(request, suite)
        note(request, suite, _shown(laid), again=True)
        context = {
            **frame.suite_context(request, suite, "suite", suites),
            **_live(request, suite, laid, whole="all" in request.GET),
            "live_url": _live_url(request, suite),
            "keys": keys(request),
            **request.purposes(),
        }
        return render(request, "custody/board.html", context)


def _live_url(request: HttpRequest, suite: SuiteView) -> str:
    return reverse("custody:suite_data", args=[suite.code]) + ("?all=1" if "all" in request.GET else "")


@permitted(READ)
@require_safe
def data(request: HttpRequest, code: str) -> HttpResponse:
    """What renews itself. Nothing new is said with 304 and no body; whoever is new on it is looked at once."""
    found = queries.suite_for(request.visit, code=code)
    with frame.in_zone(found):
        laid = laid_out(request, found)
        context = _live(request, found, laid, whole="all" in request.GET) | {"name": found.name(tongue())}
        text = render_to_string("custody/board_live.html", context, request)
    mark = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == mark:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        note(request, found, _shown(laid), again=False)
        answer = HttpResponse(text)
    answer["ETag"], answer["Cache-Control"] = mark, "private, no-cache"
    return answer


@permitted(READ)
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The suite for when the power goes: who is where, what is due when, and room to write by hand."""
    found = queries.suite_for(request.visit, code=code)
    with frame.in_zone(found):
        laid = laid_out(request, found)
        request.look(_shown(laid), "custody board on paper")
        context = frame.suite_context(request, found, "suite")
        return render(
            request, "custody/paper.html", context | board_shown.on_paper(laid, level_name=level_name)
        )


def laid_out(request: HttpRequest, suite: SuiteView) -> rules.Board:
    view = queries.board(request.visit, suite=suite)
    return rules.lay_out(places=view.places, stays=view.stays, now=request.visit.now)


def _live(request: HttpRequest, suite: SuiteView, laid: rules.Board, *, whole: bool) -> dict[str, Any]:
    live = board_shown.shown(laid, suite=suite.code, level_name=level_name, whole=whole)
    return {"live": live, "under": board_under.under(request, suite, laid)}


def level_name(code: str) -> str:
    """ "Check every hour": what a level asks for, in the words of the act that sets it."""
    values = {"level": "intermittent", "rouse": True} if code == ROUSING else {"level": code}
    return ACTS["level_set"].story(values).say(tongue())


def _shown(laid: rules.Board) -> list[UUID]:
    return [person.held.id for tile in laid.tiles for person in tile.people]


def note(request: HttpRequest, suite: SuiteView, ids: Iterable[UUID], *, again: bool) -> None:
    """One look for the board; while it renews itself, only those are added who were not on it before."""
    known = request.session.get(SEEN, {})
    seen, shown = set(known.get(suite.code, ())), list(ids)
    fresh = shown if again else [one for one in shown if str(one) not in seen]
    request.look(fresh, "custody board")
    if {str(one) for one in shown} - seen:
        request.session[SEEN] = known | {suite.code: sorted(seen | {str(one) for one in shown})[-400:]}


def keys(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The letters after a cell's number: letter, act, words."""
    mine = [act for act in ACTS.values() if act.key and act.on == "stay" and frame.may_write(request, act)]
    return sorted((act.key, act.code, act.do.say(tongue())) for act in mine)
