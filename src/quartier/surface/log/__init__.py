"""The published ledger, for whoever wants to check it: `/log/checkpoint` and `/log/tile/…`."""
