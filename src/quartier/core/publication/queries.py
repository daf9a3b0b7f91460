"""Reading what was let out. Everything here is public; nothing else about incidents is."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from quartier.core.kit.errors import NotFound
from quartier.core.publication.models import (
    Notice,
    PublicCount,
    Release,
    SnapPoint,
    WartimeDecision,
    WartimeSwitch,
    Withdrawal,
)
from quartier.core.publication.rules.counts import Figure
from quartier.core.publication.rules.policy import Policy, months_of, next_month, read_policy
from quartier.core.publication.rules.wartime import on_in
from quartier.core.territory import queries as territory

Texts = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """A release without its figures. `withdrawn` says since when and why, by language."""

    tag: str
    series: str
    source: str
    titles: Texts
    place: int
    organisation: int
    policy: Policy
    first_month: date
    last_month: date
    area_ids: tuple[int, ...]
    kinds: tuple[str, ...]
    kind_names: dict[str, Texts]
    totals_only: tuple[date, ...]
    quality: dict[str, Any]
    attribution: str
    licence: str
    released_at: datetime
    withdrawn_at: datetime | None = None
    reasons: Texts = field(default_factory=dict)

    def end_of(self, figure: Figure) -> date:
        """First day after the stretch of a figure."""
        span = [figure.start] if figure.grain == "month" else months_of(figure.start, self.policy.window)
        return next_month(span[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """A snap point; `side`: of the square that it stands for, in metres."""

    number: int
    area: int
    lon: float
    lat: float
    side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIncident:
    """A shown count at a snap point in one whole window: what maps of other programs get."""

    id: str
    release: str
    title: Texts
    point: PointView
    start: date
    end: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A public text as readers get it. `withdrawn_at` set: only the fact and the reason may be shown."""

    tag: str
    origin: str
    origin_tag: str
    kind: str
    place: int
    area: int
    organisation: int
    titles: Texts
    bodies: Texts
    images: Texts
    second: bool
    published_at: datetime
    expires_at: datetime | None
    withdrawn_at: datetime | None = None
    reasons: Texts = field(default_factory=dict)


def releases(*, place: int | None = None) -> list[ReleaseView]:
    """The newest release of each series that stands, newest first."""
    rows = _standing(Release.objects.all(), "release").order_by("-released_at", "-id")
    newest: dict[Any, ReleaseView] = {}
    for row in rows if place is None else rows.filter(place_id=place):
        newest.setdefault(row.series, _release(row))
    return list(newest.values())


def release(tag: str) -> ReleaseView:
    """One release by its tag, also one that was withdrawn. Raises NotFound."""
    row = Release.objects.filter(tag=tag).first()
    if row is None:
        raise NotFound("release_unknown")
    return _release(row, Withdrawal.objects.filter(release=row).first())


def figures(
    release_tag: str,
    *,
    kind: str | None = None,
    areas: Collection[int] | None = None,
    start: date | None = None,
    every: bool = False,
) -> list[Figure]:
    """The figures of one kind (None: of all kinds together), or every one; never those at points."""
    rows = PublicCount.objects.filter(release__tag=release_tag, point=None).order_by(
        "start", "grain", "area_id", "kind"
    )
    rows = rows if every else rows.filter(kind=kind)
    rows = rows if start is None else rows.filter(start=start)
    if areas is not None:
        rows = rows.filter(area_id__in=list(areas))
    return [
        Figure(row["start"], row["grain"], row["area_id"], row["kind"], row["value"])
        for row in rows.values("start", "grain", "area_id", "kind", "value")
    ]


def points(release_tag: str) -> list[tuple[PointView, date, int | None]]:
    """Each snap point with its count in each whole window; None where withheld."""
    rows = PublicCount.objects.filter(release__tag=release_tag, point__isnull=False).select_related("point")
    return [(_point(row.point), row.start, row.value) for row in rows.order_by("start", "point__number")]


