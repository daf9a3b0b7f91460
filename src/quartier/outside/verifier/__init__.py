"""The verifier: one file that anyone entitled can take along, and that trusts nothing it is handed but its own keys."""
