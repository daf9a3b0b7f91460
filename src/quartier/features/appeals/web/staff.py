"""The clerk's room: the queue by due date, search, one request with its clocks and history, lists to take away."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.core.files import queries as files
from quartier.core.files import words as file_words
from quartier.core.kit import sheets
from quartier.core.messages import panel
from quartier.core.registry import queries as registry
from quartier.core.territory import queries as territory
from quartier.features.appeals import queries, words
from quartier.features.appeals.lodging import ENTER, KIND
from quartier.features.appeals.queries import HANDLE, PAGE, AppealView, Queue, Wanted
from quartier.features.appeals.rules.checks import CHANNELS
from quartier.features.appeals.rules.standing import RUNNING
from quartier.features.appeals.web import staff_filters, staff_frame, staff_reading, staff_words
from quartier.features.appeals.web.staff_acts import acts_of
from quartier.features.appeals.web.staff_filters import Asked
from quartier.features.appeals.web.staff_frame import body_names, last_day, permitted
from quartier.features.appeals.web.staff_verbs import bulk_choices
from quartier.ui.parts import Table
from quartier.ui.rooms import Hit, Task
from quartier.ui.tags.texts import duration, plain_date, table_number

EXPORTED = 10_000
BOARD = 6


@permitted(HANDLE)
def queue(request: HttpRequest) -> HttpResponse:
    """Due first on top; filters stand in the address, so that an address is a view to keep."""
    visit = request.visit
    asked = staff_filters.read(request.GET)
    found = queries.queue_for(visit, wanted=staff_filters.wanted(asked, now=visit.now), page=asked.number)
    request.look((row.id for row in found.rows), "appeals")
    several = len({row.organisation for row in found.rows}) > 1
    table = staff_reading.queue_table(found.rows, now=visit.now, tick=visit.may(HANDLE), several=several)
    context = _frame(request, asked) | {
        "table": table,
        "total": _total(found.count),
        "page": _page(found),
        "pages_url": f"{asked.query or '?'}{'&' if len(asked.query) > 1 else ''}page=",
        "numbers": _numbers(request) if asked == Asked() else [],
        "nothing": _nothing(asked),
        "acts": bulk_choices(),
        "before": _before(request) if asked.view == "escalated" else None,
    }
    return render(request, "appeals_staff/queue.html", context)


def _before(request: HttpRequest) -> Table:
    """What was put before one's own body while another one handles it: to read, not to act on."""
    rows = queries.put_before(request.visit)
    request.look((row.id for row in rows), "appeals put before us")
    return staff_reading.queue_table(rows, now=request.visit.now, tick=False, several=True)


