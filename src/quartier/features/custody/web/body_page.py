"""The page of the body map: filled in with the person standing there, by tap or by keyboard."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed
from quartier.features.custody import recording
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.web import act_book, body_form, frame
from quartier.features.custody.web.act_book import Book
from quartier.features.custody.web.body_form import Typed


@never_cache
def page(request: HttpRequest, id: UUID) -> HttpResponse:
    """Each button sends everything that stands on the page; only `keep` writes the entry."""
    act = ACTS["body_map"]
    if not any(request.visit.may(permit) for permit in (act.permit, *act.also)):
        raise NotAllowed("not_permitted", permit=act.permit)
    book = act_book.of_stay(request.visit, id)
    request.look([book.about], "custody body map")
    with timezone.override(ZoneInfo(book.suite.zone)):
        typed = body_form.read(request.POST) if request.method == "POST" else Typed()
        if "keep" in request.POST and _kept(request, book, typed):
            return redirect(_back(request, id, book))
        return _shown(request, book, typed)


def _kept(request: HttpRequest, book: Book, typed: Typed) -> bool:
    """Write it; False where something must be put right first."""
    body_form.check(typed)
    try:
        occurred_at = typed.when(request.visit.now)
    except ValueError:
        typed.problems.append(("occurred_at", gettext("Enter the time like this: 2026-11-22 14:05")))
    if typed.problems:
        return False
    try:
        recording.record(
            about=book.about,
            act="body_map",
            values=typed.values,
            occurred_at=occurred_at,
            late_reason=typed.late_reason.strip(),
            by=request.visit,
            at=request.visit.now,
        )
    except (Invalid, Conflict) as refusal:
        body_form.lay(typed, refusal)
        return False
    return True


def _back(request: HttpRequest, id: UUID, book: Book) -> str:
    """A doctor goes on with the person; others go back to the record."""
    return reverse("custody:patient", args=[id]) if request.visit.may("custody.medical") else book.back


def _shown(request: HttpRequest, book: Book, typed: Typed) -> HttpResponse:
    context = body_form.shown(typed)
    for side in context["sides"]:
        side["points"] = SafeString(side["points"])  # numbers only
    context |= {
        "rooms": frame.tabs(request, "medical"),
        "book": book,
        "back": _back(request, book.about, book),
    }
    return render(request, "custody/medical/body_map.html", context, status=422 if typed.problems else 200)
