"""News of an organisation for the residents of a place, let out through publication."""
