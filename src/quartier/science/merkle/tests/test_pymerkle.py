"""Another implementation of the same trees: it accepts our proofs, and we accept its.

pymerkle counts entries from 1, and its consistency paths are another list than RFC 9162's: so roots and inclusion
paths are compared byte for byte, and of its consistency proofs the roots that they lead to.
"""

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle.proof import InclusionProof

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.proofs import check_consistency, check_inclusion
from quartier.science.merkle.tests.known import entry, leaves
from quartier.science.merkle.tree import Tree

MOST = 700
OURS = Tree(leaves(MOST))
THEIRS = pymerkle.InmemoryTree(algorithm="sha256")
for _number in range(MOST):
    THEIRS.append_entry(entry(_number))


@given(size=st.integers(0, MOST))
def test_roots_are_the_same(size):
    assert OURS.root(size) == THEIRS.get_root(size)


@given(data=st.data(), size=st.integers(1, MOST))
def test_inclusion_goes_both_ways(data, size):
    index = data.draw(st.integers(0, size - 1))
    theirs = THEIRS.prove_inclusion(index + 1, size)
    leaf, *path = theirs.path
    assert path == OURS.inclusion(index, size)
    check_inclusion(index=index, size=size, leaf=leaf, path=path, root=THEIRS.get_root(size))
    made = InclusionProof("sha256", True, size, index + 1, theirs.rule, [leaf, *OURS.inclusion(index, size)])
    made.verify(leaf_hash(entry(index)), OURS.root(size), index=index + 1, size=size)


@given(data=st.data(), new=st.integers(1, MOST))
def test_consistency_leads_to_the_same_roots(data, new):
    old = data.draw(st.integers(1, new))
    roots = OURS.root(old), OURS.root(new)
    THEIRS.prove_consistency(old, new).verify(*roots, prior_size=old, later_size=new)
    path = OURS.consistency(old, new)
    check_consistency(
        old=old, new=new, old_root=THEIRS.get_root(old), new_root=THEIRS.get_root(new), path=path
    )


@given(data=st.data(), size=st.integers(2, MOST))
def test_both_refuse_another_entry(data, size):
    index, other = data.draw(st.permutations(range(min(size, 50))))[:2]
    proof = THEIRS.prove_inclusion(index + 1, size)
    with pytest.raises(pymerkle.InvalidProof):
        proof.verify(leaf_hash(entry(other)), THEIRS.get_root(size))
    with pytest.raises(Refused):
        check_inclusion(
            index=index, size=size, leaf=leaves(MOST)[other], path=proof.path[1:], root=OURS.root(size)
        )
