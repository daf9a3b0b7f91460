"""The mathematics and the text formats of a transparency log: trees, proofs, notes, checkpoints, tiles, policies.

Formats: docs/reference/ledger-format.md. Pure: no clock, no randomness, no file; bytes and times come in as arguments.
Everything but `signing` rests on the standard library of Python 3.9 alone, and names are imported, not modules, each
unique in this package: the single-file verifier is made of these very sources.
"""
