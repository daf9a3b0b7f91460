"""Proofs: the vectors of two houses, and every change is found."""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import EMPTY_ROOT, leaf_hash
from quartier.science.merkle.proofs import (
    check_consistency,
    check_inclusion,
    check_subtree_consistency,
    check_subtree_inclusion,
)
from quartier.science.merkle.ranges import CompactRange
from quartier.science.merkle.tests.known import VECTORS, leaves, named
from quartier.science.merkle.tree import Tree

PUBLIC = json.loads((Path(__file__).parent / "vectors" / "rfc6962.json").read_text(encoding="utf-8"))
HASHES = [b64decode(text) for text in PUBLIC["hashes"]]
TREE = Tree(leaves(1000))
sizes = st.integers(1, 300)


def holds(check, **claim):
    try:
        check(**claim)
    except Refused:
        return False
    return True


def public(group):
    return pytest.mark.parametrize("case", PUBLIC[group], ids=lambda case: case["file"])


def hashes(case, *names):
    """The named hashes of a public case, then its proof."""
    return *(HASHES[case[name]] for name in names), [HASHES[number] for number in case["proof"] or ()]


@public("inclusion")
def test_public_inclusion(case):
    leaf, root, path = hashes(case, "leafHash", "root")
    found = holds(
        check_inclusion, index=case["leafIdx"], size=case["treeSize"], leaf=leaf, path=path, root=root
    )
    assert found is not case["wantErr"]


@public("consistency")
def test_public_consistency(case):
    old_root, new_root, path = hashes(case, "root1", "root2")
    found = holds(
        check_consistency,
        old=case["size1"],
        new=case["size2"],
        old_root=old_root,
        new_root=new_root,
        path=path,
    )
    assert found is not case["wantErr"]


@public("subtreeinclusion")
def test_public_subtree_inclusion(case):
    leaf, root, path = hashes(case, "leafHash", "root")
    found = holds(
        check_subtree_inclusion,
        index=case["leafIdx"],
        start=case["start"],
        end=case["end"],
        leaf=leaf,
        path=path,
        root=root,
    )
    assert found is not case["wantErr"]


@public("subtreeconsistency")
def test_public_subtree_consistency(case):
    """The public rule lets the empty subtree be part of any tree; ours leaves that to whoever has a use for it."""
    subtree_root, root, path = hashes(case, "root1", "root2")
    if case["start"] == case["end"]:
        found = subtree_root == EMPTY_ROOT and not path and case["end"] <= case["size"]
    else:
        bounds = {name: case[name] for name in ("start", "end", "size")}
        found = holds(check_subtree_consistency, **bounds, subtree_root=subtree_root, root=root, path=path)
    assert found is not case["wantErr"]


def test_all_public_vectors_are_here():
    groups = ("inclusion", "consistency", "subtreeinclusion", "subtreeconsistency")
    assert [len(PUBLIC[group]) for group in groups] == [98, 98, 204, 118]


def claim(case):
    """A case of ours as arguments; a changed one names the valid one it was made from."""
    numbers = {name: case[name] for name in ("index", "size", "old", "new") if name in case}
    texts = {name: case[name] for name in ("leaf", "root", "old_root", "new_root") if name in case}
    return (
        numbers
        | {name: bytes.fromhex(text) for name, text in texts.items()}
        | {"path": [bytes.fromhex(text) for text in case["proof"]]}
    )


def changed(group, kind):
    cases = VECTORS[group]
    return [{**cases["valid"][case["of"]], **case} for case in cases[kind]]


@pytest.mark.parametrize("kind", ["valid", "still_valid"])
def test_our_inclusion_vectors_hold(kind):
    for case in changed("inclusion", kind) if kind != "valid" else VECTORS["inclusion"]["valid"]:
        check_inclusion(**claim(case))


@pytest.mark.parametrize("kind", ["valid", "still_valid"])
def test_our_consistency_vectors_hold(kind):
    for case in changed("consistency", kind) if kind != "valid" else VECTORS["consistency"]["valid"]:
        check_consistency(**claim(case))


@pytest.mark.parametrize("case", **named(changed("inclusion", "invalid")))
def test_a_changed_inclusion_proof_is_refused(case):
    assert not holds(check_inclusion, **claim(case))


@pytest.mark.parametrize("case", **named(changed("consistency", "invalid")))
def test_a_changed_consistency_proof_is_refused(case):
    assert not holds(check_consistency, **claim(case))


@pytest.mark.parametrize("case", VECTORS["consistency"]["from_zero"])
def test_nothing_is_proved_from_the_empty_tree(case):
    assert case["verify"] == "refuse"
    with pytest.raises(Refused, match="empty_tree"):
        check_consistency(**claim(case))


