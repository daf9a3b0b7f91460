"""The few flows that cross packages: one verb each, and no tables."""
