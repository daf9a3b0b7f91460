"""Tiles: names, bytes, growth, and proofs out of them."""

import hashlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.science.merkle.edge import TileEdge
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.proofs import check_consistency, check_inclusion
from quartier.science.merkle.reader import TileReader
from quartier.science.merkle.tests.known import VECTORS, counted, entry, leaves, named
from quartier.science.merkle.tiles import (
    TileName,
    decode_bundle,
    decode_tile,
    encode_bundle,
    growth,
    parse_tile_path,
    tile_path,
    tiles_at,
    width_at,
)
from quartier.science.merkle.tree import Tree

LARGEST = 70_000
TREE = Tree(leaves(LARGEST))


def content(name):
    """The bytes that belong to a name in the honest history, made without the code that makes tiles."""
    if name.level == "entries":
        return encode_bundle([entry(name.index * 256 + at) for at in range(name.width)])
    return b"".join(TREE.node(8 * name.level, name.index * 256 + at) for at in range(name.width))


@pytest.mark.parametrize("case", VECTORS["tiles"], ids=lambda case: str(case["size"]))
def test_a_size_has_the_files_of_the_vectors_with_their_bytes(case):
    digests = {name.path: hashlib.sha256(content(name)).hexdigest() for name in tiles_at(case["size"])}
    listing = "".join(f"{path} {digest}\n" for path, digest in digests.items())
    assert len(digests) == case["files"]
    assert hashlib.sha256(listing.encode()).hexdigest() == case["manifest_sha256"]
    for shown in case["shown"]:
        assert digests[shown["path"]] == shown["sha256"]
        assert len(content(parse_tile_path(shown["path"]))) == shown["bytes"]
    for level in case["levels"]:
        number, full, partial = level["level"], level["full"], level["partial_width"]
        assert width_at(case["size"], number, full) == partial
        assert full == 0 or width_at(case["size"], number, full - 1) == 256


@pytest.mark.parametrize("case", VECTORS["tile_bytes"], ids=lambda case: case["path"])
def test_a_small_tile_has_the_bytes_of_the_vectors(case):
    assert content(parse_tile_path(case["path"])).hex() == case["hex"]


@pytest.mark.parametrize("case", VECTORS["tile_growth"], ids=lambda case: f"{case['old']}-{case['new']}")
def test_growth_writes_the_tiles_of_the_vectors(case):
    names = list(growth(case["old"], case["new"]))
    assert [name.path for name in names if name.level != "entries"] == case["write"]
    bundles = [name for name in names if name.level == "entries"]
    assert bundles == [name.bundle for name in names if name.level == 0]


@pytest.mark.parametrize("case", VECTORS["tile_paths"]["valid"], ids=lambda case: case["path"])
def test_a_name_has_one_path(case):
    name = TileName(case["level"], int(case["index"]), case["width"])
    assert tile_path(case["level"], int(case["index"]), case["width"]) == case["path"] == name.path
    assert parse_tile_path(case["path"]) == name


@pytest.mark.parametrize("case", VECTORS["tile_paths"]["invalid"], ids=lambda case: case["path"])
def test_another_path_names_nothing(case):
    with pytest.raises(Refused, match="tile_path"):
        parse_tile_path(case["path"])


@pytest.mark.parametrize(
    "path", ["tile/0/000\n", "tile/0/000.p/999", "tile/0/x999/x999/x999/x999/x999/x999/999", ""]
)
def test_a_path_out_of_bounds_names_nothing(path):
    with pytest.raises(Refused, match="tile_path"):
        parse_tile_path(path)


@pytest.mark.parametrize(
    "name", [(64, 0, 256), (-1, 0, 256), (0, -1, 256), (0, 0, 0), (0, 0, 257), ("data", 0, 1)]
)
def test_a_name_out_of_bounds_is_refused(name):
    with pytest.raises(Refused, match="tile_name"):
        tile_path(*name)


@pytest.mark.parametrize("case", VECTORS["partial_fallback"], ids=lambda case: case["partial"])
def test_a_partial_tile_is_the_front_of_the_full_one(case):
    partial = parse_tile_path(case["partial"])
    full = content(partial.full)
    assert partial.full.path == case["full"]
    assert hashlib.sha256(full).hexdigest() == case["full_sha256"]
    assert hashlib.sha256(full[: 32 * case["width"]]).hexdigest() == case["partial_sha256"]


@pytest.mark.parametrize("case", **named(VECTORS["tile_bodies_invalid"]))
def test_a_wrong_body_is_refused_or_gives_another_root(case):
    name, body = parse_tile_path(case["path"]), bytes.fromhex(case["body_hex"])
    reader = TileReader(lambda _: body, name.width)
    if len(body) != 32 * name.width:
        with pytest.raises(Refused, match="tile_length"):
            reader.root()
    else:
        assert reader.root() != TREE.root(name.width)


