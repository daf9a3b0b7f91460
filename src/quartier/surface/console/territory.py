"""Territory for staff: the tree of areas, an area as a record, premises with hours, streets with their
names.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from quartier.core.accounts.roles import ROLES
from quartier.core.territory import queries
from quartier.core.territory.queries import AreaView, PlaceView, name_in
from quartier.surface import opening
from quartier.surface.area_map import area_map
from quartier.ui import formats
from quartier.ui.parts import Cell, Column, Table
from quartier.ui.rooms import Hit, Room

ROOM = Room(
    code="areas", label=gettext_lazy("Territory"), url="console:areas", permit="console.open", order=30
)
ON_A_PAGE = 50
STREETS = 60


def language() -> str:
    return (get_language() or "en")[:2]


def areas(request: HttpRequest) -> HttpResponse:
    """The tree of one home, a page at a time; search by name."""
    homes = queries.homes()
    home = next((each for each in homes if each.slug == request.GET.get("home")), homes[0] if homes else None)
    text = request.GET.get("q", "").strip()
    context = {
        "q": text,
        "home": home,
        "homes": _tabs(homes, home),
        "hits": _found(text, home) if text and home else None,
        "page": None,
        "table": None,
    }
    if home and not text:
        page = Paginator(queries.areas(home=home.id), ON_A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "table": _tree(list(page), home),
            "more": f"?{urlencode({'home': home.slug})}&page=",
        }
    return render(request, "console/territory/areas.html", context)


def area(request: HttpRequest, slug: str) -> HttpResponse:
    """One area as a record."""
    found = queries.area(slug=slug)
    home = queries.area(id=found.home, with_geometry=False)
    way = queries.path(found)
    doors = _open_or_not(found, home, request.visit.now)
    below = queries.children(found, with_geometry=True)
    context = {
        "area": found,
        "name": found.name(language()),
        "kind": found.kind_name(language()),
        "crumbs": _crumbs(way),
        "facts": _facts(found, home),
        "doors": _doors(doors) if doors else None,
        "below": _tree(below, home) if below else None,
        "streets": _streets(queries.places(home=home.id, within=found, limit=STREETS)),
        "map": _map(found, below or _beside(way), doors),
    }
    return render(request, "console/territory/area.html", context)


def find(visit: Any, text: str) -> Iterable[Hit]:
    """For the command bar: areas, streets and premises of every home."""
    for home in queries.homes():
        yield from _found(text, home, limit=5)


def _found(text: str, home: AreaView | None, limit: int = 20) -> list[Hit]:
    hits = queries.search(text, home=home.id, limit=limit) if home else []
    slugs = {each.id: each for each in queries.areas(ids={hit.area for hit in hits if hit.area})}
    shown = []
    for hit in hits:
        where = slugs.get(hit.area or 0)
        label = f"{name_in(hit.names, language(), hit.matched_language)} {hit.number}".strip()
        note = [hit.matched] if hit.name_kind != "official" else []
        note += [where.name(language())] if where else []
        if where:
            shown.append(
                Hit(label=label, url=reverse("console:area", args=[where.slug]), note=" · ".join(note))
            )
    return shown


def _tabs(homes: list[AreaView], home: AreaView | None) -> list[dict[str, Any]]:
    return [
        {"label": each.name(language()), "url": f"?{urlencode({'home': each.slug})}", "current": each == home}
        for each in homes
    ]


def _crumbs(way: list[AreaView]) -> list[dict[str, str]]:
    first = {"label": _("Territory"), "url": reverse("console:areas")}
    above = [
        {"label": each.name(language()), "url": reverse("console:area", args=[each.slug])}
        for each in way[:-1]
    ]
    return [first, *above, {"label": way[-1].name(language()), "url": ""}]


def _facts(found: AreaView, home: AreaView) -> list[tuple[str, str]]:
    """What a record says of itself; nothing that is not known."""
    rows = [
        (_("Kind"), found.kind_name(language())),
        (_("Code"), found.code),
        (_("Home"), home.name(language())),
        (_("Who answers"), _role(found)),
        (_("Telephone"), found.in_charge.get("phone", "")),
        (_("Time zone"), found.time_zone),
        (_("Grid for distances"), found.crs),
        (_("Numbers in danger"), ", ".join(found.danger_numbers)),
        (_("Boundary from"), ", ".join(filter(None, (found.attribution, found.licence)))),
        (_("Changed"), formats.moment(found.updated_at.astimezone(home.zone), language())),
    ]
    return [(term, value) for term, value in rows if value]


def _role(found: AreaView) -> str:
    code = found.in_charge.get("role", "")
    return ROLES[code].name.say(language()) if code in ROLES else str(code)


def _tree(rows: list[AreaView], home: AreaView) -> Table:
    """Areas with what lies in them; the depth is told by the way up, in words of the column."""
    names = {
        each.id: each.name(language()) for each in queries.areas(ids={r.parent for r in rows if r.parent})
    }
    columns = [
        Column(label=_("Name")),
        Column(label=_("Kind")),
        Column(label=_("Code")),
        Column(label=_("Lies in")),
        Column(label=_("Who answers")),
        Column(label=_("Areas within"), numeric=True),
    ]
    lines = [
        [
            Cell(text=each.name(language()), url=reverse("console:area", args=[each.slug])),
            each.kind_name(language()),
            each.code,
            names.get(each.parent or 0, "–"),
            _role(each) or "–",
            formats.number(each.hi - each.lo, language(), table=True),
        ]
        for each in rows
    ]
    return Table(
        caption=_("Areas of %(home)s") % {"home": home.name(language())},
        columns=columns,
        rows=lines,
        tight=True,
    )


def _open_or_not(found: AreaView, home: AreaView, at: datetime) -> list[opening.DoorView]:
    rows = queries.premises(within=found)
    return [opening.door(each, home=home, at=at, language=language()) for each in rows]


def _doors(doors: list[opening.DoorView]) -> Table:
    columns = [
        Column(label=_("Premises")),
        Column(label=_("Now")),
        Column(label=_("Address")),
        Column(label=_("Telephone")),
    ]
    lines = [
        [
            each.name,
            Cell(text=f"{each.word}. {each.sentence}", state=each.state),
            each.address or "–",
            each.phone or "–",
        ]
        for each in doors
    ]
    return Table(
        caption=_("Premises in this area"), columns=columns, rows=lines, tight=True, hide_caption=True
    )


def _streets(rows: list[PlaceView]) -> Table | None:
    """Streets and landmarks, in the script of the place."""
    if not rows:
        return None
    labels = (_("Name"), _("Kind of place"), _("House numbers"), _("Other names"))
    columns = [Column(label=label) for label in labels]
    kinds = {
        "street": _("street"),
        "landmark": _("landmark"),
        "settlement": _("settlement"),
        "address": _("address"),
    }
    lines = [
        [
            name_in(each.names, language()),
            kinds.get(each.kind, each.kind),
            f"{each.houses[0]}–{each.houses[1]}" if each.houses else "–",
            ", ".join(_other(*other) for other in each.others) or "–",
        ]
        for each in rows
    ]
    return Table(
        caption=_("Streets and landmarks in this area"),
        columns=columns,
        rows=lines,
        tight=True,
        hide_caption=True,
    )


def _other(kind: str, text: str) -> str:
    """A former name says that it is one."""
    return _("formerly %(name)s") % {"name": text} if kind == "former" else text


def _beside(way: list[AreaView]) -> list[AreaView]:
    """Areas of the same kind with the same parent."""
    if len(way) < 2:
        return []
    return [each for each in queries.children(way[-2], with_geometry=True) if each.kind == way[-1].kind]


def _map(found: AreaView, near: list[AreaView], doors: list[opening.DoorView]) -> Any:
    urls = {each.slug: reverse("console:area", args=[each.slug]) for each in near}
    return area_map(found, near, doors, language=language(), urls=urls)


urlpatterns = [
    path("areas/", areas, name="areas"),
    path("areas/<slug:slug>/", area, name="area"),
]
