"""From a data set of incidents to figures that anybody may read: incidents → publication."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from quartier.core.incidents import queries as incidents
from quartier.core.incidents.queries import DataSetView, Happened
from quartier.core.incidents.rules.vocabulary import vocabulary
from quartier.core.kit.errors import Conflict
from quartier.core.publication import actions as publication
from quartier.core.publication.actions import Event, Quality, Source
from quartier.core.publication.rules.policy import Policy, next_month
from quartier.core.registry import queries as spine
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

VERSION = "2026-11"
REPORTED = "resident"  # what officers find follows their patrols, so it is not counted


def standard_policy() -> Policy:
    """Five events at least, two weeks of delay, quarters, no kind that would point at a person harmed."""
    sensitive = {code for code, kind in vocabulary().kinds.items() if kind.sensitive}
    return Policy(version=VERSION, suppressed=frozenset(sensitive))


def release_incidents(
    *, data_set: UUID, policy: Policy, by: Visit, at: datetime, origin: str = REPORTED
) -> str:
    """Let out what is due of a data set, for the beats of its place; returns the tag of the release.

    `origin` "" counts also what officers find: for open data that mix both and were published so.

    Raises what `publication.release_counts` raises; Conflict `nothing_to_count` without events in a beat.
    """
    source, events = _prepared(data_set, by, origin)
    return publication.release_counts(source=source, events=events, policy=policy, by=by, at=at)


def correct_release(
    *, data_set: UUID, policy: Policy, reasons: dict[str, str], by: Visit, at: datetime
) -> str:
    """The same with a correction: the release that stands is withdrawn, with the reasons."""
    source, events = _prepared(data_set, by, REPORTED)
    return publication.correct_counts(
        source=source, events=events, policy=policy, reasons=reasons, by=by, at=at
    )


def _prepared(data_set: UUID, by: Visit, origin: str) -> tuple[Source, list[Event]]:
    chosen = incidents.data_set(by, data_set)
    home = territory.area(id=territory.area(id=chosen.area, with_geometry=False).home, with_geometry=False)
    areas = _smallest(home.id)
    happened = list(incidents.for_publication(by, data_set=data_set, origin=origin))
    zone = ZoneInfo(home.time_zone)
    events = list(_events(happened, set(areas), zone))
    if not events:
        raise Conflict("nothing_to_count")
    tag = spine.subjects_for(by).values_list("tag", flat=True).get(id=data_set)
    quality = _quality(happened, len(events), origin)
    begins_whole = min(row.starts_at for row in happened).astimezone(zone).day == 1
    return _source(chosen, tag, home.id, areas, events, begins_whole, quality), events


def _quality(happened: Sequence[Happened], within: int, origin: str) -> Quality:
    """How many of the place's events could be put into an area; not said where most of the source lies elsewhere."""
    elsewhere = sum(row.lon is not None for row in happened) - within
    if elsewhere > within:
        return Quality(origin=origin)
    return Quality(rows=len(happened), located=within, origin=origin)


def _smallest(home: int) -> list[int]:
    """The beats of a home; where it has none, the areas that hold no other."""
    beats = [area.id for area in territory.beats(home)]
    return beats or [area.id for area in territory.areas(home=home) if area.lo == area.hi]


def _events(happened: Sequence[Happened], areas: set[int], zone: ZoneInfo) -> Iterator[Event]:
    """An event counts in the month of the middle of its interval."""
    for row in happened:
        if row.area in areas:
            local = (row.starts_at + (row.ends_at - row.starts_at) / 2).astimezone(zone)
            yield Event(row.area, date(local.year, local.month, 1), row.kind, row.lon, row.lat)


def _source(
    chosen: DataSetView,
    tag: str,
    place: int,
    areas: list[int],
    events: Sequence[Event],
    begins_whole: bool,
    quality: Quality,
) -> Source:
    months = sorted({event.month for event in events})
    return Source(
        tag=tag,
        titles={language: chosen.title for language in ("uk", "fr", "en")},
        place=place,
        organisation=chosen.organisation,
        areas=areas,
        first_month=months[0] if begins_whole else next_month(months[0]),
        last_month=months[-1],
        kind_names={k: dict(vocabulary().kinds[k].names) for k in sorted({event.kind for event in events})},
        attribution=chosen.source,
        licence=chosen.licence,
        quality=quality,
    )
