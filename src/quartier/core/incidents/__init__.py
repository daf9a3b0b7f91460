"""Occurrences and data sets of incidents, read in one shape; import with a mapping that is data."""
