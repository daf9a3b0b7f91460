"""Tests of the verifier. `cases` holds what both programs must agree on."""