@pytest.mark.parametrize("case", VECTORS["subtree_consistency"]["valid"])
def test_a_subtree_is_part_of_its_tree(case):
    path = [bytes.fromhex(text) for text in case["proof"]]
    bounds = {name: case[name] for name in ("start", "end", "size")}
    roots = {name: bytes.fromhex(case[name]) for name in ("subtree_root", "root")}
    assert TREE.subtree(**bounds) == path
    check_subtree_consistency(**bounds, **roots, path=path)


@pytest.mark.parametrize("case", VECTORS["subtree_consistency"]["invalid_ranges"])
def test_a_range_that_is_no_subtree_is_refused(case):
    with pytest.raises(Refused, match="subtree_range"):
        TREE.subtree(case["start"], case["end"], 20)


def test_our_proofs_are_those_of_the_vectors():
    tree = Tree(leaves(65_537))
    for case in VECTORS["trees"]:
        assert tree.root(case["size"]).hex() == case["root"]
    for case in VECTORS["inclusion"]["valid"]:
        assert [value.hex() for value in tree.inclusion(case["index"], case["size"])] == case["proof"]
    for case in VECTORS["consistency"]["valid"]:
        assert [value.hex() for value in tree.consistency(case["old"], case["new"])] == case["proof"]


def test_a_rewritten_history_has_the_roots_of_the_vectors():
    rewritten = [leaf_hash(f"rewritten entry {index}".encode()) for index in range(2, 1000)]
    fork = Tree([*leaves(2), *rewritten])
    for case in VECTORS["fork_trees"]:
        assert fork.root(case["size"]).hex() == case["root"]
        assert case["size"] <= 2 or fork.root(case["size"]) != TREE.root(case["size"])


def test_a_tree_does_not_answer_beyond_its_size():
    for question in (lambda: TREE.root(1001), lambda: TREE.inclusion(5, 5), lambda: TREE.consistency(0)):
        with pytest.raises(Refused):
            question()


@given(data=st.data(), size=sizes)
def test_every_entry_is_proved_and_every_change_of_the_proof_is_found(data, size):
    index = data.draw(st.integers(0, size - 1))
    proof = {
        "index": index,
        "size": size,
        "leaf": leaves(1000)[index],
        "path": TREE.inclusion(index, size),
        "root": TREE.root(size),
    }
    check_inclusion(**proof)
    for path in tampered(data, proof["path"]):
        assert not holds(check_inclusion, **proof | {"path": path})
    for name in ("leaf", "root"):
        assert not holds(check_inclusion, **proof | {name: flipped(data, proof[name])})
    other = data.draw(st.integers(-1, size))
    assert other == index or not holds(check_inclusion, **proof | {"index": other})


@given(data=st.data(), new=sizes)
def test_every_growth_is_proved_and_every_change_of_the_proof_is_found(data, new):
    old = data.draw(st.integers(1, new))
    proof = {
        "old": old,
        "new": new,
        "old_root": TREE.root(old),
        "new_root": TREE.root(new),
        "path": TREE.consistency(old, new),
    }
    check_consistency(**proof)
    for path in tampered(data, proof["path"]):
        assert not holds(check_consistency, **proof | {"path": path})
    for name in ("old_root", "new_root"):
        assert not holds(check_consistency, **proof | {name: flipped(data, proof[name])})
    other = data.draw(st.integers(0, new))
    assert other == old or not holds(check_consistency, **proof | {"old": other})


@settings(max_examples=50)
@given(data=st.data(), size=sizes)
def test_every_subtree_is_proved_with_the_roots_of_its_parts(data, size):
    width = 1 << data.draw(st.integers(0, (size - 1).bit_length()))
    start = data.draw(st.integers(0, (size - 1) // width)) * width
    end = data.draw(st.integers(start + 1, min(size, start + width)))
    held = CompactRange()
    held.extend(leaves(1000)[start:end])
    proof = {
        "start": start,
        "end": end,
        "size": size,
        "subtree_root": held.root(),
        "root": TREE.root(size),
        "path": TREE.subtree(start, end, size),
    }
    check_subtree_consistency(**proof)
    for path in tampered(data, proof["path"]):
        assert not holds(check_subtree_consistency, **proof | {"path": path})
    for name in ("subtree_root", "root"):
        assert not holds(check_subtree_consistency, **proof | {name: flipped(data, proof[name])})


def flipped(data, value):
    bit = data.draw(st.integers(0, 8 * len(value) - 1))
    return (int.from_bytes(value, "big") ^ 1 << bit).to_bytes(len(value), "big")


def tampered(data, path):
    """The path with a hash more, and one flipped, dropped, doubled, cut, lengthened, exchanged."""
    yield [*path, bytes(32)]
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        for changed_hash in (
            [flipped(data, path[at])],
            [],
            [path[at]] * 2,
            [path[at][:31]],
            [path[at] + b"\x00"],
        ):
            yield [*path[:at], *changed_hash, *path[at + 1 :]]
    if len(path) > 1:
        yield path[::-1]
