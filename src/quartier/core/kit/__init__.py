"""Ids and tags, periods, errors with reason codes, office tables, and a thin wrapper over the embedded server."""