def public_incidents(
    *,
    place: int | None = None,
    box: tuple[float, float, float, float] | None = None,
    start: date | None = None,
    end: date | None = None,
    offset: int = 0,
    limit: int = 100,
) -> list[PublicIncident]:
    """Shown counts at snap points of the releases that stand; `box` is west, south, east, north; [start, end)."""
    current = {view.tag: view for view in releases(place=place)}
    rows = _shown_at_points(current, box, start, end).select_related("point", "release")
    found = []
    for row in rows[offset : offset + limit]:
        view = current[row.release.tag]
        figure = Figure(row.start, row.grain, None, None, row.value)
        found.append(
            PublicIncident(
                id=f"{view.tag}-{row.point.number}-{row.start:%Y-%m}",
                release=view.tag,
                title=view.titles,
                point=_point(row.point),
                start=row.start,
                end=view.end_of(figure),
                count=row.value,
            )
        )
    return found


def count_public_incidents(
    *,
    place: int | None = None,
    box: tuple[float, float, float, float] | None = None,
    start: date | None = None,
    end: date | None = None,
) -> int:
    return _shown_at_points([view.tag for view in releases(place=place)], box, start, end).count()


def public_incident(id: str) -> PublicIncident:
    """One of `public_incidents` by its id. Raises NotFound."""
    tag, _, rest = id.partition("-")
    view = next((view for view in releases() if view.tag == tag), None)
    found = public_incidents(place=view.place, limit=100_000) if view and rest else []
    for each in found:
        if each.id == id:
            return each
    raise NotFound("incident_unknown")


def notices(
    *,
    place: int | None = None,
    areas: Collection[int] | None = None,
    origin: str | None = None,
    kind: str | None = None,
    tags: Collection[str] | None = None,
    at: datetime | None = None,
    offset: int = 0,
    limit: int = 20,
) -> list[NoticeView]:
    """Standing notices, newest first; with `at`, without those that have expired; `tags`: these alone."""
    rows = _notices(place=place, areas=areas, origin=origin, kind=kind, tags=tags, at=at)
    return [_notice(row) for row in rows[offset : offset + limit]]


def count_notices(
    *,
    place: int | None = None,
    areas: Collection[int] | None = None,
    origin: str | None = None,
    kind: str | None = None,
    tags: Collection[str] | None = None,
    at: datetime | None = None,
) -> int:
    return _notices(place=place, areas=areas, origin=origin, kind=kind, tags=tags, at=at).count()


def notice(tag: str) -> NoticeView:
    """One notice by its tag, also one that was withdrawn. Raises NotFound."""
    row = Notice.objects.filter(tag=tag).first()
    if row is None:
        raise NotFound("notice_unknown")
    return _notice(row, Withdrawal.objects.filter(notice=row).first())


def notices_of(origin_tags: Collection[str]) -> dict[str, NoticeView]:
    """The newest notice that came from each of these records, withdrawn ones included."""
    rows = Notice.objects.filter(origin_tag__in=list(origin_tags)).order_by("published_at")
    taken_back = {w.notice_id: w for w in Withdrawal.objects.filter(notice__in=rows)}
    return {row.origin_tag: _notice(row, taken_back.get(row.id)) for row in rows}


def withdrawn_notices(*, origin: str) -> QuerySet[Any]:
    """Tags of notices of an origin that were taken back, to leave their records out of another query."""
    taken_back = Withdrawal.objects.filter(notice__origin=origin)
    return taken_back.values_list("notice__tag", flat=True)


def wartime_areas() -> set[int]:
    """Areas for which the rule was switched on and not off again; it reaches all below them."""
    decided = (
        WartimeDecision.objects.filter(agreed=True).select_related("switch").order_by("decided_at", "id")
    )
    last = {decision.switch.area_id: decision.switch.on for decision in decided}
    return {area for area, on in last.items() if on}


