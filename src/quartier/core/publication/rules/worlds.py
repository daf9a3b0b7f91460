"""Worlds: other tables of whole numbers that fit everything a release shows.

Words. A *level* says of which dimensions (area, month, kind) a figure takes one and of which all. A *mode*
says which dimensions a move balances: some events more in one cell, as many fewer in its partner. See
`counts` for what it is for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import numpy as np

# (one area?, one month?, one kind?), in the order in which they are offered to the reader
LEVELS = (
    (False, True, False),
    (False, False, False),
    (False, False, True),
    (True, False, False),
    (True, True, False),
    (False, True, True),
    (True, False, True),
    (True, True, True),
)
Key = tuple[tuple[bool, bool, bool], int, int, int]  # level and position within it


@dataclass(slots=True)
class Slack:
    """How far each withheld figure may rise and fall in another world; 0 and 0 for a shown one."""

    up: dict[tuple[bool, bool, bool], np.ndarray]
    down: dict[tuple[bool, bool, bool], np.ndarray]

    def copy(self) -> "Slack":
        return Slack({k: v.copy() for k, v in self.up.items()}, {k: v.copy() for k, v in self.down.items()})


@dataclass(frozen=True, slots=True)
class Move:
    """`size` events more at `base` and, alternating, fewer and more at the corners that `partner` spans."""

    mode: tuple[bool, bool, bool]
    base: tuple[int, int, int]
    partner: tuple[int, int, int]
    size: int
    sign: int


@dataclass
class Table:
    """Counts as an array (area × month × kind), the figures over it, and what has been decided of them."""

    counts: np.ndarray
    window: np.ndarray  # number of the window of each month
    whole: np.ndarray  # whether each window is whole
    k: int
    protection: int
    values: dict[tuple[bool, bool, bool], np.ndarray] = field(init=False)
    slack: Slack = field(init=False)
    reach: dict[tuple[bool, bool, bool], tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)
    relies: dict[Key, set[Key]] = field(default_factory=dict)  # small figure → figures its worlds change
    relied: dict[Key, set[Key]] = field(default_factory=dict)  # and back
    sums: tuple[list[Key], np.ndarray] | None = None  # which cells each figure sums, made when first needed
    patience: int = 12  # thorough searches that a release may cost

    def __post_init__(self) -> None:
        windows = np.zeros((self.counts.shape[0], len(self.whole), self.counts.shape[2]), dtype=int)
        windows_at: Any = (slice(None), self.window)
        np.add.at(windows, windows_at, self.counts)
        self.values = {}
        for level in LEVELS:
            array = self.counts if level[1] else windows
            for axis in (0, 2):
                array = array if level[axis] else array.sum(axis=axis, keepdims=True)
            self.values[level] = array
        small = {level: array < self.k for level, array in self.values.items()}
        self.slack = Slack(
            {x: np.where(small[x], self.k - 1 - v, np.inf) for x, v in self.values.items()},
            {x: np.where(small[x], v, v - self.k).astype(float) for x, v in self.values.items()},
        )

    def keys(self, level: tuple[bool, bool, bool]) -> Iterable[Key]:
        """Positions of the level's figures; a window that is not yet whole has none."""
        for area, span, kind in np.ndindex(self.values[level].shape):
            if level[1] or self.whole[span]:
                yield level, area, span, kind

    def value(self, key: Key) -> int:
        return int(self.values[key[0]][key[1:]])

    def _effective(self, slack: Slack, mode: tuple[bool, bool, bool]) -> tuple[np.ndarray, np.ndarray]:
        """Per cell, how far it may rise and fall when the dimensions in `mode` are balanced by a partner."""
        up = np.full(self.counts.shape, np.inf)
        down = self.counts.astype(float)
        for level in LEVELS:
            if any(balanced and not leaf for balanced, leaf in zip(mode, level, strict=True)):
                continue  # the balance leaves these sums as they are
            rise, fall = slack.up[level], slack.down[level]
            if not level[1]:
                rise = np.where(self.whole[self.window][None, :, None], rise[:, self.window], np.inf)
                fall = np.where(self.whole[self.window][None, :, None], fall[:, self.window], np.inf)
            up, down = np.minimum(up, rise), np.minimum(down, fall)
        return up, down

    def _ranges(self, key: Key, mode: tuple[bool, bool, bool]) -> list[tuple[list[int], list[int]]]:
        """Per dimension, the positions of the base and those of the partner."""
        level, *where = key
        sizes = self.counts.shape
        ranges: list[tuple[list[int], list[int]]] = []
        for axis in range(3):
            if axis == 1 and not level[1]:
                base = np.flatnonzero(self.window == where[1]).tolist()
            else:
                base = [where[axis]] if level[axis] else list(range(sizes[axis]))
            if not mode[axis]:
                ranges.append((base, []))
            else:
                others = (
                    np.flatnonzero(self.window == self.window[base[0]]).tolist()
                    if axis == 1
                    else range(sizes[axis])
                )
                ranges.append((base, [other for other in others if other != base[0]]))
        return ranges

    def _best(
        self, key: Key, mode: tuple[bool, bool, bool], sign: int, pair: tuple[np.ndarray, np.ndarray]
    ) -> Move | None:
        """The widest move of this mode that changes the figure in the direction of `sign`."""
        ranges = self._ranges(key, mode)
        if any(balanced and not partner for balanced, (_base, partner) in zip(mode, ranges, strict=True)):
            return None
        width = np.full((1, 1, 1), np.inf)
        axes = [axis for axis in range(3) if mode[axis]]
        for count in range(len(axes) + 1):
            for moved in combinations(axes, count):
                rising = (sign > 0) == (count % 2 == 0)
                at = np.ix_(*(ranges[axis][1 if axis in moved else 0] for axis in range(3)))
                width = np.minimum(width, pair[0 if rising else 1][at])
        best = np.unravel_index(int(np.argmax(width)), width.shape)
        size = min(width[best], self.k)
        if size < 1:
            return None
        base = [ranges[x][0][0 if mode[x] else best[x]] for x in range(3)]
        partner = [ranges[x][1][best[x]] if mode[x] else base[x] for x in range(3)]
        corners = (base[0], base[1], base[2]), (partner[0], partner[1], partner[2])
        return Move(mode, *corners, int(size), sign)

    def _touched(self, move: Move) -> dict[Key, int]:
        """The figures that the move changes, and by how much for one event."""
        touched: dict[Key, int] = {}
        levels = [x for x in LEVELS if not any(m and not leaf for m, leaf in zip(move.mode, x, strict=True))]
        for corner in product(*([(False, True) if balanced else (False,) for balanced in move.mode])):
            cell = [move.partner[x] if corner[x] else move.base[x] for x in range(3)]
            change = move.sign * (-1) ** sum(corner)
            for level in levels:
                span = cell[1] if level[1] else int(self.window[cell[1]])
                if level[1] or self.whole[span]:
                    key = (level, cell[0] if level[0] else 0, span, cell[2] if level[2] else 0)
                    touched[key] = touched.get(key, 0) + change
        return touched

    def _worlds(self, key: Key) -> set[Key] | None:
        """The figures changed by worlds in which this one takes other values far enough apart, or None."""
        level = key[0]
        modes = [m for m in LEVELS_AS_MODES if all(leaf or not b for b, leaf in zip(m, level, strict=True))]
        missing = self.protection
        changed: set[Key] = set()
        for sign in (-1, 1):
            slack, cells, fresh = self.slack, self.counts, True
            while missing > 0:
                move = None
                for mode in modes:
                    pair = self.reach[mode] if fresh else self._effective_in(slack, cells, mode)
                    move = self._best(key, mode, sign, pair)
                    if move is not None:
                        break
                if move is None:
                    break
                size = min(move.size, missing)
                touched = self._touched(move)
                changed.update(touched)
                missing -= size
                if missing > 0:
                    slack, cells = self._applied(
                        slack if not fresh else slack.copy(), cells, move, size, touched
                    )
                    fresh = False
        return changed if missing <= 0 else None

    def _effective_in(
        self, slack: Slack, cells: np.ndarray, mode: tuple[bool, bool, bool]
    ) -> tuple[np.ndarray, np.ndarray]:
        up, down = self._effective(slack, mode)
        return up, np.minimum(down, cells)

    def _applied(
        self, slack: Slack, cells: np.ndarray, move: Move, size: int, touched: Mapping[Key, int]
    ) -> tuple[Slack, np.ndarray]:
        """The room that is left in the world after the move."""
        for key, change in touched.items():
            slack.up[key[0]][key[1:]] -= change * size
            slack.down[key[0]][key[1:]] += change * size
        cells = cells.copy()
        for corner in product(*([(False, True) if balanced else (False,) for balanced in move.mode])):
            cell = tuple(move.partner[x] if corner[x] else move.base[x] for x in range(3))
            cells[cell] += move.sign * (-1) ** sum(corner) * size
        return slack, cells

    def refresh(self) -> None:
        """Recompute what each cell may do, after a figure was shown or taken back."""
        self.reach = {mode: self._effective(self.slack, mode) for mode in LEVELS_AS_MODES}

    def protect(self, key: Key) -> bool:
        """Find worlds for a small figure and remember what they rely on."""
        return self.rely(key, self._worlds(key))

    def rely(self, key: Key, changed: set[Key] | None) -> bool:
        """Remember the figures that a small figure's worlds change. False if there are no worlds."""
        if changed is None:
            return False
        for other in self.relies.pop(key, ()):
            self.relied[other].discard(key)
        self.relies[key] = changed
        for other in changed:
            self.relied.setdefault(other, set()).add(key)
        return True

    def fix(self, key: Key) -> tuple[float, float]:
        """Treat the figure as shown; gives back what it was free to do."""
        level, where = key[0], key[1:]
        before = float(self.slack.up[level][where]), float(self.slack.down[level][where])
        self.slack.up[level][where] = self.slack.down[level][where] = 0
        self.refresh()
        return before

    def solve(self, key: Key) -> bool:
        """The thorough search, while there is patience for it. What it finds is in the way of later figures."""
        self.patience -= 1
        return self.patience >= 0 and self.rely(key, solved_worlds(self, key))

    def offer(self, key: Key) -> bool:
        """Show the figure if all small ones keep their worlds; else leave everything as it was."""
        before, thorough = self.fix(key), key[0] in TOTALS
        if all(
            self.protect(small) or (thorough and self.solve(small))
            for small in sorted(self.relied.get(key, ()))
        ):
            return True
        self.slack.up[key[0]][key[1:]], self.slack.down[key[0]][key[1:]] = before
        self.refresh()
        return False


