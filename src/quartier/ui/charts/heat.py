"""Heat strip: weekday × hour in five steps."""

from collections.abc import Sequence

from quartier.ui.charts.scales import mark_of
from quartier.ui.charts.svg import drawing, element, group, text
from quartier.ui.charts.values import Frame
from quartier.ui.formats import tongue
from quartier.ui.words import WEEKDAYS

LEFT, CELL, HIGH, TOP = 96, 26, 26, 22


def heat(
    frame: Frame,
    cells: Sequence[Sequence[float | None]],
    bounds: Sequence[float],
    around: tuple[int, int, int, int] | None = None,
) -> str:
    """`cells[weekday][hour]`, Monday first; None is hatched (nothing may be shown).

    around: a frame over (first day, first hour, last day, last hour) that the text beside speaks of.
    """
    days = WEEKDAYS[tongue(frame.language)]
    parts = [_hours(frame.language)]
    for day, row in enumerate(cells):
        parts.append(text(days[day], LEFT - 10, TOP + day * HIGH + 17, class_="end"))
        parts.extend(
            element(
                "rect",
                x=LEFT + hour * CELL,
                y=TOP + day * HIGH,
                width=CELL,
                height=HIGH,
                class_=mark_of(value, bounds),
            )
            for hour, value in enumerate(row)
        )
    if around:
        first_day, first_hour, last_day, last_hour = around
        parts.append(
            element(
                "rect",
                x=LEFT + first_hour * CELL,
                y=TOP + first_day * HIGH,
                width=(last_hour - first_hour + 1) * CELL,
                height=(last_day - first_day + 1) * HIGH,
                class_="frame",
            )
        )
    return drawing(
        id=frame.id,
        title=frame.title,
        desc=frame.desc,
        width=LEFT + 24 * CELL,
        height=TOP + 7 * HIGH,
        kind="heat",
        parts=parts,
    )


def _hours(language: str) -> str:
    """Every third hour above the cells."""
    sign = {"uk": "{}:00", "fr": "{}\u00a0h", "en": "{:02d}:00"}[tongue(language)]
    marks = [
        text(sign.format(hour), LEFT + hour * CELL, 14, class_="mid" if hour else None)
        for hour in range(0, 24, 3)
    ]
    return group(marks, class_="ax")
