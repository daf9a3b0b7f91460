"""The booking: its steps in order, the next one open, each short; left and taken up again as the work allows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.features.custody import queries
from quartier.features.custody.rules import booking
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.booking import Seen, Step, Wanted
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import act_book, act_page, book_forms, book_words, frame, told
from quartier.features.custody.web.frame import CARE, permitted, tongue

OWES = frozenset({"running", "late", "unknown"})


@never_cache
@permitted(CARE)
@require_safe
def book(request: HttpRequest, id: UUID) -> HttpResponse:
    """The list of steps, and the form of the one that is worked on. It is sent to the page of its act, which leads back."""
    stay = queries.stay_for(request.visit, id)
    entries = queries.entries_of(request.visit, id)
    request.look([id], "custody booking")
    found = steps_of(stay, entries)
    here = chosen(request, found)
    with frame.in_zone(stay.suite):
        page = _page(request, stay, found, here) | {"done": _done(request, stay, entries, found)}
        return render(request, "custody/book.html", page | _asked(request, stay, found, here))


def steps_of(stay: StayView, entries: Sequence[EntryView]) -> list[Step]:
    """The steps of this stay, with what its clocks and due times want."""
    seen = [Seen(number=one.number, act=one.act, at=one.occurred_at) for one in entries if one.counts]
    wanted = [
        Wanted(key=one.key, act=one.act, due_at=one.due_at, article=one.article) for one in stay.standing.due
    ]
    wanted += [
        Wanted(key=one.id, due_at=one.due_at, article=one.article)
        for one in stay.standing.limits
        if one.state in OWES and not one.ended_at
    ]
    return booking.steps(seen=seen, wanted=wanted, minor=stay.minor)


def chosen(request: HttpRequest, found: Sequence[Step]) -> Step | None:
    """The step that was asked for; the one just worked on, while it asks something more; else the next one."""
    by_code = {one.code: one for one in found}
    if request.GET.get("step") in by_code:
        return by_code[request.GET["step"]]
    after = by_code.get(request.GET.get("after", ""))
    if after is not None and after.is_open and book_forms.act_of(request, after):
        return after
    return booking.following(found, after=after.code if after else "")


def _asked(request: HttpRequest, stay: StayView, found: list[Step], here: Step | None) -> dict[str, Any]:
    """The form of the act that the step asks now, with everything around it; nothing where it has a page of its own."""
    code = book_forms.act_of(request, here) if here else ""
    if here is None or not code:
        return {}
    which = act_book.of_stay(request.visit, stay.id)
    form, draft = book_forms.form_of(request, which, code, stay)
    return act_page.around(request, which, ACTS[code], form, draft) | {
        "form": form,
        "crumbs": _crumbs(stay),
        "action": frame.act_url(stay.id, code),
        "next": f"{request.path}?after={here.code}",
    }


def _page(request: HttpRequest, stay: StayView, found: list[Step], here: Step | None) -> dict[str, Any]:
    done, count = booking.progress(found)
    later = booking.following(found, after=here.code) if here else None
    return frame.suite_context(request, stay.suite, "") | {
        "crumbs": _crumbs(stay),
        "stay": {"title": stay.label or gettext("Not yet named"), "number": stay.number},
        "rows": [
            book_words.row(one, here=here.code if here else "", query=f"?step={one.code}") for one in found
        ],
        "progress": {"done": done, "count": count},
        "step": _step(request, stay, here) if here else None,
        "later": f"?step={later.code}" if later else "",
        "record": frame.stay_url(stay.id),
    }


def _crumbs(stay: StayView) -> list[dict[str, str]]:
    return [
        {"label": stay.suite.name(tongue()), "url": reverse("custody:suite", args=[stay.suite.code])},
        {"label": stay.label or stay.number, "url": frame.stay_url(stay.id)},
        {"label": gettext("Booking"), "url": ""},
    ]


def _step(request: HttpRequest, stay: StayView, here: Step) -> dict[str, Any]:
    return {
        "code": here.code,
        "label": str(book_words.STEPS[here.code]),
        "for": str(book_words.FOR.get(here.code, "")),
        "wishes": [book_words.wish(one, stay, request.visit.now) for one in here.wanted],
        "links": book_forms.links(stay, here.code, f"{request.path}?after={here.code}"),
        "said": [
            f"{gettext('No. %(number)s') % {'number': one.number}}: {ACTS[one.act].words.say(tongue())}"
            for one in here.seen
        ],
    }


def _done(request: HttpRequest, stay: StayView, entries: Sequence[EntryView], found: Sequence[Step]) -> str:
    """What was recorded last in the step that one comes from."""
    after = next((one for one in found if one.code == request.GET.get("after")), None)
    if after is None or not after.seen:
        return ""
    number = after.seen[-1].number
    entry = next(one for one in entries if one.number == number)
    return gettext("Recorded: %(what)s") % {"what": told.story(entry, stay.pack)}
