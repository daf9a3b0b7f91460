"""What goes along with an appeal: its files, and the public version that its author asks for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.kit.errors import Conflict
from quartier.core.publication import moderating
from quartier.core.publication.moderating import Offer
from quartier.core.registry.visits import Visit

from . import desks
from .origin import ORIGIN
from .rules import ground


def attach(row: Any, files: Sequence[Any], *, by: Visit, at: datetime) -> list[str]:
    """Put received files to the record; returns their tags."""
    if files:
        raise Conflict("appeals.files_not_taken")
    return []


def carry(before: UUID, row: Any, *, by: Visit, at: datetime) -> int:
    """The same files for a part that was sent on; how many."""
    return 0


def offer(row: Any, lodging: Any, *, by: Visit, at: datetime) -> UUID | None:
    """Offer the public version to the moderators: the words its author has seen, the street, a point on a coarse grid.

    None for what is about somebody's conduct: that is never public.
    """
    if row.about_officer:
        return None
    lon, lat = ground.safe_point(row.lon, row.lat)
    return moderating.submit(
        submission=Offer(
            origin=ORIGIN,
            origin_tag=row.tag,
            kind=row.category,
            place=row.place_id,
            area=row.area_id,
            moderation=desks.set_up(row.place_id).moderation,
            organisation=row.organisation_id,
            language=row.language,
            title=lodging.public_title,
            text=lodging.public_text,
            facts={
                "number": row.number,
                "category": row.category,
                "street": ground.street(row.spot),
                "lon": lon,
                "lat": lat,
            },
        ),
        by=by,
        at=at,
    )
