"""Bringing the town to life through the doors that everyone uses. Each step finds what is there and adds the rest."""
