"""Estimates with their intervals: no dot stands alone."""

from collections.abc import Sequence

from quartier.ui.charts.scales import linear, ticks
from quartier.ui.charts.svg import drawing, element, group, text
from quartier.ui.charts.values import Estimate, Frame
from quartier.ui.formats import number, percent

ROW, LEFT, RIGHT, WIDTH, FOOT = 30, 190, 20, 720, 26


def dots(frame: Frame, estimates: Sequence[Estimate], few: str, share: bool = False) -> str:
    """One row an estimate: dot and interval; `few` is written where there are too few to tell.

    share: values are 0…1 and the axis is written in percent.
    """
    known = [one for one in estimates if one.known]
    low = min((one.low for one in known), default=0)
    high = max((one.high for one in known), default=1)
    scale = ticks(min(low, 0), high, 6)

    def x(value: float) -> float:
        return linear(scale[0], scale[-1], LEFT, WIDTH - RIGHT, value)

    height = len(estimates) * ROW
    rows = [_row(one, at * ROW + ROW / 2, x, few) for at, one in enumerate(estimates)]
    return drawing(
        id=frame.id,
        title=frame.title,
        desc=frame.desc,
        width=WIDTH,
        height=height + FOOT,
        kind="estimates",
        parts=[_axis(frame, scale, x, height, share), *rows],
    )


def _axis(frame: Frame, scale: Sequence[float], x, height: float, share: bool) -> str:
    parts = []
    for value in scale:
        shown = percent(value, frame.language) if share else number(_plain(value), frame.language, table=True)
        parts.append(
            element("line", x1=x(value), y1=0, x2=x(value), y2=height, class_=None if value else "zero")
        )
        parts.append(text(shown, x(value), height + 18, class_="mid"))
    return group(parts, class_="ax")


def _plain(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _row(one: Estimate, y: float, x, few: str) -> str:
    label = text(one.label, LEFT - 10, y + 4, class_="end")
    if not one.known:
        return group([label, text(few, LEFT + 8, y + 4)])
    return group(
        [
            label,
            element("line", x1=x(one.low), y1=y, x2=x(one.high), y2=y),
            element("circle", cx=x(one.value), cy=y, r=6, class_="few" if one.few else None),
        ],
        class_="dot",
    )