def _frame(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    place = staff_frame.place_of(request.visit)
    return {
        **staff_frame.context(request, "queue"),
        "asked": asked,
        "views": staff_filters.links(asked),
        "categories": staff_filters.category_choices(),
        "channels": [(code, words.CHANNELS[code]) for code in CHANNELS],
        "areas": staff_frame.area_choices(place),
        "may_work": request.visit.may(ENTER),
        **request.purposes(),
    }


def _page(found: Queue) -> Page[int]:
    return Paginator(range(found.count), PAGE).page(found.page)


def _total(count: int) -> str:
    return ngettext("%(count)s request, due first on top", "%(count)s requests, due first on top", count) % {
        "count": table_number(count)
    }


def _numbers(request: HttpRequest) -> list[dict[str, Any]]:
    """How many run, are late, are due soon, wait for somebody to take them."""
    now = request.visit.now
    rows = [
        (gettext("Run"), "open", ""),
        (gettext("Late"), "late", "late"),
        (gettext("Due within 7 days"), "week", "soon"),
        (gettext("Not given to anybody"), "new", ""),
    ]
    found = []
    for label, view, state in rows:
        count = queries.count_for(request.visit, wanted=staff_filters.wanted(Asked(view=view), now=now))
        found.append({"label": label, "value": table_number(count), "state": state if count else ""})
    return found


def _nothing(asked: Asked) -> dict[str, str]:
    if asked == Asked():
        return {
            "title": gettext("No requests run"),
            "text": gettext(
                "They come from the page for residents, by letter, telephone, e-mail, or from a file."
            ),
        }
    return {
        "title": gettext("Nothing fits this view"),
        "text": gettext("Choose another view, or fewer filters."),
    }


@never_cache
@require_POST
@permitted(HANDLE)
def search(request: HttpRequest) -> HttpResponse:
    """By number, words or name. What was typed may be personal: it is sent in the body, never in an address."""
    text = request.POST.get("text", "").strip()[:100]
    hits = {row.id: f"{row.number} {row.title}" for row in queries.find(request.visit, text=text)}
    hits |= {
        one.subject: one.label
        for one in registry.find(request.visit, text=text, at_most=50)
        if one.kind == KIND
    }
    request.look(hits, "appeals search")
    items = [{"label": label, "url": reverse("appeals_staff:one", args=[id])} for id, label in hits.items()]
    return render(
        request,
        "appeals_staff/search.html",
        staff_frame.context(request, "queue") | {"text": text, "items": items},
    )


@permitted(HANDLE)
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One request: what was said, by whom, its clocks, its history, what may be done now."""
    visit = request.visit
    row = queries.appeal_for(visit, id=id)
    request.look([row.id], "appeal")
    return render(request, "appeals_staff/one.html", _shown(request, row))


def _shown(request: HttpRequest, row: AppealView) -> dict[str, Any]:
    visit = request.visit
    gates, now = staff_reading.gates(row, visit.now)
    mark, word = staff_frame.due_words(row.due_at, visit.now, runs=row.state in RUNNING)
    return {
        **staff_frame.context(request, "queue"),
        "row": row,
        "item": staff_reading.head(row),
        "shown": staff_reading.is_public(row),
        "due": (mark, word),
        "gates": gates,
        "now": now,
        "now_label": gettext("now") if row.state in RUNNING and not row.late else "",
        "clocks": staff_reading.clocks(row),
        "facts": _facts(row),
        "person": _person(row),
        "events": staff_reading.history(row),
        "parts": _parts(row),
        "files": _files(request, row),
        "said": panel.rows(
            visit, about=row.id, language=staff_frame.tongue(), zone=timezone.get_current_timezone_name()
        ),
        "similar": [staff_reading.head(other) for other in queries.open_like(visit, appeal=row, at_most=5)]
        if row.state in RUNNING
        else [],
        "acts": acts_of(row),
        "looks": staff_reading.looks(registry.looks_at(visit, subject=row.id, at_most=20)),
        "assigned": staff_reading.names([row.assigned_to]).get(row.assigned_to, "")
        if row.assigned_to
        else "",
        **request.purposes(),
    }


def _facts(row: AppealView) -> dict[str, Any]:
    area = territory.area(id=row.area, with_geometry=False)
    return {
        "category": staff_reading.category_name(row.category),
        "area": area.name(staff_frame.tongue()),
        "channel": words.CHANNELS.get(row.channel, row.channel),
        "body": body_names().get(row.organisation, ""),
        "apart": _apart(row),
        "entered_by": staff_reading.names([row.entered_by]).get(row.entered_by, "") if row.entered_by else "",
        "point": f"{row.lat:.5f}, {row.lon:.5f}" if row.lat is not None and row.lon is not None else "",
    }


def _files(request: HttpRequest, row: AppealView) -> list[dict[str, Any]]:
    """What came with it: its description, and whether somebody still has to describe it."""
    return [
        {
            "url": reverse("appeals_staff:file", args=[row.id, one.tag]),
            "name": one.describe(row.language) or one.name or str(file_words.KINDS.get(one.kind, one.kind)),
            "note": gettext("not described yet") if one.description_asked else one.name,
        }
        for one in files.files_of(request.visit, row.id)
    ]


@permitted(HANDLE)
def file(request: HttpRequest, id: UUID, tag: str) -> HttpResponseBase:
    """A file of a request, cleaned of what the camera wrote into it; the look is the request's."""
    visit = request.visit
    row = queries.appeal_for(visit, id=id)
    if tag not in {one.tag for one in files.files_of(visit, row.id)}:
        raise Http404
    request.look([row.id], "appeal file")
    found = files.open_file(visit, tag)
    picture = found.media.startswith("image/")
    response = FileResponse(
        found.path.open("rb"), content_type=found.media, filename=found.name, as_attachment=not picture
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _apart(row: AppealView) -> str:
    """How long after its arrival it was entered, where that is worth saying."""
    length = row.written_at - row.arrived_at
    if length < timedelta(hours=1):
        return ""
    return gettext("entered %(length)s after it arrived") % {"length": duration(length)}


def _person(row: AppealView) -> dict[str, Any]:
    return {**row.person, "way_said": staff_words.WAYS.get(row.person.get("way", ""), "")}


def _parts(row: AppealView) -> list[dict[str, Any]]:
    """The whole it came from, and the parts that were sent on."""
    bodies = body_names()
    return [
        {
            "number": part.number,
            "body": bodies.get(part.organisation, ""),
            "state": staff_words.state(part.state),
        }
        for part in row.parts
        if part.tag != row.tag
    ]


@permitted(HANDLE)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The view as a file: the same filters, all pages, no name and no contact of anybody."""
    visit = request.visit
    wanted = staff_filters.wanted(staff_filters.read(request.GET), now=visit.now)
    found = queries.queue_for(visit, wanted=wanted, size=EXPORTED)
    request.look((row.id for row in found.rows), f"appeals {form}")
    heads, lines = _exported(found.rows, visit.now)
    body = (
        sheets.write_csv(heads, lines)
        if form == "csv"
        else sheets.write_xlsx(gettext("Requests"), heads, lines)
    )
    response = HttpResponse(body, content_type=sheets.CSV_TYPE if form == "csv" else sheets.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="requests-{visit.now:%Y-%m-%d}.{form}"'
    return response


def _exported(rows: Iterable[AppealView], now: Any) -> tuple[list[str], list[list[object]]]:
    rows = list(rows)
    heads = [gettext("Number"), gettext("Title"), gettext("Category"), gettext("Came by"), gettext("Body")]
    heads += [gettext("State"), gettext("Arrived"), gettext("Answer due by"), gettext("Days late")]
    heads += [gettext("Prepared by"), gettext("Former number")]
    bodies, people = body_names(), staff_reading.names([row.assigned_to for row in rows])
    lines: list[list[object]] = [
        [
            row.number,
            row.title,
            staff_reading.category_name(row.category),
            str(words.CHANNELS.get(row.channel, row.channel)),
            bodies.get(row.organisation, ""),
            staff_words.state(row.state)[1],
            staff_frame.local_day(row.arrived_at),
            last_day(row.due_at) if row.due_at else "",
            staff_frame.days_late(row.due_at, now) if row.late and row.due_at else "",
            people.get(row.assigned_to, "") if row.assigned_to else "",
            row.external,
        ]
        for row in rows
    ]
    return heads, lines


def board(visit: Any) -> Iterator[Task]:
    """On the first page of the console: what is late, what was raised, what is due within days."""
    if not visit.may(HANDLE):
        return
    for row in queries.put_before(visit)[:BOARD]:
        url = reverse("appeals_staff:one", args=[row.id])
        yield Task(
            label=f"{row.number} {row.title}", url=url, note=gettext("put before us, handled elsewhere")
        )
    late = queries.queue_for(visit, wanted=Wanted(late=True), size=BOARD)
    soon = queries.queue_for(
        visit, wanted=staff_filters.wanted(Asked(view="week"), now=visit.now), size=2 * BOARD
    )
    shown = {row.id: row for row in (*late.rows, *soon.rows)}
    for row in list(shown.values())[: 2 * BOARD]:
        state, word = staff_frame.due_words(row.due_at, visit.now, runs=True)
        due = gettext("due %(day)s") % {"day": plain_date(last_day(row.due_at))} if row.due_at else ""
        url = reverse("appeals_staff:one", args=[row.id])
        yield Task(label=f"{row.number} {row.title}", url=url, note=due, state=state, word=word)
    if late.count > BOARD:
        label = ngettext("All %(count)s late request", "All %(count)s late requests", late.count)
        yield Task(label=label % {"count": late.count}, url=reverse("appeals_staff:queue") + "?view=late")


def find(visit: Any, text: str) -> Iterable[Hit]:
    """By the beginning of a number."""
    for row in queries.find(visit, text=text) if visit.may(HANDLE) else ():
        yield Hit(label=f"{row.number} {row.title}", url=reverse("appeals_staff:one", args=[row.id]))
