"""The medical room: whom the doctor has to see, by name; one person’s findings; the body as it was and as it is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from quartier.features.custody import queries, writing
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.body import marks
from quartier.features.custody.rules.body.marks import Mark
from quartier.features.custody.rules.said import mark_line
from quartier.features.custody.views import EntryView, PartView, SuiteView
from quartier.features.custody.web import body_map, frame, record_html, record_story
from quartier.features.custody.web.frame import permitted
from quartier.features.custody.web.record_words import clock, day_and_clock
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.tags.texts import tongue

MEDICAL = "custody.medical"
OFFERED = ("medically_examined", "body_map", "injury_noted", "medication_due", "recheck_due")


@never_cache
@permitted(MEDICAL)
def room(request: HttpRequest) -> HttpResponse:
    """Everybody whose health this doctor looks after, newest first."""
    try:
        number = max(1, int(request.GET.get("page", "1")))
    except ValueError:
        number = 1
    page = queries.medical_for(request.visit, page=number)
    request.look([part.id for part in page.lines], "custody medical room")
    context = {
        "rooms": frame.tabs(request, "medical"),
        "people": _people(page.lines),
        "page": page,
        "older": f"?page={number + 1}" if page.more else "",
    }
    return render(request, "custody/medical/room.html", context)


def _people(parts: Sequence[PartView]) -> Table:
    labels = [gettext("Who"), gettext("Born"), gettext("Record opened")]
    rows = [
        [
            Cell(text=name_of(part), url=reverse("custody:patient", args=[part.stay])),
            str(part.about.get("born", "")) or gettext("not known"),
            Cell(text=day_and_clock(part.opened_at), at=part.opened_at) if part.opened_at else "",
        ]
        for part in parts
    ]
    return Table(
        caption=gettext("People in the suite’s care"),
        columns=[Column(label=label) for label in labels],
        rows=rows,
        hide_caption=True,
    )


def name_of(part: PartView) -> str:
    return str(part.about.get("name") or part.about.get("label") or gettext("not yet named"))


def suite_of(request: HttpRequest, id: UUID) -> SuiteView:
    """The suite whose clock counts for a stay of which only a part is open."""
    return queries.suite_of(request.visit, id=writing.book(id).suite)


@never_cache
@permitted(MEDICAL)
def patient(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was found, asked and given, whole; the body on entry beside the body now."""
    part = queries.part_for(request.visit, id, "medical")
    entries = queries.entries_in_part(request.visit, part.id) if part.id else []
    request.look([part.id, id], "custody medical record")
    with timezone.override(ZoneInfo(suite_of(request, id).zone)):
        return render(request, "custody/medical/patient.html", _context(request, id, part, entries))


def _context(request: HttpRequest, id: UUID, part: PartView, entries: list[EntryView]) -> dict[str, Any]:
    return {
        "rooms": frame.tabs(request, "medical"),
        "title": name_of(part),
        "born": str(part.about.get("born", "")),
        "acts": _acts(request, id),
        "story": _story(id, entries),
        "maps": maps(entries),
        "new": compared(entries),
        **request.purposes(),
    }


def _acts(request: HttpRequest, id: UUID) -> list[dict[str, str]]:
    found = []
    for code in OFFERED:
        act = ACTS[code]
        if any(request.visit.may(permit) for permit in (act.permit, *act.also)):
            url = (
                reverse("custody:body_map", args=[id])
                if code == "body_map"
                else reverse("custody:act", args=[id, code])
            )
            found.append({"label": act.do.say(tongue()), "url": url})
    return found


def _story(id: UUID, entries: list[EntryView]) -> Table:
    labels = (
        "№",
        gettext("Happened"),
        gettext("Recorded"),
        gettext("Gap"),
        gettext("What"),
        gettext("Entered by"),
    )
    rows = [
        [
            row.number,
            Cell(text=day_and_clock(row.entry.occurred_at), at=row.entry.occurred_at),
            Cell(text=day_and_clock(row.entry.recorded_at), at=row.entry.recorded_at),
            record_html.line(row.gap),
            format_html("{}{}", record_html.lines(row.lines), _correct(id, row.entry)),
            row.who,
        ]
        for row in record_story.in_order(record_story.rows(entries, pack="", pauses=False))
    ]
    columns = [Column(label=label, numeric=at == 0, inline=0 < at < 4) for at, label in enumerate(labels)]
    return Table(
        caption=gettext("When it happened and when it was recorded"), columns=columns, rows=rows, tight=True
    )


def _correct(id: UUID, entry: EntryView) -> Any:
    """The way to mend an examination or a prescription; a body map is filled in anew."""
    if entry.act not in OFFERED or entry.act == "body_map" or not entry.counts:
        return ""
    label = gettext("Correct No. %(number)s") % {"number": entry.number}
    url = reverse("custody:correct", args=[id, entry.id])
    return format_html('<br><a class="small noprint" href="{}">{}</a>', url, label)


def maps(entries: Sequence[EntryView]) -> list[dict[str, Any]]:
    """Each body map that counts, as a drawing with its list; the list is the content."""
    return [
        {
            "title": _moment(entry),
            "drawing": SafeString(body_map.sheet(found)),  # drawn from numbers and codes alone
            "lines": [mark_line(at, one, tongue()) for at, one in enumerate(found, start=1)],
        }
        for entry, found in _maps(entries)
    ]


def _maps(entries: Sequence[EntryView]) -> list[tuple[EntryView, tuple[Mark, ...]]]:
    counting = [one for one in entries if one.counts and "marks" in one.content]
    shown = [
        *counting,
        *(one for one in entries if one.counts and one.act == "body_map" and one not in counting),
    ]
    ordered = sorted(shown, key=lambda one: (one.occurred_at, one.number))
    return [(one, marks.read(one.content.get("marks", ()))) for one in ordered]


def _moment(entry: EntryView) -> str:
    act = ACTS[entry.act]
    asked = next((field for field in act.fields if field.code == "moment"), None)
    chosen = str(entry.told.get("moment", ""))
    words = (
        next((one.words.say(tongue()) for one in asked.options if one.code == chosen), "") if asked else ""
    )
    said = {"when": words or act.words.say(tongue()), "at": day_and_clock(entry.occurred_at)}
    return gettext("%(when)s, %(at)s") % said


def compared(entries: Sequence[EntryView]) -> dict[str, Any] | None:
    """What the newest body map shows that the first one did not; None where there is only one."""
    found = _maps(entries)
    if len(found) < 2:
        return None
    first, last = found[0], found[-1]
    new = marks.new_since(first[1], last[1])
    said = {"first": clock(first[0].occurred_at), "last": clock(last[0].occurred_at)}
    return {
        "lines": [mark_line(last[1].index(one) + 1, one, tongue()) for one in new],
        "none": gettext("Nothing at %(last)s that was not there at %(first)s.") % said,
        "some": gettext("At %(last)s, and not at %(first)s:") % said,
    }
