"""A line with its interval, and many small lines on one scale."""

from collections.abc import Sequence
from itertools import pairwise

from quartier.ui.charts.scales import linear, ticks
from quartier.ui.charts.svg import drawing, element, group, short, text
from quartier.ui.charts.values import Frame, Moment, Series
from quartier.ui.formats import number

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 720.0, 300.0, 44.0, 110.0, 12.0, 34.0


def line(
    frame: Frame, moments: Sequence[Moment], every: int = 12, end_label: str = "", end_note: str = ""
) -> str:
    """Value as a line, interval as a band, what was counted as dots; a label under each `every`-th step.

    A step without a value leaves a gap: nothing is drawn across what is not known. The scale starts at zero.
    """
    top = max((_top(one) for one in moments), default=1.0) or 1.0
    scale = ticks(0, top)
    xs = [linear(0, max(len(moments) - 1, 1), LEFT, WIDTH - RIGHT, at) for at in range(len(moments))]

    def y(value: float) -> float:
        return linear(0, scale[-1], HEIGHT - FOOT, TOP, value)

    parts = [
        _axis(frame, scale, y),
        _labels(moments, xs, every),
        *(element("path", d=_band(run, y), class_="band") for run in _runs(moments, xs, band=True)),
        *(
            element("path", d=_path([(x, y(one.value)) for x, one in run]), class_="run")
            for run in _runs(moments, xs)
        ),
        element(
            "path",
            d="".join(_dot(x, y(m.seen)) for x, m in zip(xs, moments, strict=True) if m.seen is not None),
            class_="dots",
        ),
    ]
    if end_label and moments and moments[-1].value is not None:
        at = y(moments[-1].value)
        parts.append(text(end_label, WIDTH - RIGHT + 8, at, class_="strong"))
        parts.append(text(end_note, WIDTH - RIGHT + 8, at + 18))
    return drawing(
        id=frame.id, title=frame.title, desc=frame.desc, width=WIDTH, height=HEIGHT, kind="trend", parts=parts
    )


def _top(one: Moment) -> float:
    return max(value for value in (one.value, one.high, one.seen, 0) if value is not None)


def _axis(frame: Frame, scale: Sequence[float], y) -> str:
    rows = []
    for value in scale:
        rows.append(element("line", x1=LEFT, y1=y(value), x2=WIDTH - RIGHT, y2=y(value)))
        rows.append(
            text(number(_plain(value), frame.language, table=True), LEFT - 8, y(value) + 4, class_="end")
        )
    return group(rows, class_="ax")


def _plain(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _labels(moments: Sequence[Moment], xs: Sequence[float], every: int) -> str:
    shown = [
        text(one.label, x, HEIGHT - 10, class_="mid" if at else None)
        for at, (x, one) in enumerate(zip(xs, moments, strict=True))
        if at % every == 0
    ]
    return group(shown, class_="ax")


def _runs(
    moments: Sequence[Moment], xs: Sequence[float], band: bool = False
) -> list[list[tuple[float, Moment]]]:
    """Stretches without a gap."""
    runs: list[list[tuple[float, Moment]]] = [[]]
    for x, one in zip(xs, moments, strict=True):
        if one.value is None or (band and (one.low is None or one.high is None)):
            runs.append([])
        else:
            runs[-1].append((x, one))
    return [run for run in runs if run]


def _band(run, y) -> str:
    upper = [(x, y(one.high)) for x, one in run]
    lower = [(x, y(one.low)) for x, one in reversed(run)]
    return _path(upper + lower) + "Z"


def _path(points: Sequence[tuple[float, float]]) -> str:
    (x, y), *rest = points
    return f"M{short(x)} {short(y)}" + "".join(f"L{short(a)} {short(b)}" for a, b in rest)


def _dot(x: float, y: float) -> str:
    return f"M{short(x)} {short(y)}h0"


def multiples(frame: Frame, series: Sequence[Series], columns: int = 4) -> str:
    """Small lines side by side on one scale, each with its name and last value: differences can be seen."""
    width, height = (WIDTH - 20 * (columns - 1)) / columns, 110.0
    top = max((v for one in series for v in one.values if v is not None), default=1) or 1
    parts = []
    for at, one in enumerate(series):
        left, up = (at % columns) * (width + 20), (at // columns) * (height + 14)
        parts.append(_small(one, left, up, width, height, top, frame.language))
    rows = -(-len(series) // columns)
    return drawing(
        id=frame.id,
        title=frame.title,
        desc=frame.desc,
        width=WIDTH,
        height=max(rows, 1) * (height + 14),
        kind="multiples",
        parts=parts,
    )


def _small(
    one: Series, left: float, up: float, width: float, height: float, top: float, language: str
) -> str:
    base, head = up + height - 6, up + 30
    places = [
        (
            linear(0, max(len(one.values) - 1, 1), left, left + width - 34, at),
            linear(0, top, base, head, value),
        )
        if value is not None
        else None
        for at, value in enumerate(one.values)
    ]
    strokes = "".join(f"{_path([a, b])}" for a, b in pairwise(places) if a and b)
    last = next((v for v in reversed(one.values) if v is not None), None)
    end = next((place for place in reversed(places) if place), None)
    parts = [
        text(one.label, left, up + 14),
        group([element("line", x1=left, y1=base, x2=left + width - 34, y2=base)], class_="ax"),
        element("path", d=strokes, class_="run") if strokes else "",
    ]
    if end and last is not None:
        parts.append(text(number(last, language, table=True), end[0] + 6, end[1] + 4, class_="strong"))
    return group(parts)
