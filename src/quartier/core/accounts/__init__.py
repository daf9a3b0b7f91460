"""Organisations, accounts, roles, grants and sign-in. Holds no person's case data."""
