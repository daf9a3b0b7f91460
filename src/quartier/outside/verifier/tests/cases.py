"""Packs and receipts, each with the verdict that every verifier must give. Written once, for both programs.

A case is an OK pack, or one with a single thing wrong. "Signed" cases are made by an operator who holds the keys of
log and pack and lies; the others by whoever had the stick in between.
"""

from collections.abc import Iterator

from quartier.outside.verifier.tests import entry_cases, pack_cases, receipt_cases
from quartier.outside.verifier.tests.case import Case


def cases() -> Iterator[Case]:
    """All of them. Names are unique and fit into a file name."""
    yield from pack_cases.good()
    yield from pack_cases.in_between()
    yield from pack_cases.signed_files()
    yield from pack_cases.bad_heads()
    yield from pack_cases.bad_structure()
    yield from entry_cases.bad_lines()
    yield from entry_cases.bad_envelopes()
    yield from entry_cases.bad_entries()
    yield from entry_cases.bad_whole()
    yield from entry_cases.since()
    yield from receipt_cases.receipts()
    yield from receipt_cases.bad_proofs()
    yield from receipt_cases.promises()
