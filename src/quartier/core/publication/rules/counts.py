"""Which counts of a release may be shown, so that no small one can be worked out from the rest.

The figures of a release are all sums {place, one area} × {one month, one whole window} × {all kinds, one
kind}. Each starts withheld. In a fixed order (totals first) each figure of k or more is shown if,
afterwards, every small figure still has *worlds*: other tables of whole numbers that fit everything shown,
in which it has other values, together at least `protection` apart. A world is made of moves: some events
more in one cell, as many fewer in the next, so that all shown sums stay. The worlds also respect what a
reader may guess of withheld figures (small ones stay below k, the others at k or more), so it does no harm
that the rule is public.

Figures once shown stay as they are: a later release begins with them, and can only add months and windows
that have become whole. What is refused here is found by search and not by proof, so now and then a figure
is withheld that could have been shown; never the reverse. The frozen adversary in the tests checks that by
integer programming.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from quartier.core.publication.rules.policy import Policy, months_of, window_of
from quartier.core.publication.rules.worlds import LEVELS, Key, Table, solved_worlds

Counts = Mapping[tuple[int, date, str], int]


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """One number of a release, or the fact that it is withheld.

    area None: the whole place. grain 'month' or 'window'. kind None: all kinds. value None: withheld.
    """

    start: date
    grain: str
    area: int | None
    kind: str | None
    value: int | None

    @property
    def name(self) -> tuple[date, str, int | None, str | None]:
        return self.start, self.grain, self.area, self.kind


def _table(
    counts: Counts,
    areas: Sequence[int],
    months: Sequence[date],
    kinds: Sequence[str],
    policy: Policy,
    only: set[date] | None,
) -> tuple[Table, list[date]]:
    """The table and its windows; with `only`, no other window counts as whole."""
    windows = sorted({window_of(month, policy.window) for month in months})
    number = {start: position for position, start in enumerate(windows)}
    array = np.zeros((len(areas), len(months), len(kinds)), dtype=int)
    places = ({v: n for n, v in enumerate(axis)} for axis in (areas, months, kinds))
    area_at, month_at, kind_at = places
    for (area, month, kind), count in counts.items():
        if month in month_at and kind in kind_at:
            array[area_at[area], month_at[month], kind_at[kind]] += count
    window = np.array([number[window_of(month, policy.window)] for month in months])
    whole = np.array(
        [
            set(months_of(start, policy.window)) <= set(months) and (only is None or start in only)
            for start in windows
        ]
    )
    return Table(array, window, whole, policy.k, policy.protection), windows


def release(
    *,
    counts: Counts,
    areas: Sequence[int],
    months: Sequence[date],
    kinds: Sequence[str],
    policy: Policy,
    earlier: Iterable[Figure] = (),
) -> tuple[Figure, ...]:
    """All figures of the series up to the last month, shown or withheld.

    counts   events per (area, first day of month, kind); what is absent is none. Kinds not in `kinds` are
    left out months   first days, consecutive, ascending earlier  the figures of the series' previous
    release: they stay as they are

    ValueError `months_changed` when an earlier shown figure no longer agrees with the counts (a correction
    is a new series), `months_missing` when an earlier month is not among `months`. A window that cannot be
    added without giving a small figure away, not even by saying that it is withheld, is left out until a
    later series.

    >>> from datetime import date
    >>> one = release(counts={(1, date(2026, 1, 1), "theft"): 12}, areas=[1], months=[date(2026, 1, 1)],
    ...               kinds=["theft"], policy=Policy(version="v1"))
    >>> [(f.area, f.kind, f.value) for f in one if f.area and f.kind]
    [(1, 'theft', 12)]
    """
    kinds = [kind for kind in sorted(kinds) if kind not in policy.suppressed]
    areas, months = sorted(areas), sorted(months)
    if not (areas and months and kinds):
        return ()
    before = {figure.name: figure for figure in earlier}
    old = {figure.start for figure in before.values() if figure.grain == "window"}
    for whole in (None, old):
        table, windows = _table(counts, areas, months, kinds, policy, whole)
        named = _names(table, areas, months, windows, kinds)
        if not before.keys() <= named.keys():
            raise ValueError("months_missing")
        shown = _keep(table, named, before, policy)
        if _protect_all(table, named.values()):
            break
    else:
        raise ValueError("cannot_protect")
    names = {key: at for at, key in named.items()}
    for level in LEVELS:
        offered = [x for x in table.keys(level) if table.value(x) >= policy.k and names[x] not in before]
        for key in sorted(offered, key=lambda key: (key[2], -table.value(key), key)):
            if table.offer(key):
                shown.add(key)
    return tuple(
        Figure(*at, _rounded(table.value(key), policy) if key in shown else None) for at, key in named.items()
    )


def _names(
    table: Table, areas: Sequence[int], months: Sequence[date], windows: Sequence[date], kinds: Sequence[str]
) -> dict[tuple[date, str, int | None, str | None], Key]:
    """The name of each figure, to its position."""

    named = {}
    for level in LEVELS:
        for key in table.keys(level):
            _level, area, span, kind = key
            start, grain = (months[span], "month") if level[1] else (windows[span], "window")
            named[(start, grain, areas[area] if level[0] else None, kinds[kind] if level[2] else None)] = key
    return named


def _keep(table: Table, keys: Mapping[Any, Key], before: Mapping[Any, Figure], policy: Policy) -> set[Key]:
    """Fix what earlier releases have shown."""
    shown = set()
    for at, figure in before.items():
        if figure.value is not None:
            if figure.value != _rounded(table.value(keys[at]), policy):
                raise ValueError("months_changed")
            shown.add(keys[at])
            table.fix(keys[at])
    return shown


def _protect_all(table: Table, keys: Iterable[Key]) -> bool:
    """Every small figure gets its worlds. A none is not protected: nobody stands behind it."""
    table.refresh()
    return all(
        table.protect(key) or table.rely(key, solved_worlds(table, key))
        for key in keys
        if 0 < table.value(key) < table.k
    )


def _rounded(value: int, policy: Policy) -> int:
    """To the nearest multiple, halves up."""
    return (value + policy.rounding // 2) // policy.rounding * policy.rounding


def changed_months(earlier: Iterable[Figure], counts: Counts, policy: Policy) -> set[date]:
    """Months in which some figure that was shown no longer agrees with the counts.

    A whole window that no longer agrees although its shown months do marks all its months: the change lies
    in them.
    """
    changed: set[date] = set()
    for figure in earlier:
        if figure.value is None:
            continue
        span = [figure.start] if figure.grain == "month" else list(months_of(figure.start, policy.window))
        now = sum(
            count
            for (area, month, kind), count in counts.items()
            if month in span
            and figure.area in (None, area)
            and figure.kind in (None, kind)
            and kind not in policy.suppressed
        )
        if _rounded(now, policy) != figure.value:
            changed.update(span)
    return changed


def corrected_totals(
    earlier: Iterable[Figure], counts: Counts, changed: Iterable[date], policy: Policy
) -> tuple[Figure, ...]:
    """What a correction may say of changed months: the place's total, if it moved by k at least or not at
    all.

    Whoever kept the old figures subtracts them from the new ones. So a changed month loses its detail, and
    its total is shown only where the difference is itself no small figure.
    """
    old = {f.start: f.value for f in earlier if f.grain == "month" and f.area is None and f.kind is None}
    totals = []
    for month in sorted(changed):
        now = sum(n for (_a, m, kind), n in counts.items() if m == month and kind not in policy.suppressed)
        before = old.get(month)
        moved = None if before is None else abs(now - before)
        shown = now >= policy.k and moved is not None and (moved == 0 or moved >= policy.k)
        totals.append(Figure(month, "month", None, None, _rounded(now, policy) if shown else None))
    return tuple(totals)


def share_as_shown(part: int, whole: int, policy: Policy) -> int | None:
    """A share for the quality card, in whole percent; in steps of 5 below 1,000 events, None below 20 · k.

    >>> share_as_shown(960, 1000, Policy(version="v")), share_as_shown(310, 400, Policy(version="v"))
    (96, 80)
    >>> share_as_shown(3, 40, Policy(version="v")) is None
    True
    """
    if whole < 20 * policy.k:
        return None
    step = 1 if whole >= 1000 else 5
    return round(100 * part / whole / step) * step
