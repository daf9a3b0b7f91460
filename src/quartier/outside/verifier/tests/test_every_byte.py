"""Not one byte of a pack is without weight: whatever is changed, left out, put in or repeated gives NOT."""

import os
import pathlib
import random
import shutil

import pytest

from quartier.outside.verifier.pack import check_pack, check_since
from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.trust import read_trust
from quartier.outside.verifier.verdict import Fault
from quartier.science.merkle.keys import ED25519

TRUST = read_trust(forge.policy().encode())


def small():
    log = forge.Log()
    log.add(record=forge.RECORDS[0])
    log.add(record=forge.RECORDS[0])
    log.erase(0)
    return forge.pack(log, forge.Wanted(hidden=frozenset({0})))


FILES = small()
PLACES = [(path, place) for path, data in sorted(FILES.items()) for place in range(len(data))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = forge.write(FILES, tmp_path_factory.mktemp("pack"))
    check_pack(made, TRUST)
    return made


def refused(folder, path: str, data: bytes) -> str | None:
    """The reason when that file holds other bytes; the file is put back."""
    (folder / path).write_bytes(data)
    try:
        check_pack(folder, TRUST)
    except Fault as fault:
        return fault.code
    finally:
        (folder / path).write_bytes(FILES[path])
    return None


def changes(path: str, place: int, chance: random.Random):
    """One byte changed in one bit and in any, left out, doubled, and one put in before it."""
    data = FILES[path]
    before, byte, after = data[:place], data[place : place + 1], data[place + 1 :]
    yield before + bytes([byte[0] ^ 1 << chance.randrange(8)]) + after
    yield before + bytes([byte[0] ^ chance.randrange(1, 256)]) + after
    yield before + after
    yield before + byte + byte + after
    yield before + bytes([chance.randrange(256)]) + byte + after


def unnoticed(folder, places, chance: random.Random) -> list[tuple[str, int]]:
    return [
        (path, place)
        for path, place in places
        for data in changes(path, place, chance)
        if data != FILES[path] and refused(folder, path, data) is None
    ]


def test_some_bytes_of_every_file(folder):
    chance = random.Random(9)
    for path in FILES:
        places = [each for each in PLACES if each[0] == path]
        assert unnoticed(folder, chance.sample(places, min(6, len(places))), chance) == []


@pytest.mark.slow
def test_all_bytes_of_every_file(folder):
    assert unnoticed(folder, PLACES, random.Random(10)) == []


@pytest.mark.parametrize("path", sorted(FILES))
def test_each_file_cut_emptied_doubled_or_gone(folder, path):
    data = FILES[path]
    for other in (b"", data[: len(data) // 2], data[:-1], data + b"\n", data + data, data + b"\0"):
        assert refused(folder, path, other) is not None
    (folder / path).unlink()
    try:
        with pytest.raises(Fault):
            check_pack(folder, TRUST)
    finally:
        (folder / path).write_bytes(data)


@pytest.mark.parametrize(
    "name", ["x", ".hidden", "log/x", "envelopes/x", "log/tile/0/001", "МANIFEST", "a\nb"]
)
def test_a_file_put_in(folder, name):
    (folder / name).write_bytes(b"")
    try:
        with pytest.raises(Fault, match="file_unlisted"):
            check_pack(folder, TRUST)
    finally:
        (folder / name).unlink()


@pytest.mark.parametrize("path", sorted(FILES))
def test_two_files_that_change_places(folder, path):
    other = next(each for each in sorted(FILES) if FILES[each] != FILES[path])
    (folder / other).write_bytes(FILES[path])
    try:
        assert refused(folder, path, FILES[other]) is not None
    finally:
        (folder / other).write_bytes(FILES[other])


@pytest.mark.parametrize("path", sorted(set(FILES) - {"MANIFEST", "README.txt"}))
def test_a_stick_that_tells_two_stories(folder, monkeypatch, path):
    """It gives the listed bytes while the files are counted, and others when they are read."""
    read = pathlib.Path.read_bytes
    monkeypatch.setattr(
        pathlib.Path, "read_bytes", lambda file: read(file) + (b"\n" if file == folder / path else b"")
    )
    with pytest.raises(Fault, match="file_hash"):
        check_pack(folder, TRUST)


def test_a_link_is_no_file(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "copy")
    shutil.move(copy / "README.txt", tmp_path / "README.txt")
    os.symlink(tmp_path / "README.txt", copy / "README.txt")
    with pytest.raises(Fault, match="file_link"):
        check_pack(copy, TRUST)


def test_a_manifest_behind_a_link_is_none(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "copy")
    shutil.move(copy / "MANIFEST", tmp_path / "MANIFEST")
    os.symlink(tmp_path / "MANIFEST", copy / "MANIFEST")
    with pytest.raises(Fault, match="manifest_missing"):
        check_pack(copy, TRUST)


def test_a_pack_of_another_log_that_is_trusted_too_is_no_earlier_one(tmp_path):
    """Two logs in one policy: each pack is OK, but one says nothing about the other."""
    origin = "second.quartier.test/log"
    log_key, pack_key = forge.key(origin, ED25519, 41), forge.key(f"{origin}/pack", ED25519, 42)
    text = f"# quartier-pack-key {pack_key.verifying.text}\nlog {log_key.verifying.text}\n{forge.policy()}"
    trust = read_trust(text.encode())
    other = forge.Log(origin=origin)
    found = forge.files(other, log_key=log_key)
    found["MANIFEST"] = forge.manifest(found, other.head, pack_key)
    ours = check_pack(forge.write(FILES, tmp_path / "ours"), trust)
    with pytest.raises(Fault, match="since_origin"):
        check_since(ours, forge.write(found, tmp_path / "other"), trust)
