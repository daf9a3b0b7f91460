"""Answers on a scale, diverging from the middle: against to the left, for to the right."""

from collections.abc import Sequence

from quartier.ui.charts.svg import drawing, element, group, text
from quartier.ui.charts.values import Answers, Frame
from quartier.ui.formats import percent

ROW, LEFT, WIDTH = 36, 200, 720
MARKS = {4: ("n1", "n2", "q3", "q5"), 5: ("n1", "n2", "mute", "q3", "q5")}


def likert(frame: Frame, answers: Sequence[Answers]) -> str:
    """One row a question with 4 or 5 shares; the middle answer stands half on each side.

    Raises ValueError when shares don't sum to 1 or questions have different scales.
    """
    sizes = {len(one.shares) for one in answers}
    if (
        len(sizes) != 1
        or not sizes <= MARKS.keys()
        or any(abs(sum(one.shares) - 1) > 0.005 for one in answers)
    ):
        raise ValueError("questions of one scale of 4 or 5 answers whose shares sum to 1")
    size = sizes.pop()
    reach = max(max(_left(one.shares), 1 - _left(one.shares)) for one in answers) or 1
    middle = LEFT + (WIDTH - LEFT) / 2
    unit = (WIDTH - LEFT) / 2 / reach
    rows = [_row(one, at * ROW, middle, unit, MARKS[size], frame.language) for at, one in enumerate(answers)]
    height = len(answers) * ROW
    zero = group([element("line", x1=middle, y1=0, x2=middle, y2=height, class_="zero")], class_="ax")
    return drawing(
        id=frame.id,
        title=frame.title,
        desc=frame.desc,
        width=WIDTH,
        height=height,
        kind="likert",
        parts=[*rows, zero],
    )


def _left(shares: Sequence[float]) -> float:
    """How much stands left of the middle."""
    half = len(shares) // 2
    return sum(shares[:half]) + (shares[half] / 2 if len(shares) % 2 else 0)


def _row(one: Answers, y: float, middle: float, unit: float, marks: Sequence[str], language: str) -> str:
    parts = [text(one.label, LEFT - 10, y + 22, class_="end")]
    x = middle - _left(one.shares) * unit
    for share, mark in zip(one.shares, marks, strict=True):
        width = share * unit
        parts.append(element("rect", x=x, y=y + 5, width=width, height=ROW - 10, class_=mark))
        if width >= 40:
            written = "mid onfill" if mark in {"n1", "q5"} else "mid"
            parts.append(text(percent(share, language), x + width / 2, y + 22, class_=written))
        x += width
    return group(parts)