@pytest.mark.parametrize("case", **named(VECTORS["entry_bundles"]["valid"]))
def test_a_bundle_is_written_and_read(case):
    if "entry_rule" in case:
        data = encode_bundle([counted(65_535)])
        assert (len(data), hashlib.sha256(data).hexdigest()) == (case["bytes"], case["sha256"])
        assert decode_bundle(data, 1) == [counted(65_535)]
        return
    entries = [bytes.fromhex(text) for text in case["entries"]]
    assert encode_bundle(entries).hex() == case["hex"]
    assert decode_bundle(bytes.fromhex(case["hex"]), len(entries)) == entries
    assert b"".join(leaf_hash(each) for each in entries).hex() == case["level0"]


@pytest.mark.parametrize("case", **named(VECTORS["entry_bundles"]["invalid"]))
def test_a_broken_bundle_is_refused(case):
    with pytest.raises(Refused, match="bundle"):
        decode_bundle(bytes.fromhex(case["hex"]), case["width"])


def test_what_no_bundle_can_hold_is_refused():
    for case in VECTORS["entry_bundles"]["refuse_to_encode"]:
        with pytest.raises(Refused, match="entry_too_long"):
            encode_bundle([bytes(case["length"])])
    for entries in ([], [b""] * 257):
        with pytest.raises(Refused, match="bundle_width"):
            encode_bundle(entries)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=20), st.data())
def test_no_two_lists_of_entries_have_one_bundle(entries, data):
    encoded = encode_bundle(entries)
    assert decode_bundle(encoded, len(entries)) == entries
    for other in (encoded[:-1], encoded + b"\x00", encoded + encoded):
        with pytest.raises(Refused):
            decode_bundle(other, len(entries))
    at = data.draw(st.integers(0, len(encoded) - 1))
    changed = encoded[:at] + bytes((encoded[at] ^ 1 << data.draw(st.integers(0, 7)),)) + encoded[at + 1 :]
    with suppress(Refused):
        assert decode_bundle(changed, len(entries)) != entries


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 1500), min_size=1, max_size=5))
def test_an_edge_writes_each_tile_once_and_knows_each_root(steps):
    edge, written = TileEdge(), {}
    for step in steps:
        before = edge.size
        grown = edge.extend(leaves(LARGEST)[before : before + step])
        for name, data in grown:
            assert written.setdefault(name, data) is data
        partials = edge.partials()
        named_by_growth = {name for name in growth(before, edge.size) if name.level != "entries"}
        assert {name for name, _ in grown} <= named_by_growth <= {name for name, _ in grown + partials}
        assert all(data == content(name) for name, data in grown + partials)
        assert edge.root() == TREE.root(edge.size)
        edge = TileEdge(edge.size, dict(partials).__getitem__)


def test_an_edge_refuses_a_partial_of_a_wrong_length():
    with pytest.raises(Refused, match="tile_length"):
        TileEdge(3, lambda _: bytes(64))
    with pytest.raises(Refused, match="tile_missing"):
        TileEdge(3)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 1000, 65_535, 65_536, 65_537, LARGEST])
def test_a_reader_of_tiles_knows_what_the_tree_knows(size):
    asked = []
    reader = TileReader(lambda name: asked.append(name) or content(name), size)
    assert reader.root() == TREE.root(size)
    for index in {0, size // 2, size - 1} if size else ():
        assert reader.leaf(index) == leaves(LARGEST)[index]
        path = reader.inclusion(index)
        assert path == TREE.inclusion(index, size)
        check_inclusion(index=index, size=size, leaf=reader.leaf(index), path=path, root=TREE.root(size))
    for old in {1, size // 3, size - 1} - {0} if size else ():
        path = reader.consistency(old, size)
        assert path == TREE.consistency(old, size)
        check_consistency(old=old, new=size, old_root=reader.root(old), new_root=TREE.root(size), path=path)
    assert set(asked) <= set(tiles_at(size))


def test_a_reader_keeps_few_tiles_and_fetches_a_tile_again():
    asked = []
    reader = TileReader(lambda name: asked.append(name) or content(name), LARGEST)
    for index in (0, *range(0, 65 * 256, 256), 0):
        assert reader.leaf(index) == leaves(LARGEST)[index]
    assert asked.count(TileName(0, 0)) == 2
    assert len(asked) == 66


def test_a_reader_does_not_answer_beyond_its_size():
    reader = TileReader(content, 300)
    questions = (lambda: reader.leaf(300), lambda: reader.leaf(-1), lambda: reader.root(301))
    for question in (*questions, lambda: reader.inclusion(300), lambda: reader.consistency(5, 301)):
        with pytest.raises(Refused):
            question()


@settings(max_examples=60, deadline=None)
@given(data=st.data(), size=st.integers(1, 1000))
def test_each_flipped_bit_of_a_tile_changes_the_root(data, size):
    names = [name for name in tiles_at(size) if name.level != "entries"]
    victim = data.draw(st.sampled_from(names))
    bit = data.draw(st.integers(0, 256 * victim.width - 1))
    wrong = (int.from_bytes(content(victim), "big") ^ 1 << bit).to_bytes(32 * victim.width, "big")
    served = {name: wrong if name == victim else content(name) for name in names}
    level0 = [decode_tile(served[name], name.width) for name in names if name.level == 0]
    edge = TileEdge()
    made = edge.extend(leaf for tile in level0 for leaf in tile)
    made += edge.partials()
    assert edge.root() != TREE.root(size) or any(served[name] != data for name, data in made)
