"""Go's own golang.org/x/mod/sumdb (note, tlog) reads what we write, and we read what it writes.

Needs Go and that module's sources as Debian packages them (golang-go, golang-golang-x-mod-dev); says so where they are
not there.
"""

import json
import os
import shutil
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

import pytest

from quartier.science.merkle.edge import TileEdge
from quartier.science.merkle.note import open_note, sign_note
from quartier.science.merkle.proofs import check_consistency, check_inclusion
from quartier.science.merkle.tests import worked
from quartier.science.merkle.tests.known import KEYS, VECTORS, entry, keys, leaves, note_bytes, signer
from quartier.science.merkle.tree import Tree

SOURCE = Path(__file__).parent / "peer" / "peer.go"
GO_PATH = Path("/usr/share/gocode")
MOST = 1_000
SIZES = [1, 2, 3, 5, 255, 256, 257, 511, 512, 513, 999, 1_000]
TREE = Tree(leaves(MOST))
DIFFERS = {  # what Go decides otherwise, and why
    "base64 of the signature with a set unused bit: same bytes": "Go does not ask for canonical base64",
}


@pytest.fixture(scope="module")
def peer(tmp_path_factory):
    """A function that asks the Go program."""
    go = shutil.which("go")
    if go is None or not (GO_PATH / "src/golang.org/x/mod/sumdb/tlog").exists():
        pytest.skip("no Go with golang.org/x/mod here: apt-get install golang-go golang-golang-x-mod-dev")
    folder = tmp_path_factory.mktemp("peer")
    setting = {
        "GO111MODULE": "off",
        "GOPATH": str(GO_PATH),
        "GOCACHE": str(folder / "cache"),
        "GOFLAGS": "",
        "PATH": os.environ["PATH"],
    }
    subprocess.run([go, "build", "-o", str(folder / "peer"), str(SOURCE)], env=setting, check=True)

    def ask(**question):
        asked = {"Notes": [], "Sign": [], "Entries": [], "Tiles": {}, "Sizes": []} | question
        said = subprocess.run(
            [folder / "peer"], input=json.dumps(asked), capture_output=True, text=True, check=True
        )
        return json.loads(said.stdout)

    return ask


def text_of(value):
    return b64encode(value).decode("ascii")


def test_go_decides_our_notes_as_we_do(peer):
    cases = [case for case in VECTORS["notes"] if "note_rule" not in case]
    questions = [
        {"Note": text_of(note_bytes(case)), "Keys": [KEYS[label]["vkey"] for label in case["trusted"]]}
        for case in cases
    ]
    differing = {}
    for case, said in zip(cases, peer(Notes=questions)["Notes"], strict=True):
        expected = case["expect"]
        accepted = expected["result"] == "ok"
        if accepted != (said["Problem"] == ""):
            differing[case["what"]] = said["Problem"]
        elif accepted:
            assert said["Verified"] == [KEYS[label]["name"] for label in expected["verified"]]
            assert said["Text"] == open_note(note_bytes(case), keys(*case["trusted"])).text
    assert differing.keys() == DIFFERS.keys()


def test_go_opens_our_checkpoint_with_its_cosignature(peer):
    note = worked.texts()["checkpoint"].encode()
    question = {
        "Note": text_of(note),
        "Keys": [worked.LOG.verifying.text],
        "Witnesses": [worked.WITNESSING.verifying.text],
    }
    forged = question | {"Note": text_of(note.replace(b"\n3\n", b"\n4\n"))}
    good, bad = peer(Notes=[question, forged])["Notes"]
    assert good == {
        "Text": worked.HEAD.text,
        "Verified": [worked.ORIGIN, worked.WITNESS],
        "Unknown": 0,
        "Problem": "",
    }
    assert bad["Problem"]


def test_go_and_we_sign_the_same_bytes(peer):
    texts = ["one\n", "Їжак\n\nдва\n", worked.HEAD.text]
    questions = [{"Text": text, "Key": signer("log-a").text} for text in texts]
    signed = [b64decode(note) for note in peer(Sign=questions)["Signed"]]
    assert signed == [sign_note(text, signer("log-a")) for text in texts]
    for note, text in zip(signed, texts, strict=True):
        assert open_note(note, keys("log-a")).text == text


def test_go_reads_our_tiles_and_its_proofs_are_ours(peer):
    edge = TileEdge()
    tiles = {}
    for before, size in zip([0, *SIZES], SIZES, strict=False):
        grown = edge.extend(leaves(MOST)[before:size]) + edge.partials()
        tiles |= {name.path: text_of(data) for name, data in grown}
    entries = [text_of(entry(index)) for index in range(MOST)]
    said = peer(Entries=entries, Tiles=tiles, Sizes=SIZES)
    for found in said["Trees"]:
        size, root = found["Size"], b64decode(found["Root"])
        assert found["Problem"] == ""
        assert root == b64decode(found["TilesRoot"]) == TREE.root(size)
        inclusion, consistency = (
            [b64decode(text) for text in found[kind] or ()] for kind in ("Inclusion", "Consistency")
        )
        index, old = size // 2, size // 2 + 1
        assert inclusion == TREE.inclusion(index, size)
        assert consistency == TREE.consistency(old, size)
        check_inclusion(index=index, size=size, leaf=leaves(MOST)[index], path=inclusion, root=root)
        check_consistency(old=old, new=size, old_root=TREE.root(old), new_root=root, path=consistency)


def test_go_writes_the_tiles_that_we_write(peer):
    edge = TileEdge()
    ours = edge.extend(leaves(MOST)) + edge.partials()
    theirs = peer(Entries=[text_of(entry(index)) for index in range(MOST)])["Tiles"]
    assert {name.path: data for name, data in ours}.items() <= {
        path: b64decode(text) for path, text in theirs.items()
    }.items()


def test_go_finds_a_changed_tile(peer):
    edge = TileEdge()
    tiles = dict(edge.extend(leaves(MOST)) + edge.partials())
    entries = [text_of(entry(index)) for index in range(MOST)]
    for victim in tiles:
        data = bytearray(tiles[victim])
        data[-1] ^= 1
        served = {name.path: text_of(bytes(data) if name == victim else each) for name, each in tiles.items()}
        [found] = peer(Entries=entries, Tiles=served, Sizes=[MOST])["Trees"]
        touched = victim.level or victim.index in (MOST // 2 // 256, MOST // 256)
        assert bool(found["Problem"]) is bool(touched)
