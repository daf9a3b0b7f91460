"""Pictures of a text that waits: the grid over them, and which of its cells somebody wants covered."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from quartier.core.files.queries import FileView
from quartier.core.files.rules import grid

LETTERS = "ABCDEFGHIJKL"
RANGE = re.compile(r"([A-L])([1-9])(?:[-–:]([A-L])([1-9]))?\Z")
WIDTH, HEIGHT = 720, 540


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture as the moderators' page shows it, with its grid and what is covered so far."""

    view: FileView
    drawing: SafeString


class NotCells(ValueError):
    """What was typed names no cell; the first argument is the part that could not be read."""


def read_cells(text: str) -> frozenset[int]:
    """Cells of the grid as people type them: one, or a rectangle by two corners. Raises NotCells.

    >>> sorted(read_cells("a1, B2")), len(read_cells("B3-D5"))
    ([0, 13], 9)
    """
    cells: set[int] = set()
    for part in re.split(r"[\s,;]+", text.strip().upper()):
        if not part:
            continue
        match = RANGE.match(part)
        if match is None:
            raise NotCells(part)
        left, top, right, bottom = (match.group(number) for number in (1, 2, 3, 4))
        columns = sorted((LETTERS.index(left), LETTERS.index(right or left)))
        rows = sorted((int(top) - 1, int(bottom or top) - 1))
        cells |= {
            row * grid.COLUMNS + column
            for row in range(rows[0], rows[1] + 1)
            for column in range(columns[0], columns[1] + 1)
        }
    return frozenset(cells)


def draw(view: FileView, cells: frozenset[int], *, label: str) -> SafeString:
    """The picture under its grid; columns have letters and rows have numbers, as they are typed."""
    width = WIDTH
    height = round(WIDTH * (view.height or HEIGHT) / (view.width or WIDTH))
    covered = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" fill="#444"/>',
        (
            (left, top, right - left, bottom - top)
            for left, top, right, bottom in grid.boxes(cells, width, height)
        ),
    )
    lines = [
        (column * width // grid.COLUMNS, 0, column * width // grid.COLUMNS, height) for column in range(1, 12)
    ]
    lines += [(0, row * height // grid.ROWS, width, row * height // grid.ROWS) for row in range(1, 9)]
    drawn = format_html_join(
        "", '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#fff" stroke-opacity="0.7"/>', lines
    )
    return format_html(
        '<svg class="picture" viewBox="-24 -24 {} {}" role="img" aria-label="{}">'
        '<image href="/files/own/{}" width="{}" height="{}"/>{}{}{}</svg>',
        width + 24,
        height + 24,
        label,
        view.tag,
        width,
        height,
        covered,
        drawn,
        _names(width, height),
    )


def _names(width: int, height: int) -> SafeString:
    columns = [((2 * at + 1) * width // 24, -7, letter) for at, letter in enumerate(LETTERS)]
    rows = [(-12, (2 * at + 1) * height // 18 + 6, str(at + 1)) for at in range(grid.ROWS)]
    return format_html_join(
        "", '<text x="{}" y="{}" text-anchor="middle" font-size="18">{}</text>', columns + rows
    )
