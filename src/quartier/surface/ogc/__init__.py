"""Public layers after OGC API Features."""
