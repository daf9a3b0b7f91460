"""From the figures of a release to what a page says of them: values only, and sentences that do not say too much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quartier.core.publication import queries as publication
from quartier.core.publication.queries import PointView, ReleaseView
from quartier.core.publication.rules.counts import Figure
from quartier.core.publication.rules.policy import months_of
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.surface.portal import words
from quartier.surface.portal.place import language as place_language


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader chose, as typed into the address."""

    area: str = ""
    kind: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One area or one kind in the period; `low` and `high`: what chance alone could make of it; None if withheld."""

    number: int
    label: str
    slug: str
    value: int | None
    low: float | None = None
    high: float | None = None
    geometry: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of the trend."""

    start: date
    value: int | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The period against an earlier one: what may be said of it, and between which bounds the change lies."""

    start: date
    end: date
    before: int
    verdict: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch for which there are figures: its first and last month."""

    start: date
    end: date
    grain: str

    @property
    def label(self) -> str:
        """As a choice of the form."""
        return words.span(self.start, self.end, place_language())

    @property
    def code(self) -> str:
        return f"{self.start:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the page shows."""

    release: ReleaseView
    title: str
    language: str
    place: AreaView
    area: AreaView | None
    kind: str
    kind_name: str
    period: Period
    periods: tuple[Period, ...]
    areas: tuple[AreaView, ...]
    kinds: tuple[tuple[str, str], ...]
    total: int | None
    rows: tuple[Row, ...]
    kind_rows: tuple[Row, ...]
    months: tuple[Month, ...]
    change: Change | None
    points: tuple[tuple[PointView, int | None], ...]

    @property
    def where(self) -> str:
        return (self.area or self.place).name(self.language)

    @property
    def area_names(self) -> list[tuple[str, str]]:
        """Slug and name of each area, by name."""
        return sorted(
            ((area.slug, area.name(self.language)) for area in self.areas), key=lambda pair: pair[1]
        )

    @property
    def says(self) -> list[words.Said]:
        return words.says(self)

    @property
    def quality(self) -> list[words.Quality]:
        return words.quality(self)


def page(release: ReleaseView, place: AreaView, asked: Asked, language: str) -> Page:
    """Read the release for what was asked; what is unknown in the question is left out of it."""
    areas = tuple(territory.areas(ids=release.area_ids, with_geometry=True))
    area = next((each for each in areas if each.slug == asked.area), None)
    kind = asked.kind if asked.kind in release.kinds else ""
    figures = publication.figures(release.tag, kind=kind or None)
    periods = _periods(figures, release)
    period = next((each for each in periods if each.code == asked.period), periods[-1])
    here = area.id if area else None
    at = {(f.start, f.grain, f.area): f.value for f in figures}
    kinds = tuple(
        (code, territory.name_in(release.kind_names.get(code, {}), language) or code)
        for code in release.kinds
    )
    return Page(
        release=release,
        title=territory.name_in(release.titles, language, place.language),
        language=language,
        place=place,
        area=area,
        kind=kind,
        kind_name=dict(kinds).get(kind, ""),
        period=period,
        periods=periods,
        areas=areas,
        kinds=kinds,
        total=at.get((period.start, period.grain, here)),
        rows=_ranked(
            [
                (a.name(language), a.slug, at.get((period.start, period.grain, a.id)), a.geometry)
                for a in areas
            ]
        ),
        kind_rows=() if kind else _kinds(release, period, here, kinds),
        months=tuple(_month(f) for f in figures if f.grain == "month" and f.area == here),
        change=_change(periods, period, {p.start: at.get((p.start, p.grain, here)) for p in periods}),
        points=_points(release, period, here) if not kind else (),
    )


def _periods(figures: Sequence[Figure], release: ReleaseView) -> tuple[Period, ...]:
    """Whole windows; where there are none yet, the months."""
    grain = "window" if any(f.grain == "window" for f in figures) else "month"
    starts = sorted({f.start for f in figures if f.grain == grain})
    ends = {s: months_of(s, release.policy.window)[-1] if grain == "window" else s for s in starts}
    return tuple(Period(start=start, end=ends[start], grain=grain) for start in starts)


def _ranked(found: Sequence[tuple[str, str, int | None, Any]]) -> tuple[Row, ...]:
    """Most first; what is withheld comes last."""
    order = sorted(found, key=lambda each: (each[2] is None, -(each[2] or 0), each[0]))
    rows = []
    for number, (label, slug, value, geometry) in enumerate(order, start=1):
        low, high = _interval(value)
        rows.append(
            Row(number=number, label=label, slug=slug, value=value, low=low, high=high, geometry=geometry)
        )
    return tuple(rows)


def _interval(value: int | None) -> tuple[float | None, float | None]:
    from quartier.science.time import poisson_interval  # numbers are loaded when somebody reads figures

    return (None, None) if value is None else poisson_interval(value).interval


def _kinds(
    release: ReleaseView, period: Period, here: int | None, kinds: Sequence[tuple[str, str]]
) -> tuple[Row, ...]:
    figures = publication.figures(release.tag, every=True, start=period.start)
    at = {f.kind: f.value for f in figures if f.grain == period.grain and f.area == here}
    return _ranked([(name, code, at.get(code), None) for code, name in kinds])


def _month(figure: Figure) -> Month:
    low, high = _interval(figure.value)
    return Month(start=figure.start, value=figure.value, low=low, high=high)


def _change(periods: Sequence[Period], period: Period, values: dict[date, int | None]) -> Change | None:
    """Against the same stretch a year before, else against the one just before; None where either is withheld."""
    from quartier.science.time import poisson_ratio
    from quartier.science.time import reading as verdict

    earlier = [each for each in periods if each.start < period.start]
    year = [each for each in earlier if each.start == period.start.replace(year=period.start.year - 1)]
    base = (year or earlier or [None])[-1]
    now = values.get(period.start)
    before = values.get(base.start) if base else None
    if base is None or now is None or before is None:
        return None
    days = (_days(base), _days(period))
    low, high = poisson_ratio(before, now, exposure=days).interval
    return Change(
        start=base.start,
        end=base.end,
        before=before,
        verdict=verdict(before, now, exposure=days),
        low=low - 1,
        high=high - 1,
    )


def _days(period: Period) -> float:
    from quartier.core.publication.rules.policy import next_month

    return (next_month(period.end) - period.start).days


def _points(
    release: ReleaseView, period: Period, here: int | None
) -> tuple[tuple[PointView, int | None], ...]:
    rows = [
        (point, value)
        for point, start, value in publication.points(release.tag)
        if start == period.start and period.grain == "window" and here in (None, point.area)
    ]
    return tuple(sorted(rows, key=lambda row: (row[1] is None, -(row[1] or 0), row[0].number)))


def glance(release: ReleaseView, place: AreaView, language: str) -> dict[str, Any] | None:
    """The first page's few lines: newest period, its total and what may be said of the change."""
    figures = [f for f in publication.figures(release.tag) if f.area is None]
    if not figures:
        return None
    periods = _periods(figures, release)
    values = {f.start: f.value for f in figures if f.grain == periods[-1].grain}
    change = _change(periods, periods[-1], values)
    said = words.headline(values.get(periods[-1].start), periods[-1], place.name(language), "", language)
    return {"said": [said, *([words.changed(change, language)] if change else [])], "release": release}
