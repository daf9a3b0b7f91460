"""The drawings of the page "what happens near me", and the table beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quartier.surface.portal.reading import Page, Row
from quartier.ui import formats
from quartier.ui.charts import bars, lines
from quartier.ui.charts.values import Bar, Frame, Moment
from quartier.ui.maps.draw import Area, Map, Spot
from quartier.ui.parts import Cell, Column, Table

STEPS = ("q1", "q2", "q3", "q4", "q5")
NAMED = 12  # areas on a map that still have room for their names beside the numbers
PLOT = 200  # units of the small drawing in the table


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the key."""

    mark: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawings:
    """What the template places; None where there is nothing to draw."""

    map: Map | None
    key: Sequence[Step]
    areas: Table
    spots: Map | None
    points: Table | None
    trend: str
    months: Table
    kinds: str
    kind_table: Table | None


def drawings(page: Page, url: str) -> Drawings:
    """All drawings of a page; `url` is the page's address, to which an area is added."""
    step = _step(page.rows)
    return Drawings(
        map=_map(page, url, step),
        key=_key(page, step),
        areas=_areas(page, url),
        spots=_spots(page),
        points=_points(page) if page.points else None,
        trend=_trend(page),
        months=_months(page),
        kinds=_kinds(page),
        kind_table=_kind_table(page) if page.kind_rows else None,
    )


def _shown(value: int | None, page: Page) -> object:
    return _("not shown") if value is None else formats.number(value, page.language, table=True)


def _step(rows: Sequence[Row]) -> int:
    """Width of one step of the map's five, a round number."""
    top = max((row.value or 0 for row in rows), default=0)
    width = max(1, ceil(top / len(STEPS)))
    round_to = 10 ** max(0, len(str(width)) - 2)
    return ceil(width / round_to) * round_to


