"""Makes small logs and packs out of nothing, true ones and false ones. No server is needed, and no key is a secret."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from quartier.outside.verifier.canonical import canonical_text
from quartier.outside.verifier.structure import envelope_path
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.commitments import entry_of, field_digest
from quartier.science.merkle.cosignature import cosign
from quartier.science.merkle.edge import TileEdge
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.keys import COSIGNATURE, ED25519
from quartier.science.merkle.manifest import manifest_text, sign_manifest
from quartier.science.merkle.note import sign_note
from quartier.science.merkle.promise import Promise, sign_promise
from quartier.science.merkle.proof_file import ProofFile
from quartier.science.merkle.signing import SigningKey
from quartier.science.merkle.tiles import encode_bundle
from quartier.science.merkle.tree import Tree

ORIGIN = "ledger.quartier.test/log"
START = 1_795_000_000  # 18 November 2026; entry i is recorded i minutes later
CLERK = '{"account":"0190","kind":"account"}'
RECORDS = tuple(f"0{n}tag".ljust(26, "0") for n in (1, 2, 3))


def key(name: str, type: int, seed: int) -> SigningKey:
    return SigningKey.from_seed(name, type, bytes([seed]) * 32)


LOG_KEY = key(ORIGIN, ED25519, 1)
PACK_KEY = key(f"{ORIGIN}/pack", ED25519, 2)
RECEIPT_KEY = key(f"{ORIGIN}/receipt", ED25519, 3)
WITNESSES = [
    key(f"witness.{name}.test/w", COSIGNATURE, 10 + n) for n, name in enumerate(("bar", "court", "uni"))
]
STRANGER = key(f"{ORIGIN}/pack", ED25519, 99)


def policy(quorum: str = "two") -> str:
    return "".join(
        f"{line}\n"
        for line in (
            f"# quartier-pack-key {PACK_KEY.verifying.text}",
            f"# quartier-receipt-key {RECEIPT_KEY.verifying.text}",
            f"log {LOG_KEY.verifying.text}",
            *(f"witness {each.verifying.name} {each.verifying.text}" for each in WITNESSES),
            "group two 2 " + " ".join(each.verifying.name for each in WITNESSES),
            f"quorum {quorum}",
        )
    )


def base64(value: bytes) -> str:
    return b64encode(value).decode()


def instant(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def noise(*what: object) -> bytes:
    """32 bytes that look random and are the same in each run."""
    return sha256(repr(what).encode()).digest()


@dataclass
class Log:
    """Entries in order. `add` returns the index; whatever a keyword overrides goes into the envelope as it is given."""

    origin: str = ORIGIN
    envelopes: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    openings: list[dict[str, dict[str, str]]] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)
    last: dict[str, bytes] = field(default_factory=dict)

    def add(self, kind: str = "test.counted", record: str | None = None, values=None, **said) -> int:
        index = len(self.envelopes)
        given = {"rows": str(index), "note": '"нотатка"'} if values is None else values
        values = {**given, "by": CLERK}
        openings = {
            name: {"salt": base64(noise(index, name)), "value": value} for name, value in values.items()
        }
        at = START + 60 * index
        prev = self.last.get(record)
        envelope = {
            "v": 1,
            "kind": kind,
            "record": record,
            "occurred_at": instant(at - 20),
            "recorded_at": instant(at),
            "captured_at": None,
            "prev": prev and base64(prev),
            "corrects": None,
            "seen": self.seen(index // 2) if index > 1 else None,
            "fields": {
                name: base64(field_digest(name, noise(index, name), value.encode()))
                for name, value in values.items()
            },
            "blind": base64(noise(index)),
            **said,
        }
        return self.append(canonical_text(envelope), openings, record, kind)

    def append(self, text: str, openings, record: str | None = None, kind: str = "test.counted") -> int:
        self.envelopes.append(text)
        self.kinds.append(kind)
        self.openings.append(openings)
        self.leaves.append(leaf_hash(entry_of(text.encode())))
        if record is not None:
            self.last[record] = self.leaves[-1]
        return len(self.envelopes) - 1

    def erase(self, *indexes: int, field: str | None = None, **said) -> int:
        leaves = canonical_text([base64(self.leaves[index]) for index in indexes])
        return self.add("ledger.erased", values=erasure(leaves, field), **said)

    def seen(self, size: int) -> dict[str, object]:
        return {"origin": self.origin, "size": size, "root": base64(Tree(self.leaves[:size]).root())}

    @property
    def head(self) -> Checkpoint:
        return Checkpoint(self.origin, len(self.leaves), Tree(self.leaves).root())

    def checkpoint(self, *, witnesses=(0, 1), at: int | None = None, log_key: SigningKey = LOG_KEY) -> bytes:
        text = self.head.text
        at = START + 60 * len(self.leaves) if at is None else at
        lines = "".join(cosign(WITNESSES[n], text, at) for n in witnesses)
        return sign_note(text, log_key) + lines.encode()

    def proof(self, index: int) -> str:
        return (
            ProofFile(index, tuple(Tree(self.leaves).inclusion(index)), self.checkpoint()).encode().decode()
        )

    def promise(self, index: int, deadline: str) -> str:
        promise = Promise(self.origin, self.leaves[index], instant(START), deadline)
        return sign_promise(promise, RECEIPT_KEY).decode()


def erasure(leaves: str, field: str | None) -> dict[str, str]:
    return {
        "leaves": leaves,
        "field": canonical_text(field),
        "ground": '"retention"',
        "authority": '"law"',
    }


@dataclass
class Wanted:
    """What a pack is to hold. `hidden`: entries without a line; `closed`: fields of an entry that are not opened."""

    scope: str = "all"
    kinds: list[str] | None = None
    openings: object = "all"
    hidden: frozenset[int] = frozenset()
    closed: frozenset[tuple[int, str]] = frozenset()


def files(log: Log, wanted: Wanted = Wanted(), **checkpoint) -> dict[str, bytes]:  # noqa: B008 - never changed
    """Everything but the manifest."""
    claims = {
        "format": "quartier/pack/v1",
        "kinds": wanted.kinds,
        "made_at": instant(START + 60 * len(log.leaves)),
        "openings": wanted.openings,
        "scope": wanted.scope,
    }
    found = {
        "README.txt": b"read me\n",
        "pack.json": canonical_text(claims).encode() + b"\n",
        "log/checkpoint": log.checkpoint(**checkpoint),
    }
    edge = TileEdge()
    for name, hashes in [*edge.extend(log.leaves), *edge.partials()]:
        found[f"log/{name.path}"] = hashes
        if name.level == 0:
            start = name.index * 256
            entries = [entry_of(text.encode()) for text in log.envelopes[start : start + name.width]]
            found[f"log/{name.bundle.path}"] = encode_bundle(entries)
    if wanted.scope != "structure":
        found.update(_envelope_files(log, wanted))
    return found


def _envelope_files(log: Log, wanted: Wanted) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for index, text in enumerate(log.envelopes):
        kind = log.kinds[index]
        chosen = wanted.kinds is None or kind in wanted.kinds or kind.startswith("ledger.")
        if not chosen or index in wanted.hidden:
            continue
        always = {"leaves", "field", "ground", "authority"} if kind == "ledger.erased" else set()
        shown = {
            name: opening
            for name, opening in log.openings[index].items()
            if (index, name) not in wanted.closed
            and (wanted.openings == "all" or name in always or name in wanted.openings)
        }
        line = canonical_text({"envelope": text, "index": index, "openings": shown})
        path = envelope_path(index // 256)
        found[path] = found.get(path, b"") + line.encode() + b"\n"
    return found


def manifest(found: dict[str, bytes], head: Checkpoint, signer: SigningKey = PACK_KEY) -> bytes:
    listed = {path: (sha256(data).digest(), len(data)) for path, data in found.items() if path != "MANIFEST"}
    return sign_manifest(manifest_text(head.origin, head, listed), signer)


def pack(log: Log, wanted: Wanted = Wanted(), **checkpoint) -> dict[str, bytes]:  # noqa: B008 - never changed
    found = files(log, wanted, **checkpoint)
    return {**found, "MANIFEST": manifest(found, log.head)}


def write(found: dict[str, bytes], folder: Path) -> Path:
    for path, data in found.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def story(count: int = 12) -> Log:
    """A log with records, a correction, a field and an entry erased, and an entry made long after the event."""
    log = Log()
    for index in range(count):
        record = RECORDS[index % 3] if index % 4 else None
        said = {}
        if index == 5:
            said["corrects"] = base64(log.leaves[2])
        if index == 6:
            said["occurred_at"] = instant(START - 7_200)
        log.add(record=record, **said)
    log.erase(1)
    log.erase(2, field="note")
    return log


STORY_SHOWN = Wanted(hidden=frozenset({1}), closed=frozenset({(2, "note")}))


def receipt(log: Log, *indexes: int, record: str | None, fields=None) -> dict[str, object]:
    """A receipt as data; `fields` are the ones to open, None for all."""
    entries = [
        {
            "envelope": log.envelopes[index],
            "openings": {
                name: value for name, value in log.openings[index].items() if fields is None or name in fields
            },
            "proof": log.proof(index),
        }
        for index in indexes
    ]
    return {"entries": entries, "format": "quartier/receipt/v1", "promise": None, "record": record}


def encoded(value: object) -> bytes:
    return canonical_text(value).encode() + b"\n"
