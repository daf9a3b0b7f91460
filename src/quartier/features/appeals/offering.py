"""What goes along with an appeal: its files, and the public version that its author asks for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.files import actions as files
from quartier.core.files import queries as stored
from quartier.core.publication import moderating
from quartier.core.publication.moderating import Offer
from quartier.core.registry.visits import Visit

from . import desks
from .origin import ORIGIN
from .rules import ground


def attach(row: Any, received: Sequence[Any], *, by: Visit, at: datetime) -> list[str]:
    """Put received files to an appeal; returns their tags. `row`: the record or a view of it. Raises Invalid for a file
    that was not kept."""
    scope = getattr(row, "scope_id", None) or row.scope
    return [
        _attach(row.id, scope, one, language=row.language, nameless=False, by=by, at=at) for one in received
    ]


def _attach(
    subject: UUID, scope: int, one: Any, *, language: str, nameless: bool, by: Visit, at: datetime
) -> str:
    kept = stored.pending(one.key, at=at)
    shown = "photo" if kept and kept.type.startswith("image/") else "document"
    return files.attach(
        key=one.key,
        subject=subject,
        scope=scope,
        kind=one.kind or shown,
        description=one.description,
        language=language,
        nameless=nameless,
        by=by,
        at=at,
    )


def carry(before: UUID, row: Any, *, by: Visit, at: datetime) -> int:
    """The same files for a part that was sent on; how many."""
    return len(files.carry(subject=before, to=row.id, scope=row.scope_id, by=by, at=at))


def offer(row: Any, lodging: Any, *, by: Visit, at: datetime) -> UUID | None:
    """Offer the public version to the moderators: the words its author has seen, the street, a point on a coarse grid.

    None for what is about somebody's conduct: that is never public.
    """
    if row.about_officer:
        return None
    lon, lat = ground.safe_point(row.lon, row.lat)
    moderation = desks.set_up(row.place_id).moderation
    submission = moderating.submit(
        submission=Offer(
            origin=ORIGIN,
            origin_tag=row.tag,
            kind=row.category,
            place=row.place_id,
            area=row.area_id,
            moderation=moderation,
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
    scope = moderating.room(area=row.area_id, moderation=moderation, by=by)
    for one in lodging.files:
        kept = stored.pending(one.key, at=at)
        if kept is not None and kept.type.startswith("image/"):
            _attach(submission, scope, one, language=row.language, nameless=True, by=by, at=at)
    return submission
