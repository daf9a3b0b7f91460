"""Append in the caller's transaction; later: sequence, publish, prove."""
