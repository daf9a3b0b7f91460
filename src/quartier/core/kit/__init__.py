"""Ids and tags, periods, errors with reason codes, and a thin wrapper over the embedded server."""
