"""My area: found by street, address, village or place on the map; who answers for it, which doors are open."""

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.core.accounts import queries as accounts
from quartier.core.accounts.roles import ROLES
from quartier.core.kit.errors import NotFound
from quartier.core.territory import queries
from quartier.core.territory.queries import AreaView, Hit, name_in
from quartier.core.territory.rules.hours import BadHours, read
from quartier.surface import opening
from quartier.surface.area_map import area_map
from quartier.surface.opening import DoorView
from quartier.surface.portal.place import kept, language, place_of
from quartier.surface.portal.shell import address, exists

LONGEST = 200
ELSEWHERE = 5
RECEIVING = ("police_station", "municipality", "victim_support")
# Nobody walks in there: it is no door to offer to residents.
NOT_OPEN_TO_ALL = ("custody_suite",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a list: where it leads, and a note."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InCharge:
    """Who answers: a role, never a name. `whole` is the area above, where nobody is told for this one."""

    role: str
    organisation: str
    phone: str
    email: str
    reception: list[tuple[str, str]]
    whole: str


def find(request: HttpRequest) -> HttpResponse:
    """Search, a place on the map, or the list."""
    place = place_of(request)
    spot = _spot(request)
    if spot is not None and (area := _at(spot, place)) is not None:
        return redirect(reverse("portal-area", args=[area.slug]))
    text = request.GET.get("q", "").strip()[:LONGEST]
    hits = queries.search(text, home=place.id) if text and place else []
    context = {
        "q": text,
        "place": place,
        "outside": spot is not None,
        "hits": [_hit(request, hit) for hit in hits],
        "areas": _list(request, place) if place else [],
    }
    return render(request, "portal/territory/find.html", context)


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One area."""
    try:
        area = queries.area(slug=slug)
    except NotFound as error:
        raise Http404(_("There is no such area.")) from error
    home = _settle(request, area)
    path = queries.path(area)
    doors, elsewhere = _doors(request, area, home)
    context = _named(request, path) | {
        "in_charge": _in_charge(path),
        "doors": doors,
        "elsewhere": elsewhere,
        "below": _items(request, queries.children(area)),
        "up": _items(request, path[:-1][-1:]),
        "map": _map(request, path, area, [*doors, *elsewhere]),
        "published": _published(request, area),
    }
    return render(request, "portal/territory/area.html", context)


def _named(request: HttpRequest, path: list[AreaView]) -> dict[str, Any]:
    area = path[-1]
    return {
        "area": area,
        "name": area.name(language()),
        "kind": area.kind_name(language()),
        "crumbs": _crumbs(request, path),
    }


def _map(request: HttpRequest, path: list[AreaView], area: AreaView, doors: list[DoorView]) -> Any:
    """The area among those of its kind; a home shows what lies in it."""
    if len(path) > 1:
        near = [each for each in queries.children(path[-2], with_geometry=True) if each.kind == area.kind]
    else:
        near = queries.children(area, with_geometry=True)
    urls = {each.slug: _url(request, each) for each in near}
    return area_map(area, near, doors, language=language(), urls=urls)


def _items(request: HttpRequest, areas: list[AreaView]) -> list[Item]:
    return [
        Item(label=each.name(language()), url=_url(request, each), note=each.kind_name(language()))
        for each in areas
    ]


def _settle(request: HttpRequest, area: AreaView) -> AreaView:
    """A page about an area is about its home, whatever home the language has."""
    home = queries.area(id=area.home, with_geometry=False)
    request.quartier_place = home  # type: ignore[attr-defined]
    timezone.activate(home.zone)
    return home


def _spot(request: HttpRequest) -> tuple[float, float] | None:
    try:
        lon, lat = float(request.GET["lon"]), float(request.GET["lat"])
    except (KeyError, ValueError):
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def _at(spot: tuple[float, float], place: AreaView | None) -> AreaView | None:
    """The area that holds the spot, in this place first."""
    homes = sorted(queries.homes(), key=lambda home: place is None or home.id != place.id)
    found = (queries.area_of(*spot, home=home.id) for home in homes)
    id = next(filter(None, found), None)
    return queries.area(id=id, with_geometry=False) if id else None


def _list(request: HttpRequest, place: AreaView) -> list[Item]:
    """The beats; where there are none, the areas directly below the place."""
    return _items(request, queries.beats(place.id) or queries.children(place) or [place])


def _url(request: HttpRequest, area: AreaView) -> str:
    return address("portal-area", kept(request), area.slug)


def _hit(request: HttpRequest, hit: Hit) -> Item:
    label = name_in(hit.names, language(), hit.matched_language)
    if hit.number:
        label = f"{label}, {hit.number}"
    if not hit.area:
        note = _("This lies outside every area that we know.")
        return Item(label=label, url=address("portal-my-area", kept(request)), note=note)
    area = queries.area(id=hit.area, with_geometry=False)
    anchor = f"#{quote(hit.slug)}" if hit.kind == "premises" else ""
    return Item(label=label, url=_url(request, area) + anchor, note=_note(hit, area))


def _note(hit: Hit, area: AreaView) -> str:
    """Why this was found, and where it lies."""
    notes = []
    if hit.name_kind == "former":
        notes.append(_("Formerly: %(name)s.") % {"name": hit.matched})
    elif hit.name_kind == "alias":
        notes.append(_("Also called: %(name)s.") % {"name": hit.matched})
    if hit.number and not hit.exact:
        notes.append(_("We do not know this house; the middle of the street is taken."))
    if hit.kind != "area":
        notes.append(_("Lies in: %(area)s.") % {"area": area.name(language())})
    return " ".join(notes)


def _crumbs(request: HttpRequest, path: list[AreaView]) -> list[dict[str, str]]:
    first = {"label": _("My area"), "url": address("portal-my-area", kept(request))}
    above = [{"label": each.name(language()), "url": _url(request, each)} for each in path[:-1]]
    return [first, *above, {"label": path[-1].name(language()), "url": ""}]


def _in_charge(path: list[AreaView]) -> InCharge | None:
    """Whoever is told for the area itself, else for the nearest area above."""
    told = next((each for each in reversed(path) if each.in_charge.get("role")), None)
    if told is None:
        return None
    said = told.in_charge
    role = ROLES.get(said["role"])
    bodies = {each.slug: each.names for each in accounts.organisations()}
    try:
        hours = read({"reception": said["reception"]}) if said.get("reception") else None
    except BadHours:
        hours = None
    return InCharge(
        role=role.name.say(language()) if role else said["role"],
        organisation=name_in(bodies.get(said.get("organisation", ""), {}), language(), told.language),
        phone=said.get("phone", ""),
        email=said.get("email", ""),
        reception=opening.reception(hours, language()) if hours else [],
        whole="" if told is path[-1] else told.name(language()),
    )


def _doors(request: HttpRequest, area: AreaView, home: AreaView) -> tuple[list[DoorView], list[DoorView]]:
    """Doors in the area, and the nearest ones elsewhere that receive residents; open ones first."""
    at = request.visit.now
    inside = [each for each in queries.premises(within=area) if each.kind not in NOT_OPEN_TO_ALL]
    there = {each.id for each in inside}
    others = [each for each in queries.premises(home=home.id, kinds=RECEIVING) if each.id not in there]
    others.sort(key=lambda each: _distance(area, each.lon, each.lat))
    views = [
        [opening.door(each, home=home, at=at, language=language()) for each in rows]
        for rows in (inside, others[:ELSEWHERE])
    ]
    for rows in views:
        rows.sort(key=lambda each: each.state != "kept")
    return views[0], views[1]


def _distance(area: AreaView, lon: float, lat: float) -> float:
    """Rough: good enough to say which door is nearer."""
    if area.box is None:
        return 0.0
    west, south, east, north = area.box
    middle = (south + north) / 2
    return hypot((lon - (west + east) / 2) * cos(radians(middle)), lat - middle)


def _published(request: HttpRequest, area: AreaView) -> list[Item]:
    """What there is to read about the area; only pages that this installation has."""
    keep = kept(request)
    rows = [
        ("portal-map", _("What happens near me: figures and trend"), (*keep, ("area", area.slug))),
        ("news:list", _("News"), keep),
        ("ogc:landing", _("Boundaries and doors as open data"), ()),
    ]
    return [Item(label=label, url=address(name, pairs)) for name, label, pairs in rows if exists(name)]
