"""The adversary must be able to win, else its defeats would mean nothing."""

from quartier.core.publication.tests.attack import Adversary, all_figures, knowledge

AREAS, KINDS = ["a", "b"], ["x", "y"]


def see(counts, hide, k=5):
    figures = all_figures(counts, AREAS, {"q": ["m"]}, KINDS, [])
    return Adversary(knowledge({name: (*pair, not hide(name, pair[1])) for name, pair in figures.items()}, k))


def test_hiding_only_the_small_figure_gives_it_away() -> None:
    counts = {("a", "m", "x"): 2, ("a", "m", "y"): 20, ("b", "m", "x"): 30, ("b", "m", "y"): 40}
    eve = see(counts, lambda _name, value: value < 5)
    assert eve.range([("a", "m", "x")]) == (2, 2)


def test_two_small_figures_under_a_shown_total_can_still_be_recovered() -> None:
    counts = {("a", "m", "x"): 4, ("a", "m", "y"): 4, ("b", "m", "x"): 4, ("b", "m", "y"): 4}
    eve = see(counts, lambda _name, value: value < 5)
    assert eve.range([("a", "m", "x")]) == (4, 4)


def test_with_a_rectangle_hidden_the_figure_stays_open() -> None:
    counts = {("a", "m", "x"): 2, ("a", "m", "y"): 20, ("b", "m", "x"): 30, ("b", "m", "y"): 40}
    eve = see(counts, lambda name, _value: name[0] is not None and name[2] is not None)
    assert eve.range([("a", "m", "x")]) == (0, 4)
