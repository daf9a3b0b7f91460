"""One act for many requests: the same words for each, and for each its own outcome."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quartier.core.kit.errors import NotFound, Refusal
from quartier.features.appeals import queries
from quartier.features.appeals.queries import HANDLE, AppealView
from quartier.features.appeals.web import staff_frame, staff_reading, staff_words
from quartier.features.appeals.web.staff_acts import choices_for, made
from quartier.features.appeals.web.staff_frame import permitted
from quartier.features.appeals.web.staff_verbs import ACTS, Act

MOST = 200


@never_cache
@require_POST
@permitted(HANDLE)
def bulk(request: HttpRequest) -> HttpResponse:
    """Ask once, do it for each; each succeeds or is refused by itself, and both are listed."""
    act = ACTS.get(request.POST.get("act", ""))
    rows = _chosen(request)
    if act is None or not act.bulk or not rows:
        return redirect(reverse("appeals_staff:queue") + _back(request))
    form = made(act, rows[0], request, choices_for(rows, request.visit))
    asked = "go" in request.POST
    context = _context(request, act, rows)
    if not asked:
        form = made_empty(act, rows, request)
    elif form.is_valid():
        return _done(request, act, rows, form)
    return render(request, "appeals_staff/bulk.html", context | {"form": form}, status=422 if asked else 200)


def made_empty(act: Act, rows: list[AppealView], request: HttpRequest) -> Any:
    """The form before anything was typed into it."""
    return act.form(language=rows[0].language, choices=choices_for(rows, request.visit))


def _chosen(request: HttpRequest) -> list[AppealView]:
    """Those that were ticked, as far as they are within reach."""
    found = []
    for text in dict.fromkeys(request.POST.getlist("id")[:MOST]):
        try:
            found.append(queries.appeal_for(request.visit, id=UUID(text)))
        except (ValueError, NotFound):
            continue
    request.look((row.id for row in found), "appeals bulk")
    return found


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    return back if back.startswith("?") else ""


def _context(request: HttpRequest, act: Act, rows: list[AppealView]) -> dict[str, Any]:
    count = ngettext("%(count)s request is ticked", "%(count)s requests are ticked", len(rows)) % {
        "count": len(rows)
    }
    return staff_frame.context(request, "queue") | {
        "act": act.step,
        "label": act.label,
        "hint": act.hint,
        "next": act.then,
        "count": count,
        "items": [{"id": str(row.id)} | staff_reading.head(row) for row in rows],
        "back": _back(request),
    }


def _done(request: HttpRequest, act: Act, rows: list[AppealView], form: Any) -> HttpResponse:
    """What came of each."""
    good, bad = [], []
    for row in rows:
        item = staff_reading.head(row)
        try:
            act.do(row, form, request.visit)
        except Refusal as refusal:
            bad.append(item | {"why": staff_words.whole(refusal)})
        else:
            good.append(item)
    context = staff_frame.context(request, "queue") | {"label": act.label, "good": good, "bad": bad}
    return render(request, "appeals_staff/bulk_done.html", context | {"back": _back(request)})
