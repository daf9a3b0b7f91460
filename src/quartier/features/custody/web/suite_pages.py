"""Pages of a suite besides its board: everybody who was there, the log, counting heads."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from quartier.features.custody import queries, recording, suitebook
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.board import Board
from quartier.features.custody.views import EntryView, ListedStay, SuiteView
from quartier.features.custody.web import board_under, board_words, frame, once
from quartier.features.custody.web.board import laid_out
from quartier.features.custody.web.board_shown import place_name
from quartier.features.custody.web.frame import CARE, READ, permitted, tongue
from quartier.ui.parts import Cell, Column, Event, Table
from quartier.ui.tags.texts import duration, table_moment

STATES = ("", "street", "held", "out", "released")


@permitted(READ)
def stays(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who is or was here, newest first. What is searched for is sent in the body, never in an address."""
    suite = queries.suite_for(request.visit, code=code)
    text = request.POST.get("text", "").strip()[:60]
    state = request.GET.get("state", "") if request.GET.get("state", "") in STATES else ""
    page = queries.stays(request.visit, suite=suite, state=state, text=text, page=_page_number(request))
    request.look([row.id for row in page.lines], "custody stays")
    with frame.in_zone(suite):
        context = frame.suite_context(request, suite, "stays") | {
            "table": _stays_table(page.lines, request.visit.now),
            "text": text,
            "states": _states(state),
            "state": state,
            "page": page,
            **request.purposes(),
        }
        return render(request, "custody/stays.html", context)


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return max(int(typed), 1) if typed.isdigit() and len(typed) < 6 else 1


def _states(chosen: str) -> list[dict[str, Any]]:
    names = {
        "": gettext("All"),
        "street": gettext("On the way"),
        "held": gettext("In the suite"),
        "out": gettext("Out of the suite"),
        "released": gettext("Released"),
    }
    return [
        {"label": names[code], "url": f"?state={code}" if code else "?", "current": code == chosen}
        for code in STATES
    ]


def _stays_table(rows: tuple[ListedStay, ...], now: datetime) -> Table:
    heads = [gettext("Number"), gettext("Who"), gettext("Where"), gettext("Since"), gettext("Until")]
    return Table(
        caption=gettext("Stays, newest first"),
        columns=[Column(label=one) for one in heads],
        rows=[_stay_row(row, now) for row in rows],
        hide_caption=True,
        tight=True,
    )


def _stay_row(row: ListedStay, now: datetime) -> list[object]:
    late = row.state != "released" and row.due_at is not None and row.due_at < now
    where = place_name(row.cell) if row.cell else board_words.where_name(row.state)
    return [
        Cell(text=row.number, url=frame.stay_url(row.id)),
        row.label or gettext("not yet named"),
        Cell(text=where, state="late" if late else ""),
        Cell(text=table_moment(row.moment), at=row.moment),
        Cell(text=table_moment(row.released_at), at=row.released_at) if row.released_at else "",
    ]


@permitted(READ)
@require_safe
def log(request: HttpRequest, code: str) -> HttpResponse:
    """The book of the suite: handovers, counts, cells; and on request everything recorded of everybody."""
    suite = queries.suite_for(request.visit, code=code)
    whole = request.GET.get("of") == "everything"
    but = () if request.GET.get("counts") else ("occupancy",)
    page = suitebook.log(request.visit, suite=suite, whole=whole, but=but, page=_page_number(request))
    labels = suitebook.labels(request.visit, page.lines) if whole else {}
    request.look((stay for stay, _ in labels.values()), "custody log")
    with frame.in_zone(suite):
        context = frame.suite_context(request, suite, "log") | {
            "events": [_event(entry, labels) for entry in page.lines],
            "views": _views(whole=whole, counts=not but),
            "of": "everything" if whole else "",
            "acts": _suite_acts(request, suite),
            "page": page,
        }
        return render(request, "custody/log.html", context)


