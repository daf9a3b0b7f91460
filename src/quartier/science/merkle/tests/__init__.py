"""Tests of the ledger's mathematics and formats: vectors made elsewhere, properties, other people's programs."""
