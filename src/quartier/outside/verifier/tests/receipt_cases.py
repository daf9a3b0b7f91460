"""Receipts, disclosures and promises."""

from collections.abc import Iterator

from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.tests.case import NOW, Case, at, many
from quartier.outside.verifier.tests.forge import Log
from quartier.science.merkle.keys import ED25519
from quartier.science.merkle.note import sign_note

LOG = many(9)
WHOLE = forge.receipt(LOG, 0, 3, 6, record=forge.RECORDS[0])


def case(name: str, reason: str | None, **changes: object) -> Case:
    return Case(name, reason, receipt=forge.encoded({**WHOLE, **changes}))


def receipts() -> Iterator[Case]:
    log, record = LOG, forge.RECORDS[0]
    first, second, third = WHOLE["entries"]
    bare = {"entry": forge.base64(forge.entry_of(log.envelopes[3].encode())), "proof": log.proof(3)}
    yield case("receipt", None)
    yield case("receipt-existence", None, entries=[bare])
    yield case("receipt-existence-nameless", None, entries=[bare], record=None)
    yield Case(
        "receipt-disclosure",
        None,
        receipt=forge.encoded(forge.receipt(log, 3, record=record, fields=["rows"])),
    )
    yield case("receipt-gap", None, entries=[first, third])
    yield case("receipt-format", "receipt_form", format="quartier/receipt/v2")
    yield case("receipt-member", "receipt_form", added=1)
    yield case("receipt-none", "receipt_form", entries=[])
    yield case("receipt-promise-for-nothing", "receipt_form", promise=log.promise(0, at(60)))
    yield Case("receipt-cut", "receipt_form", receipt=forge.encoded(WHOLE)[:-1])
    yield Case("receipt-nothing", "receipt_form", receipt=b"")
    yield case("receipt-order", "receipt_order", entries=[second, first])
    yield case("receipt-twice", "receipt_order", entries=[first, first])
    yield case("receipt-other-record", "receipt_record", record=forge.RECORDS[1])


def bad_proofs() -> Iterator[Case]:
    """One entry, and something wrong with it or with its way to the head."""
    log, record = LOG, forge.RECORDS[0]
    first, second, _ = WHOLE["entries"]
    yield case("receipt-value", "opening_differs", entries=[opened(first, "rows", "7")])
    yield case("receipt-envelope", "inclusion_broken",
               entries=[{**first, "envelope": first["envelope"].replace("test.counted", "test.measured")}])  # fmt: skip
    yield case("receipt-proof-of-another", "inclusion_broken", entries=[{**first, "proof": second["proof"]}])
    yield case("receipt-extra", "proof_form",
               entries=[{**first, "proof": first["proof"].replace("@v1\n", "@v1\nextra AAAA\n")}])  # fmt: skip
    yield case("receipt-proof-form", "proof_form", entries=[{**first, "proof": "hello"}])
    yield case("receipt-index", "inclusion_broken",
               entries=[{**first, "proof": first["proof"].replace("index 0", "index 1")}])  # fmt: skip
    other = Log(origin="other.quartier.test/log", envelopes=log.envelopes, leaves=log.leaves)
    yield case("receipt-foreign", "origin_foreign", entries=[{**first, "proof": other.proof(0)}])
    lines = first["proof"].split("\n")
    yield case("receipt-quorum", "quorum_missing", entries=[{**first, "proof": "\n".join([*lines[:-2], ""])}])
    late = many(3)
    late.add(record=record, recorded_at=at(10**6), occurred_at=at(10**6))
    yield Case("receipt-time", "recorded_after", receipt=forge.encoded(forge.receipt(late, 3, record=record)))


def opened(item: dict, field: str, value: str) -> dict:
    return {**item, "openings": {**item["openings"], field: {**item["openings"][field], "value": value}}}


def promises() -> Iterator[Case]:
    log = many(4)
    item = {**forge.receipt(log, 3, record=forge.RECORDS[0])["entries"][0], "proof": None}

    def case(name: str, reason: str, note: object, **changes: object) -> Case:
        value = {"entries": [{**item, **changes}], "format": "quartier/receipt/v1", "promise": note}
        return Case(name, reason, receipt=forge.encoded({**value, "record": forge.RECORDS[0]}))

    note = log.promise(3, forge.instant(NOW + 60))
    yield case("promise-open", "promise_open", note)
    yield case("promise-past", "promise_past", log.promise(3, forge.instant(NOW - 60)))
    yield case("promise-of-another", "promise_leaf", log.promise(2, forge.instant(NOW + 60)))
    yield case("promise-changed", "promise_signature", note.replace("deadline 2026", "deadline 2027"))
    yield case("promise-none", "receipt_form", None)
    yield case("promise-form", "promise_form", "hello\n")
    text = note.rpartition("\n\n")[0] + "\n"
    yield case("promise-fresh-key", "promise_key",
               sign_note(text, forge.key(f"{forge.ORIGIN}/receipt", ED25519, 77)).decode())  # fmt: skip
