"""A pack, from its manifest to its last entry, and against an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quartier.outside.verifier.claims import Claims, read_claims
from quartier.outside.verifier.entries import Found, lines_of, read_entries
from quartier.outside.verifier.envelopes import read_envelope
from quartier.outside.verifier.folder import bytes_of_path, check_files, read_listed, read_manifest
from quartier.outside.verifier.structure import (
    CHECKPOINT_PATH,
    check_places,
    check_structure,
    envelope_path,
    tiles_on,
)
from quartier.outside.verifier.trust import Head, Trust, judge_head, judge_manifest
from quartier.outside.verifier.verdict import Fault
from quartier.outside.verifier.whole import Erased, judge_whole, resolve
from quartier.science.merkle.tiles import TILE

CLAIMS_PATH = "pack.json"


@dataclass(frozen=True)
class Pack:
    """A pack that passed every check by itself."""

    folder: Path
    head: Head
    claims: Claims
    listed: Mapping[str, tuple[bytes, int]]
    others: list[str]
    found: Found
    erased: Erased

    def read(self, path: str) -> bytes:
        return read_listed(self.folder, path, self.listed)


def check_pack(folder: Path, trust: Trust) -> Pack:
    """Raises Fault with the first thing that is wrong. The order of the steps is part of the format."""
    manifest = judge_manifest(trust, read_manifest(folder))
    check_files(folder, manifest.files)

    def read(path: str) -> bytes:
        return read_listed(folder, path, manifest.files)

    if CLAIMS_PATH not in manifest.files:
        raise Fault("pack_form")
    claims = read_claims(read(CLAIMS_PATH))
    if CHECKPOINT_PATH not in manifest.files:
        raise Fault("checkpoint_form")
    head = judge_head(trust, read(CHECKPOINT_PATH), origin=manifest.origin)
    size, root = head.checkpoint.size, head.checkpoint.root
    if (manifest.size, manifest.root) != (size, root):
        raise Fault("head_differs")
    listed = sorted(manifest.files, key=bytes_of_path)
    others = check_places(listed, size=size, with_envelopes=claims.scope != "structure")
    check_structure(read, size=size, root=root)
    if claims.scope == "structure":
        found = Found(size, bytearray())
    else:
        found = read_entries(read, listed=manifest.files, claims=claims, head=head)
    return Pack(folder, head, claims, manifest.files, others, found, judge_whole(read, found))


def check_since(pack: Pack, older: Path, trust: Trust) -> Pack:
    """Everything that an earlier pack held still stands. Returns the earlier pack."""
    try:
        before = check_pack(older, trust)
    except Fault as fault:
        raise Fault("since_invalid", older=fault.code) from fault
    head, now = before.head.checkpoint, pack.head.checkpoint
    if head.origin != now.origin:
        raise Fault("since_origin")
    if head.size > now.size:
        raise Fault("since_newer", older=head.size, size=now.size)
    roots = resolve(pack.read, now.size, leaves=(), sizes=(head.size,)).roots
    if head.size and roots[head.size] != head.root:
        raise Fault("since_root", older=head.size)
    _check_none_dropped(pack, before)
    return before


def _check_none_dropped(pack: Pack, before: Pack) -> None:
    """What the earlier pack disclosed is disclosed here, or erased, or not of the kinds that this pack is about."""
    if pack.claims.scope == "structure":
        return
    for tile in range(tiles_on(before.found.size)):
        path = envelope_path(tile)
        if path not in before.listed:
            continue
        for line in lines_of(before.read(path), path=path, start=tile * TILE, stop=before.found.size):
            gone = not pack.found.shown[line.index] and line.index not in pack.erased.entries
            if gone and pack.claims.covers(read_envelope(line.envelope, place=line.index).kind):
                raise Fault("since_dropped", index=line.index)
