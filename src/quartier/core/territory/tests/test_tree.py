"""The tree by parent is the tree by interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.core.territory.rules.tree import BrokenTree, Interval, lies_in, number


@st.composite
def forests(draw):
    size = draw(st.integers(1, 60))
    ids = draw(st.permutations(range(1, size + 1)))
    parents = {}
    for position, area in enumerate(ids):
        earlier = st.sampled_from(ids[:position]) if position else st.none()
        parents[area] = draw(st.none() | earlier)
    return parents


def ancestors(area, parents):
    while area is not None:
        yield area
        area = parents[area]


@given(forests())
def test_lies_in_says_what_the_parents_say(parents):
    numbered = number(parents)
    for inner in parents:
        above = set(ancestors(inner, parents))
        for outer in parents:
            assert lies_in(numbered[inner], numbered[outer]) == (outer in above)


def test_a_parent_does_not_lie_in_its_first_child():
    numbered = number({1: None, 2: 1, 3: 1})
    assert lies_in(numbered[2], numbered[1])
    assert not lies_in(numbered[1], numbered[2])
    assert numbered[1] == Interval(1 << 32, (1 << 32) + 2)


def test_a_change_in_one_home_leaves_the_other_as_it_was():
    before = number({1: None, 2: 1, 9: None, 10: 9})
    after = number({1: None, 2: 1, 3: 1, 4: 3, 9: None, 10: 9})
    assert (before[9], before[10]) == (after[9], after[10])


def test_deep_chains_are_walked():
    parents = {1: None} | {each: each - 1 for each in range(2, 5000)}
    assert number(parents)[1].hi == (1 << 32) + 4998


@pytest.mark.parametrize(
    ("parents", "code", "ids"),
    [({1: 7}, "parent_unknown", [1]), ({1: None, 2: 3, 3: 2}, "cycle", [2, 3]), ({4: 4}, "cycle", [4])],
)
def test_broken_trees_are_named(parents, code, ids):
    with pytest.raises(BrokenTree) as caught:
        number(parents)
    assert (caught.value.code, caught.value.ids) == (code, ids)
