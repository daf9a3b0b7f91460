"""The adversary against the rules: whatever the counts, month after month, no small figure is narrowed too
far.
"""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.core.publication.rules.counts import Figure, release
from quartier.core.publication.rules.policy import Policy, months_of, next_month, window_of
from quartier.core.publication.tests.attack import Adversary, all_figures, knowledge

POLICY = Policy(version="test")


def months(count: int) -> list[date]:
    found = [date(2026, 1, 1)]
    while len(found) < count:
        found.append(next_month(found[-1]))
    return found


def narrowed(counts, areas, spans, kinds, policy, released) -> list[tuple[object, tuple[int, float]]]:
    """Small figures that the adversary can pin down further than the policy allows."""
    windows = {}
    for month in spans:
        windows.setdefault(window_of(month, policy.window).isoformat() + "w", []).append(month.isoformat())
    whole = [
        name
        for name in windows
        if len(windows[name]) == len(months_of(date.fromisoformat(name[:10]), policy.window))
    ]
    plain = {(str(a), m.isoformat(), k): n for (a, m, k), n in counts.items() if k not in policy.suppressed}
    kept = [kind for kind in kinds if kind not in policy.suppressed]
    figures = all_figures(plain, [str(a) for a in areas], windows, kept, whole)
    shown = {
        (
            None if f.area is None else str(f.area),
            f.start.isoformat() + ("w" if f.grain == "window" else ""),
            f.kind,
        ): f.value
        for f in released
    }
    # a window that the release does not even mention is no knowledge
    figures = {name: pair for name, pair in figures.items() if name in shown}
    for name, value in shown.items():
        assert value is None or value == figures[name][1] >= policy.k
    eve = Adversary(knowledge({n: (*pair, shown[n] is not None) for n, pair in figures.items()}, policy.k))
    pinned = []
    for name, (atoms, value) in figures.items():
        if 0 < value < policy.k:
            low, high = eve.range(atoms)
            if high - low < policy.protection:
                pinned.append((name, (low, high)))
    return pinned


@st.composite
def tables(draw):
    areas, kinds = list(range(draw(st.integers(1, 3)))), ["x", "y", "z"][: draw(st.integers(1, 3))]
    spans = months(draw(st.integers(1, 4)))
    values = st.one_of(st.integers(0, 6), st.integers(0, 30))
    return {cell: draw(values) for cell in product(areas, spans, kinds)}, areas, spans, kinds


@given(tables(), st.integers(1, 2))
@settings(max_examples=25, deadline=None)
def test_no_small_figure_can_be_worked_out(table, protection) -> None:
    counts, areas, spans, kinds = table
    policy = Policy(version="test", protection=protection)
    released = release(counts=counts, areas=areas, months=spans, kinds=kinds, policy=policy)
    assert narrowed(counts, areas, spans, kinds, policy, released) == []


@given(tables())
@settings(max_examples=15, deadline=None)
def test_releasing_month_by_month_gives_no_more_away(table) -> None:
    counts, areas, spans, kinds = table
    released: tuple[Figure, ...] = ()
    for number in range(1, len(spans) + 1):
        before = released
        released = release(
            counts=counts, areas=areas, months=spans[:number], kinds=kinds, policy=POLICY, earlier=before
        )
        later = {figure.name: figure for figure in released}
        assert all(later[figure.name] == figure for figure in before)
    assert narrowed(counts, areas, spans, kinds, POLICY, released) == []


@pytest.mark.slow
@given(tables(), st.integers(1, 2))
@settings(max_examples=400, deadline=None)
def test_no_small_figure_can_be_worked_out_in_many_tables(table, protection) -> None:
    counts, areas, spans, kinds = table
    policy = Policy(version="test", protection=protection)
    released = release(counts=counts, areas=areas, months=spans, kinds=kinds, policy=policy)
    assert narrowed(counts, areas, spans, kinds, policy, released) == []


def test_order_of_input_changes_nothing() -> None:
    spans = months(3)
    cells = list(product([3, 1, 2], spans, ["y", "x"]))
    counts = {cell: (7 * number) % 13 for number, cell in enumerate(cells)}
    one = release(counts=counts, areas=[3, 1, 2], months=spans, kinds=["y", "x"], policy=POLICY)
    backwards = dict(reversed(counts.items()))
    assert one == release(
        counts=backwards, areas=[1, 2, 3], months=spans[::-1], kinds=["x", "y"], policy=POLICY
    )


def test_figures_of_a_usual_town_are_mostly_there() -> None:
    """Safety that hides everything would be no use: of a plain table of large figures all are shown."""
    counts = {cell: 20 for cell in product([1, 2], months(3), ["x", "y"])}
    released = release(counts=counts, areas=[1, 2], months=months(3), kinds=["x", "y"], policy=POLICY)
    assert all(figure.value is not None for figure in released)


def test_suppressed_kinds_are_in_no_total() -> None:
    month = months(1)
    counts = {(1, month[0], "theft"): 12, (1, month[0], "violence_domestic"): 40}
    policy = Policy(version="t", suppressed=frozenset({"violence_domestic"}))
    released = release(
        counts=counts, areas=[1], months=month, kinds=["theft", "violence_domestic"], policy=policy
    )
    assert {figure.value for figure in released} == {12}
    assert not any(figure.kind == "violence_domestic" for figure in released)


def test_changed_months_are_refused() -> None:
    month = months(1)
    first = release(counts={(1, month[0], "x"): 12}, areas=[1], months=month, kinds=["x"], policy=POLICY)
    with pytest.raises(ValueError, match="months_changed"):
        release(
            counts={(1, month[0], "x"): 13},
            areas=[1],
            months=months(2),
            kinds=["x"],
            policy=POLICY,
            earlier=first,
        )
    with pytest.raises(ValueError, match="months_missing"):
        release(counts={}, areas=[1], months=months(2)[1:], kinds=["x"], policy=POLICY, earlier=first)


def test_rounding_is_applied_to_what_is_shown() -> None:
    policy = Policy(version="t", rounding=5)
    month = months(1)
    released = release(counts={(1, month[0], "x"): 13}, areas=[1], months=month, kinds=["x"], policy=policy)
    assert {figure.value for figure in released} == {15}


def test_one_awkward_figure_does_not_withhold_the_totals() -> None:
    """Small figures near k that only the thorough search protects: the place's total is shown all the same."""
    month = months(1)[0]
    small = {(0, month, "x"): 4, (0, month, "y"): 2, (1, month, "x"): 1}
    counts = small | {(0, month, "z"): 40, (1, month, "z"): 40}
    released = release(counts=counts, areas=[0, 1], months=[month], kinds=["x", "y", "z"], policy=POLICY)
    total = next(figure for figure in released if figure.area is None and figure.kind is None)
    assert total.value == 87
    assert narrowed(counts, [0, 1], [month], ["x", "y", "z"], POLICY, released) == []
