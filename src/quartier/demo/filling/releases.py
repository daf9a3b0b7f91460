"""What the public may know of the incidents: each data set goes out by the ordinary journey, at safe precision."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from quartier.core.incidents import queries
from quartier.core.incidents.queries import DataSetView
from quartier.core.kit.errors import Conflict
from quartier.core.publication import queries as public
from quartier.core.publication.rules.policy import is_due, next_month
from quartier.core.registry import queries as spine
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.journeys.release_incidents import REPORTED, release_incidents, standard_policy

from .. import world
from .hands import Enter, Hands
from .incidents import TITLES, importer


def fill(hands: Hands) -> None:
    """Release what is due. What was released before stays; a clock that was moved forward brings new months."""
    for home in world.HOMES:
        release(importer(hands, home), title=TITLES[home], place=hands.areas[home])


def release(enter: Enter, *, title: str, place: int, origin: str = REPORTED) -> None:
    """Let out the data set of this title, unless nothing new is due. `origin` "" counts what officers found too."""
    with enter() as visit:
        chosen = next(row for row in queries.data_sets(visit) if row.title == title)
        zone = ZoneInfo(territory.area(id=place, with_geometry=False).time_zone)
        if _is_out(_tag(visit, chosen.id), chosen, place=place, local=visit.now.astimezone(zone)):
            return
        try:
            release_incidents(
                data_set=chosen.id, policy=standard_policy(), by=visit, at=visit.now, origin=origin
            )
        except Conflict as refusal:
            if refusal.code != "nothing_due":
                raise


def _tag(visit: Visit, data_set: UUID) -> str:
    return str(spine.subjects_for(visit).values_list("tag", flat=True).get(id=data_set))


def _is_out(tag: str, chosen: DataSetView, *, place: int, local: datetime) -> bool:
    """Whether everything that is due has been let out: the next month is not due yet, or not in the data."""
    standing = next((row for row in public.releases(place=place) if row.source == tag), None)
    if standing is None:
        return False
    following = next_month(standing.last_month)
    return (
        not is_due(following, local, standard_policy()) or (chosen.last or "")[:10] <= following.isoformat()
    )
