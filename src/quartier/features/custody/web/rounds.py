"""The rounds of a suite: every check beside the time at which it was due, with what was shown at the door."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from quartier.features.custody import queries, suitebook
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.suitebook import Looked
from quartier.features.custody.web import board_under, board_words, frame
from quartier.features.custody.web.frame import READ, permitted, tongue
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.tags.texts import duration, table_moment

DAYS = (1, 3, 7)
SHOWN: dict[str, Any] = {
    "card": _("number of the card at the door"),
    "tag": _("tag at the door touched"),
    "none": _("typed, nothing shown"),
}


@permitted(READ)
@require_safe
def rounds(request: HttpRequest, code: str) -> HttpResponse:
    """The checks of some days, newest first; what was late says by how much."""
    suite = queries.suite_for(request.visit, code=code)
    typed = request.GET.get("days", "")
    days = int(typed) if typed in {str(one) for one in DAYS} else DAYS[1]
    since = request.visit.now - timedelta(days=days)
    found = suitebook.rounds(request.visit, suite=suite, since=since)
    late = request.GET.get("late") == "1"
    rows = [one for one in found if one.round.late or not late]
    request.look((one.stay for one in rows), "custody rounds")
    with frame.in_zone(suite):
        context = frame.suite_context(request, suite, "rounds") | {
            "table": _table(rows),
            "numbers": _numbers(found),
            "views": _views(days, late=late),
            **request.purposes(),
        }
        return render(request, "custody/rounds.html", context)


def _numbers(found: list[Looked]) -> list[dict[str, Any]]:
    late = sum(bool(one.round.late) for one in found)
    shown = sum(one.entry.presence.get("kind", "none") != "none" for one in found)
    return [
        {"label": gettext("checks"), "value": len(found), "state": ""},
        {"label": gettext("late"), "value": late, "state": "late" if late else ""},
        {"label": gettext("shown at the door"), "value": shown, "state": ""},
    ]


def _views(days: int, *, late: bool) -> list[dict[str, Any]]:
    words = {1: gettext("Last 24 hours"), 3: gettext("Last 3 days"), 7: gettext("Last 7 days")}
    spans = [
        {"label": words[one], "url": f"?days={one}", "current": one == days and not late} for one in DAYS
    ]
    only = {"label": gettext("Only late ones"), "url": f"?days={days}&late=1", "current": late}
    return [*spans, only]


def _table(rows: list[Looked]) -> Table:
    heads = [
        gettext("Due"),
        gettext("Checked at"),
        gettext("In time"),
        gettext("Who"),
        gettext("What is seen"),
    ]
    heads += [gettext("Checked by"), gettext("At the door")]
    return Table(
        caption=gettext("Checks, newest first"),
        columns=[Column(label=one) for one in heads],
        rows=[_row(one) for one in rows],
        hide_caption=True,
        tight=True,
    )


def _row(one: Looked) -> list[object]:
    due, late, entry = one.round.due_at, one.round.late, one.entry
    words = board_words.late_sentence(late) if late >= timedelta(minutes=1) else gettext("in time")
    label = one.label or gettext("not yet named")
    return [
        Cell(text=table_moment(due), at=due) if due else gettext("nothing was due"),
        Cell(text=table_moment(entry.occurred_at), at=entry.occurred_at),
        Cell(text=words if due else "", state="late" if late >= timedelta(minutes=1) else ""),
        Cell(text=f"{label}, {one.number}", url=frame.stay_url(one.stay)),
        _seen(one),
        _by(one),
        str(SHOWN.get(str(entry.presence.get("kind", "none")), "")),
    ]


def _seen(one: Looked) -> str:
    return ACTS[one.entry.act].story(one.entry.values).say(tongue())


def _by(one: Looked) -> str:
    late = (
        gettext("recorded %(length)s later") % {"length": duration(one.entry.gap)} if one.entry.late else ""
    )
    return ", ".join(part for part in (one.entry.done_by or board_under.person(one.entry.by), late) if part)
