"""The adversary: whoever has every published figure and also knows why each missing one is missing.

Written before the rules and not to be softened for them. It forgets nothing (all months, all earlier
releases), knows k, knows for each withheld figure whether it was small (0…k−1) or withheld to protect
another (k and more), and computes by integer programming the exact range of values that remain possible.
Shares no code with the rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

# An atom is (area, month, kind); a figure is (areas or None, months, kinds or None): None stands for all.
Atom = tuple[str, str, str]


@dataclass(frozen=True)
class Known:
    """One line of what the adversary knows: the atoms it sums, and between which values the sum lies."""

    name: object
    atoms: frozenset[Atom]
    low: float
    high: float


def knowledge(figures: Mapping[object, tuple[frozenset[Atom], int, bool]], k: int) -> list[Known]:
    """From name → (atoms, true value, shown) to what the adversary knows of each."""
    known = []
    for name, (atoms, value, shown) in figures.items():
        if shown:
            known.append(Known(name, atoms, value, value))
        elif value < k:
            known.append(Known(name, atoms, 0, k - 1))
        else:
            known.append(Known(name, atoms, k, np.inf))
    return known


class Adversary:
    """Exact integer bounds of any sum of atoms under all that is known."""

    def __init__(self, known: Iterable[Known]) -> None:
        known = list(known)
        self.atoms = sorted(set().union(*(line.atoms for line in known)))
        self.index = {atom: number for number, atom in enumerate(self.atoms)}
        rows = np.zeros((len(known), len(self.atoms)))
        for number, line in enumerate(known):
            rows[number, [self.index[atom] for atom in line.atoms]] = 1
        self.constraint = LinearConstraint(rows, [line.low for line in known], [line.high for line in known])

    def range(self, atoms: Iterable[Atom]) -> tuple[int, float]:
        """Lowest and highest value that fit everything known. Both ends are attained by whole numbers."""
        goal = np.zeros(len(self.atoms))
        goal[[self.index[atom] for atom in atoms]] = 1
        ends = []
        for sign in (1, -1):
            answer = milp(
                sign * goal,
                constraints=self.constraint,
                integrality=np.ones_like(goal),
                bounds=Bounds(0, np.inf),
                options={"mip_rel_gap": 0},
            )
            if answer.status == 3:  # no bound in this direction
                ends.append(np.inf)
            elif answer.success:
                ends.append(sign * answer.fun)
            else:
                raise AssertionError(f"the published figures contradict each other: {answer.message}")
        return round(ends[0]), float(ends[1])


def all_figures(
    counts: Mapping[Atom, int],
    areas: Iterable[str],
    windows: Mapping[str, Iterable[str]],
    kinds: Iterable[str],
    whole_windows: Iterable[str],
) -> dict[tuple[str | None, str, str | None], tuple[frozenset[Atom], int]]:
    """Every sum that a reader could ask for: {all, area} × {month, whole window} × {all, kind}."""
    areas, kinds = list(areas), list(kinds)
    spans = {month: [month] for months in windows.values() for month in months}
    spans |= {window: list(windows[window]) for window in whole_windows}
    figures = {}
    for area, span, kind in product([None, *areas], spans, [None, *kinds]):
        atoms = frozenset(
            product(areas if area is None else [area], spans[span], kinds if kind is None else [kind])
        )
        figures[(area, span, kind)] = (atoms, sum(counts.get(atom, 0) for atom in atoms))
    return figures
