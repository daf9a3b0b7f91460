"""Promises for residents: what is late first, each with its history, and a year's account of each organisation."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import NotFound
from quartier.core.promises import queries, rules
from quartier.core.promises.queries import PromiseView
from quartier.core.publication import queries as publication
from quartier.core.territory import queries as territory
from quartier.journeys.publish_promise import standing_promises
from quartier.surface.portal import promises_follow
from quartier.surface.portal import promises_reading as reading
from quartier.surface.portal.place import kept, language, place_of
from quartier.surface.portal.shell import address
from quartier.ui.parts import Cell, Column, Table

A_PAGE, AT_FIRST, ON_HOME = 20, 6, 3
SHARES = (
    ("late", ("late",)),
    ("open", ("open", "postponed", "claimed")),
    ("hold", ("dropped",)),
    ("kept", ("kept",)),
    ("soon", ("kept_late",)),
)


def listing(request: HttpRequest) -> HttpResponse:
    """The promises of a place, the overdue first; by state, area and organisation if asked."""
    views = _of_place(request)
    area, body = request.GET.get("area", ""), request.GET.get("body", "")
    chosen = _narrowed(views, area, body)
    state = request.GET.get("state", "")
    state = state if state in reading.GROUPS else ""
    context = {
        "place": place_of(request),
        "total": len(views),
        "filters": _filters(request, chosen, state),
        "share": _share(chosen),
        "areas": _areas(views, area),
        "bodies": _bodies(views, body),
        "state": state,
    }
    context |= _of_state(request, chosen, state) if state else {"sections": _sections(request, chosen)}
    return render(request, "portal/promises/list.html", context)


def _of_state(request: HttpRequest, views: Sequence[PromiseView], state: str) -> dict[str, Any]:
    """One state whole, page by page."""
    own = [view for view in views if reading.group_of(view) == state]
    page = Paginator(own, A_PAGE).get_page(request.GET.get("page"))
    known = reading.names(page.object_list, by=request.visit)
    return {
        "page": page,
        "heading": reading.GROUPS[state][2],
        "note": reading.NOTES[state],
        "items": [reading.shown(view, known, request) for view in page.object_list],
        "more": f"?{_query(request, state=state)}page=",
    }


def _of_place(request: HttpRequest) -> list[PromiseView]:
    place = place_of(request)
    if place is None:
        return []
    return standing_promises(queries.public(at=request.visit.now, place=place.id))


def _narrowed(views: Sequence[PromiseView], area: str, body: str) -> list[PromiseView]:
    """Those of an area and all below it, of one organisation; what is not known narrows to nothing."""
    found = list(views)
    if area:
        try:
            within = territory.below(territory.area(slug=area, with_geometry=False).id)
        except NotFound:
            within = []
        found = [view for view in found if view.area in within]
    if body:
        ids = {one.id for one in accounts.organisations() if one.slug == body}
        found = [view for view in found if view.organisation in ids]
    return found


def _query(request: HttpRequest, **values: str) -> str:
    asked = {name: request.GET.get(name, "") for name in ("area", "body")}
    pairs = dict(kept(request)) | asked | values
    text = urlencode({key: value for key, value in pairs.items() if value})
    return f"{text}&" if text else ""


def _filters(request: HttpRequest, views: Sequence[PromiseView], state: str) -> list[dict[str, Any]]:
    counted: dict[str, int] = {code: 0 for code in reading.GROUPS}
    for view in views:
        counted[reading.group_of(view)] += 1
    every = ngettext("All %(count)s", "All %(count)s", len(views)) % {"count": len(views)}
    items = [{"label": every, "url": f"?{_query(request)}", "current": not state}]
    for code, (_states, shape, label) in reading.GROUPS.items():
        if counted[code] or code == state:
            url = f"?{_query(request, state=code)}"
            text = f"{label} {counted[code]}"
            items.append({"label": text, "url": url, "current": code == state, "state": shape})
    return items


def _share(views: Sequence[PromiseView]) -> list[dict[str, Any]]:
    counted = rules.account([view.standing for view in views]).states
    return [
        {"state": shape, "value": value}
        for shape, states in SHARES
        if (value := sum(counted[state] for state in states))
    ]


def _areas(views: Sequence[PromiseView], chosen: str) -> list[dict[str, Any]]:
    ids = {view.area for view in views}
    found = territory.areas(ids=list(ids)) if ids else []
    rows = [{"slug": one.slug, "name": one.name(language()), "chosen": one.slug == chosen} for one in found]
    return sorted(rows, key=lambda row: str(row["name"]))


def _bodies(views: Sequence[PromiseView], chosen: str) -> list[dict[str, Any]]:
    ids = {view.organisation for view in views}
    rows = [
        {"slug": one.slug, "name": territory.name_in(one.names, language()), "chosen": one.slug == chosen}
        for one in accounts.organisations()
        if one.id in ids
    ]
    return sorted(rows, key=lambda row: str(row["name"]))


def _sections(request: HttpRequest, views: Sequence[PromiseView]) -> list[dict[str, Any]]:
    sections, known = [], reading.names(views, by=request.visit)
    for code, (_states, _shape, label) in reading.GROUPS.items():
        own = [view for view in views if reading.group_of(view) == code]
        if not own:
            continue
        # Whatever is late stands there whole: nobody should have to ask for it.
        first = own if code == "late" else own[:AT_FIRST]
        sections.append(
            {
                "code": code,
                "heading": label,
                "note": reading.NOTES[code],
                "items": [reading.shown(view, known, request) for view in first],
                "more": f"?{_query(request, state=code)}" if len(own) > len(first) else "",
                "count": len(own),
            }
        )
    return sections


def show(request: HttpRequest, tag: str) -> HttpResponse:
    """One promise with its history; of one that was taken back only when and why (410)."""
    try:
        view = queries.public_one(tag, at=request.visit.now)
    except NotFound as error:
        raise Http404(_("There is no such promise.")) from error
    _settle(request, view)
    notice = publication.notice(view.notice)
    if notice.withdrawn_at is not None:
        reason = territory.name_in(notice.reasons, language())
        context = {"at": notice.withdrawn_at, "reason": reason}
        return render(request, "portal/promises/taken_back.html", context, status=410)
    known = reading.names([view])
    context = {
        "one": reading.shown(view, known, request),
        "events": reading.history(view, known),
        "source": reading.source_of(view),
    }
    return render(request, "portal/promises/show.html", context | promises_follow.box(request, view))


def _settle(request: HttpRequest, view: PromiseView) -> None:
    """A page about a promise is about its place, whatever home the language has."""
    request.quartier_place = territory.area(id=view.place, with_geometry=False)  # type: ignore[attr-defined]


def account(request: HttpRequest) -> HttpResponse:
    """What was promised in a year and where it stands, by organisation."""
    views = _of_place(request)
    years = sorted({view.made_on.year for view in views}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else (years[0] if years else None)
    rows = _by_body([view for view in views if view.made_on.year == year])
    context = {"year": year, "years": _years(request, years, year), "figures": rows}
    return render(request, "portal/promises/account.html", context | {"table": _table(rows, year)})


def _years(request: HttpRequest, years: Sequence[int], chosen: int | None) -> list[dict[str, Any]]:
    return [
        {
            "label": str(one),
            "url": f"?{urlencode(dict(kept(request)) | {'year': one})}",
            "current": one == chosen,
        }
        for one in years
    ]


def _by_body(views: Sequence[PromiseView]) -> list[dict[str, Any]]:
    """An organisation each, whoever is latest first."""
    known = reading.names(views)
    own: dict[int, list[PromiseView]] = {}
    for view in views:
        own.setdefault(view.organisation, []).append(view)
    rows = []
    for body, theirs in own.items():
        counted = rules.account([view.standing for view in theirs])
        rows.append(
            {
                "name": known.bodies.get(body, ""),
                "account": counted,
                "share": _share(theirs),
                "says": _said(counted),
            }
        )
    return sorted(rows, key=lambda row: (-row["account"].states["late"], row["name"]))


def _said(counted: rules.Account) -> str:
    """The bar in words, for those who do not see it and for those who do."""
    return _("Made %(made)s: kept in time %(kept)s, kept late %(kept_late)s, late %(late)s.") % {
        "made": counted.made,
        **{code: counted.states[code] for code in ("kept", "kept_late", "late")},
    }


def _table(rows: Sequence[dict[str, Any]], year: int | None) -> Table:
    labels = [
        _("Made"),
        _("In time"),
        _("After the date"),
        _("Late"),
        _("Given up"),
        _("Under way"),
        _("Only claimed"),
        _("Postponed"),
    ]
    return Table(
        caption=_("Promises made in %(year)s, by organisation") % {"year": year or ""},
        columns=[
            Column(label=_("Organisation")),
            *(Column(label=one, numeric=True, inline=True) for one in labels),
        ],
        rows=[[Cell(text=row["name"]), *_counts(row["account"])] for row in rows],
    )


def _counts(counted: rules.Account) -> list[int]:
    own = counted.states
    under_way = own["open"] + own["postponed"]
    ended = [own["kept"], own["kept_late"], own["late"], own["dropped"]]
    return [counted.made, *ended, under_way, own["claimed"], counted.postponed]


def on_home(request: HttpRequest) -> str:
    """The piece of the first page: the latest promises; nothing while there are none."""
    views = _of_place(request)[:ON_HOME]
    if not views:
        return ""
    known = reading.names(views)
    items = [reading.shown(view, known, request) for view in views]
    context = {"items": items, "all": address("portal-promises", kept(request))}
    return render_to_string("portal/promises/on_home.html", context, request=request)
