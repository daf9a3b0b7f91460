"""The room of complaints: for the body that hears them, and the prosecutor. Nobody of the suite finds the way here."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Refusal
from quartier.features.custody import queries, recording, writing
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.views import EntryView, PartView
from quartier.features.custody.web import act_words, frame, record_html, record_story, signing
from quartier.features.custody.web.act_book import Book
from quartier.features.custody.web.act_fields import tongue
from quartier.features.custody.web.act_forms import ActForm, Frame
from quartier.features.custody.web.frame import permitted
from quartier.features.custody.web.record_words import day_and_clock
from quartier.ui.forms.base import form_page
from quartier.ui.parts import Cell, Column, Table

COMPLAINTS = "custody.complaints"
STEP = ACTS["complaint_step"]


@never_cache
@permitted(COMPLAINTS)
def room(request: HttpRequest) -> HttpResponse:
    """Newest first; which suite, when, how far it is."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and 0 < int(asked) < 10_000 else 1
    page = queries.complaints(request.visit, page=number)
    request.look([part.id for part in page.lines], "custody complaints")
    context = {
        "rooms": frame.tabs(request, "complaints"),
        "page": page,
        "complaints": _table(request, page.lines),
        "older": f"?page={number + 1}" if page.more else "",
    }
    return render(request, "custody/complaint/room.html", context)


def _table(request: HttpRequest, parts: Any) -> Table:
    labels = [gettext("Complaint"), gettext("Custody suite"), gettext("Made"), gettext("Last step")]
    return Table(
        caption=gettext("Complaints, newest first"),
        columns=[Column(label=label) for label in labels],
        rows=[_line(request, part) for part in parts],
        hide_caption=True,
    )


def _line(request: HttpRequest, part: PartView) -> list[object]:
    book = book_of(request, part)
    entries = queries.entries_of(request.visit, part.id) if part.id else []
    with timezone.override(book.zone):
        return [
            Cell(text=book.number, url=reverse("custody:complaint", args=[part.id])),
            book.suite.name(tongue()),
            Cell(text=day_and_clock(part.opened_at), at=part.opened_at) if part.opened_at else "",
            _last(entries),
        ]


def _last(entries: list[EntryView]) -> object:
    """The newest step, or that nobody has taken one."""
    steps = [one for one in entries if one.act == STEP.code and one.counts]
    if not steps:
        return Cell(text=gettext("not begun"), state="soon")
    code = str(steps[-1].told.get("step", ""))
    words = next((one.words.say(tongue()) for one in STEP.field("step").options if one.code == code), code)
    return Cell(text=words, state="kept" if code == "closed" else "open")


def book_of(request: HttpRequest, part: PartView) -> Book:
    """The complaint’s own book: it is known by its code, for whoever is not to know more."""
    assert part.id
    found = writing.book(part.id)
    suite = queries.suite_of(request.visit, id=found.suite)
    return Book(
        about=part.id,
        on="stay",
        label=gettext("Complaint"),
        number=" ".join(part.tag[at : at + 4] for at in range(0, len(part.tag), 4)),
        suite=suite,
        pack=suite.pack,
        facts={},
        minor=False,
        back=reverse("custody:complaint", args=[part.id]),
    )


@never_cache
@permitted(COMPLAINTS)
def complaint(request: HttpRequest, id: UUID) -> HttpResponse:
    """One complaint whole, with the steps on it; and the next step."""
    part = queries.complaint_for(request.visit, id)
    book = book_of(request, part)
    request.look([id], "custody complaint")
    with timezone.override(book.zone):
        frame_ = Frame(
            pack=book.pack, zone=book.zone, now=request.visit.now, late_after=book.suite.policy.late_after
        )
        form = ActForm(request.POST if request.method == "POST" else None, act=STEP, frame=frame_)
        sent = request.method == "POST" and form.is_valid() and not form.asks_why()
        if sent and _stepped(request, id, form):
            return redirect("custody:complaint", id=id)
        entries = queries.entries_of(request.visit, id)
        context = {
            "rooms": frame.tabs(request, "complaints"),
            "book": book,
            "story": _story(entries),
            "title": STEP.do.say(tongue()),
            **request.purposes(),
        }
        return form_page(request, "custody/complaint/one.html", form, context)


def _stepped(request: HttpRequest, id: UUID, form: ActForm) -> bool:
    data = form.cleaned_data
    try:
        recording.record(
            about=id,
            act=STEP.code,
            values=form.said.values,
            occurred_at=form.said.occurred_at or request.visit.now,
            late_reason=data.get("late_reason") or "",
            done_by=data.get("done_by") or "",
            signed=signing.read(data, STEP),
            by=request.visit,
            at=request.visit.now,
        )
    except Invalid as refusal:
        form.lay(refusal.problems)
        return False
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.add_error(None, act_words.sentence(refusal))
        return False
    return True


def _story(entries: list[EntryView]) -> Table:
    labels = ("№", gettext("Happened"), gettext("Recorded"), gettext("What"), gettext("Entered by"))
    rows = [
        [
            row.number,
            Cell(text=day_and_clock(row.entry.occurred_at), at=row.entry.occurred_at),
            Cell(text=day_and_clock(row.entry.recorded_at), at=row.entry.recorded_at),
            record_html.lines(row.lines),
            row.who,
        ]
        for row in record_story.in_order(record_story.rows(entries, pack="", pauses=False))
    ]
    columns = [Column(label=label, numeric=at == 0, inline=0 < at < 3) for at, label in enumerate(labels)]
    return Table(caption=gettext("What was told, and what was done"), columns=columns, rows=rows)
