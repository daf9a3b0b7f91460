"""Areas, beats and premises as layers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import NotFound
from quartier.core.territory import queries
from quartier.core.territory.queries import AreaView, PremisesView
from quartier.core.territory.rules.hours import DAYS, as_text
from quartier.surface.ogc.layers import Extent, Layer, Row, Wanted

HOME = "home"
KIND = "kind"
LARGEST = 2_147_483_647


class Areas:
    """Areas with their boundaries; with `kind`, only those of one kind."""

    def __init__(self, id: str, title: str | Promise, description: str | Promise, kind: str = "") -> None:
        self.id = id
        self._title, self._description, self._kind = title, description, kind
        self.filters: Mapping[str, str] = {HOME: "Short name of the home, for example lypivka."}
        if not kind:
            self.filters = {**self.filters, KIND: "Kind of area, for example hromada, ward, beat."}

    def title(self) -> str:
        return str(self._title)

    def description(self) -> str:
        return str(self._description)

    def attribution(self) -> str:
        told = [f"{home.attribution} ({home.licence})" for home in queries.homes() if home.attribution]
        return "; ".join(dict.fromkeys(told))

    def extent(self) -> Extent | None:
        return whole()

    def count(self, wanted: Wanted) -> int:
        return queries.count_areas(**self._chosen(wanted))

    def rows(self, wanted: Wanted) -> Sequence[Row]:
        chosen = self._chosen(wanted)
        found = queries.areas(**chosen, with_geometry=True, offset=wanted.offset, limit=wanted.limit)
        return [area_row(each) for each in found]

    def row(self, id: str) -> Row:
        found = queries.area(id=number(id))
        if self._kind and found.kind != self._kind:
            raise NotFound("area_unknown")
        return area_row(found)

    def _chosen(self, wanted: Wanted) -> dict[str, Any]:
        kind = self._kind or wanted.filters.get(KIND, "")
        return {"home": home_id(wanted), "kind": kind, "box": wanted.box}


class PremisesLayer:
    """Premises as points, with their opening hours."""

    id = "premises"
    filters: Mapping[str, str] = {
        HOME: "Short name of the home.",
        KIND: "Kind of premises, for example police_station.",
    }

    def title(self) -> str:
        return str(_("Premises"))

    def description(self) -> str:
        return str(_("Doors that people can walk to, with opening hours."))

    def attribution(self) -> str:
        return ""

    def extent(self) -> Extent | None:
        return whole()

    def count(self, wanted: Wanted) -> int:
        return len(self._found(wanted))

    def rows(self, wanted: Wanted) -> Sequence[Row]:
        return [
            premises_row(each) for each in self._found(wanted)[wanted.offset : wanted.offset + wanted.limit]
        ]

    def row(self, id: str) -> Row:
        found = queries.premises(id=number(id))
        if not found:
            raise NotFound("premises_unknown")
        return premises_row(found[0])

    def _found(self, wanted: Wanted) -> list[PremisesView]:
        kinds = [wanted.filters[KIND]] if KIND in wanted.filters else None
        return queries.premises(home=home_id(wanted), kinds=kinds, box=wanted.box)


LAYERS: tuple[Layer, ...] = (
    Areas("areas", _("Areas"), _("The tree of areas with their boundaries.")),
    Areas("beats", _("Beats"), _("Neighbourhood beats, and the role that answers for each."), "beat"),
    PremisesLayer(),
)


def whole() -> Extent | None:
    """The box around all homes."""
    boxes = [home.box for home in queries.homes() if home.box]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return Extent(box=(min(west), min(south), max(east), max(north)))


def home_id(wanted: Wanted) -> int | None:
    """The home asked for; one that is not there holds nothing."""
    slug = wanted.filters.get(HOME)
    if slug is None:
        return None
    return next((home.id for home in queries.homes() if home.slug == slug), 0)


def number(id: str) -> int:
    """The id of an address. Raises NotFound for what is no number."""
    if not (id.isascii() and id.isdigit()) or int(id) > LARGEST:
        raise NotFound("feature_unknown")
    return int(id)


def area_row(area: AreaView) -> Row:
    """The area as a feature; names in columns of their own, so that a table of a GIS can show them."""
    properties = {
        "slug": area.slug,
        "kind": area.kind,
        "code": area.code,
        "country": area.country,
        "parent": area.parent,
        "home": area.home,
        "in_charge": area.in_charge.get("role"),
        "attribution": area.attribution,
        "licence": area.licence,
    }
    return Row(
        id=str(area.id), geometry=area.geometry, properties=properties | names(area.names), box=area.box
    )


def premises_row(row: PremisesView) -> Row:
    """Premises as a feature."""
    week = None
    if row.hours is not None:
        days = zip(DAYS, row.hours.week, strict=True)
        week = {day: ", ".join(f"{a}-{b}" for a, b in as_text(spans)) for day, spans in days}
    properties = {
        "slug": row.slug,
        "kind": row.kind,
        "organisation": row.organisation,
        "street": next(iter(row.street.values()), None),
        "number": row.number or None,
        "phone": row.phone or None,
        "area": row.area,
        "hours": week,
    }
    point = {"type": "Point", "coordinates": [row.lon, row.lat]}
    return Row(id=str(row.id), geometry=point, properties=properties | names(row.names))


def names(told: Mapping[str, str]) -> dict[str, str]:
    return {f"name_{language}": text for language, text in told.items()}
