"""Packs as wholes: true ones, and those that were changed on the way or signed by a liar."""

from collections.abc import Iterator
from dataclasses import replace

from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.tests.case import (
    NOW,
    Case,
    Files,
    changed,
    many,
    resigned,
    signed,
    story,
    without,
)
from quartier.outside.verifier.tests.forge import START, Log, Wanted
from quartier.science.merkle.cosignature import cosign, cosigned_message
from quartier.science.merkle.keys import ED25519
from quartier.science.merkle.note import sign_note


def good() -> Iterator[Case]:
    log, found = forge.story(), story()
    yield Case("story", None, found)
    yield Case("large", None, forge.pack(many(300)))
    yield Case("one-entry", None, forge.pack(many(1)))
    yield Case("empty-log", None, forge.pack(Log()))
    yield Case("no-openings", None, forge.pack(log, replace(forge.STORY_SHOWN, openings="none")))
    yield Case("one-opening", None, forge.pack(log, replace(forge.STORY_SHOWN, openings=["rows"])))
    yield Case("structure", None, forge.pack(log, Wanted(scope="structure", openings="none")))
    kinds = replace(forge.STORY_SHOWN, scope="kinds", kinds=["test.counted"])
    yield Case("kinds", None, forge.pack(log, kinds))
    yield Case("kinds-left-out", None, forge.pack(log, replace(kinds, hidden=frozenset({0, 1, 4}))))
    yield Case("other-files", None, signed(log, found, policy=forge.policy("none").encode()))
    yield Case("empty-file", None, signed(log, found, notes=b""))
    yield Case("all-witnesses", None, forge.pack(log, forge.STORY_SHOWN, witnesses=(2, 0, 1)))
    yield Case("old-head", None, found, now=NOW + 10**8)
    yield Case("clock-behind", None, found, now=START)
    fresh = cosign(forge.WITNESSES[2], log.head.text, NOW - 60).encode()
    yield Case("one-fresh-witness", None, signed(log, found, **{"log/checkpoint": log.checkpoint() + fresh}))
    no_witness = forge.pack(log, forge.STORY_SHOWN, witnesses=())
    yield Case("unwitnessed", None, no_witness, policy=forge.policy("none"), verdict="NOT WITNESSED")
    yield Case("unwitnessed-structure", None, forge.pack(log, Wanted(scope="structure", openings="none")),
               policy=forge.policy("none"), verdict="NOT WITNESSED")  # fmt: skip


def in_between() -> Iterator[Case]:
    """Whoever holds the stick has no key, or a fresh one."""
    found = story()
    text = found["MANIFEST"]
    line = text.rindex("—".encode())
    fresh = forge.manifest(found, forge.story().head, forge.STRANGER)
    yield Case("no-manifest", "manifest_missing", without(found, "MANIFEST"))
    yield Case("nothing-at-all", "manifest_missing", {})
    yield Case("manifest-empty", "manifest_form", {**found, "MANIFEST": b""})
    yield Case("manifest-no-signature", "manifest_form", {**found, "MANIFEST": text[:line]})
    yield Case("manifest-two-signatures", "manifest_form", {**found, "MANIFEST": text + text[line:]})
    yield Case("manifest-return", "manifest_form", {**found, "MANIFEST": text.replace(b"\n", b"\r\n")})
    yield Case("fresh-key", "manifest_key", {**found, "MANIFEST": fresh})
    other = forge.key(f"{forge.ORIGIN}/receipt", ED25519, 3)
    by_receipt = sign_note(text[: line - 1].decode(), other)
    yield Case("receipt-key", "manifest_key", {**found, "MANIFEST": by_receipt})
    yield Case(
        "manifest-changed", "manifest_signature", {**found, "MANIFEST": text.replace(b"head 14", b"head 13")}
    )
    yield Case("file-gone", "file_missing", without(found, "log/tile/0/000.p/14"))
    yield Case("file-added", "file_unlisted", {**found, "Thumbs.db": b"x"})
    yield Case("file-shorter", "file_length", {**found, "README.txt": b"read me"})
    yield Case("file-changed", "file_hash", {**found, "README.txt": b"reed me\n"})
    yield Case(
        "opening-changed", "file_hash", changed(found, "envelopes/000.jsonl", b'"value":"3"', b'"value":"4"')
    )


def signed_files() -> Iterator[Case]:
    log, found = forge.story(), story()
    head = log.head
    yield Case("manifest-foreign", "origin_foreign", {**found, "MANIFEST": foreign_manifest(found)})
    text = found["MANIFEST"][: found["MANIFEST"].rindex("—".encode()) - 1].decode()
    for name, old, new in (
        ("manifest-header", "quartier/pack/v1\n", "quartier/pack/v2\n"),
        ("manifest-path-up", " README.txt\n", " ../README\n"),
        ("manifest-path-twice", text[text.index("\n", 90) + 1 :], 2 * text[text.index("\n", 90) + 1 :]),
        ("manifest-number", f"head {head.size} ", f"head 0{head.size} "),
    ):
        assert old in text
        note = sign_note(text.replace(old, new, 1), forge.PACK_KEY)
        yield Case(name, "manifest_form", {**found, "MANIFEST": note})
    yield Case("no-claims", "pack_form", signed(log, found, **{"pack.json": None}))
    for name, old, new in (
        ("claims-space", b'"kinds":', b'"kinds": '),
        ("claims-scope", b'"all"}', b'"most"}'),
        ("claims-kinds", b'"kinds":null', b'"kinds":["a.b"]'),
        ("claims-fraction", b'"kinds":null', b'"kinds":1.5'),
        ("claims-member", b'{"format"', b'{"added":1,"format"'),
        ("claims-day", b'"made_at":"2026-11', b'"made_at":"2026-13'),
        ("claims-openings", b'"openings":"all"', b'"openings":["b","a"]'),
        ("claims-newline", b"}\n", b"}"),
    ):
        yield Case(name, "pack_form", resigned(log, found, "pack.json", old, new))


