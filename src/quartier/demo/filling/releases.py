"""What the public may know of the incidents: each home's data set goes out through publication, at safe precision."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from quartier.core.incidents import queries
from quartier.core.incidents.queries import DataSetView, Happened
from quartier.core.incidents.rules.vocabulary import vocabulary
from quartier.core.kit.errors import Conflict
from quartier.core.publication import actions
from quartier.core.publication import queries as public
from quartier.core.publication.rules.policy import Policy, is_due, next_month
from quartier.core.registry import queries as spine
from quartier.core.territory import queries as territory

from .. import homes, world
from .hands import Enter, Hands
from .incidents import TITLES as SETS
from .incidents import importer

TITLES = {
    "uk": "Зареєстровані події",
    "fr": "Faits enregistrés",
    "en": "Recorded incidents",
}
POLICY = "2026-11"


def fill(hands: Hands) -> None:
    """Release what is due. What was released before stays; a clock that was moved forward brings new months."""
    for home in world.HOMES:
        beats = [hands.areas[beat["id"]] for beat in world.places("beats", home)]
        release(importer(hands, home), title=SETS[home], areas=beats, place=hands.areas[home])


def release(
    enter: Enter,
    *,
    title: str,
    areas: list[int],
    place: int,
    whole: bool = False,
    titles: dict[str, str] = TITLES,
    attribution: str = homes.ATTRIBUTION,
) -> None:
    """Let one data set out for these areas of a place, unless nothing new is due.

    `whole`: the first month of the file is a whole one. Otherwise it is left out.
    """
    with enter() as visit:
        chosen = next(row for row in queries.data_sets(visit) if row.title == title)
        zone = ZoneInfo(territory.area(id=place, with_geometry=False).time_zone)
        tag = spine.subjects_for(visit).values_list("tag", flat=True).get(id=chosen.id)
        if _is_out(tag, chosen, place=place, local=visit.now.astimezone(zone)):
            return
        happened = [row for row in queries.for_publication(visit, data_set=chosen.id, origin="resident")]
        events = list(_events(happened, set(areas), zone))
        if not events:
            return
        months = sorted({event.month for event in events})
        source = _source(
            tag,
            chosen,
            months=(months[0] if whole else next_month(months[0]), months[-1]),
            kinds={event.kind for event in events},
            quality=_quality(chosen, within=len(events), of=None if whole else len(happened)),
            told={"titles": titles, "place": place, "areas": areas, "attribution": attribution},
        )
        try:
            actions.release_counts(source=source, events=events, policy=policy(), by=visit, at=visit.now)
        except Conflict as refusal:
            if refusal.code != "nothing_due":
                raise


def _is_out(tag: str, chosen: DataSetView, *, place: int, local: datetime) -> bool:
    """Whether everything that is due has been let out: the next month is not due yet, or not in the data."""
    standing = next((row for row in public.releases(place=place) if row.source == tag), None)
    if standing is None:
        return False
    following = next_month(standing.last_month)
    return not is_due(following, local, policy()) or (chosen.last or "") < following.isoformat()


def policy() -> Policy:
    """The house rule of the demo: five events at least, two weeks of delay, no sensitive kind."""
    sensitive = {code for code, kind in vocabulary().kinds.items() if kind.sensitive}
    return Policy(version=POLICY, suppressed=frozenset(sensitive))


def _events(happened: Iterable[Happened], areas: set[int], zone: ZoneInfo) -> Iterator[actions.Event]:
    for row in happened:
        if row.area in areas:
            local = row.starts_at.astimezone(zone)
            yield actions.Event(row.area, date(local.year, local.month, 1), row.kind, row.lon, row.lat)


def _source(
    tag: str,
    chosen: DataSetView,
    *,
    months: tuple[date, date],
    kinds: set[str],
    quality: actions.Quality,
    told: dict[str, Any],
) -> actions.Source:
    return actions.Source(
        tag=tag,
        organisation=chosen.organisation,
        first_month=months[0],
        last_month=months[1],
        kind_names={kind: dict(vocabulary().kinds[kind].names) for kind in sorted(kinds)},
        licence=chosen.licence,
        quality=quality,
        **told,
    )


def _quality(chosen: DataSetView, *, within: int, of: int | None) -> actions.Quality:
    """`of`: all events of the place, of which some could not be placed; None where most lie elsewhere on purpose."""
    known = actions.Quality(rows=chosen.rows, repeats=chosen.repeats, origin="resident")
    return known if of is None else actions.Quality(rows=of, located=within, origin="resident")
