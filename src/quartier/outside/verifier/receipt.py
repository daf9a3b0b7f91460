"""A receipt: entries with their proofs, in one file. What it opens of them may be all fields or only some."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from quartier.outside.verifier.canonical import (
    TAG,
    bytes_of,
    instant_of,
    matching,
    members,
    read_canonical,
    text_of,
)
from quartier.outside.verifier.entries import check_recorded, check_seen
from quartier.outside.verifier.envelopes import (
    Envelope,
    Opening,
    check_openings,
    read_envelope,
    read_openings,
)
from quartier.outside.verifier.trust import Head, Trust, judge_head, judge_promise
from quartier.outside.verifier.verdict import Fault
from quartier.science.merkle.commitments import ENTRY_BYTES, entry_of
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.proof_file import ProofFile, parse_proof_file
from quartier.science.merkle.proofs import check_inclusion

RECEIPT_FORMAT = "quartier/receipt/v1"
MAX_RECEIPT_BYTES = 16 * 2**20
MAX_RECEIPT_ENTRIES = 10_000


@dataclass(frozen=True)
class Item:
    """One entry as the receipt gives it: with its envelope, or only the 33 bytes that show that it exists."""

    entry: bytes
    envelope: str | None
    openings: dict[str, Opening]
    proof: str | None


@dataclass(frozen=True)
class ProvenEntry:
    """An entry that passed; `index` and `head` are None where there is only a promise."""

    index: int | None
    head: Head | None
    leaf: bytes
    envelope: Envelope | None
    openings: dict[str, Opening]


@dataclass
class Receipt:
    """What a receipt shows, as far as it was checked.

    `heads`: those judged already, by their notes. `deadline`: of the promise, in microseconds since 1970.
    """

    record: str | None
    origin: str = ""
    entries: list[ProvenEntry] = field(default_factory=list)
    heads: dict[bytes, Head] = field(default_factory=dict)
    deadline: int | None = None

    @property
    def head(self) -> Head | None:
        """The largest head that a proof leads to."""
        heads = [each.head for each in self.entries if each.head is not None]
        return max(heads, key=lambda head: head.checkpoint.size, default=None)


def check_receipt(data: bytes, trust: Trust) -> Receipt:
    """Raises Fault with the first thing that is wrong. A promise that is still open is left to the caller's clock."""
    items, promise, record = read_receipt(data)
    receipt = Receipt(record)
    for item in items:
        place = len(receipt.entries)
        envelope = None if item.envelope is None else read_envelope(item.envelope, place=place)
        if envelope is not None:
            check_openings(envelope, item.openings, place=place)
        if item.proof is None:
            _check_promise(receipt, trust, promise, leaf_hash(item.entry))
            proven = ProvenEntry(None, None, leaf_hash(item.entry), envelope, item.openings)
        else:
            proven = _prove(receipt, trust, item, item.proof, envelope)
        if envelope is not None:
            _check_envelope(receipt, envelope, proven)
        receipt.entries.append(proven)
    return receipt


def read_receipt(data: bytes) -> tuple[list[Item], str | None, str | None]:
    """The entries, the promise and the record, nothing of it checked but the form."""
    try:
        text = data.decode("utf-8")
        if len(data) > MAX_RECEIPT_BYTES or not text.endswith("\n"):
            raise ValueError("too long, or no final newline")
        entries, form, promise, record = members(
            read_canonical(text[:-1]), "entries", "format", "promise", "record"
        )
        if (
            form != RECEIPT_FORMAT
            or not isinstance(entries, list)
            or not 0 < len(entries) <= MAX_RECEIPT_ENTRIES
        ):
            raise ValueError("format or entries")
        items = [_item(value) for value in entries]
        promised = [place for place, item in enumerate(items) if item.proof is None]
        if promised != ([] if promise is None else [len(items) - 1]):
            raise ValueError("a promise is for the last entry, when that has no proof")
        return (
            items,
            None if promise is None else text_of(promise),
            None if record is None else matching(TAG, record),
        )
    except ValueError as problem:
        raise Fault("receipt_form") from problem


def _item(value: Any) -> Item:
    if isinstance(value, dict) and "entry" in value:
        encoded, proof = members(value, "entry", "proof")
        entry = bytes_of(encoded)
        if len(entry) != ENTRY_BYTES or entry[:1] != b"\x01":
            raise ValueError("no entry of ours")
        return Item(entry, None, {}, None if proof is None else text_of(proof))
    envelope, openings, proof = members(value, "envelope", "openings", "proof")
    entry = entry_of(text_of(envelope).encode("utf-8"))
    return Item(entry, envelope, read_openings(openings), None if proof is None else text_of(proof))


def _prove(receipt: Receipt, trust: Trust, item: Item, text: str, envelope: Envelope | None) -> ProvenEntry:
    """Follow the path from the entry to a head that the policy accepts."""
    proof = _proof(text)
    head = receipt.heads.get(proof.checkpoint)
    if head is None:
        head = judge_head(trust, proof.checkpoint, origin=receipt.origin or None)
        receipt.heads[proof.checkpoint] = head
    receipt.origin = head.checkpoint.origin
    leaf = leaf_hash(item.entry)
    try:
        check_inclusion(
            index=proof.index,
            size=head.checkpoint.size,
            leaf=leaf,
            path=proof.path,
            root=head.checkpoint.root,
        )
    except Refused as refused:
        raise Fault("inclusion_broken", index=proof.index) from refused
    if receipt.entries and (receipt.entries[-1].index or 0) >= proof.index:
        raise Fault("receipt_order")
    return ProvenEntry(proof.index, head, leaf, envelope, item.openings)


def _proof(text: str) -> ProofFile:
    try:
        proof = parse_proof_file(text.encode("utf-8"))
    except Refused as refused:
        raise Fault("proof_form") from refused
    if proof.extra is not None:  # nobody signs it
        raise Fault("proof_form")
    return proof


def _check_promise(receipt: Receipt, trust: Trust, note: str | None, leaf: bytes) -> None:
    promise = judge_promise(trust, (note or "").encode("utf-8"), origin=receipt.origin or None)
    if promise.leaf != leaf:
        raise Fault("promise_leaf")
    receipt.origin = promise.origin
    receipt.deadline = instant_of(promise.deadline)


def _check_envelope(receipt: Receipt, envelope: Envelope, proven: ProvenEntry) -> None:
    place = len(receipt.entries) if proven.index is None else proven.index
    if envelope.record != receipt.record:
        raise Fault("receipt_record", index=place)
    if proven.index is None or proven.head is None:
        return
    check_seen(envelope, index=proven.index, origin=receipt.origin)
    check_recorded(envelope, index=proven.index, confirmed=proven.head.confirmed)
