"""The letter of rights of one person: on the page, as a page to print, and as pages that are handed over."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.features.custody import queries, rights
from quartier.features.custody.rules import reading
from quartier.features.custody.rules.notices.catalogue import notice_for
from quartier.features.custody.rules.notices.notice import Letter, letter
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import frame
from quartier.features.custody.web.frame import READ, permitted
from quartier.ui.documents.engine import render as set_pages
from quartier.ui.documents.parts import Document, Heading, Paragraph, Points, Signatures


def of(request: HttpRequest, stay: StayView, entries: Sequence[EntryView], *, easy: bool = False) -> Letter:
    """The letter in the language that is asked for with `?read=`, else the person's."""
    return letter(
        notice_for(stay.pack),
        pack=rights.pack_of(stay),
        regime=stay.regime or None,
        facts=rights.facts_of(stay, entries),
        language=reading.language_for(request.GET.get("read", ""), person=stay.language, pack=stay.pack),
        easy=easy,
        at=stay.moment,
    )


def languages(name: str, stay: StayView, found: Letter) -> list[dict[str, Any]]:
    """The same page in each language that is read in."""
    url = reverse(name, args=[stay.id])
    easy = "&easy=1" if found.easy else ""
    return [
        {"label": label, "url": f"{url}?read={code}{easy}", "lang": code, "current": code == found.language}
        for code, label in reading.OWN_NAMES.items()
    ]


def papers(stay: StayView, found: Letter) -> list[dict[str, str]]:
    """The letter on paper: in full, and easy to read."""
    url = reverse("custody:notice", args=[stay.id])
    return [
        {"label": gettext("Notice of rights"), "url": f"{url}?read={found.language}"},
        {"label": gettext("Notice of rights, easy to read"), "url": f"{url}?read={found.language}&easy=1"},
    ]


@never_cache
@require_safe
@permitted(READ)
def notice(request: HttpRequest, id: UUID) -> HttpResponse:
    """The letter as a page of its own, to be read on the screen or printed."""
    stay, found = _asked_for(request, id)
    request.look([stay.id], "custody rights")
    context = {
        **frame.suite_context(request, stay.suite, ""),
        "stay": stay,
        "letter": found,
        "languages": languages("custody:notice", stay, found),
        "other": f"?read={found.language}{'' if found.easy else '&easy=1'}",
        "pdf": f"{reverse('custody:notice_pdf', args=[id])}?{request.GET.urlencode()}",
        "unsigned": "" if found.verified else unsigned(),
        "back": reverse("custody:rights", args=[id]) if request.visit.may(frame.DECIDE) else "",
        **request.purposes(),
    }
    return render(request, "custody/notice.html", context)


@never_cache
@require_safe
@permitted(READ)
def notice_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The letter as pages to hand over: nothing in it names the person."""
    stay, found = _asked_for(request, id)
    request.look([stay.id], "custody rights")
    with translation.override(found.language), frame.in_zone(stay.suite):
        pages = set_pages(document(stay, found, request))
    response = HttpResponse(pages, content_type="application/pdf")
    name = f"rights-{found.language}{'-easy' if found.easy else ''}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _asked_for(request: HttpRequest, id: UUID) -> tuple[StayView, Letter]:
    stay = queries.stay_for(request.visit, id)
    entries = queries.entries_of(request.visit, id)
    return stay, of(request, stay, entries, easy=request.GET.get("easy") == "1")


def document(stay: StayView, found: Letter, request: HttpRequest) -> Document:
    """The letter as a document, with lines on which to sign that it was given."""
    blocks: list[Any] = [Heading(text=found.title, level=1)]
    blocks += [Paragraph(text=text, large=True) for text in found.opening]
    for part in found.parts:
        blocks.append(Heading(text=part.head))
        blocks += (
            [Points(items=part.lines, large=True)]
            if found.easy
            else [Paragraph(text=text, large=True) for text in part.lines]
        )
    blocks += [Paragraph(text=text, large=True) for text in found.closing]
    if not found.verified:
        blocks.append(Paragraph(text=unsigned(), small=True))
    blocks.append(Signatures(rows=[(gettext("Given to me"), ""), (gettext("Given by"), "")]))
    return Document(
        title=found.title,
        language=found.language,
        printed=request.visit.now.replace(microsecond=0),
        blocks=blocks,
        foot=stay.number,
        place=stay.suite.name(found.language),
    )


def unsigned() -> str:
    """What must be said of rules that no lawyer has signed off."""
    told = gettext("A lawyer of this country has not yet signed off these rules.")
    return f"{gettext('Demonstration data.')} {told}" if settings.QUARTIER_DEMO else told