def foreign_manifest(found: Files) -> bytes:
    text = forge.manifest(found, forge.story().head).decode().rpartition("\n\n")[0] + "\n"
    return sign_note(text.replace(f"\n{forge.ORIGIN}\n", "\nother.quartier.test/log\n", 1), forge.PACK_KEY)


def bad_heads() -> Iterator[Case]:
    log, found = forge.story(), story()

    def with_head(note: bytes | None) -> Files:
        return signed(log, found, **{"log/checkpoint": note})

    note = found["log/checkpoint"]
    yield Case("no-checkpoint", "checkpoint_form", with_head(None))
    yield Case("checkpoint-no-note", "checkpoint_form", with_head(b"hello\n"))
    longer = sign_note(log.head.text + "extension\n", forge.LOG_KEY)
    yield Case("checkpoint-extension", "checkpoint_form", with_head(longer))
    foreign = Log(origin="other.quartier.test/log", envelopes=log.envelopes, leaves=log.leaves)
    yield Case("checkpoint-foreign", "origin_foreign", with_head(foreign.checkpoint()))
    thief = forge.key(forge.ORIGIN, ED25519, 66)
    yield Case("log-key-fresh", "checkpoint_key", with_head(log.checkpoint(log_key=thief)))
    yield Case("log-line-gone", "checkpoint_key", with_head(note.replace(note.split(b"\n")[4] + b"\n", b"")))
    yield Case("root-changed", "checkpoint_signature", with_head(note.replace(b"\n14\n", b"\n15\n")))
    twin = many(14).checkpoint()
    lines = note.split(b"\n")
    swapped = b"\n".join([*lines[:5], *twin.split(b"\n")[5:6], *lines[6:]])
    yield Case("cosignature-of-another-head", "checkpoint_signature", with_head(swapped))
    for name, at, code in (
        ("no-time", 0, "quorum_missing"),
        ("year-10000", 253_402_300_800, "checkpoint_signature"),
    ):
        yield Case(f"cosignature-{name}", code, with_head(stamped(log, at)))
    yield Case("one-witness", "quorum_missing", with_head(log.checkpoint(witnesses=(1,))))
    yield Case("no-witness", "quorum_missing", with_head(log.checkpoint(witnesses=())))
    yield Case("witness-twice", "quorum_missing", with_head(log.checkpoint(witnesses=(1, 1))))
    other = forge.manifest(found, many(14).head)
    yield Case("head-other", "head_differs", {**found, "MANIFEST": other})


def stamped(log: Log, at: int) -> bytes:
    """The head with two witnesses, of whom the second gives a time that no witness should."""
    key = forge.WITNESSES[1]
    blob = at.to_bytes(8, "big") + key.sign(cosigned_message(log.head.text, at))
    return log.checkpoint(witnesses=(0,)) + key.verifying.line(blob).encode()


def bad_structure() -> Iterator[Case]:
    log = many(300)
    found = forge.pack(log)
    bundle, tile, top = "log/tile/entries/000", "log/tile/0/000", "log/tile/1/000.p/1"

    def lying(path: str, data: bytes | None) -> Files:
        return signed(log, found, **{path: data})

    flipped = bytearray(found[bundle])
    flipped[2 + 35 * 7 + 5] ^= 1
    yield Case("entry-flipped", "leaf_differs", lying(bundle, bytes(flipped)))
    yield Case("entry-short", "bundle_form", lying(bundle, found[bundle][:-35]))
    yield Case("entry-version", "bundle_form", lying(bundle, found[bundle][:2] + b"\x02" + found[bundle][3:]))
    yield Case("entry-length", "bundle_form", lying(bundle, b"\x01" + found[bundle][1:]))
    yield Case("tile-short", "tile_form", lying(tile, found[tile][:-1]))
    yield Case("tile-flipped", "leaf_differs", lying(tile, b"\x00" * 32 + found[tile][32:]))
    yield Case("top-flipped", "tile_differs", lying(top, bytes(32)))
    yield Case("top-short", "tile_form", lying(top, bytes(31)))
    yield Case("tile-gone", "tile_missing", lying(top, None))
    yield Case("bundle-gone", "tile_missing", lying("log/tile/entries/001.p/44", None))
    yield Case("tile-too-many", "file_misplaced", lying("log/tile/0/001.p/43", bytes(43 * 32)))
    yield Case("tile-stray", "file_misplaced", lying("log/policy", b"x"))
    yield Case("envelopes-stray", "file_misplaced", lying("envelopes/002.jsonl", b"x"))
    structure = Wanted(scope="structure", openings="none")
    stray = signed(log, forge.files(log, structure), **{"envelopes/000.jsonl": found["envelopes/000.jsonl"]})
    yield Case("envelopes-in-structure", "file_misplaced", stray)
    twin = many(300)
    twin.leaves[10] = forge.noise("rewritten")
    yield Case("rewritten-under-old-head", "leaf_differs", {**lying(tile, forge.files(twin)[tile])})
    other = many(299)
    other.add(record=None)
    rewritten = {path: data for path, data in forge.files(other).items() if path != "log/checkpoint"}
    yield Case("rewritten-whole", "root_differs", signed(log, found, **rewritten))
