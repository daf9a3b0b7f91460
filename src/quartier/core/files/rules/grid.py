"""The grid of 12 × 9 cells by which faces, plates and house numbers are covered. Works with keyboard and without script."""

from collections.abc import Iterable

COLUMNS, ROWS = 12, 9
CELLS = COLUMNS * ROWS


def is_cell(number: int) -> bool:
    return 0 <= number < CELLS


def box(cell: int, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a cell in a picture of this size, in pixels; rounded outwards, so that no line is left.

    >>> box(0, 120, 90), box(107, 125, 91)
    ((0, 0, 10, 10), (114, 80, 125, 91))
    """
    row, column = divmod(cell, COLUMNS)
    return (
        column * width // COLUMNS,
        row * height // ROWS,
        -(-(column + 1) * width // COLUMNS),
        -(-(row + 1) * height // ROWS),
    )


def boxes(cells: Iterable[int], width: int, height: int) -> list[tuple[int, int, int, int]]:
    return [box(cell, width, height) for cell in sorted(set(cells))]
