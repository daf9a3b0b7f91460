"""The body map: regions of the body with their names and outlines, and what was seen on them. Pure."""
