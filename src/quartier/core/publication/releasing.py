"""Letting counts of incidents out: from events to the rows of a release, in one transaction."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import rfc8785
from django.db import transaction

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem
from quartier.core.kit.ids import tag as new_tag
from quartier.core.ledger import actions as ledger
from quartier.core.publication import queries
from quartier.core.publication.models import PublicCount, Release, SnapPoint
from quartier.core.publication.rules import counts as rules
from quartier.core.publication.rules.counts import Figure
from quartier.core.publication.rules.points import Place, Square, lay_points, show_points, snap
from quartier.core.publication.rules.policy import (
    Policy,
    is_due,
    months_of,
    next_month,
    under_wartime,
    window_of,
)
from quartier.core.publication.withdrawing import withdraw
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What is known of the data behind a release, in exact counts; only shares coarse enough go out.

    rows: all that the source has. located: of these, put into an area. timed: known to within two hours.
    repeats: noted twice. origin: 'resident' where only what residents reported is counted.
    """

    rows: int = 0
    located: int | None = None
    timed: int | None = None
    repeats: int | None = None
    origin: str = ""

    def as_shown(self, policy: Policy) -> dict[str, Any]:
        """Shares in percent; what is not known or rests on too few is left out."""
        counts = {"located": self.located, "timed": self.timed, "repeats": self.repeats}
        shares = {
            name: rules.share_as_shown(count, self.rows, policy)
            for name, count in counts.items()
            if count is not None
        }
        known = {name: share for name, share in shares.items() if share is not None}
        return known | ({"origin": self.origin} if self.origin else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of a data set outside: its tag, what to call it, whose it is, which months it covers."""

    tag: str
    titles: dict[str, str]
    place: int
    organisation: int
    areas: Sequence[int]
    first_month: date
    last_month: date
    kind_names: dict[str, dict[str, str]]
    attribution: str = ""
    licence: str = ""
    quality: Quality = field(default_factory=Quality)


@dataclass(frozen=True, slots=True)
class Event:
    """One event as publication needs it: the smallest area, the local month, the kind; the point if it is known."""

    area: int
    month: date
    kind: str
    lon: float | None = None
    lat: float | None = None


def release_counts(
    *, source: Source, events: Iterable[Event], policy: Policy, by: Visit, at: datetime
) -> str:
    """Let out all months of the source that are due. Returns the tag of the release.

    Raises NotAllowed without the permit, Conflict `nothing_due` when no new month is due, `months_changed` when
    figures let out earlier no longer agree with the data (then `correct_counts`), `policy_changed` when the series
    began under another window, rounding or list of suppressed kinds.
    """
    _may(by)
    earlier = _standing(source)
    policy = _in_force(policy, source)
    _same_grid(earlier, policy)
    months = _due_months(source, policy, at)
    if not months or (earlier is not None and months[-1] <= earlier.last_month):
        raise Conflict("nothing_due")
    events = list(events)
    try:
        figures = rules.release(
            counts=Counter((event.area, event.month, event.kind) for event in events),
            areas=source.areas,
            months=[month for month in months if earlier is None or month not in earlier.totals_only],
            kinds=list(source.kind_names),
            policy=policy,
            earlier=_earlier_figures(earlier),
        )
    except ValueError as error:
        raise Conflict(str(error)) from None
    with transaction.atomic():
        return _write(source, events, policy, months, figures, earlier, by=by, at=at)


def correct_counts(
    *,
    source: Source,
    events: Iterable[Event],
    policy: Policy,
    reasons: dict[str, str],
    by: Visit,
    at: datetime,
) -> str:
    """Withdraw the release that stands and let out a corrected one. Changed months keep their total only, if that.

    Raises Conflict `nothing_released` or `nothing_changed`.
    """
    _may(by)
    before = _standing(source)
    if before is None:
        raise Conflict("nothing_released")
    policy = _in_force(policy, source)
    _same_grid(before, policy)
    events = list(events)
    counts = Counter((event.area, event.month, event.kind) for event in events)
    old = _earlier_figures(before)
    changed = rules.changed_months(old, counts, policy)
    if not changed:
        raise Conflict("nothing_changed")
    months = [m for m in _months(before.first_month, before.last_month)]
    frozen = sorted(changed | set(before.totals_only))
    kept = [f for f in old if not set(_span(f, policy)) & set(frozen)]
    figures = rules.release(
        counts=counts,
        areas=source.areas,
        months=[month for month in months if month not in frozen],
        kinds=list(source.kind_names),
        policy=policy,
        earlier=kept,
    ) + rules.corrected_totals(old, counts, frozen, policy)
    with transaction.atomic():
        withdraw(tag=before.tag, reasons=reasons, by=by, at=at)
        return _write(source, events, policy, months, figures, None, frozen=frozen, by=by, at=at)


def _may(by: Visit) -> None:
    if not by.may("incidents.publish"):
        raise NotAllowed("not_permitted", permit="incidents.publish")


def _span(figure: Figure, policy: Policy) -> tuple[date, ...]:
    return (figure.start,) if figure.grain == "month" else months_of(figure.start, policy.window)


def _standing(source: Source) -> queries.ReleaseView | None:
    return next((view for view in queries.releases(place=source.place) if view.source == source.tag), None)


def _in_force(policy: Policy, source: Source) -> Policy:
    """The policy, made stricter where the wartime rule is on in the place or in any of the areas."""
    on = queries.wartime_areas()
    touched = on and any(queries.is_wartime(area) for area in (source.place, *source.areas))
    return under_wartime(policy) if touched else policy


def _same_grid(earlier: queries.ReleaseView | None, policy: Policy) -> None:
    names = ("window", "rounding", "suppressed")
    if earlier and any(getattr(earlier.policy, name) != getattr(policy, name) for name in names):
        raise Conflict("policy_changed")


def _months(first: date, last: date) -> list[date]:
    months = [first]
    while months[-1] < last:
        months.append(next_month(months[-1]))
    return months


def _due_months(source: Source, policy: Policy, at: datetime) -> list[date]:
    if source.first_month > source.last_month or source.first_month.day != 1:
        raise Invalid([Problem(field="first_month", code="months_wrong")])
    local = at.astimezone(ZoneInfo(territory.area(id=source.place, with_geometry=False).time_zone))
    months = _months(source.first_month, source.last_month)
    return [month for month in months if is_due(month, local, policy)]


def _earlier_figures(earlier: queries.ReleaseView | None) -> list[Figure]:
    if earlier is None:
        return []
    return [
        figure
        for figure in queries.figures(earlier.tag, every=True)
        if figure.grain == "window" or figure.start not in earlier.totals_only
    ]


def _write(
    source: Source,
    events: Sequence[Event],
    policy: Policy,
    months: Sequence[date],
    figures: Sequence[Figure],
    earlier: queries.ReleaseView | None,
    *,
    frozen: Sequence[date] = (),
    by: Visit,
    at: datetime,
) -> str:
    frozen = frozen or (earlier.totals_only if earlier else ())
    row = Release(
        tag=new_tag(),
        series=UUID(earlier.series) if earlier else uuid4(),
        source=source.tag,
        titles=source.titles,
        place_id=source.place,
        organisation_id=source.organisation,
        policy=policy.as_data(),
        policy_version=policy.version,
        first_month=months[0],
        last_month=months[-1],
        area_ids=sorted(source.areas),
        kinds=[kind for kind in sorted(source.kind_names) if kind not in policy.suppressed],
        kind_names={k: v for k, v in source.kind_names.items() if k not in policy.suppressed},
        totals_only=[month.isoformat() for month in frozen],
        quality=source.quality.as_shown(policy),
        attribution=source.attribution,
        licence=source.licence,
        released_at=at,
    )
    Release.objects.bulk_create([row])
    rows = [
        PublicCount(release=row, start=f.start, grain=f.grain, area_id=f.area, kind=f.kind, value=f.value)
        for f in [*figures, *(_old_totals(earlier) if earlier else [])]
    ]
    if policy.points:
        rows += _at_points(row, events, policy, months, figures)
    PublicCount.objects.bulk_create(rows, batch_size=2000)
    _enter(row, rows, by=by, at=at)
    return row.tag


def _enter(row: Release, rows: Sequence[PublicCount], *, by: Visit, at: datetime) -> None:
    """Tell the ledger what was let out, and the hash of all that is shown."""
    shown = sorted(
        [str(r.start), r.grain, r.area_id or 0, r.kind or "", str(r.point_id or ""), r.value]
        for r in rows
        if r.value is not None
    )
    ledger.append(
        kind="publication.released",
        record=None,
        fields={
            "release": row.tag,
            "source": row.source,
            "policy": row.policy,
            "months": [row.first_month.isoformat(), row.last_month.isoformat()],
            "digest": hashlib.sha256(rfc8785.dumps([line[:4] + line[5:] for line in shown])).hexdigest(),
        },
        by=by,
        occurred_at=at,
    )


def _old_totals(earlier: queries.ReleaseView) -> list[Figure]:
    """Totals of corrected months, carried over as they are."""
    return [
        figure
        for figure in queries.figures(earlier.tag, every=True)
        if figure.grain == "month" and figure.start in earlier.totals_only
    ]


def _at_points(
    row: Release, events: Sequence[Event], policy: Policy, months: Sequence[date], figures: Sequence[Figure]
) -> list[PublicCount]:
    """Counts at the series' points; laid when the series begins, copied where a window was let out before."""
    placed = _in_metres(row.place_id, [e for e in events if e.month in months and e.kind in row.kinds])
    points = {point: _square(point) for point in SnapPoint.objects.filter(series=row.series)}
    if not points:
        points = _lay(row, [place for _event, place in placed], policy)
    squares = sorted(points.values())
    totals = {
        (f.start, f.area): f.value for f in figures if f.grain == "window" and f.kind is None and f.area
    }
    exact = Counter((window_of(e.month, policy.window), e.area) for e in events if e.kind in row.kinds)
    at_square = Counter((window_of(e.month, policy.window), snap(place, squares)) for e, place in placed)
    by_square = {square: point for point, square in points.items()}
    done = _released_before(row)
    rows = []
    for (start, area), total in sorted(totals.items()):
        here = {square: at_square[(start, square)] for square in squares if square.area == area}
        shown = show_points(here, exact[(start, area)], policy, total_shown=total is not None)
        for square, value in shown.items():
            point = by_square[square]
            value = done.get((start, point.id), value)
            rows.append(
                PublicCount(release=row, start=start, grain="window", area_id=area, point=point, value=value)
            )
    return rows


def _released_before(row: Release) -> dict[tuple[date, UUID], int | None]:
    newest = Release.objects.filter(series=row.series).exclude(id=row.id).order_by("-released_at").first()
    rows = PublicCount.objects.filter(release=newest, point__isnull=False) if newest else []
    return {(count.start, count.point_id): count.value for count in rows}


def _square(point: SnapPoint) -> Square:
    return Square(point.area_id, point.x, point.y, point.side)


def _lay(row: Release, places: Sequence[Place], policy: Policy) -> dict[SnapPoint, Square]:
    from pyproj import Transformer

    home = territory.area(id=row.place_id, with_geometry=False)
    back = Transformer.from_crs(home.crs, "EPSG:4326", always_xy=True)
    points = {}
    for number, square in enumerate(lay_points(places, policy), start=1):
        lon, lat = back.transform(*square.centre)
        point = SnapPoint(
            series=row.series,
            number=number,
            area_id=square.area,
            x=square.x,
            y=square.y,
            side=square.side,
            lon=round(lon, 5),
            lat=round(lat, 5),
        )
        points[point] = square
    SnapPoint.objects.bulk_create(points)
    return points


def _in_metres(place: int, events: Sequence[Event]) -> list[tuple[Event, Place]]:
    from pyproj import Transformer

    known = [event for event in events if event.lon is not None and event.lat is not None]
    if not known:
        return []
    home = territory.area(id=place, with_geometry=False)
    there = Transformer.from_crs("EPSG:4326", home.crs, always_xy=True)
    xs, ys = there.transform([event.lon for event in known], [event.lat for event in known])
    return [(event, Place(event.area, x, y)) for event, x, y in zip(known, xs, ys, strict=True)]


def summary(figures: Iterable[Figure]) -> Mapping[str, int]:
    """How many figures of a release are shown, and how many withheld."""
    tally = Counter("withheld" if figure.value is None else "shown" for figure in figures)
    return {"shown": tally["shown"], "withheld": tally["withheld"]}
