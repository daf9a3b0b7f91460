"""The acts: every kind of entry that a custody record can hold, as data."""
