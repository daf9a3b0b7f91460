"""Requests that are public: the list with the overdue first, the map, one of them, the piece of the first page."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from quartier.core.kit.errors import NotFound
from quartier.core.messages import queries as messages
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.appeals import desks, listing, queries
from quartier.features.appeals.listing import Page, PublicView
from quartier.features.appeals.web import public_words
from quartier.features.appeals.web.public_map import around, of_place
from quartier.features.appeals.web.public_shown import Shown, history, names, rule_of, shown
from quartier.features.appeals.web.tongue import language, place_of, quarters, settle

AT_FIRST, ON_HOME, MOST_LATE, ON_MAP = 6, 3, 40, 500
# What residents may choose by: the state asked for → shape, heading, what stands under it.
GROUPS: dict[str, tuple[str, Any, Any]] = {
    "late": (
        "late",
        gettext_lazy("The answer is late"),
        gettext_lazy("The longest wait first. Lateness follows from the dates; nobody enters it."),
    ),
    "running": ("open", gettext_lazy("An answer is owed"), gettext_lazy("The newest first.")),
    "answered": ("kept", gettext_lazy("Answered"), gettext_lazy("The newest first.")),
    "forwarded": ("open", gettext_lazy("Sent on"), gettext_lazy("Each says to whom.")),
    "joined": (
        "none",
        gettext_lazy("Joined with an earlier one"),
        gettext_lazy("Each is answered together with the earlier one."),
    ),
    "closed": ("none", gettext_lazy("Closed without an answer"), gettext_lazy("Each says why.")),
}


class _Pages:
    """What the pagination part needs of a page that the database has cut."""

    ELLIPSIS = "…"

    def __init__(self, page: Page) -> None:
        self.number, self.num_pages = page.page, page.pages
        self.paginator = self

    def has_previous(self) -> bool:
        return self.number > 1

    def has_next(self) -> bool:
        return self.number < self.num_pages

    def previous_page_number(self) -> int:
        return self.number - 1

    def next_page_number(self) -> int:
        return self.number + 1

    def get_elided_page_range(self, number: int, **options: Any) -> Any:
        return Paginator(range(self.num_pages), 1).get_elided_page_range(number, **options)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """By state, matter, area and word; what is late stands first."""
    place = place_of(request)
    asked = _asked(request, place)
    state = request.GET.get("state", "")
    state = state if state in GROUPS else ""
    counts = {code: listing.listing(**asked, state=code, size=1).count for code in GROUPS}
    context = {
        "place": place,
        "total": any(counts.values()) or listing.listing(place=place.id, at=request.visit.now, size=1).count,
        "takes": desks.takes(place.id),
        "q": asked["text"],
        "state": state,
        "filters": _filters(request, counts, state),
        "categories": _categories(asked["category"]),
        "areas": _areas(place, request.GET.get("area", "")),
    }
    context |= _one(request, asked, state) if state else _all(request, asked, counts, place)
    return render(request, "appeals/list.html", context)


def _asked(request: HttpRequest, place: AreaView) -> dict[str, Any]:
    slugs = {each.slug: each.id for each in quarters(place)}
    return {
        "place": place.id,
        "category": request.GET.get("category", "")[:30],
        "area": slugs.get(request.GET.get("area", "")),
        "text": request.GET.get("q", "").strip()[:200],
        "at": request.visit.now,
    }


def _one(request: HttpRequest, asked: dict[str, Any], state: str) -> dict[str, Any]:
    number = request.GET.get("page", "1")
    found = listing.listing(**asked, state=state, page=int(number) if number.isdecimal() else 1)
    _shape, heading, note = GROUPS[state]
    return {
        "page": _Pages(found),
        "heading": heading,
        "note": note,
        "items": _shown(found.rows, request),
        "more": f"?{_query(request, state=state)}page=",
    }


def _all(
    request: HttpRequest, asked: dict[str, Any], counts: dict[str, int], place: AreaView
) -> dict[str, Any]:
    sections: list[dict[str, Any]] = []
    for code, (_shape, heading, note) in GROUPS.items():
        count = counts[code] - (counts["late"] if code == "running" else 0)
        if count < 1:
            continue
        items = _shown(_first(asked, code, counts["late"]), request)
        more = f"?{_query(request, state=code)}" if count > len(items) else ""
        sections.append(
            {
                "code": code,
                "heading": heading,
                "note": note,
                "items": items,
                "more": more,
                "count": counts[code],
            }
        )
    spots = _shown(
        listing.on_map(at=asked["at"], place=place.id, category=asked["category"], limit=ON_MAP), request
    )
    return {"sections": sections, "map": of_place(place, spots)}


def _first(asked: dict[str, Any], code: str, late: int) -> Sequence[PublicView]:
    """The first few of a state; whatever is late stands there whole, and once."""
    if code == "late":
        return listing.listing(**asked, state=code, size=min(late, MOST_LATE)).rows
    if code == "running":
        rows = listing.listing(**asked, state=code, size=late + AT_FIRST).rows
        return [row for row in rows if not row.late]
    return listing.listing(**asked, state=code, size=AT_FIRST).rows


def _shown(views: Sequence[PublicView], request: HttpRequest) -> list[Shown]:
    known = names(views)
    return [shown(view, known, request) for view in views]


def _filters(request: HttpRequest, counts: dict[str, int], state: str) -> list[dict[str, Any]]:
    items = [{"label": _("All"), "url": f"?{_query(request)}", "current": not state}]
    for code, (shape, heading, _note) in GROUPS.items():
        if counts[code] or code == state:
            url = f"?{_query(request, state=code)}"
            label = f"{heading} {counts[code]}"
            items.append({"label": label, "url": url, "current": code == state, "state": shape})
    return items


def _query(request: HttpRequest, **values: str) -> str:
    asked = {name: request.GET.get(name, "") for name in ("place", "area", "category", "q")}
    text = urlencode({key: value for key, value in (asked | values).items() if value})
    return f"{text}&" if text else ""


def _categories(chosen: str) -> list[dict[str, Any]]:
    return [
        {"code": code, "name": name, "chosen": code == chosen} for code, name in public_words.categories("GB")
    ]


def _areas(place: AreaView, chosen: str) -> list[dict[str, Any]]:
    beats = quarters(place)
    return [{"slug": one.slug, "name": one.name(language()), "chosen": one.slug == chosen} for one in beats]


@require_safe
def show(request: HttpRequest, tag: str) -> HttpResponse:
    """One of them; where none stands in public, the way to one's own. Hidden, taken back and unknown answer alike."""
    try:
        view = listing.public(tag, at=request.visit.now)
    except NotFound:
        return _elsewhere(request, tag)
    place = settle(request, territory.area(id=view.place, with_geometry=False))
    known = names([view])
    one = shown(view, known, request)
    context = {
        "one": one,
        "rule": rule_of(view, listing.evaluation(view, at=request.visit.now)),
        "events": history(view.steps, known, view.language),
        "parts": [shown(part, names([part]), request) for part in view.parts],
        "followers": messages.followers(request.visit, about=view.subject),
        "map": around(place, one),
    }
    return render(request, "appeals/show.html", context)


def _elsewhere(request: HttpRequest, tag: str) -> HttpResponse:
    """A message leads its author here: on to their own page. For everybody else nothing stands here."""
    try:
        if request.visit.account is not None and queries.appeal_for(request.visit, tag=tag).mine:
            return redirect("appeals:own", tag)
    except NotFound:
        pass
    place_of(request)
    return render(request, "appeals/not_public.html", status=404)


def on_home(request: HttpRequest, place: AreaView) -> str:
    """The piece of the first page: what waits longest, and where to say what is wrong."""
    if not desks.takes(place.id):
        return ""
    found = listing.listing(place=place.id, at=request.visit.now, state="running", size=ON_HOME)
    note = ngettext(
        "%(count)s answer is late. What waits longest comes first.",
        "%(count)s answers are late. What waits longest comes first.",
        found.late,
    )
    context = {
        "items": _shown(found.rows, request),
        "note": note % {"count": found.late} if found.late else _("No answer is late."),
        "all": reverse("appeals:list") + f"?place={place.slug}",
        "new": reverse("appeals:new") + f"?place={place.slug}",
    }
    return render_to_string("appeals/on_home.html", context, request=request)
