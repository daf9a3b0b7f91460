"""The worked values of the formats page, each computed from what the page itself gives."""

import hashlib
import json
from typing import Any

from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.commitments import entry_of, field_digest
from quartier.science.merkle.companions import companion_name
from quartier.science.merkle.cosignature import cosign, cosigned_message
from quartier.science.merkle.encoding import encode_base64
from quartier.science.merkle.hashing import EMPTY_ROOT, leaf_hash, node_hash
from quartier.science.merkle.keys import COSIGNATURE, ED25519
from quartier.science.merkle.manifest import manifest_text, sign_manifest
from quartier.science.merkle.note import sign_note
from quartier.science.merkle.promise import Promise, sign_promise
from quartier.science.merkle.proof_file import ProofFile
from quartier.science.merkle.signing import SigningKey
from quartier.science.merkle.tiles import encode_bundle, growth, tiles_at
from quartier.science.merkle.tree import Tree

ORIGIN = "ledger.police.example/main"
WITNESS = "witness.ombudsman.example/w1"
AT = 1_795_000_000
SALT, BLIND = b"S" * 32, b"B" * 32


def key(label: str, name: str, type: int = ED25519) -> SigningKey:
    """The key of a label, by the rule that the page gives for seeds."""
    seed = hashlib.sha256(f"quartier ledger vectors, test only: {label}".encode()).digest()
    return SigningKey.from_seed(name, type, seed)


LOG, WITNESSING = key("log-a", ORIGIN), key("w-ombudsman", WITNESS, COSIGNATURE)
PACKING = key("pack", companion_name(ORIGIN, "pack"))
RECEIPTING = key("receipt", companion_name(ORIGIN, "receipt"))


def envelope() -> bytes:
    """An envelope with one field beside `by`; for these members sorted JSON is what RFC 8785 demands."""
    fields = {"by": field_digest("by", SALT, b'"import"'), "rows": field_digest("rows", SALT, b"1200")}
    members: dict[str, Any] = {
        "blind": encode_base64(BLIND),
        "captured_at": None,
        "corrects": None,
        "fields": {name: encode_base64(digest) for name, digest in fields.items()},
        "kind": "incidents.imported",
        "occurred_at": "2026-11-21T20:00:00.000000Z",
        "prev": None,
        "record": None,
        "recorded_at": "2026-11-21T20:00:01.250000Z",
        "seen": None,
        "v": 1,
    }
    return json.dumps(members, sort_keys=True, separators=(",", ":")).encode()


ENTRIES = [entry_of(envelope()), entry_of(b"one"), entry_of(b"two")]
TREE = Tree(leaf_hash(entry) for entry in ENTRIES)
HEAD = Checkpoint(ORIGIN, 3, TREE.root())


def texts() -> dict[str, str]:
    """Notes and files, by their names on the page."""
    cosignature = cosign(WITNESSING, HEAD.text, AT)
    checkpoint = sign_note(HEAD.text, LOG) + cosignature.encode()
    files = {"log/checkpoint": (hashlib.sha256(checkpoint).digest(), len(checkpoint))}
    promise = Promise(
        ORIGIN, leaf_hash(ENTRIES[1]), "2026-11-21T20:00:01.250000Z", "2026-11-21T20:01:01.250000Z"
    )
    policy = (
        f"log {LOG.verifying.text} https://ledger.police.example/main/\n"
        f"witness ombudsman {WITNESSING.verifying.text}\nquorum ombudsman\n"
        f"# quartier-pack-key {PACKING.verifying.text}\n"
        f"# quartier-receipt-key {RECEIPTING.verifying.text}\n"
    )
    return {
        "cosigned-message": cosigned_message(HEAD.text, AT).decode(),
        "checkpoint": checkpoint.decode(),
        "proof-file": ProofFile(1, tuple(TREE.inclusion(1)), checkpoint).encode().decode(),
        "policy": policy,
        "manifest": sign_manifest(manifest_text(ORIGIN, HEAD, files), PACKING).decode(),
        "promise": sign_promise(promise, RECEIPTING).decode(),
        "tiles-70000": ranges(70_000),
        "growth-255-257": "".join(f"{name.path}\n" for name in growth(255, 257)),
    }


def ranges(size: int) -> str:
    """The first and the last file of each level and of the bundles, with their number."""
    names = list(tiles_at(size))
    found = ""
    for level in (0, 1, 2, "entries"):
        mine = [name.path for name in names if name.level == level]
        found += f"{len(mine)} {mine[0]} {mine[-1]}\n"
    return found


def values() -> dict[str, str]:
    """Hashes in hexadecimal and single lines, by their names on the page."""
    leaves = [leaf_hash(entry) for entry in ENTRIES]
    hashes = {
        "empty-root": EMPTY_ROOT,
        "digest-rows": field_digest("rows", SALT, b"1200"),
        "entry-0": ENTRIES[0],
        "entry-1": ENTRIES[1],
        "entry-2": ENTRIES[2],
        "leaf-0": leaves[0],
        "leaf-1": leaves[1],
        "leaf-2": leaves[2],
        "root-2": node_hash(leaves[0], leaves[1]),
        "root-3": TREE.root(),
        "inclusion-1-of-3": b"".join(TREE.inclusion(1)),
        "consistency-2-to-3": b"".join(TREE.consistency(2)),
        "tile/0/000.p/3": b"".join(leaves),
        "tile/entries/000.p/3": encode_bundle(ENTRIES),
    }
    keys = {"log": LOG, "witness": WITNESSING, "pack": PACKING, "receipt": RECEIPTING}
    return (
        {"envelope": envelope().decode()}
        | {name: value.hex() for name, value in hashes.items()}
        | {f"vkey-{name}": made.verifying.text for name, made in keys.items()}
        | {"seed-log-a": hashlib.sha256(b"quartier ledger vectors, test only: log-a").hexdigest()}
    )
