"""The handover at a change of shift: made from the record, read point by point, signed by both in their own sessions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from quartier.features.custody import queries, recording, suitebook
from quartier.features.custody.rules import handover as rules
from quartier.features.custody.rules.board import Board
from quartier.features.custody.views import EntryView, SuiteView
from quartier.features.custody.web import board_under, frame, handover_words, once
from quartier.features.custody.web.board import laid_out
from quartier.features.custody.web.board_under import GIVEN, READING, TAKEN
from quartier.features.custody.web.frame import CARE, permitted

LONGEST = 2000


@permitted(CARE)
def handover(request: HttpRequest, code: str) -> HttpResponse:
    """What the outgoing shift signs; then what the incoming one reads and signs."""
    suite = queries.suite_for(request.visit, code=code)
    with frame.in_zone(suite):
        book = suitebook.newest(request.visit, suite=suite, acts=(GIVEN, TAKEN))
        given, taken = board_under.current(book)
        waits = given is not None and taken is None and "again" not in request.GET
        if given is not None and waits and given.by != request.visit.account:
            return _take(request, suite, given)
        return _give(request, suite, given if waits else None)


def _give(request: HttpRequest, suite: SuiteView, waits: EntryView | None) -> HttpResponse:
    laid = laid_out(request, suite)
    if request.method == "POST" and once.is_new(request):
        _record_given(request, suite, laid)
        once.done(request)
        return redirect("custody:handover", suite.code)
    request.look([person.held.id for tile in laid.tiles for person in tile.people], "custody handover")
    context = frame.suite_context(request, suite, "handover") | {
        "waits": _read_back(waits) if waits else None,
        "points": [] if waits else _points(laid),
        "asked": [(code, handover_words.title(code)) for code in handover_words.ASKED],
        "held": laid.totals.held,
        "once": once.number(request),
        "now": request.visit.now,
    }
    return render(request, "custody/handover_give.html", context)


def _points(laid: Board) -> list[dict[str, Any]]:
    return [
        {
            "code": point.code,
            "title": handover_words.title(point.code),
            "lines": handover_words.lines(point, laid.at),
        }
        for point in rules.points(laid)
    ]


def _record_given(request: HttpRequest, suite: SuiteView, laid: Board) -> None:
    """The text is frozen as it stood when it was signed, with what was added by hand."""
    points = [{"code": one["code"], "words": "\n".join(one["lines"])} for one in _points(laid)]
    for code in handover_words.ASKED:
        said = request.POST.get(code, "").strip()[:LONGEST]
        points.append({"code": code, "words": said or gettext("Nothing")})
    values = {
        "points": points,
        "held": laid.totals.held,
        "remark": request.POST.get("remark", "").strip()[:LONGEST],
    }
    _record(request, suite, GIVEN, values)


def _record(request: HttpRequest, suite: SuiteView, act: str, values: dict[str, Any]) -> None:
    visit = request.visit
    signed = [{"who": "officer", "how": "session", "name": board_under.person(visit.account)}]
    recording.record(
        about=suite.subject,
        act=act,
        values=values,
        occurred_at=visit.now,
        signed=signed,
        by=visit,
        at=visit.now,
    )


def _take(request: HttpRequest, suite: SuiteView, given: EntryView) -> HttpResponse:
    points = _read_back(given)["points"]
    codes = [str(one["code"]) for one in points]
    ticked = (
        set(request.POST.getlist("read")) if request.method == "POST" else board_under.ticked(request, given)
    )
    missing = rules.unread(codes, ticked)
    held = int(given.values.get("held", 0))
    seen = _number(request.POST.get("seen", ""), held)
    problem = ""
    if request.method == "POST":
        _keep(request, given, ticked)
        if "sign" not in request.POST:
            return redirect("custody:handover", suite.code)
        if not missing and seen is not None:
            _record_taken(request, suite, given, points, seen)
            return redirect("custody:suite", suite.code)
        problem = _problem(missing, seen)
    context = frame.suite_context(request, suite, "handover") | {
        "given": given,
        "by": board_under.person(given.by),
        "points": [one | {"read": one["code"] in ticked} for one in points],
        "remark": given.values.get("remark", ""),
        "read": len(codes) - len(missing),
        "said": gettext("Read: %(read)s of %(of)s points")
        % {"read": len(codes) - len(missing), "of": len(codes)},
        "held": held,
        "typed": request.POST,
        "problem": problem,
        "once": once.number(request),
    }
    return render(request, "custody/handover_take.html", context, status=422 if problem else 200)


def _record_taken(
    request: HttpRequest, suite: SuiteView, given: EntryView, points: list[dict[str, Any]], seen: int
) -> None:
    if once.is_new(request):
        read = [{"code": one["code"], "words": one["words"], "read": True} for one in points]
        remark = request.POST.get("remark", "").strip()[:LONGEST]
        _record(request, suite, TAKEN, {"of": str(given.id), "points": read, "seen": seen, "remark": remark})
        once.done(request)


def _read_back(given: EntryView) -> dict[str, Any]:
    """A signed handover as it was frozen."""
    points = [
        one | {"title": handover_words.title(str(one["code"])), "lines": str(one["words"]).split("\n")}
        for one in board_under.points_of(given)
    ]
    return {"points": points, "at": given.occurred_at, "by": board_under.person(given.by)}


def _keep(request: HttpRequest, given: EntryView, ticked: set[str]) -> None:
    """What was read so far, so that a call from a cell costs nothing."""
    request.session[READING] = {str(given.id): sorted(ticked)}


def _number(typed: str, most: int) -> int | None:
    """A count of people, or None where none was typed that can be."""
    return int(typed) if typed.strip().isdigit() and int(typed) <= max(most, 0) + 50 else None


def _problem(missing: list[str], seen: int | None) -> str:
    if missing:
        names = ", ".join(handover_words.title(code) for code in missing)
        text = ngettext(
            "%(count)s point is not ticked: %(names)s",
            "%(count)s points are not ticked: %(names)s",
            len(missing),
        )
        return text % {"count": len(missing), "names": names}
    return gettext("Write how many people you saw together; 0 if nobody") if seen is None else ""
