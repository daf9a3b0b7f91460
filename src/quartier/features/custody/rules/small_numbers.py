"""Which counts of a table may be shown, so that nobody can work out a small one from the rest.

A count from 1 to 4 says too much about somebody: who knows the suite knows the person. It is hidden, and so are as many
other counts as it takes that at least three values remain possible for it, whatever sums of rows and columns are shown. A
zero is shown: nobody stands behind it. The test is exact: a table with sums is a network, and how far one of its counts
can move while everything shown stays as it is, is a flow in it.

Sources: Hundepool et al., Statistical Disclosure Control (Wiley 2012), ch. 4; Gusfield, "A graph theoretic approach to
statistical data security", SIAM J. Comput. 17 (1988).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

SMALL = 5  # a count from 1 to below this is small
POSSIBLE = 3  # so many values must stay possible for a small count
SUM_COSTS = 1 << 20  # a sum is hidden only where no count helps
ENDLESS = 1 << 60
WAYS = (1, -1)
Cell = tuple[int, int]
Line = tuple[int, int]  # 0 and the number of a row, or 1 and that of a column
Move = tuple[Cell, int]  # a count and the direction in which it moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table as it may be shown; None is a count that is hidden. `rows` and `columns` are their sums, `total` of all."""

    cells: tuple[tuple[int | None, ...], ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    total: int | None


def protect(counts: Sequence[Sequence[int]]) -> Shown:
    """Hide what must be hidden of a table of counts, given as rows of equal length.

    >>> protect([[12, 3], [9, 11]]).cells
    ((None, None), (None, None))
    >>> protect([[12, 0], [9, 11]]).rows
    (12, 20)
    """
    table = _Table(counts)
    for cell in table.small:  # hiding more never lessens what is possible for one that is done
        while table.is_exposed(cell):
            others = table.cheapest(cell)
            table.hidden.update(others or table.values)
            if not others:  # nothing is left that could be hidden with it
                return table.shown()
    return table.shown()


class _Table:
    """The counts with their sums as one closed table: sums count negatively, so that each line adds up to nothing."""

    def __init__(self, counts: Sequence[Sequence[int]]) -> None:
        self.height, self.width = len(counts), len(counts[0]) if counts else 0
        self.values: dict[Cell, int] = {
            (row, column): value for row, line in enumerate(counts) for column, value in enumerate(line)
        }
        for row, line in enumerate(counts):
            self.values[row, self.width] = sum(line)
        for column in range(self.width):
            self.values[self.height, column] = sum(line[column] for line in counts)
        self.values[self.height, self.width] = sum(map(sum, counts))
        self.small = sorted(cell for cell, value in self.values.items() if 0 < value < SMALL)
        self.hidden = set(self.small)

    def is_exposed(self, cell: Cell) -> bool:
        """Whether too few values remain possible for it."""
        return sum(self._moved(cell, way)[0] for way in WAYS) < POSSIBLE - 1

    def cheapest(self, cell: Cell) -> set[Cell]:
        """What to hide with it, so that it can move further: small counts rather than large ones or sums; or nothing."""
        found = []
        for way in WAYS:
            room, moved = self._moved(cell, way)
            path = self._path(cell, way, moved, shown_too=True) if room < self._own(cell, way, {}) else None
            if path:
                others = {other for other, _way in path} - self.hidden
                found.append((sum(map(self._cost, others)), sorted(others)))
        return set(min(found)[1]) if found else set()

    def _cost(self, cell: Cell) -> int:
        if cell in self.hidden:
            return 0
        sums = (cell[0] == self.height) + (cell[1] == self.width)
        return 1 + self.values[cell] + sums * SUM_COSTS

    def shown(self) -> Shown:
        def value(row: int, column: int) -> int | None:
            return None if (row, column) in self.hidden else self.values[row, column]

        return Shown(
            cells=tuple(
                tuple(value(row, column) for column in range(self.width)) for row in range(self.height)
            ),
            rows=tuple(value(row, self.width) for row in range(self.height)),
            columns=tuple(value(self.height, column) for column in range(self.width)),
            total=value(self.height, self.width),
        )

    def _moved(self, cell: Cell, way: int) -> tuple[int, dict[Cell, int]]:
        """How far a hidden count can move up (1) or down (-1) with all that is shown as it is, as far as we ask; and how
        the others moved for it."""
        moved: dict[Cell, int] = {}
        far = min(POSSIBLE - 1, self._own(cell, way, moved))
        for room in range(far):
            path = self._path(cell, way, moved)
            if path is None:
                return room, moved
            for step, direction in path:
                moved[step] = moved.get(step, 0) + direction
        return far, moved

    def _own(self, cell: Cell, way: int, moved: dict[Cell, int]) -> int:
        """How far a hidden count can move by itself: a reader knows that it is 1 at least, since zeros are shown."""
        return POSSIBLE if way > 0 else self.values[cell] + moved.get(cell, 0) - 1

    def _path(
        self, cell: Cell, way: int, moved: dict[Cell, int], *, shown_too: bool = False
    ) -> list[Move] | None:
        """The cheapest round of counts that closes with one move of `cell`: each line gives as much as it gets."""
        start, goal = (1, cell[1]), (0, cell[0])
        came: dict[Line, tuple[Line, Move]] = {}
        best = {start: 0}
        waiting = [(0, start)]
        while waiting:
            cost, line = heappop(waiting)
            if line == goal:
                return _walked(came, start, goal)
            for other in self._crossing(line) if cost == best[line] else ():
                # what a column got through `cell` it gives back, and the next row gets: hence the turn of direction
                turn = (-1 if line[0] else 1) * way * self._sign(cell) * self._sign(other)
                usable = other != cell and (shown_too or other in self.hidden)
                following = (0, other[0]) if line[0] else (1, other[1])
                sooner = cost + self._cost(other)
                if usable and self._own(other, turn, moved) > 0 and sooner < best.get(following, ENDLESS):
                    best[following], came[following] = sooner, (line, (other, turn))
                    heappush(waiting, (sooner, following))
        return None

    def _crossing(self, line: Line) -> list[Cell]:
        """The counts of a row (0, n) or a column (1, n) that are not zero."""
        axis, place = line
        length = self.height if axis else self.width
        cells = [(other, place) if axis else (place, other) for other in range(length + 1)]
        return [cell for cell in cells if self.values[cell]]

    def _sign(self, cell: Cell) -> int:
        """1 for a count and for the total, -1 for the sum of one line."""
        return -1 if (cell[0] == self.height) != (cell[1] == self.width) else 1


def _walked(came: dict[Line, tuple[Line, Move]], start: Line, goal: Line) -> list[Move]:
    path, line = [], goal
    while line != start:
        line, move = came[line]
        path.append(move)
    return path