def is_wartime(area: int) -> bool:
    """Whether the wartime rule is on for the area, by itself or by one above it."""
    on = wartime_areas()
    return bool(on) and on_in(
        [each.id for each in territory.path(territory.area(id=area, with_geometry=False))], on
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchView:
    """A request to switch the wartime rule that waits for a second person."""

    id: Any
    area: int
    on: bool
    reason: str
    asked_by: Any
    asked_at: datetime


def waiting_switches() -> list[SwitchView]:
    """Requests on which nobody has decided yet, oldest first."""
    rows = WartimeSwitch.objects.exclude(id__in=WartimeDecision.objects.values("switch_id"))
    return [
        SwitchView(
            id=row.id,
            area=row.area_id,
            on=row.on,
            reason=row.reason,
            asked_by=row.asked_by,
            asked_at=row.asked_at,
        )
        for row in rows.order_by("asked_at")
    ]


def _standing(rows: QuerySet[Any], of: str) -> QuerySet[Any]:
    taken_back = Withdrawal.objects.filter(**{f"{of}__isnull": False}).values(f"{of}_id")
    return rows.exclude(id__in=taken_back)


def _shown_at_points(
    tags: Collection[str],
    box: tuple[float, float, float, float] | None,
    start: date | None,
    end: date | None,
) -> QuerySet[PublicCount]:
    rows = PublicCount.objects.filter(release__tag__in=list(tags), point__isnull=False, value__isnull=False)
    if box is not None:
        west, south, east, north = box
        rows = rows.filter(
            point__lon__gte=west, point__lon__lte=east, point__lat__gte=south, point__lat__lte=north
        )
    # a window meets [start, end) unless it is over before or begins after; the longest one lasts a year
    if start is not None:
        rows = rows.filter(start__gt=date(start.year - 1, start.month, 1))
    if end is not None:
        rows = rows.filter(start__lt=end)
    return rows.order_by("-start", "release_id", "point__number")


def _notices(
    *,
    place: int | None,
    areas: Collection[int] | None,
    origin: str | None,
    kind: str | None,
    tags: Collection[str] | None,
    at: datetime | None,
) -> QuerySet[Notice]:
    rows = _standing(Notice.objects.all(), "notice").order_by("-published_at", "-id")
    for name, value in (("place_id", place), ("origin", origin), ("kind", kind)):
        rows = rows if value is None else rows.filter(**{name: value})
    if areas is not None:
        rows = rows.filter(area_id__in=list(areas))
    if tags is not None:
        rows = rows.filter(tag__in=list(tags))
    if at is not None:
        rows = rows.filter(Q(expires_at=None) | Q(expires_at__gt=at))
    return rows


def _release(row: Release, withdrawal: Withdrawal | None = None) -> ReleaseView:
    return ReleaseView(
        tag=row.tag,
        series=str(row.series),
        source=row.source,
        titles=row.titles,
        place=row.place_id,
        organisation=row.organisation_id,
        policy=read_policy(row.policy),
        first_month=row.first_month,
        last_month=row.last_month,
        area_ids=tuple(row.area_ids),
        kinds=tuple(row.kinds),
        kind_names=row.kind_names,
        totals_only=tuple(date.fromisoformat(month) for month in row.totals_only),
        quality=row.quality,
        attribution=row.attribution,
        licence=row.licence,
        released_at=row.released_at,
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        reasons=withdrawal.reasons if withdrawal else {},
    )


def _point(row: SnapPoint) -> PointView:
    return PointView(number=row.number, area=row.area_id, lon=row.lon, lat=row.lat, side=row.side)


def _notice(row: Notice, withdrawal: Withdrawal | None = None) -> NoticeView:
    return NoticeView(
        tag=row.tag,
        origin=row.origin,
        origin_tag=row.origin_tag,
        kind=row.kind,
        place=row.place_id,
        area=row.area_id,
        organisation=row.organisation_id,
        titles=row.titles,
        bodies=row.bodies,
        images=row.images,
        second=row.second,
        published_at=row.published_at,
        expires_at=row.expires_at,
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        reasons=withdrawal.reasons if withdrawal else {},
    )