LEVELS_AS_MODES = tuple(sorted(LEVELS, key=lambda mode: (-sum(mode), mode)))
"""Dimensions to balance, most first: the fewer figures a world changes, the fewer can take it away."""
TOTALS = tuple(level for level in LEVELS if not level[2])
"""Sums over all kinds: for them the thorough search is worth its time."""
STAGES = (7, 6, 4, 2, 0)
"""How many levels, the most important first, a solved world leaves alone."""


def solved_worlds(table: Table, key: Key) -> set[Key] | None:
    """What `Table._worlds` looks for step by step, by integer programming: slower, and it misses nothing.

    Needed where counts are few and steps are not found. Worlds that leave the most important sums alone are tried
    first, because whatever a world changes cannot be shown unless another one is found.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # heavy, and rarely needed

    if table.sums is None:
        keys = [at for level in LEVELS for at in table.keys(level)]
        table.sums = keys, np.array([_cells(table, at).ravel() for at in keys], dtype=float)
    keys, rows = table.sums
    goal = _cells(table, key).ravel().astype(float)
    here = table.counts.ravel()
    bounds = Bounds(0, table.counts.max() + 2 * table.k)
    for kept in STAGES:
        if key[0] in LEVELS[:kept]:
            continue
        up, down = _room(table, keys, set(LEVELS[:kept]))
        limits = LinearConstraint(rows, rows @ here - down, rows @ here + up)
        ends = [
            milp(sign * goal, constraints=limits, integrality=np.ones_like(goal), bounds=bounds)
            for sign in (1, -1)
        ]
        if all(end.success for end in ends) and goal @ (ends[1].x - ends[0].x) > table.protection - 0.5:
            moved = [rows @ (np.rint(end.x) - here) for end in ends]
            return {at for number, at in enumerate(keys) if any(move[number] for move in moved)}
    return None


def _room(
    table: Table, keys: list[Key], kept: set[tuple[bool, bool, bool]]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """How far each figure may rise and fall, those of the kept levels not at all."""
    up, down = (
        [0.0 if at[0] in kept else float(side[at[0]][at[1:]]) for at in keys]
        for side in (table.slack.up, table.slack.down)
    )
    return np.array(up), np.array(down)


def _cells(table: Table, key: Key) -> np.ndarray:
    """The cells that the figure sums, as an array of true and false."""
    level, area, span, kind = key
    inside: np.ndarray[Any, Any] = np.ones(table.counts.shape, dtype=bool)
    inside &= (np.arange(inside.shape[0]) == area)[:, None, None] | (not level[0])
    inside &= ((np.arange(inside.shape[1]) if level[1] else table.window) == span)[None, :, None]
    return inside & ((np.arange(inside.shape[2]) == kind)[None, None, :] | (not level[2]))
