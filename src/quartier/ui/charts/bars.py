"""Bars: they start at zero and carry their figure."""

from collections.abc import Sequence

from quartier.ui.charts.scales import linear
from quartier.ui.charts.svg import drawing, element, group, text
from quartier.ui.charts.values import Bar, Frame
from quartier.ui.formats import number

ROW, LEFT, RIGHT, WIDTH = 34, 190, 60, 720
LETTER, WIDEST = 7.2, 330  # width of a letter, and the most that labels may take


def bar(frame: Frame, bars: Sequence[Bar], decimals: int | None = None) -> str:
    """Horizontal bars in the order given. Raises ValueError for a negative value."""
    if any(one.value < 0 for one in bars):
        raise ValueError("a bar counts; it can't be negative")
    top = max((one.value for one in bars), default=0) or 1
    left = min(WIDEST, max([LEFT, *(round(len(one.label) * LETTER) + 14 for one in bars)]))
    rows = []
    for at, one in enumerate(bars):
        y = at * ROW
        length = linear(0, top, 0, WIDTH - left - RIGHT, one.value)
        rows += [
            text(one.label, left - 10, y + 21, class_="end"),
            element(
                "rect", x=left, y=y + 4, width=length, height=ROW - 8, class_="first" if not at else None
            ),
            text(number(one.value, frame.language, decimals, table=True), left + length + 8, y + 21),
        ]
    height = max(len(bars) * ROW, ROW)
    return drawing(
        id=frame.id,
        title=frame.title,
        desc=frame.desc,
        width=WIDTH,
        height=height,
        kind="bars",
        parts=[
            group(rows),
            group([element("line", x1=left, y1=0, x2=left, y2=height, class_="zero")], class_="ax"),
        ],
    )
