"""The record of one person: the page, and the same on paper in three languages."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.core.accounts import queries as accounts
from quartier.features.custody import queries
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import (
    frame,
    record_limits,
    record_paper,
    record_proof,
    record_reading,
    record_story,
)
from quartier.ui.documents.engine import render as set_pages
from quartier.ui.tags.texts import tongue

WRITES = ("custody.care", "custody.decide", "custody.review", "custody.medical")
LANGUAGES = ("uk", "fr", "en")
NAMES = {"uk": "українською", "fr": "en français", "en": "in English"}


@never_cache
@require_safe
def stay(request: HttpRequest, id: UUID) -> HttpResponse:
    """One record as one story; `?topic=` keeps the entries of one topic."""
    found = queries.stay_for(request.visit, id)
    entries = queries.entries_of(request.visit, id)
    request.look([found.id], "custody record")
    with timezone.override(ZoneInfo(found.suite.zone)):
        return render(request, "custody/record.html", _context(request, found, entries))


def _context(request: HttpRequest, found: StayView, entries: list[EntryView]) -> dict[str, Any]:
    topic = request.GET.get("topic", "")
    rows = record_story.rows(entries, pack=found.pack, pauses=record_reading.pauses(found.pack))
    shown = [row for row in rows if not topic or row.entry.topic == topic]
    proof = record_proof.of(found, entries, request)
    return {
        "stay": found,
        "title": record_reading.title(found),
        "note": record_reading.note(found),
        "limits": record_limits.of(found, now=request.visit.now),
        "topics": record_reading.topics(found, entries, topic),
        "story": record_reading.story(found, shown, may_correct=lambda one: _mine(request, one)),
        "rights": record_reading.rights(found, entries),
        "parts": record_reading.parts(found, entries),
        "person": record_reading.person(found),
        "looks": record_reading.looks(request, found),
        "proof": proof,
        "papers": papers(found),
        "demo": settings.QUARTIER_DEMO,
        "rooms": frame.tabs(request, "stay", suite=found.suite.code),
        "acts_url": reverse("custody:acts", args=[found.id]),
        "may_write": any(request.visit.may(permit) for permit in WRITES),
        **request.purposes(),
    }


def _mine(request: HttpRequest, entry: EntryView) -> bool:
    """Whether this visit may correct an entry: it may write such acts, and nobody has replaced the entry yet."""
    act = ACTS.get(entry.act)
    if act is None or act.by_machine or not entry.counts or entry.act == "correction":
        return False
    return any(request.visit.may(permit) for permit in (act.permit, *act.also))


def papers(found: StayView) -> list[dict[str, str]]:
    """The printed record in each language."""
    url = reverse("custody:stay_pdf", args=[found.id])
    return [{"label": NAMES[one], "url": f"{url}?language={one}", "lang": one} for one in LANGUAGES]


@never_cache
@require_safe
def stay_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The record on paper, in one of three languages, for whoever asks: with what this visit may read."""
    found = queries.stay_for(request.visit, id)
    entries = queries.entries_of(request.visit, id)
    request.look([found.id], "custody record on paper")
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else tongue()
    with translation.override(language), timezone.override(ZoneInfo(found.suite.zone)):
        proof = record_proof.of(found, entries, request)
        document = record_paper.record(
            found,
            entries,
            proof=proof,
            reader=reader(request),
            now=request.visit.now,
            demo=settings.QUARTIER_DEMO,
        )
        return paper(document, f"{found.number}-{language}.pdf")


def reader(request: HttpRequest) -> str:
    """Whom it is printed for."""
    known = accounts.account(request.visit.account) if request.visit.account else None
    return known.name if known else gettext("a program")


def paper(document: Any, name: str) -> HttpResponse:
    """Pages as a file that no cache keeps."""
    response = HttpResponse(set_pages(document), content_type="application/pdf")
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-._") else "_" for sign in name)
    response["Content-Disposition"] = f'inline; filename="{safe}"'
    return response
