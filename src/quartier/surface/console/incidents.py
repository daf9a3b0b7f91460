"""Incidents in the console: the list, the record of one, the map. Reported and found are kept apart unless asked for."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.incidents import queries
from quartier.core.incidents.words import PRECISIONS
from quartier.core.territory import queries as territory
from quartier.surface.console import incidents_filters as asking
from quartier.surface.console import incidents_import, incidents_map, incidents_sets, purpose
from quartier.surface.console import incidents_tables as tables
from quartier.surface.console.gate import permitted
from quartier.surface.console.looking import look
from quartier.ui.rooms import Hit, Room, Task
from quartier.ui.tags.texts import table_number

ROOM = Room(
    code="incidents", label=_("Incidents"), url="console:incidents", permit="incidents.read", order=20
)
A_PAGE = 50
MOST_COUNTED = 100_000


@permitted("incidents.read")
def listed(request: HttpRequest) -> HttpResponse:
    """Newest first, filters as links, page after page."""
    asked, sets = _asked(request)
    zone = asking.zone_of(asking.chosen_sets(asked, sets))
    chosen = asking.condition(asked, sets, zone=zone)
    page = queries.occurrences(request.visit, chosen, after=_after(request), limit=A_PAGE)
    look(request, (row.data_set for row in page.rows), "incidents")
    with timezone.override(zone):
        context = _frame(request, asked, sets) | {
            "table": tables.occurrences(page.rows),
            "total": _counted(queries.count(request.visit, chosen, at_most=MOST_COUNTED + 1)),
            "older": _key(asked, page.following),
            "further": "after" in request.GET,
        }
        return render(request, "console/incidents/list.html", context)


def _asked(request: HttpRequest) -> tuple[asking.Asked, list[queries.DataSetView]]:
    sets = queries.data_sets(request.visit)
    return asking.read(request.GET, sets, own=request.visit.organisation), sets


def _frame(request: HttpRequest, asked: asking.Asked, sets: list[queries.DataSetView]) -> dict[str, Any]:
    return {
        "asked": asked,
        "links": asking.links(asked),
        "sets": sets,
        "areas": asking.area_choices(asking.chosen_sets(asked, sets)),
        "mixed": asked.origin == "all",
        "several": asked.set == asking.ALL and len(sets) > 1,
        "may_import": request.visit.may("incidents.import"),
        **purpose.context(request),
    }


def _counted(number: int) -> str:
    if number > MOST_COUNTED:
        return gettext("more than %(number)s") % {"number": table_number(MOST_COUNTED)}
    return table_number(number)


def _after(request: HttpRequest) -> tuple[datetime, UUID] | None:
    """The key of the page before: microseconds since 1970 and an id. A broken one begins at the newest."""
    moment, _dot, id = request.GET.get("after", "").partition(".")
    try:
        return datetime.fromtimestamp(int(moment), UTC), UUID(id)
    except (ValueError, OverflowError, OSError):
        return None


def _key(asked: asking.Asked, following: tuple[datetime, UUID] | None) -> str:
    if following is None:
        return ""
    query = asked.query
    return f"{query}{'' if query == '?' else '&'}after={int(following[0].timestamp())}.{following[1]}"


@permitted("incidents.read")
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One incident, as its source tells it."""
    row = queries.occurrence(request.visit, id)
    view = queries.data_set(request.visit, row.data_set)
    look(request, [row.data_set], "incident")
    with timezone.override(asking.zone_of([view])):
        context = _told(row) | {
            "set": view,
            "repeats": queries.repeats_of(request.visit, id),
            "map": incidents_map.around(row),
            **purpose.context(request),
        }
        return render(request, "console/incidents/one.html", context)


def _told(row: queries.Happened) -> dict[str, Any]:
    """What is known of one incident, in words."""
    return {
        "row": row,
        "kind": tables.kind_name(row.kind),
        "when": tables.when(row),
        "precision": PRECISIONS[row.precision],
        "where": tables.where(row),
        "area": tables.area_names([row]).get(row.area or 0, ""),
        "origin": tables.origin_name(row.origin),
        "doubts": tables.doubts(row.flags),
    }


@permitted("incidents.read")
def on_map(request: HttpRequest) -> HttpResponse:
    """Points with as many incidents as they stand for; the table says the same."""
    asked, sets = _asked(request)
    chosen = asking.chosen_sets(asked, sets)
    zone = asking.zone_of(chosen)
    found, total = queries.spots(
        request.visit, asking.condition(asked, sets, zone=zone), limit=incidents_map.DRAWN
    )
    look(request, (one.id for one in chosen), "incidents map")
    with timezone.override(zone):
        drawn = incidents_map.drawn(found, area=_area(asked, chosen))
        context = _frame(request, asked, sets) | {
            "map": drawn,
            "source": reverse("console:incidents_geojson") + asked.query,
            "table": tables.spots(found[: incidents_map.TOLD]),
            "points": table_number(total),
            "more": total > len(found),
            "credit": sorted({one.licence for one in chosen if one.licence}),
        }
        return render(request, "console/incidents/map.html", context)


def _area(asked: asking.Asked, sets: list[queries.DataSetView]) -> territory.AreaView | None:
    """The area that the map shows: the one asked for, else that of the only data set."""
    if asked.area:
        return territory.area(id=int(asked.area))
    ids = {one.area for one in sets}
    return territory.area(id=ids.pop()) if len(ids) == 1 else None


@permitted("incidents.read")
def geojson(request: HttpRequest) -> HttpResponse:
    """The same points for the live map, bounded by `bbox` (west,south,east,north) and by number."""
    asked, sets = _asked(request)
    zone = asking.zone_of(asking.chosen_sets(asked, sets))
    box = incidents_map.box_of(request.GET.get("bbox", ""))
    chosen = asking.condition(asked, sets, zone=zone, box=box)
    found, total = queries.spots(request.visit, chosen, limit=incidents_map.LIVE)
    look(request, (one.id for one in asking.chosen_sets(asked, sets)), "incidents geojson")
    body = incidents_map.collection(found) | {
        "numberMatched": total,
        "numberReturned": len(found),
    }
    return JsonResponse(body, content_type="application/geo+json")


def board(visit: Any) -> Iterable[Task]:
    """Imports that wait for somebody to decide."""
    if not visit.may("incidents.import"):
        return
    for run in queries.waiting_runs(visit):
        yield Task(
            label=gettext("Import to decide on: %(files)s")
            % {"files": ", ".join(file["name"] for file in run.files)},
            url=reverse("console:import_run", args=[run.id]),
            note=str(tables.STATES[run.state]),
            state=tables.STATE_MARKS[run.state],
            word=str(tables.STATES[run.state]),
        )


def find(visit: Any, text: str) -> Iterable[Hit]:
    """Data sets by title."""
    folded = text.casefold()
    for row in queries.data_sets(visit):
        if folded in row.title.casefold():
            yield Hit(
                label=row.title, url=reverse("console:data_set", args=[row.id]), note=gettext("data set")
            )


urlpatterns = [
    path("incidents/", listed, name="incidents"),
    path("incidents/map/", on_map, name="incidents_map"),
    path("incidents/map.geojson", geojson, name="incidents_geojson"),
    path("incidents/one/<uuid:id>/", one, name="incident"),
    *incidents_sets.urlpatterns,
    *incidents_import.urlpatterns,
]
