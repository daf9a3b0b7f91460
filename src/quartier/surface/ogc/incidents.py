"""Published incidents as a layer: counts at snap points for whole stretches of time, never single events."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext_lazy as _

from quartier.core.publication import queries
from quartier.core.publication.queries import PublicIncident
from quartier.surface.ogc.layers import Extent, Layer, Row, Wanted
from quartier.surface.ogc.territory import HOME, home_id, whole


class Incidents:
    """What publication let out, at its safe precision."""

    id = "incidents"
    filters: Mapping[str, str] = {HOME: "Short name of the home."}

    def title(self) -> str:
        return str(_("Published incidents"))

    def description(self) -> str:
        return str(
            _("How many incidents were recorded around a point, shown approximately and with a delay.")
        )

    def attribution(self) -> str:
        return "; ".join(dict.fromkeys(each.attribution for each in queries.releases() if each.attribution))

    def extent(self) -> Extent | None:
        everywhere = whole()
        months = [month for each in queries.releases() for month in (each.first_month, each.last_month)]
        if everywhere is None or not months:
            return everywhere
        return Extent(box=everywhere.box, start=midnight(min(months)), end=None)

    def count(self, wanted: Wanted) -> int:
        return queries.count_public_incidents(
            place=home_id(wanted), box=wanted.box, start=day(wanted.start), end=day(wanted.end)
        )

    def rows(self, wanted: Wanted) -> Sequence[Row]:
        found = queries.public_incidents(
            place=home_id(wanted),
            box=wanted.box,
            start=day(wanted.start),
            end=day(wanted.end),
            offset=wanted.offset,
            limit=wanted.limit,
        )
        return [incident_row(each) for each in found]

    def row(self, id: str) -> Row:
        return incident_row(queries.public_incident(id))


LAYERS: tuple[Layer, ...] = (Incidents(),)


def incident_row(found: PublicIncident) -> Row:
    """A count at a snap point as a feature."""
    properties = {
        "release": found.release,
        "count": found.count,
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "side_m": found.point.side,
        "area": found.point.area,
    }
    point = {"type": "Point", "coordinates": [found.point.lon, found.point.lat]}
    titles = {f"title_{language}": text for language, text in found.title.items()}
    return Row(id=found.id, geometry=point, properties=properties | titles)


def day(at: datetime | None) -> date | None:
    return at.astimezone(UTC).date() if at is not None else None


def midnight(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)