def _views(*, whole: bool, counts: bool) -> list[dict[str, Any]]:
    return [
        {"label": gettext("Book of the suite"), "url": "?", "current": not whole and not counts},
        {"label": gettext("With the hourly counts"), "url": "?counts=1", "current": counts},
        {"label": gettext("Everything recorded"), "url": "?of=everything", "current": whole},
    ]


def _suite_acts(request: HttpRequest, suite: SuiteView) -> list[dict[str, str]]:
    """What may be recorded of the suite itself; handover and head count have pages of their own."""
    own = {"handover_given": "handover", "handover_taken": "", "head_count": "head_count"}
    found = []
    for act in ACTS.values():
        name = own.get(act.code, "suite_act")
        if act.on == "suite" and name and frame.may_write(request, act):
            args = [suite.code] if name != "suite_act" else [suite.code, act.code]
            found.append({"label": act.do.say(tongue()), "url": reverse(f"custody:{name}", args=args)})
    return found


def _event(entry: EntryView, labels: dict[Any, tuple[Any, str]]) -> Event:
    act = ACTS.get(entry.act)
    said = act.story(entry.values).say(tongue()) if act else entry.act
    label = labels[entry.id][1] if entry.id in labels else ""
    late = gettext("recorded %(length)s later") % {"length": duration(entry.gap)} if entry.late else ""
    who = ", ".join(part for part in (board_under.person(entry.by), late) if part)
    return Event(
        at=entry.occurred_at,
        moment=table_moment(entry.occurred_at),
        text=": ".join(part for part in (label, said) if part),
        state="soon" if entry.late else "",
        word=who,
        note=str(entry.values.get("remark", "")),
    )


@permitted(CARE)
def head_count(request: HttpRequest, code: str) -> HttpResponse:
    """How many people somebody has counted, beside how many the record says: both stand in the book."""
    suite = queries.suite_for(request.visit, code=code)
    with frame.in_zone(suite):
        laid = laid_out(request, suite)
        problem = ""
        if request.method == "POST":
            problem = _counted(request, suite, laid)
            if not problem:
                return redirect("custody:suite", suite.code)
        request.look([person.held.id for tile in laid.tiles for person in tile.people], "custody head count")
        context = frame.suite_context(request, suite, "log") | {
            "tiles": [tile for tile in laid.tiles if tile.people],
            "rows": _rows(laid),
            "record": board_under.record_says(laid),
            "typed": request.POST,
            "problem": problem,
            "once": once.number(request),
        }
        return render(request, "custody/head_count.html", context, status=422 if problem else 200)


def _rows(laid: Board) -> list[dict[str, str]]:
    """Where the record has whom, to count by."""
    return [
        {
            "place": place_name(person.held.cell),
            "label": person.held.label or gettext("not yet named"),
            "where": board_words.where_name(person.held.where) if person.held.state != "held" else "",
        }
        for tile in laid.tiles
        for person in tile.people
    ]


def _counted(request: HttpRequest, suite: SuiteView, laid: Board) -> str:
    """Record it; what is wrong with the form, in words."""
    typed, why = request.POST.get("counted", "").strip(), request.POST.get("why", "").strip()[:2000]
    if not typed.isdigit() or len(typed) > 4:
        return gettext("Write how many people you counted, for example 4")
    recorded = laid.totals.held - laid.totals.out
    agrees = int(typed) == recorded
    if not agrees and not why:
        text = gettext(
            "You counted %(counted)s, the record has %(recorded)s. Count again, or write why they differ"
        )
        return text % {"counted": typed, "recorded": recorded}
    values = {"counted": int(typed), "recorded": recorded, "agrees": agrees, "why": why}
    visit = request.visit
    if once.is_new(request):
        recording.record(
            about=suite.subject,
            act="head_count",
            values=values,
            occurred_at=visit.now,
            by=visit,
            at=visit.now,
        )
        once.done(request)
    return ""
