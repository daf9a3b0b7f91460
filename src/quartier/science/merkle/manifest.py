"""The manifest of a pack: a note with one line, over the length and SHA-256 of every other file.

It proves that nothing fell off or was put in on the way. Truth comes from the checkpoint, its witnesses and the tiles:
a manifest alone must never lead to an OK.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.companions import PACK, companion_name, open_single
from quartier.science.merkle.ed25519 import verify_ed25519
from quartier.science.merkle.encoding import HASH_BYTES, decode_decimal, decode_hash, encode_base64
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import Signer, VerifyingKey
from quartier.science.merkle.note import sign_note

MANIFEST_HEADER = "quartier/pack/v1"
MANIFEST_NAME = "MANIFEST"
MAX_MANIFEST_BYTES = 64 * 2**20
MAX_MANIFEST_LINES = 1_000_000
FILE_LINE = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]*) ([!-\[\]-~]+)")


@dataclass(frozen=True)
class Manifest:
    """What a pack says of itself: the log, its head, and each file by its path with SHA-256 and length in bytes."""

    origin: str
    size: int
    root: bytes
    files: Mapping[str, tuple[bytes, int]]


def manifest_text(origin: str, head: Checkpoint, files: Mapping[str, tuple[bytes, int]]) -> str:
    """The text to sign; `files` gives SHA-256 and length by path. Refused `manifest_form` for what cannot be listed."""
    lines = [MANIFEST_HEADER, origin, f"head {head.size} {encode_base64(head.root)}"]
    for path in sorted(files, key=lambda path: path.encode("utf-8", "surrogatepass")):
        digest, length = files[path]
        if len(digest) != HASH_BYTES or length < 0 or not _is_pack_path(path):
            raise Refused("manifest_form", path=path)
        lines.append(f"{digest.hex()} {length} {path}")
    return "\n".join(lines) + "\n"


def sign_manifest(text: str, signer: Signer) -> bytes:
    """The note with its one line. Refused `manifest_key` when the key is not the pack key of the text's log."""
    if signer.verifying.name != companion_name(text.split("\n", 2)[1], PACK):
        raise Refused("manifest_key")
    return sign_note(text, signer)


def open_manifest(
    data: bytes,
    *,
    keys: Collection[VerifyingKey],
    verify: Callable[[bytes, bytes, bytes], bool] = verify_ed25519,
) -> Manifest:
    """Verify a manifest by the pack keys that one trusts, then read it.

    Refused `manifest_form`, `manifest_key`, `manifest_signature`, `wrong_origin`. No byte of the note may be other.
    """
    text, key = open_single(data, keys=keys, what="manifest", most=MAX_MANIFEST_BYTES, verify=verify)
    try:
        manifest = _read_manifest(text)
    except Refused as problem:
        raise Refused("manifest_form") from problem
    if key.name != companion_name(manifest.origin, PACK):
        raise Refused("wrong_origin", found=manifest.origin)
    return manifest


def _read_manifest(text: str) -> Manifest:
    header, *lines = text[:-1].split("\n")
    if header != MANIFEST_HEADER or not 2 <= len(lines) < MAX_MANIFEST_LINES:
        raise Refused("manifest_form")
    origin, head, *listed = lines
    word, *numbers = head.split(" ")
    if word != "head" or len(numbers) != 2:
        raise Refused("manifest_form")
    return Manifest(origin, decode_decimal(numbers[0]), decode_hash(numbers[1]), _read_files(listed))


def _read_files(lines: list[str]) -> dict[str, tuple[bytes, int]]:
    files: dict[str, tuple[bytes, int]] = {}
    before = ""
    for line in lines:
        found = FILE_LINE.fullmatch(line)
        if not found or found[3] <= before or not _is_pack_path(found[3]):  # rising, so none is named twice
            raise Refused("manifest_form")
        before = found[3]
        files[before] = (bytes.fromhex(found[1]), decode_decimal(found[2]))
    return files


def _is_pack_path(path: str) -> bool:
    """Relative, of visible ASCII without a backslash, no part empty or of dots, and not the manifest itself."""
    visible = all("!" <= sign <= "~" and sign != "\\" for sign in path)
    return visible and path != MANIFEST_NAME and not {"", ".", ".."} & set(path.split("/"))