def _mark(value: int | None, step: int) -> str:
    return "qn" if value is None else STEPS[min(len(STEPS) - 1, max(0, (value - 1) // step))]


def _key(page: Page, step: int) -> list[Step]:
    top = max((row.value or 0 for row in page.rows), default=0)
    used = [at for at in range(len(STEPS)) if at * step < top]
    steps = [Step(mark=STEPS[at], label=_stretch(at * step + 1, (at + 1) * step, page)) for at in used]
    if any(row.value is None for row in page.rows):
        steps.append(Step(mark="qn", label=_("not shown")))
    return steps


def _stretch(low: int, high: int, page: Page) -> str:
    return formats.number(low, page.language) if low == high else formats.span(low, high, page.language)


def _with_area(url: str, page: Page, slug: str) -> str:
    query = {"area": slug, "kind": page.kind, "period": page.period.code, "data": page.release.tag}
    text = urlencode({key: value for key, value in query.items() if value})
    return f"{url}{'&' if '?' in url else '?'}{text}#where"


def _map(page: Page, url: str, step: int) -> Map | None:
    drawn = [row for row in page.rows if row.geometry]
    if not drawn:
        return None
    areas = [
        Area(
            label=f"{row.label}: {_shown(row.value, page)}",
            geometry=row.geometry,
            mark=_mark(row.value, step),
            number=str(row.number),
            name=row.label if len(drawn) <= NAMED else "",
            url=_with_area(url, page, row.slug),
        )
        for row in drawn
    ]
    chosen = [row.geometry for row in drawn if page.area and row.slug == page.area.slug]
    return Map(
        id="near-map",
        title=_("Incidents by area"),
        desc=_("The numbers refer to the table below. Darker: more incidents. Hatched: not shown."),
        language=page.language,
        areas=areas,
        border=chosen,
    )


def _areas(page: Page, url: str) -> Table:
    columns = [
        Column(label=_("No."), numeric=True, wide_only=True),
        Column(label=_("Area")),
        Column(label=_("Incidents"), numeric=True),
        Column(label=_("95% interval"), numeric=True),
        Column(label=_("From 0 to the most"), wide_only=True),
    ]
    top = max((row.high or 0 for row in page.rows), default=0) or 1
    rows = [
        (
            row.number,
            Cell(text=row.label, url=_with_area(url, page, row.slug)),
            _shown(row.value, page),
            "–" if row.low is None else formats.span(round(row.low), round(row.high or 0), page.language),
            _plot(row, top),
        )
        for row in page.rows
    ]
    return Table(caption=_("Incidents by area"), columns=columns, rows=rows, tight=True)


def _plot(row: Row, top: float) -> SafeString:
    """A dot and its interval, drawn beside the numbers that say the same."""
    if row.low is None or row.high is None or row.value is None:
        return SafeString("")
    low, dot, high = (round(4 + end / top * (PLOT - 8), 1) for end in (row.low, row.value, row.high))
    return format_html(
        '<svg class="chart plot" viewBox="0 0 {} 14" aria-hidden="true"><g class="dot">'
        '<line x1="{}" y1="7" x2="{}" y2="7"/><circle cx="{}" cy="7" r="4.5"/></g></svg>',
        PLOT,
        low,
        high,
        dot,
    )


def _spots(page: Page) -> Map | None:
    shown = [(point, value) for point, value in page.points if value is not None]
    geometries = [area.geometry for area in page.areas if area.geometry and page.area in (None, area)]
    if not shown or not geometries:
        return None
    most = max(value for _point, value in shown)
    spots = [
        Spot(
            lon=point.lon,
            lat=point.lat,
            label=_("Near point %(number)s: %(count)s")
            % {"number": point.number, "count": formats.number(value, page.language)},
            size=round(4 + 12 * sqrt(value / most), 1),
        )
        for point, value in reversed(shown)
    ]
    return Map(
        id="near-points",
        title=_("Incidents near fixed points"),
        desc=_("Larger circle: more incidents. No circle stands where something happened, only near it."),
        language=page.language,
        spots=spots,
        border=geometries,
    )


def _points(page: Page) -> Table:
    names = {area.id: area.name(page.language) for area in page.areas}
    columns = [
        Column(label=_("Point"), numeric=True),
        Column(label=_("Area")),
        Column(label=_("Stands for a square of"), numeric=True),
        Column(label=_("Incidents"), numeric=True),
    ]
    rows = [
        (
            point.number,
            names.get(point.area, ""),
            _("%(metres)s m") % {"metres": formats.number(point.side, page.language, table=True)},
            _shown(value, page),
        )
        for point, value in page.points
    ]
    return Table(caption=_("Incidents near fixed points"), columns=columns, rows=rows, tight=True)


def _frame(page: Page, id: str, title: str, desc: str) -> Frame:
    return Frame(id=id, title=title, desc=desc, language=page.language)


def _trend(page: Page) -> str:
    moments = [
        Moment(
            label=formats.month_year(month.start, page.language, short=True),
            value=month.value,
            low=month.low,
            high=month.high,
            seen=month.value,
        )
        for month in page.months
    ]
    if sum(moment.value is not None for moment in moments) < 2:
        return ""
    title = _("Incidents by month, %(where)s") % {"where": page.where}
    desc = _("Dots: incidents of the month. Band: 95% interval. A gap: not shown.")
    every = max(1, ceil(len(moments) / 6))
    return lines.line(_frame(page, "trend", title, desc), moments, every=every)


def _months(page: Page) -> Table:
    columns = [
        Column(label=_("Month")),
        Column(label=_("Incidents"), numeric=True),
        Column(label=_("95% interval"), numeric=True),
    ]
    rows = [
        (
            formats.month_year(month.start, page.language),
            _shown(month.value, page),
            "–"
            if month.low is None
            else formats.span(round(month.low), round(month.high or 0), page.language),
        )
        for month in reversed(page.months)
    ]
    caption = _("Incidents by month, %(where)s") % {"where": page.where}
    return Table(caption=caption, columns=columns, rows=rows, tight=True)


def _kinds(page: Page) -> str:
    known = [Bar(label=row.label, value=row.value) for row in page.kind_rows if row.value is not None]
    if not known:
        return ""
    title = _("Incidents by kind, %(where)s") % {"where": page.where}
    return bars.bar(_frame(page, "kinds", title, _("The table below says the same.")), known)


def _kind_table(page: Page) -> Table:
    columns = [
        Column(label=_("Kind")),
        Column(label=_("Incidents"), numeric=True),
        Column(label=_("95% interval"), numeric=True),
    ]
    rows: list[Sequence[Any]] = [
        (
            row.label,
            _shown(row.value, page),
            "–" if row.low is None else formats.span(round(row.low), round(row.high or 0), page.language),
        )
        for row in page.kind_rows
    ]
    caption = _("Incidents by kind, %(where)s") % {"where": page.where}
    return Table(caption=caption, columns=columns, rows=rows, tight=True)
