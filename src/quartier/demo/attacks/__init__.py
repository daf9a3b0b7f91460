"""Attacks on the ledger, played against a copy of the town: each shows who finds it out, with which data, how soon.

`catalogue.toml` was written first and judges the rest: an attack passes only when somebody other than the operator
finds it for the reason that stands there.
"""
